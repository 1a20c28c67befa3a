"""The default PDF engine: PDFium, fast and of bounded memory, but not safe for threads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Final

import pypdfium2

from clausegap.errors import EncryptedFileError, MalformedFileError, TooLargeError
from clausegap.loaders import base
from clausegap.loaders.pdf_lines import Box, Gap, Line, PageLines, Runs, garbled_share, printed, shown_runs
from clausegap.loaders.pdf_marks import opened_form, read_marks
from clausegap.loaders.pdf_page import PageText, turned
from clausegap.loaders.pdf_spaces import missing_spaces
from clausegap.model.document import SourceInfo

MAX_PAGES: Final = 20_000
_PASSWORD: Final = "--password, in Python reading=ReadOptions(password=...)"
# PDFium ends lines with CR LF and joins two lines at a hyphen, where it puts U+0002 or U+FFFE; the
# latter also stands for glyphs that no table of the file maps to a character.
_MARK: Final = "\ufffe"
_HYPHEN: Final = "\x02"
_UNKNOWN: Final = "\ufffd"
_RUN: Final = re.compile(r"[^\r\n\x02]+\x02?|\x02")
_HYPHENS: Final = (_HYPHEN, "\xad")
_FULL_TURN: Final = 360
_DOWNWARDS: Final = 270
_LEVEL: Final = 10  # degrees; scans lie askew by less, watermarks by more
_LEAST_GAP: Final = 6.0  # points
_GAP: Final = 0.8  # of the height of a letter
_OVERLAP: Final = 0.3  # of a line's height that the next one may reach into it
_SMALL: Final = 0.85
_RISE: Final = 0.1  # of the size of the letters beside
_SIGN: Final = re.compile(
    r"(?<=[A-Za-z.,;:)\]\"'\u201d\u2019])(?:\d{1,3}|[*\u2020\u2021\u00a7]{1,3})(?!\w)"
    r"|^(?:\d{1,3}|[*\u2020\u2021\u00a7]{1,3})(?=\s?[\"\u201c(]?[A-Z])"
)


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


def read_pages(
    document: pypdfium2.PdfDocument, source: SourceInfo, numbers: Iterable[int] | None = None
) -> Iterator[PageLines]:
    """Yields the pages of an opened file, or some of them, each read and closed in turn.

    Raises:
        MalformedFileError: A page cannot be read.
        TooLargeError: The pages hold more text than a document may.
    """
    characters = 0
    with opened_form(document) as form:
        for number in range(1, len(document) + 1) if numbers is None else numbers:
            with opened_page(document, number, source) as page:
                lines = _page_lines(page, number)
                marks = read_marks(page, form)
            characters += sum(len(line.text) for line in lines.lines)
            if characters > base.MAX_CHARACTERS:  # the builder would say so only when all pages are read
                raise base.too_long(source.name)
            yield replace(lines, marks=marks) if marks else lines


@contextmanager
def opened_page(document: pypdfium2.PdfDocument, number: int, source: SourceInfo) -> Iterator[pypdfium2.PdfPage]:
    """Opens a page, closes it again, and names it when PDFium cannot read it.

    Raises:
        MalformedFileError: PDFium cannot read the page.
    """
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
        return EncryptedFileError(source.name, "the PDF needs a password", f"give it with {_PASSWORD}")
    return EncryptedFileError(source.name, "the password does not open the PDF", f"give the right one with {_PASSWORD}")


def _page_lines(page: pypdfium2.PdfPage, number: int) -> PageLines:
    textpage = page.get_textpage()
    try:
        text = PageText(textpage)
        printed_text, unmapped = _without_marks(text)
        rotation = page.get_rotation()
        lines = tuple(_lines(text, printed_text, number, rotation))
        turn = _turn_of_most(lines)
        if turn:
            lines = tuple(_lines(text, printed_text, number, (rotation + turn) % _FULL_TURN))
        if turn == _DOWNWARDS:  # PDFium takes such lines for one, and orders them from left to right
            lines = tuple(sorted(lines, key=lambda line: -round(line.box.bottom)))
        invisible = sum(text.is_invisible(line.char) for line in lines)
        return PageLines(number, lines, unmapped, garbled_share(text.text), invisible)
    finally:
        textpage.close()


def _without_marks(text: PageText) -> tuple[str, int]:
    """Returns the text with each U+FFFE told apart, a hyphen or a glyph of unknown meaning, and the latter's number."""
    if _MARK not in text.text:
        return text.text, 0
    unmapped = {found.start() for found in re.finditer(_MARK, text.text) if text.is_unmapped(found.start())}
    characters = (_UNKNOWN if at in unmapped else char for at, char in enumerate(text.text))
    return "".join(characters).replace(_MARK, _HYPHEN), len(unmapped)


