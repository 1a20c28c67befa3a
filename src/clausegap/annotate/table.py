"""The formats that can be annotated, and ``write_notes``, which picks one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Protocol

from clausegap.annotate.notes import Note, NoteOptions, Told
from clausegap.errors import NotAnnotatableError, UsageError
from clausegap.loaders.content import bytes_of
from clausegap.loaders.sniff import CONTAINER_MARK, WORD_SUFFIXES
from clausegap.model.document import Document, Notice
from clausegap.model.reading import DEFAULT_READING, ReadOptions
from clausegap.model.report import Report

_PDF: Final = "application/pdf"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Annotator(Protocol):
    """Writes notes into the bytes of one format."""

    def __call__(
        self, data: bytes, document: Document, notes: Sequence[Note], options: NoteOptions, password: str | None
    ) -> bytes:
        """Returns the annotated copy, or raises an ``InputError``."""
        ...


def _word(data: bytes, document: Document, notes: Sequence[Note], options: NoteOptions, password: str | None) -> bytes:
    from clausegap.annotate.word import annotate_word  # noqa: PLC0415  each library loads only when needed

    return annotate_word(data, document, notes, options)


def _pdf(data: bytes, document: Document, notes: Sequence[Note], options: NoteOptions, password: str | None) -> bytes:
    from clausegap.annotate.pdf import annotate_pdf  # noqa: PLC0415

    return annotate_pdf(data, document, notes, options, password)


def _in_word(data: bytes, document: Document, password: str | None) -> frozenset[Told]:
    from clausegap.annotate.word_standing import standing_in_word  # noqa: PLC0415

    return standing_in_word(data, document.source.name)


def _in_pdf(data: bytes, document: Document, password: str | None) -> frozenset[Told]:
    from clausegap.annotate.pdf_standing import standing_in_pdf  # noqa: PLC0415

    return standing_in_pdf(data, document, password)


def _of_word(data: bytes, document: Document, password: str | None) -> tuple[Notice, ...]:
    from clausegap.annotate.word_parts import is_signed  # noqa: PLC0415

    message = "the contract is digitally signed; its signature does not hold for the copy"
    return (Notice("warning", "signature_void", message),) if is_signed(data) else ()


def _of_pdf(data: bytes, document: Document, password: str | None) -> tuple[Notice, ...]:
    from clausegap.annotate.pdf_base import base_of  # noqa: PLC0415

    return base_of(data, document, password).notices


@dataclass(frozen=True, slots=True)
class Row:
    """One format that can be annotated.

    Attributes:
        name: What people call it.
        media_type: As the loaders name it.
        suffixes: How its files are called.
        annotator: Writes notes into it.
        standing: Returns what the notes of a file say.
        notices: Returns what the reader of a copy must know of how it differs from the file.
        keeps_changes: Whether wording can be inserted as a tracked change.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    annotator: Annotator
    standing: Callable[[bytes, Document, str | None], frozenset[Told]]
    notices: Callable[[bytes, Document, str | None], tuple[Notice, ...]]
    keeps_changes: bool


FORMATS: Final[tuple[Row, ...]] = (
    Row("Word", _WORD, WORD_SUFFIXES, _word, _in_word, _of_word, keeps_changes=True),
    Row("PDF", _PDF, (".pdf",), _pdf, _in_pdf, _of_pdf, keeps_changes=False),
)


def check_annotatable(document: Document, options: NoteOptions) -> None:
    """Raises what is wrong if a document cannot be annotated as asked.

    Raises:
        NotAnnotatableError: It is of a format that takes no notes, or several files as one.
        UsageError: Wording cannot be inserted into its format.
    """
    row = _row_for(document)
    if options.insert_fallbacks and not row.keeps_changes:
        raise UsageError(
            f"{document.source.name}: a {row.name} file keeps no tracked changes, so no wording can be inserted; "
            "leave --insert-fallbacks out: the notes hold the wording"
        )


