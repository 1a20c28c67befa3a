"""PDF: its words as paragraphs, from text layer, forms and OCR, with heads, feet and page numbers kept apart."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import pypdfium2

from clausegap.errors import NoTextError
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.pdf_columns import in_reading_order
from clausegap.loaders.pdf_file import open_pdf
from clausegap.loaders.pdf_furniture import Furnishings, find_furniture
from clausegap.loaders.pdf_gaps import find_gaps, invisible_notices, is_garbled
from clausegap.loaders.pdf_line_numbers import part_line_numbers
from clausegap.loaders.pdf_lines import PageLines, without
from clausegap.loaders.pdf_marks import mark_notices, with_typed
from clausegap.loaders.pdf_notes import find_notes
from clausegap.loaders.pdf_places import LAYOUT_CODE
from clausegap.loaders.pdf_rows import in_rows
from clausegap.loaders.pdf_scans import GAP_CODES, Filled, fill_gaps
from clausegap.loaders.pdf_text import read_pages
from clausegap.loaders.pdf_write import write_pages
from clausegap.model.document import Document, Notice, NoticeLevel, SourceInfo
from clausegap.model.reading import ReadOptions

_FEW_UNMAPPED: Final = 0.005  # of a page's characters: symbols, not words
_turn = threading.Lock()  # PDFium must not be called by two threads at a time, not even for two files
_LaidOut = tuple[list[PageLines], Furnishings]
_LAYOUT_NOTICE: Final = Notice("info", LAYOUT_CODE, "Places on a page count its characters as pdfplumber reads them.")


def load_pdf(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    """Returns the document of a PDF; pages without a usable text layer are read by OCR where it is installed.

    Args:
        data: The file.
        source: What is known of it.
        reading: How to read it; a file that only restricts printing needs no password.

    Raises:
        EncryptedFileError: It needs a password, or another one.
        MalformedFileError: It is damaged or has no pages.
        NoTextError: None of its pages has a text layer, and OCR is not there or found no words.
        TooLargeError: It has too many pages or characters.
    """
    with _turn:
        document = open_pdf(data, source, reading.password)
        try:
            filled, laid_out = _read(data, source, reading, document)
        finally:
            document.close()
    pages, furniture = laid_out
    notices = (*filled.notices, *(_unmapped(page) for page in pages if page.unmapped and not is_garbled(page)))
    if all(line.place in furniture for page in pages for line in page.lines):
        _refuse_textless(pages, notices, source)
        furniture = {}  # nothing but repeated lines: they are the words themselves
    builder = DocumentBuilder(source)
    for notice in (_LAYOUT_NOTICE, *notices) if reading.layout else notices:
        builder.add_notice(notice)
    write_pages(pages, furniture, find_notes(pages, frozenset(furniture)), builder)
    return _with_ocr(builder.build(), filled)


def _read(
    data: bytes, source: SourceInfo, reading: ReadOptions, document: pypdfium2.PdfDocument
) -> tuple[Filled, _LaidOut]:
    """Returns the pages, those without a usable text layer read by OCR where possible, and the same laid out."""
    pages = list(read_pages(document, source))
    if reading.layout:
        seen = {page.number: page for page in pages}
        tables = _read_layout(data, source, reading.password)
        pages = [_as_seen(page, seen.get(page.number)) for page in tables]
    pages = [with_typed(page) for page in pages]
    laid_out = _laid_out(pages)
    gaps = find_gaps(*laid_out, document, source)
    notices = (*invisible_notices(pages, document, source), *mark_notices(document, pages))
    if not gaps:
        return Filled(pages, notices, {}), laid_out

    def read_copy(copy: bytes, numbers: Sequence[int]) -> list[PageLines]:
        if reading.layout:
            return [page for page in _read_layout(copy, source, None) if page.number in numbers]
        opened = open_pdf(copy, source, None)
        try:
            return list(read_pages(opened, source, numbers))
        finally:
            opened.close()

    filled = fill_gaps(pages, gaps, document, ocr=reading.ocr, read=read_copy)
    filled = replace(filled, notices=(*filled.notices, *notices))
    return filled, laid_out if filled.pages == pages else _laid_out(filled.pages)


def _as_seen(page: PageLines, other: PageLines | None) -> PageLines:
    """Returns a page of the layout engine with what only PDFium tells of it."""
    return page if other is None else replace(page, marks=other.marks, invisible=other.invisible)


def _laid_out(pages: Sequence[PageLines]) -> _LaidOut:
    """Returns the pages in reading order, and which of their lines are furniture."""
    parted, numbers = part_line_numbers(list(pages))
    ordered = [in_rows(in_reading_order(page)) for page in parted]
    furniture: Furnishings = dict.fromkeys(numbers, "line_number")
    return ordered, furniture | find_furniture([without(page, numbers) for page in ordered])


def _with_ocr(document: Document, filled: Filled) -> Document:
    """Returns the document with what is known of the pages that OCR read."""
    if filled.searchable is None:
        return document
    pages = tuple(replace(page, confidence=filled.confidence.get(page.number)) for page in document.pages)
    return replace(document, pages=pages, searchable=filled.searchable)


def _read_layout(data: bytes, source: SourceInfo, password: str | None) -> Iterator[PageLines]:
    """Returns the pages as the layout engine reads them; it is loaded only here, being slow to import."""
    from clausegap.loaders import pdf_layout  # noqa: PLC0415

    return pdf_layout.read_layout(data, source, password)


def _refuse_textless(pages: Sequence[PageLines], notices: Sequence[Notice], source: SourceInfo) -> None:
    """Raises an error for a scan, even one on which a head or a page number was printed."""
    unread = [notice for notice in notices if notice.code in GAP_CODES]
    if not unread:
        if any(page.lines for page in pages):
            return
        raise NoTextError(source.name, "its pages are blank", "give a file with a contract in it")
    many = f"its {len(pages)} pages have" if len(pages) > 1 else "its only page has"
    why = unread[0].message.partition(": ")[2].rstrip(".")
    raise NoTextError(source.name, f"{many} no text layer", f"it needs OCR: {why}")


def _unmapped(page: PageLines) -> Notice:
    letters = sum(len(line.text) for line in page.lines)
    level: NoticeLevel = "unread" if page.unmapped > _FEW_UNMAPPED * letters else "warning"
    what = "1 sign" if page.unmapped == 1 else f"{page.unmapped} signs"
    message = f"The file does not say what {what} on page {page.number} mean{'s' * (page.unmapped == 1)}."
    return Notice(level, "unmapped_signs", message, page.number)
