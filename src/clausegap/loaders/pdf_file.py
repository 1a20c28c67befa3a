"""Opens PDF files and their pages with PDFium, and says what is wrong with those that do not open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pypdfium2
from pypdfium2 import raw

from clausegap.errors import EncryptedFileError, MalformedFileError, TooLargeError
from clausegap.model.document import SourceInfo

MAX_PAGES: Final = 20_000
_PASSWORD: Final = "--password, in Python reading=ReadOptions(password=...)"


def open_pdf(data: bytes, source: SourceInfo, password: str | None) -> pypdfium2.PdfDocument:
    """Returns the opened file; the caller closes it.

    Raises:
        EncryptedFileError: It needs a password, or another one.
        MalformedFileError: It cannot be opened, or has no pages.
        TooLargeError: It has more than ``MAX_PAGES`` pages.
    """
    # PDFium has no error for a sound file without pages: the last one stays, which may be another file's. So let it
    # first be one that no file in memory gives.
    raw.FPDF_LoadDocument(b"", None)
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _encrypted(source, password) from error
        problem = "the PDF has no pages" if "file access" in str(error).lower() else "the PDF is damaged"
        raise MalformedFileError(source.name, problem, "get a complete copy") from error
    count = len(document)
    if 0 < count <= MAX_PAGES:
        return document
    document.close()
    if count > MAX_PAGES:
        raise TooLargeError(source.name, f"it has more than {MAX_PAGES:,} pages", "split the file")
    raise MalformedFileError(source.name, "the PDF has no pages", "get a complete copy")


@contextmanager
def opened_page(document: pypdfium2.PdfDocument, number: int, source: SourceInfo) -> Iterator[pypdfium2.PdfPage]:
    """Opens a page, closes it again, and names it when PDFium cannot read it.

    Raises:
        MalformedFileError: PDFium cannot read the page.
    """
    with _named(number, source):
        page = document[number - 1]
        try:
            yield page
        finally:
            page.close()


@contextmanager
def opened_raw_page(document: pypdfium2.PdfDocument, number: int, source: SourceInfo) -> Iterator[raw.FPDF_PAGE]:
    """Does what ``opened_page`` does without pypdfium2's object, which costs as much as reading some lines.

    Raises:
        MalformedFileError: PDFium cannot read the page.
    """
    with _named(number, source):
        page = raw.FPDF_LoadPage(document, number - 1)
        if not page:
            raise pypdfium2.PdfiumError("the page cannot be loaded")
        try:
            yield page
        finally:
            raw.FPDF_ClosePage(page)


@contextmanager
def _named(number: int, source: SourceInfo) -> Iterator[None]:
    try:
        yield
    except pypdfium2.PdfiumError as error:
        problem = f"page {number} of the PDF is damaged"
        raise MalformedFileError(source.name, problem, "get a complete copy") from error


def _encrypted(source: SourceInfo, password: str | None) -> EncryptedFileError:
    if password is None:
        return EncryptedFileError(source.name, "the PDF needs a password", f"give it with {_PASSWORD}")
    return EncryptedFileError(source.name, "the password does not open the PDF", f"give the right one with {_PASSWORD}")
