"""PDF: the text layer as paragraphs, with running heads, feet and page numbers kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pypdfium2

from clausegap.errors import NoTextError
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.pdf_columns import in_reading_order
from clausegap.loaders.pdf_furniture import Furnishings, find_furniture
from clausegap.loaders.pdf_line_numbers import part_line_numbers
from clausegap.loaders.pdf_lines import PageLines, without
from clausegap.loaders.pdf_notes import find_notes
from clausegap.loaders.pdf_places import LAYOUT_CODE
from clausegap.loaders.pdf_rows import in_rows
from clausegap.loaders.pdf_text import open_pdf, read_pages, shows_more
from clausegap.loaders.pdf_write import write_pages
from clausegap.model.document import Document, Notice, NoticeLevel, SourceInfo
from clausegap.model.reading import ReadOptions

_NEARLY_EMPTY: Final = 40  # characters: no more than an exhibit's title
_FEW_UNMAPPED: Final = 0.005  # of a page's characters: symbols, not words
_LAYOUT_NOTICE: Final = Notice("info", LAYOUT_CODE, "Places on a page count its characters as pdfplumber reads them.")


def load_pdf(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    """Returns the document of a PDF with a text layer.

    Args:
        data: The file.
        source: What is known of it.
        reading: How to read it; a file that only restricts printing needs no password.

    Raises:
        EncryptedFileError: It needs a password, or another one.
        MalformedFileError: It is damaged or has no pages.
        NoTextError: None of its pages has a text layer.
        TooLargeError: It has too many pages or characters.
    """
    document = open_pdf(data, source, reading.password)
    try:
        read = _read_layout(data, source, reading.password) if reading.layout else read_pages(document, source)
        pages, numbers = part_line_numbers(list(read))
        pages = [in_rows(in_reading_order(page)) for page in pages]
        furniture: Furnishings = dict.fromkeys(numbers, "line_number")
        furniture |= find_furniture([without(page, numbers) for page in pages])
        notices = tuple(_page_notices(pages, furniture, document, source))
    finally:
        document.close()
    if all(line.place in furniture for page in pages for line in page.lines):
        _refuse_textless(pages, notices, source)
        furniture = {}  # nothing but repeated lines: they are the words themselves
    builder = DocumentBuilder(source)
    for notice in (_LAYOUT_NOTICE, *notices) if reading.layout else notices:
        builder.add_notice(notice)
    write_pages(pages, furniture, find_notes(pages, frozenset(furniture)), builder)
    return builder.build()


def _read_layout(data: bytes, source: SourceInfo, password: str | None) -> Iterator[PageLines]:
    """Returns the pages as the layout engine reads them; it is loaded only here, being slow to import."""
    from clausegap.loaders import pdf_layout  # noqa: PLC0415

    return pdf_layout.read_layout(data, source, password)


def _refuse_textless(pages: Sequence[PageLines], notices: Sequence[Notice], source: SourceInfo) -> None:
    """Raises an error for a scan, even one on which a head or a page number was printed."""
    if any(page.lines for page in pages) and not any(notice.level == "unread" for notice in notices):
        return
    many = f"its {len(pages)} pages have" if len(pages) > 1 else "its only page has"
    raise NoTextError(source.name, f"{many} no text layer", "run OCR on it first, then load the result")


def _page_notices(
    pages: Sequence[PageLines],
    furniture: Furnishings,
    document: pypdfium2.PdfDocument,
    source: SourceInfo,
) -> Iterator[Notice]:
    """Yields what must be said of pages that hold few words or none."""
    for page in pages:
        characters = sum(len(line.text) for line in page.lines if line.place not in furniture)
        if characters < _NEARLY_EMPTY and shows_more(document, page.number, source):
            message = f"Page {page.number} shows something without a text layer; it needs OCR."
            yield Notice("unread", "no_text_page", message, page.number)
        elif not page.lines:
            yield Notice("info", "blank_page", f"Page {page.number} is blank.", page.number)
        if page.unmapped:
            yield _unmapped(page)


def _unmapped(page: PageLines) -> Notice:
    letters = sum(len(line.text) for line in page.lines)
    level: NoticeLevel = "unread" if page.unmapped > _FEW_UNMAPPED * letters else "warning"
    what = "1 sign" if page.unmapped == 1 else f"{page.unmapped} signs"
    message = f"The file does not say what {what} on page {page.number} mean{'s' * (page.unmapped == 1)}."
    return Notice(level, "unmapped_signs", message, page.number)
