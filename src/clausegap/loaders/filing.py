"""Filings with the American securities regulator as they are sent out: documents in a frame of tags.

The frame is that of the EDGAR Public Dissemination Service: ``<DOCUMENT>``, ``<TYPE>``, ``<TEXT>``
and so on, each at the start of a line, around documents that are plain text, HTML, or encoded files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from clausegap.errors import NoTextError
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.encodings import decode
from clausegap.loaders.html import add_html
from clausegap.loaders.plain_text import add_text
from clausegap.model.document import Document, Notice, SourceInfo
from clausegap.model.reading import ReadOptions

_BODY: Final = re.compile(r"^<TEXT>[ \t]*\r?\n?(.*?)(?=^</TEXT>|\Z)", re.I | re.M | re.S)
_TYPE: Final = re.compile(r"^<TYPE>[ \t]*([^\s<]+)", re.I | re.M)
_WRAPPED: Final = re.compile(r"\s*<(?:XBRL|XML|PDF)>\s*", re.I)
_ENCODED: Final = re.compile(r"begin \d{3} \S|%PDF-")
_DATA_TYPES: Final = re.compile(r"GRAPHIC|ZIP|EXCEL|XML|JSON|PDF|EX-101|COVER", re.I)
_PAGE_OF_TAGS: Final = re.compile(r"<(?:!doctype html|html|body|p|div|font|center)\b", re.I)
_HEAD: Final = 2_000
# Tags by which old text filings marked the columns of tables; they are no words.
_TABLE_TAGS: Final = re.compile(r"</?(?:TABLE|CAPTION|S|C|FN|F\d+|MULTIPLIER|ARTICLE)>(?=[ \t<\r\n]|$)", re.I)


class _Filed(NamedTuple):
    """One document of a filing.

    Attributes:
        frame: What stands before it.
        type: For instance ``EX-10.1``, or ``unnamed``.
        body: Its content.
        line: Line of the file at which the content begins, from 1.
    """

    frame: str
    type: str
    body: str
    line: int


def load_filing(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    """Returns the document of a filing: all its texts in their order, the frame kept apart.

    Raises:
        UnknownFormatError: The bytes are no text.
        TooLargeError: A web page in it has more tags, or all of it more characters, than the limits allow.
        MalformedFileError: The parser gives a web page in it up.
        NoTextError: It holds no text.
    """
    text, notices = decode(data, source.name)
    builder = DocumentBuilder(source)
    for notice in notices:
        builder.add_notice(notice)
    read: list[str] = []
    unread: list[str] = []
    page = 0
    for filed in _documents(text):
        frame = filed.frame.strip()
        if frame:
            builder.add_furniture("header", frame)
        if not filed.body.strip():
            continue
        if _is_data(filed):
            unread.append(filed.type)
            continue
        read.append(filed.type)
        if _PAGE_OF_TAGS.search(filed.body[:_HEAD]):
            page_text = _blanked(_WRAPPED.match(filed.body), filed.body)
            add_html(page_text, builder, reading, name=source.name, line=filed.line)
        else:
            body = _TABLE_TAGS.sub(lambda tag: " " * len(tag.group()), filed.body)
            page = add_text(body, builder, line=filed.line, page=page + 1)
    _add_notices(builder, read, unread)
    document = builder.build()
    if not document.text.strip():
        raise NoTextError(source.name, "the filing holds no text", "give the exhibit with the contract")
    return document


def _documents(text: str) -> Iterator[_Filed]:
    """Yields the documents of a filing, and last what stands behind them, with an empty body."""
    at = line = 0
    for found in _BODY.finditer(text):
        frame = text[at : found.start()]
        kinds = _TYPE.findall(frame)
        line += text.count("\n", at, found.start(1))
        at = found.end()
        yield _Filed(frame, kinds[-1] if kinds else "unnamed", found.group(1), line + 1)
        line += text.count("\n", found.start(1), at)
    yield _Filed(text[at:], "unnamed", "", line + 1)


def _is_data(filed: _Filed) -> bool:
    inner = filed.body[:_HEAD]
    wrapped = _WRAPPED.match(inner)
    start = wrapped.end() if wrapped else len(inner) - len(inner.lstrip())
    return _DATA_TYPES.match(filed.type) is not None or _ENCODED.match(inner, start) is not None


def _blanked(found: re.Match[str] | None, text: str) -> str:
    """Returns a text with the start that was found turned into blanks, lines kept."""
    return text if found is None else re.sub(r"[^\n]", " ", found.group()) + text[found.end() :]


def _add_notices(builder: DocumentBuilder, read: list[str], unread: list[str]) -> None:
    if len(read) > 1:
        message = f"The filing holds several documents, which were read as one: {', '.join(read[:20])}."
        builder.add_notice(Notice("warning", "several_documents", message))
    if unread:
        message = f"Pictures and data in the filing, which were not read: {', '.join(sorted(set(unread))[:20])}."
        builder.add_notice(Notice("info", "filing_data", message))
