"""The file on which the notes of a PDF are written: as a rule the reviewed file itself."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, PyPdfError
from pypdfium2 import PdfDocument, raw

from clausegap.annotate.pdf_update import header_of
from clausegap.errors import EncryptedFileError, MalformedFileError
from clausegap.loaders.pdf_file import open_pdf, opened_page
from clausegap.model.document import Document, Notice, SourceInfo

_HINT: Final = "print it to a new PDF and annotate that"
_LOGGER: Final = logging.getLogger("pypdf")
# pypdf does not name all errors that damaged files raise in it.
_ERRORS: Final = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Base:
    """A PDF that can be written on.

    Attributes:
        data: The file, whose cross-reference section is sound.
        password: What opens it, or None.
        notices: What its reader must know: where it is not the reviewed file.
    """

    data: bytes
    password: str | None
    notices: tuple[Notice, ...] = ()


def base_of(data: bytes, document: Document, password: str | None = None) -> Base:
    """Returns what to write on for a document that was read from a PDF.

    The places of words that OCR read stand in the searchable copy that it made, whose pages may be set upright: so
    that one is taken. A file whose table of objects is broken is written anew.

    Args:
        data: The reviewed file.
        document: What was read from it.
        password: As for loading.

    Raises:
        EncryptedFileError: It needs a password, or another one.
        MalformedFileError: It cannot be mended.
    """
    source = document.source
    if document.searchable is not None:
        message = "OCR read pages of this file: the notes are written on the searchable copy that it made."
        return Base(document.searchable, None, (Notice("info", "annotated_copy", message),))
    if _look(data, source, password).is_sound:
        return Base(data, password)
    message = "The file's table of objects is broken: the notes are written on a mended copy."
    return Base(_mended(data, source, password), None, (Notice("warning", "annotated_copy", message),))


@contextmanager
def translated(source: SourceInfo) -> Iterator[None]:
    """Turns what pypdf raises into our own errors, and keeps its remarks on damaged files to itself.

    Raises:
        EncryptedFileError: It needs what is not installed.
        MalformedFileError: pypdf cannot read the file.
    """
    level = _LOGGER.level
    _LOGGER.setLevel(logging.CRITICAL)  # its modules have loggers of their own, which take the level from this one
    try:
        yield
    except DependencyError as error:
        hint = 'pip install "clausegap[aes]"'
        raise EncryptedFileError(source.name, "annotating a PDF encrypted by AES needs a library", hint) from error
    except _ERRORS as error:
        raise MalformedFileError(source.name, "the PDF is damaged and cannot be annotated", _HINT) from error
    finally:
        _LOGGER.setLevel(level)


def opened(base: Base) -> PdfReader:
    """Returns the reader of a file, in which objects can be looked up."""
    reader = PdfReader(io.BytesIO(base.data[header_of(base.data) :]))
    if reader.is_encrypted and base.password is not None:
        reader.decrypt(base.password)
    return reader


def check(written: bytes, base: Base, pages: Iterable[int], source: SourceInfo) -> bytes:
    """Returns an annotated file, having seen that it opens and that its pages are as they were.

    pypdf passes over what it cannot read in an object, which would be missing where that is written again.

    Args:
        written: The annotated file.
        base: What it was written on.
        pages: Those that were changed, from 1.
        source: Names the file.

    Raises:
        MalformedFileError: Something of the file would be lost.
    """
    changed = sorted(pages)
    if _look(written, source, base.password, changed) != _look(base.data, source, base.password, changed):
        raise MalformedFileError(source.name, "the PDF is damaged and cannot be annotated", _HINT)
    return written


class _Look(NamedTuple):
    """What PDFium sees of a file.

    Attributes:
        is_sound: Whether its table of objects leads to them, so that nobody needs to search for them.
        sizes: Width and height of each page as it shows.
        counts: Number of pieces of print and drawings on some pages.
    """

    is_sound: bool
    sizes: list[tuple[float, float]]
    counts: list[int]


def _look(data: bytes, source: SourceInfo, password: str | None, pages: Iterable[int] = ()) -> _Look:
    with open_pdf(data, source, password) as document:
        is_sound = bool(raw.FPDF_DocumentHasValidCrossReferenceTable(document))
        sizes = [document.get_page_size(index) for index in range(len(document))]
        return _Look(is_sound, sizes, [_count(document, number, source) for number in pages])


def _count(document: PdfDocument, number: int, source: SourceInfo) -> int:
    with opened_page(document, number, source) as page:
        count: int = raw.FPDFPage_CountObjects(page)
        return count


def _mended(data: bytes, source: SourceInfo, password: str | None) -> bytes:
    """Returns a file written anew."""
    with translated(source):
        reader = opened(Base(data, password))
        if reader.is_encrypted:
            raise MalformedFileError(source.name, "the PDF is damaged and encrypted", _HINT)
        out = io.BytesIO()
        PdfWriter(clone_from=reader).write(out)
    mended = out.getvalue()
    found = _look(mended, source, None)
    if not found.is_sound or found.sizes != _look(data, source, password).sizes:
        raise MalformedFileError(source.name, "the PDF is damaged and cannot be mended", _HINT)
    return mended
