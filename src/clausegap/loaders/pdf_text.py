"""The default PDF engine: PDFium, fast and of bounded memory, but not safe for threads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Final

import pypdfium2
from pypdfium2 import raw

from clausegap.errors import EncryptedFileError, MalformedFileError, TooLargeError
from clausegap.loaders import base
from clausegap.loaders.pdf_lines import Box, Line, PageLines, printed, split_glued
from clausegap.model.document import SourceInfo

MAX_PAGES: Final = 20_000
# PDFium ends lines with CR LF and joins two lines at a hyphen, where it puts U+0002 (older: U+FFFE).
_RUN: Final = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_HYPHENS: Final = ("\x02", "\ufffe", "\xad")
_OBJECTS_LOOKED_AT: Final = 2_000
_SCAN_SHARE: Final = 0.1  # of the page, covered by images; logos are smaller
_OUTLINES: Final = 20  # drawn shapes: words turned into curves have one for each letter, rules are few


def open_pdf(data: bytes, source: SourceInfo, password: str | None) -> pypdfium2.PdfDocument:
    """Returns the opened file; the caller closes it.

    Raises:
        EncryptedFileError: It needs a password, or another one.
        MalformedFileError: It cannot be opened, or has no pages.
        TooLargeError: It has more than ``MAX_PAGES`` pages.
    """
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _encrypted(source, password) from error
        # PDFium reports "Success" for a sound file without pages.
        problem = "the PDF has no pages" if "success" in str(error).lower() else "the PDF is damaged"
        raise MalformedFileError(source.name, problem, "get a complete copy") from error
    count = len(document)
    if 0 < count <= MAX_PAGES:
        return document
    document.close()
    if count > MAX_PAGES:
        raise TooLargeError(source.name, f"it has more than {MAX_PAGES:,} pages", "split the file")
    raise MalformedFileError(source.name, "the PDF has no pages", "get a complete copy")


def read_pages(document: pypdfium2.PdfDocument, source: SourceInfo) -> Iterator[PageLines]:
    """Yields the pages of an opened file, each read and closed in turn.

    Raises:
        MalformedFileError: A page cannot be read.
        TooLargeError: The pages hold more text than a document may.
    """
    characters = 0
    for number in range(1, len(document) + 1):
        with _opened_page(document, number, source) as page:
            lines = tuple(_page_lines(page, number))
        characters += sum(len(line.text) for line in lines)
        if characters > base.MAX_CHARACTERS:  # the builder would say so only when all pages are read
            raise base.too_long(source.name)
        yield PageLines(number, lines)


def shows_more(document: pypdfium2.PdfDocument, number: int, source: SourceInfo) -> bool:
    """Whether a page seems to show words that are not in its text layer: a scan, or drawn letters.

    Raises:
        MalformedFileError: The page cannot be read.
    """
    with _opened_page(document, number, source) as page:
        return _has_pictures(page)


@contextmanager
def _opened_page(document: pypdfium2.PdfDocument, number: int, source: SourceInfo) -> Iterator[pypdfium2.PdfPage]:
    """Opens a page, closes it again, and names it when PDFium cannot read it."""
    try:
        page = document[number - 1]
        try:
            yield page
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        problem = f"page {number} of the PDF is damaged"
        raise MalformedFileError(source.name, problem, "get a complete copy") from error


def _encrypted(source: SourceInfo, password: str | None) -> EncryptedFileError:
    if password is None:
        return EncryptedFileError(source.name, "the PDF needs a password", "give the password")
    return EncryptedFileError(source.name, "the password does not open the PDF", "give the right password")


def _page_lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    textpage = page.get_textpage()
    try:
        yield from _lines(textpage, number, page.get_rotation())
    finally:
        textpage.close()


def _lines(textpage: pypdfium2.PdfTextPage, number: int, rotation: int) -> Iterator[Line]:
    text = textpage.get_text_range(errors="surrogatepass")
    end = textpage.count_chars() - 1
    for found in _RUN.finditer(text):
        run = printed(found.group())
        words = run.strip()
        if not words:
            continue
        first = found.start() + len(run) - len(run.lstrip())
        last = first + len(words) - 1
        # Characters beyond the Basic Multilingual Plane make PDFium's count differ from ours.
        box = _span(textpage, min(first, end), min(last, end), rotation)
        yield Line(number, first, split_glued(words, first), box, glued=found.group().endswith(_HYPHENS))


def _span(textpage: pypdfium2.PdfTextPage, first: int, last: int, rotation: int) -> Box:
    """Returns the box from one character to another; loose boxes share their font's height."""
    start = _turned(textpage.get_charbox(first, loose=True), rotation)
    end = _turned(textpage.get_charbox(last, loose=True), rotation)
    bottom, top = min(start.bottom, end.bottom), max(start.top, end.top)
    return Box(start.left, bottom, max(end.right, start.right), top)


def _turned(box: tuple[float, float, float, float], rotation: int) -> Box:
    """Returns a box as it shows on a page that the viewer turns clockwise by some degrees."""
    left, bottom, right, top = box
    if rotation == 90:
        return Box(bottom, -right, top, -left)
    if rotation == 180:
        return Box(-right, -top, -left, -bottom)
    if rotation == 270:
        return Box(-top, left, -bottom, right)
    return Box(left, bottom, right, top)


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    shapes, area = 0, 0.0
    for item in islice(page.get_objects(max_depth=3), _OBJECTS_LOOKED_AT):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            area += _area(item.get_bounds())
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            shapes += not _is_white(item)
    width, height = page.get_size()
    return shapes >= _OUTLINES or area >= _SCAN_SHARE * width * height


def _area(bounds: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = bounds
    return max(right - left, 0.0) * max(top - bottom, 0.0)


def _is_white(item: pypdfium2.PdfObject) -> bool:
    """Whether a shape leaves no mark on white paper: a white or invisible fill without an outline."""
    fill, stroke = raw.ctypes.c_int(), raw.FPDF_BOOL()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke) or stroke.value:
        return False
    red, green, blue, alpha = (raw.ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return not fill.value or alpha.value == 0 or min(red.value, green.value, blue.value) >= 250
