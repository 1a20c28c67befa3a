"""The formats that can be read, and ``load``, which picks one of them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from clausegap._log import logger_of
from clausegap.errors import (
    EmptyFileError,
    InputError,
    MalformedFileError,
    MissingFileError,
    NoContractsError,
    OldWordFormatError,
    SeveralContractsError,
    TooLargeError,
    UsageError,
)
from clausegap.loaders.members import MAX_BYTES
from clausegap.loaders.remote import fetch, is_url, split_url, state_of, url_name
from clausegap.loaders.sniff import (
    CONTAINER_MARK,
    CONTAINERS,
    HTML_SUFFIXES,
    MARKDOWN_SUFFIXES,
    OLD_SUFFIXES,
    TEXT_SUFFIXES,
    WORD_SUFFIXES,
    Format,
    sniff,
)
from clausegap.model.document import Document, SourceInfo
from clausegap.model.reading import DEFAULT_READING, Limits, ReadOptions

if TYPE_CHECKING:
    from clausegap.loaders.containers import Contents

TEXT_MEDIA_TYPE: Final = "text/plain"
_LOG: Final = logger_of("loaders")
_MOST_NAMED: Final = 10


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


def load(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    reading: ReadOptions = DEFAULT_READING,
    limits: Limits | None = None,
) -> Document:
    r"""Returns a contract as a document.

    Bytes are the content of a file. A path-like object is always a path. A string is a path as well, or
    a URL that fsspec can open (``s3://bucket/contract.pdf``), unless it holds a line break, which makes it
    the contract's text; text on a single line goes through ``load_text``. A contract inside a mail or a
    ZIP archive is named by both paths with a ``!`` between them; a mail or archive with exactly one
    contract stands for it.

    Args:
        source: Path, URL, content or text.
        name: File name for reports, when it is not that of the path.
        media_type: Format of the content, when it is known; otherwise its first bytes decide.
        reading: How to read it, for instance with a password.
        limits: What it may take; then it is read in a process of its own, which costs some tenths of
            a second. Meant for files from people you do not trust.

    Raises:
        InputError: The document cannot be read; the class says why and the hint what to do.
        UsageError: The media type is not one of those that can be read, or the source is of another type.

    Example:
        >>> load("1. TERM\nOne year.").blocks[0].kind
        'heading'
    """
    _check_types(source, reading, limits)
    if limits is not None and not _is_text(source):
        from clausegap.loaders.apart import Request, load_apart  # noqa: PLC0415  which loads by a function of this

        return load_apart(Request(source, reading, name, media_type), limits)
    return noted(load_unnoted(source, name=name, media_type=media_type, reading=reading))


def load_unnoted(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    reading: ReadOptions = DEFAULT_READING,
) -> Document:
    """Returns what ``load`` does, read in this process and not told to the logger: for a process apart.

    Raises:
        InputError: As for ``load``.
        UsageError: As for ``load``.
    """
    if isinstance(source, str) and _is_text(source):
        return _from_text(source, name or "text")
    if isinstance(source, bytes):
        return _load_bytes(source, name or "document", media_type, reading)
    if source == "":  # which as a path would be this folder
        raise MissingFileError("''", "the string is empty", "give a path, or the text of a contract")
    url = source if isinstance(source, str) and is_url(source) else None
    shown = url or str(Path(source))
    try:
        if url is not None:
            return _load_bytes(_bytes_behind(url, reading), name or url_name(url), media_type, reading)
        return _load_path(Path(source), name, media_type, reading)
    except InputError as error:
        # Deeper down only the file's name is known; the user gave a path.
        raise type(error)(shown, error.problem, error.hint) from error.__cause__


def load_text(text: str, name: str = "text") -> Document:
    """Returns the text of a contract as a document, every character kept.

    Raises:
        UsageError: It is not a string.
        EmptyFileError: The text is empty.
        NoTextError: It holds only white space.
        TooLargeError: It is over the limit.

    Example:
        >>> load_text("The Supplier shall keep it secret.").text
        'The Supplier shall keep it secret.'
    """
    if not isinstance(text, str):
        raise UsageError(f"text: a string is needed, not {type(text).__name__}; load reads paths and bytes")
    return noted(_from_text(text, name))


def noted(document: Document) -> Document:
    """Returns a document after telling the logger what was read."""
    codes = ", ".join(dict.fromkeys(notice.code for notice in document.notices)) or "none"
    source = document.source
    _LOG.info(
        "read %r: %s, %d bytes, %d pages, %d characters, notices: %s",
        source.name, source.media_type, source.size, len(document.pages), len(document.text), codes,
    )  # fmt: skip
    return document


def _check_types(source: object, reading: object, limits: object) -> None:
    if not isinstance(source, str | bytes | os.PathLike):
        hint = "; call its read()" if hasattr(source, "read") else ""
        raise UsageError(f"source: a path, URL, text or bytes are needed, not {type(source).__name__}{hint}")
    if not isinstance(reading, ReadOptions):
        raise UsageError(f"reading: ReadOptions are needed, not {type(reading).__name__}")
    if not isinstance(limits, Limits | None):
        raise UsageError(f"limits: Limits or None are needed, not {type(limits).__name__}")


def _is_text(source: str | os.PathLike[str] | bytes) -> bool:
    """Whether a source is the text of a contract: a string with a line break."""
    return isinstance(source, str) and ("\n" in source or "\r" in source)


def _from_text(text: str, name: str) -> Document:
    from clausegap.loaders.plain_text import from_text  # noqa: PLC0415  as for the loaders

    data = text.encode("utf-8", "surrogatepass")
    _check_size(len(data), name)
    return from_text(text, _describe(data, name, TEXT_MEDIA_TYPE))


def readable_suffixes(reading: ReadOptions = DEFAULT_READING) -> tuple[str, ...]:
    """Returns the ends of the names of files that can be read, old formats included where they are converted."""
    return (*SUFFIXES, *OLD_SUFFIXES) if reading.convert else SUFFIXES


def list_container(path: str, reading: ReadOptions = DEFAULT_READING) -> Contents:
    """Returns what a mail or a ZIP archive holds, given its path or URL.

    Raises:
        InputError: It cannot be read.
    """
    from clausegap.loaders.containers import contents  # noqa: PLC0415  as for the loaders

    data, name = (fetch(path), url_name(path)) if is_url(path) else (_read(Path(path)), Path(path).name)
    return contents(data, name, readable_suffixes(reading))


def source_name(source: str) -> str:
    """Returns the name under which a source appears in reports: without the folders of its file."""
    if is_url(source):
        return url_name(source)
    from clausegap.loaders import containers  # noqa: PLC0415  as for the loaders

    return containers.source_name(source)


def bytes_of(source: str, reading: ReadOptions = DEFAULT_READING) -> bytes:
    """Returns what ``load`` would read from a path or a URL, a member of a mail or archive included.

    Raises:
        InputError: It cannot be read.
    """
    return _bytes_behind(source, reading) if is_url(source) else _bytes_of(Path(source), reading)


def digest_of(source: str, reading: ReadOptions = DEFAULT_READING) -> bytes:
    """Returns 32 bytes that tell the content of a source from others.

    They are the SHA-256 of the bytes of a file. What is behind a URL is not fetched for it: there they are the
    SHA-256 of what the store tells of the file, such as its version, its size and when it was changed.

    Raises:
        InputError: It cannot be read.
    """
    if is_url(source):
        container, member = split_url(source)
        return hashlib.sha256(f"{state_of(container)}{CONTAINER_MARK}{member}".encode()).digest()
    return hashlib.sha256(bytes_of(source, reading)).digest()


def _load_path(path: Path, name: str | None, media_type: str | None, reading: ReadOptions) -> Document:
    shown = name or (source_name(str(path)) if CONTAINER_MARK in str(path) else path.name)
    return _load_bytes(_bytes_of(path, reading), shown, media_type, reading)


def _bytes_of(path: Path, reading: ReadOptions) -> bytes:
    """Returns the bytes of a file, or of a member of a mail or archive."""
    if CONTAINER_MARK in str(path):
        from clausegap.loaders import containers  # noqa: PLC0415  as for the loaders

        inside = containers.split(str(path))
        if inside is not None:
            container, member = inside
            return containers.member(_read(Path(container)), Path(container).name, member, reading.password)
    return _read(path)


def _bytes_behind(url: str, reading: ReadOptions) -> bytes:
    """Returns the bytes of a file behind a URL, or of a member of a mail or archive there."""
    container, member = split_url(url)
    data = fetch(container)
    if not member:
        return data
    from clausegap.loaders import containers  # noqa: PLC0415  as for the loaders

    return containers.member(data, url_name(container), member, reading.password)


def _load_bytes(data: bytes, name: str, media_type: str | None, reading: ReadOptions) -> Document:
    _check_size(len(data), name)
    if media_type is not None:
        row = _row_of_type(media_type)
        return row.loader(data, _describe(data, name, row.media_type), reading)
    try:
        kind = sniff(data, name)
    except OldWordFormatError:
        if not reading.convert:
            raise
        return _load_converted(data, name, reading)
    if kind in CONTAINERS:
        return _load_only_member(data, name, reading)
    row = _row_for(kind)
    return row.loader(data, _describe(data, name, row.media_type), reading)


def _load_converted(data: bytes, name: str, reading: ReadOptions) -> Document:
    from clausegap.loaders.conversion import load_converted, media_type_of  # noqa: PLC0415  as for the loaders

    return load_converted(data, _describe(data, name, media_type_of(data)), reading)


def _load_only_member(data: bytes, name: str, reading: ReadOptions) -> Document:
    """Returns the one contract of a mail or archive."""
    from clausegap.loaders import containers  # noqa: PLC0415  as for the loaders

    found = containers.contents(data, name, readable_suffixes(reading))
    if found.damage is not None:
        raise MalformedFileError(name, found.damage, "get a complete copy; what can be read is read by its own name")
    if not found.contracts:
        hint = "give the contract itself, as PDF, Word, web page or text"
        raise NoContractsError(name, "it holds no file of a format that can be read", hint)
    if len(found.contracts) > 1:
        names = ", ".join(f"{name}{CONTAINER_MARK}{one}" for one in found.contracts[:_MOST_NAMED])
        more = f" and {len(found.contracts) - _MOST_NAMED} more" if len(found.contracts) > _MOST_NAMED else ""
        raise SeveralContractsError(name, f"it holds several contracts: {names}{more}", "name one of them")
    only = found.contracts[0]
    inner = containers.member(data, name, only, reading.password)
    return _load_bytes(inner, f"{name}{CONTAINER_MARK}{only}", None, reading)


def _row_for(kind: Format) -> Row:
    return next(row for row in FORMATS if row.format == kind)


def _row_of_type(media_type: str) -> Row:
    wanted = media_type.partition(";")[0].strip().lower()
    for row in FORMATS:
        if row.media_type == wanted:
            return row
    known = ", ".join(row.media_type for row in FORMATS)
    raise UsageError(f"media_type: {media_type!r} cannot be read; known are {known}")


def _describe(data: bytes, name: str, media_type: str) -> SourceInfo:
    return SourceInfo(name, media_type, hashlib.sha256(data).hexdigest(), len(data))


def _check_size(size: int, name: str) -> None:
    if size == 0:
        raise EmptyFileError(name, "it holds nothing", "give a file with a contract in it")
    if size > MAX_BYTES:
        limit = f"{MAX_BYTES // 1024**2} MB"
        raise TooLargeError(name, f"it is larger than {limit}", "split it or drop its images")


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise MissingFileError(path.name or str(path), "it is a folder", "name a file, or use a batch for folders")
        _check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(path.name, "no such file", "check the path") from error
    except PermissionError as error:
        raise MissingFileError(path.name, "no permission to read it", "change its access rights") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        raise MissingFileError(path.name, "it cannot be opened", "check the path") from error
