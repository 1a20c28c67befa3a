"""PDF: the text layer as paragraphs, with running heads, feet and page numbers kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pypdfium2

from clausegap.errors import NoTextError
from clausegap.loaders.base import DocumentBuilder, Piece
from clausegap.loaders.pdf_furniture import Furnishings, find_furniture
from clausegap.loaders.pdf_lines import Line, PageLines, joins_without_space
from clausegap.loaders.pdf_paragraphs import joined, paragraphs
from clausegap.loaders.pdf_scans import Filled, fill_gaps, find_gaps
from clausegap.loaders.pdf_text import open_pdf, read_pages
from clausegap.model.document import Document, Notice, PdfRef, SourceInfo
from clausegap.model.reading import ReadOptions
from clausegap.numbering import kind_of, number_at_start

_LAYOUT_NOTICE: Final = Notice(
    "info", "layout_engine", "Places on a page count its characters as pdfplumber reads them."
)


def load_pdf(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    """Returns the document of a PDF with a text layer.

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
    document = open_pdf(data, source, reading.password)
    try:
        filled = _read(data, source, reading, document)
    finally:
        document.close()
    pages = filled.pages
    furniture = find_furniture(pages)
    if all(line.place in furniture for page in pages for line in page.lines):
        _refuse_textless(pages, filled.notices, source)
        furniture = {}  # nothing but repeated lines: they are the words themselves
    builder = DocumentBuilder(source)
    for notice in (_LAYOUT_NOTICE, *filled.notices) if reading.layout else filled.notices:
        builder.add_notice(notice)
    _write(pages, furniture, builder)
    return _with_ocr(builder.build(), filled)


def _read(data: bytes, source: SourceInfo, reading: ReadOptions, document: pypdfium2.PdfDocument) -> Filled:
    """Returns the pages, those without a usable text layer read by OCR where possible."""
    pages = list(_read_layout(data, source, reading.password) if reading.layout else read_pages(document, source))
    gaps = find_gaps(pages, find_furniture(pages), document, source)
    if not gaps:
        return Filled(pages, (), {})

    def read_copy(copy: bytes, numbers: Sequence[int]) -> Mapping[int, PageLines]:
        if reading.layout:
            return {page.number: page for page in _read_layout(copy, source, None) if page.number in numbers}
        opened = open_pdf(copy, source, None)
        try:
            return {page.number: page for page in read_pages(opened, source, numbers)}
        finally:
            opened.close()

    return fill_gaps(pages, gaps, document, ocr=reading.ocr, read=read_copy)


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
    unread = [notice for notice in notices if notice.level == "unread"]
    if not unread:
        if any(page.lines for page in pages):
            return
        raise NoTextError(source.name, "its pages are blank", "give a file with a contract in it")
    many = f"its {len(pages)} pages have" if len(pages) > 1 else "its only page has"
    why = unread[0].message.partition(": ")[2].rstrip(".")
    raise NoTextError(source.name, f"{many} no text layer", f"it needs OCR: {why}")


def _write(pages: Sequence[PageLines], furniture: Furnishings, builder: DocumentBuilder) -> None:
    """Writes the lines in reading order, furniture where it stood."""
    body = [line for page in pages for line in page.lines if line.place not in furniture]
    heads = {group[0].place: group for group in paragraphs(body)}
    open_group: list[Line] = []
    last: Line | None = None
    for page in pages:
        begun = False
        for line in page.lines:
            if line.place in furniture:
                builder.add_furniture(furniture[line.place], line.text, page=page.number)
                continue
            if line.place in heads:
                _close(open_group, builder)
                open_group = heads[line.place]
            elif last is not None and not joins_without_space(last, line):
                builder.write(" ")
            if not begun:
                builder.begin_page(page.number)
                begun = True
            for text, ref in _pieces(line):
                builder.write(text, ref)
            last = line
        if not begun:
            builder.begin_page(page.number)
    _close(open_group, builder)


def _close(group: Sequence[Line], builder: DocumentBuilder) -> None:
    if not group:
        return
    if group[0].row:
        builder.close_block(kind="table_row")
        return
    words = joined(group)
    builder.close_block(kind=kind_of(words), number=number_at_start(words))


def _pieces(line: Line) -> Iterator[Piece]:
    for char, text in line.runs:
        yield text, None if char is None else PdfRef(line.page, char)