def check_name(document: Document, output: str) -> None:
    """Raises if a copy of a document would bear the name of another format, under which nothing opens it.

    Raises:
        NotAnnotatableError: The document is of a format that takes no notes.
        UsageError: The name is one of another format; Word does not open macros as ``.docx`` either.
    """
    row = _row_for(document)
    suffix = PurePath(output).suffix.lower()
    own = PurePath(document.source.name).suffix.lower()
    fitting = (own,) if own in row.suffixes else row.suffixes
    if suffix and suffix not in fitting:
        raise UsageError(f"-o {output}: the copy is a {row.name} file; give it a name in {' or '.join(fitting)}")


def reviewed_bytes(source: str, document: Document, reading: ReadOptions = DEFAULT_READING) -> bytes:
    """Returns the bytes of a reviewed file from its path or URL.

    Raises:
        NotAnnotatableError: It is a mail or an archive, which stood for the one contract in it.
        InputError: It cannot be read.
    """
    _, _, member = document.source.name.partition(CONTAINER_MARK)
    if member and CONTAINER_MARK not in source:
        hint = f"name the contract in it: {source}{CONTAINER_MARK}{member}"
        raise NotAnnotatableError(source, "notes cannot be written into a mail or an archive", hint)
    return bytes_of(source, reading)


def write_notes(
    data: bytes,
    report: Report,
    document: Document,
    notes: Sequence[Note],
    options: NoteOptions,
    password: str | None = None,
) -> bytes:
    """Returns a copy of the reviewed file with notes on it; those that it has already are not written again.

    Args:
        data: The file's bytes.
        report: The report on it.
        document: As it was read from it.
        notes: In the order of the text.
        options: In whose name, and whether proposed clauses are inserted.
        password: Opens an encrypted file.

    Raises:
        NotAnnotatableError: The file is of a format that takes no notes, or several files as one.
        UsageError: The bytes are not those of the reviewed file, so that the notes would stand on other words.
    """
    check_annotatable(document, options)
    if hashlib.sha256(data).hexdigest() != report.source.sha256 or document.source.sha256 != report.source.sha256:
        raise UsageError(f"{document.source.name}: this is not the file that the report speaks of; give that one")
    row = _row_for(document)
    standing = row.standing(data, document, password)
    new = [note for note in notes if note.told not in standing]
    return row.annotator(data, document, new, options, password)


def copy_notices(
    data: bytes, document: Document, password: str | None = None, notes: Sequence[Note] = ()
) -> tuple[Notice, ...]:
    """Returns what the reader of an annotated copy must know: where it is not a copy of the reviewed file itself.

    Likewise where a signature is no longer good, and where notes stood in the file before.

    Args:
        data: The file's bytes.
        document: As it was read from it.
        password: Opens an encrypted file.
        notes: Those that were to be written.

    Raises:
        InputError: The file takes no notes.
    """
    row = _row_for(document)
    return (*row.notices(data, document, password), *_again(row.standing(data, document, password), notes))


def _again(standing: frozenset[Told], notes: Sequence[Note]) -> tuple[Notice, ...]:
    """Returns what is to be said where a file was annotated before."""
    count = sum(note.told in standing for note in notes)
    if count == 0:
        return ()
    message = f"{count} of {len(notes)} notes stand in the file already and are not written again"
    return (Notice("info", "annotated_before", message),)


def _row_for(document: Document) -> Row:
    known = " and ".join(row.name for row in FORMATS)
    if document.parts:
        hint = "annotate each of its files by itself"
        raise NotAnnotatableError(document.source.name, "several documents are reviewed here as one", hint)
    for row in FORMATS:
        if row.media_type == document.source.media_type:
            return row
    problem = f"notes can be written into {known} files only, not into {document.source.media_type}"
    raise NotAnnotatableError(document.source.name, problem, "save it as .docx, or write a report with 'review'")
