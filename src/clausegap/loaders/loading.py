"""``load``: from a path, a URL, bytes or a text to a document."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from clausegap._log import logger_of
from clausegap.errors import (
    InputError,
    MalformedFileError,
    MissingFileError,
    NoContractsError,
    OldWordFormatError,
    SeveralContractsError,
    UsageError,
)
from clausegap.loaders.content import bytes_behind, bytes_in, check_size, source_name
from clausegap.loaders.remote import is_url, url_name
from clausegap.loaders.sniff import CONTAINER_MARK, CONTAINERS, sniff
from clausegap.loaders.table import TEXT_MEDIA_TYPE, readable_suffixes, row_for, row_of_type
from clausegap.model.document import Document, SourceInfo
from clausegap.model.reading import DEFAULT_READING, Limits, ReadOptions

_LOG: Final = logger_of("loaders")
_MOST_NAMED: Final = 10  # contracts in a message


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
            return _load_bytes(bytes_behind(url, reading), name or url_name(url), media_type, reading)
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
    check_size(len(data), name)
    return from_text(text, _describe(data, name, TEXT_MEDIA_TYPE))


def _load_path(path: Path, name: str | None, media_type: str | None, reading: ReadOptions) -> Document:
    shown = name or (source_name(str(path)) if CONTAINER_MARK in str(path) else path.name)
    return _load_bytes(bytes_in(path, reading), shown, media_type, reading)


def _load_bytes(data: bytes, name: str, media_type: str | None, reading: ReadOptions) -> Document:
    check_size(len(data), name)
    if media_type is not None:
        row = row_of_type(media_type)
        return row.loader(data, _describe(data, name, row.media_type), reading)
    try:
        kind = sniff(data, name)
    except OldWordFormatError:
        if not reading.convert:
            raise
        return _load_converted(data, name, reading)
    if kind in CONTAINERS:
        return _load_only_member(data, name, reading)
    row = row_for(kind)
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


def _describe(data: bytes, name: str, media_type: str) -> SourceInfo:
    # A name of a file may hold bytes that are no UTF-8, which no report could be written with.
    shown = name.encode(errors="surrogateescape").decode(errors="replace")
    return SourceInfo(shown, media_type, hashlib.sha256(data).hexdigest(), len(data))