def _turn_of_most(lines: Sequence[Line]) -> int:
    """Returns the angle of most of a page's print: tables are often set sideways on an upright page."""
    letters: Counter[int] = Counter()
    for line in lines:
        letters[line.angle] += len(line.text)
    angle = max(letters, key=lambda angle: (letters[angle], -angle), default=0)
    return angle if angle % 90 == 0 else 0


def _lines(text: PageText, characters: str, number: int, rotation: int) -> Iterator[Line]:
    spaces = missing_spaces(text, characters)
    for found in _RUN.finditer(characters):
        run = printed(found.group())
        words = run.strip()
        if not words:
            continue
        first = found.start() + len(run) - len(run.lstrip())
        glued = found.group().endswith(_HYPHENS)
        parts = _rows(text, words, first, rotation)
        for index, (start, part) in enumerate(parts, 1):
            runs = shown_runs(part, start, spaces)
            if runs:
                yield _line(text, number, (start, part, runs), rotation, glued=glued and index == len(parts))


def _rows(text: PageText, words: str, first: int, rotation: int) -> list[tuple[int, str]]:
    """Returns the lines that PDFium took for one, as it does with rows of a table: print that goes back and down."""
    pieces = [turned(box, rotation) for box in text.pieces(first, first + len(words) - 1)]
    if not any(_goes_back(before, after) for before, after in pairwise(pieces)):
        return [(first, words)]
    starts = [found.start() for found in re.finditer(r"\S+", words)]
    boxes = [turned(text.box(first + start, loose=True), rotation) for start in starts]
    cuts = [
        start for start, (before, after) in zip(starts[1:], pairwise(boxes), strict=True) if _goes_back(before, after)
    ]
    ends = [*cuts, len(words)]
    return [(first + start, words[start:end].rstrip()) for start, end in zip([0, *cuts], ends, strict=True)]


def _goes_back(before: Box, after: Box) -> bool:
    return after.left < before.left and after.top < before.bottom + _OVERLAP * (before.top - before.bottom)


def _line(text: PageText, number: int, words: tuple[int, str, Runs], rotation: int, *, glued: bool) -> Line:
    """Returns a line with its box and what is odd about its letters."""
    first, characters, runs = words
    last = first + len(characters) - 1
    size = text.size((first + last) // 2)
    start = turned(text.box(first, loose=True), rotation)
    end = turned(text.box(last, loose=True), rotation)
    box = Box(start.left, min(start.bottom, end.bottom), max(end.right, start.right), max(start.top, end.top))
    height = max(start.top - start.bottom, end.top - end.bottom)
    if last > first and (abs(start.bottom - end.bottom) > 0.5 * height or end.left < start.left - 1):
        angle = (text.angle(first) - rotation) % _FULL_TURN
        if _LEVEL <= angle <= _FULL_TURN - _LEVEL:
            box = replace(box, left=min(start.left, end.left))
            return Line(number, first, runs, box, glued, angle=angle, size=size)
        # A scan that lies a little askew: the line is as high as its first letter.
        box = replace(box, bottom=start.bottom, top=start.top)
    gaps = tuple(_gaps(text, first, last, rotation, max(_LEAST_GAP, _GAP * height)))
    raised = tuple(_raised(text, characters, first, rotation))
    return Line(number, first, runs, box, glued, gaps=gaps, raised=raised, size=size)


def _gaps(text: PageText, first: int, last: int, rotation: int, least: float) -> Iterator[Gap]:
    """Yields the white spaces of some width between the pieces of a line."""
    boxes = [turned(box, rotation) for box in text.pieces(first, last)]
    reached = first
    for before, after in pairwise(boxes):
        if after.left - before.right >= least:
            edge = after.left - 0.5
            places = range(first, last + 1)
            at = first + bisect_left(places, edge, key=lambda place: turned(text.box(place), rotation).left)
            if reached < at <= last:  # else the letters do not stand in the order in which they are given
                yield Gap(at, before.right, after.left)
                reached = at


def _raised(text: PageText, words: str, first: int, rotation: int) -> Iterator[int]:
    """Yields the places of small raised digits and signs behind a word, or before the first one."""
    for found in _SIGN.finditer(words):
        at = first + found.start()
        beside = at - 1 if found.start() else first + len(words) - 1
        size = text.size(beside)
        rise = turned(text.origin(at), rotation).bottom - turned(text.origin(beside), rotation).bottom
        if text.size(at) < _SMALL * size and rise > _RISE * size:
            yield at
