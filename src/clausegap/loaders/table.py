"""The formats that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from clausegap.errors import UsageError
from clausegap.loaders.sniff import HTML_SUFFIXES, MARKDOWN_SUFFIXES, OLD_SUFFIXES, TEXT_SUFFIXES, WORD_SUFFIXES, Format
from clausegap.model.document import Document, SourceInfo
from clausegap.model.reading import DEFAULT_READING, ReadOptions

TEXT_MEDIA_TYPE: Final = "text/plain"


class Loader(Protocol):
    """Turns the bytes of one format into a document."""

    def __call__(self, data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
        """Returns the document, or raises an ``InputError``."""
        ...


def _pdf(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    from clausegap.loaders.pdf import load_pdf  # noqa: PLC0415  each library loads only when needed

    return load_pdf(data, source, reading)


def _word(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    from clausegap.loaders.word import load_word  # noqa: PLC0415  each library loads only when needed

    return load_word(data, source, reading)


def _text(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    from clausegap.loaders.plain_text import load_plain_text  # noqa: PLC0415  as above

    return load_plain_text(data, source)


def _html(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    from clausegap.loaders.html import load_html  # noqa: PLC0415  each library loads only when needed

    return load_html(data, source, reading)


def _markdown(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    from clausegap.loaders.markdown import load_markdown  # noqa: PLC0415  as above

    return load_markdown(data, source, reading)


def _filing(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    from clausegap.loaders.filing import load_filing  # noqa: PLC0415  as above

    return load_filing(data, source, reading)


@dataclass(frozen=True, slots=True)
class Row:
    """One readable format.

    Attributes:
        format: Its name.
        media_type: Its registered media type.
        suffixes: Usual ends of its file names, lower case.
        loader: Reads it.
    """

    format: Format
    media_type: str
    suffixes: tuple[str, ...]
    loader: Loader


FORMATS: Final[tuple[Row, ...]] = (
    Row("pdf", "application/pdf", (".pdf",), _pdf),
    Row(
        "word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        WORD_SUFFIXES,
        _word,
    ),
    Row("text", TEXT_MEDIA_TYPE, TEXT_SUFFIXES, _text),
    Row("markdown", "text/markdown", MARKDOWN_SUFFIXES, _markdown),
    Row("html", "text/html", HTML_SUFFIXES, _html),
    Row("filing", "text/sgml", (), _filing),  # named as text or as a web page
)
SUFFIXES: Final[tuple[str, ...]] = tuple(suffix for row in FORMATS for suffix in row.suffixes)


def readable_suffixes(reading: ReadOptions = DEFAULT_READING) -> tuple[str, ...]:
    """Returns the ends of the names of files that can be read, old formats included where they are converted."""
    return (*SUFFIXES, *OLD_SUFFIXES) if reading.convert else SUFFIXES


def row_for(kind: Format) -> Row:
    """Returns the row of a format."""
    return next(row for row in FORMATS if row.format == kind)


def row_of_type(media_type: str) -> Row:
    """Returns the row of a media type, whose parameters do not count.

    Raises:
        UsageError: None has it.
    """
    wanted = media_type.partition(";")[0].strip().lower()
    for row in FORMATS:
        if row.media_type == wanted:
            return row
    known = ", ".join(row.media_type for row in FORMATS)
    raise UsageError(f"media_type: {media_type!r} cannot be read; known are {known}")
