"""Plain text: the document's text is the file's text, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from clausegap.errors import NoTextError
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.encodings import decode
from clausegap.model.document import Document, Notice, SourceInfo, TextRef
from clausegap.numbering import (
    ends_sentence,
    is_contents_line,
    is_heading,
    kind_of,
    number_at_start,
    starts_item,
)

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
# Print and mail programs break lines within these widths; other files break them at paragraphs.
_LEAST_COLUMNS: Final = 50
_MOST_COLUMNS: Final = 130


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file, with its line end.

    Attributes:
        number: From 1.
        text: As in the file.
        words: Without the white space around.
        indent: Characters of white space before the words.
    """

    number: int
    text: str
    words: str
    indent: int


def load_plain_text(data: bytes, source: SourceInfo) -> Document:
    """Returns the document of a text file: UTF-8, UTF-16, UTF-32 or, with a notice, Windows-1252.

    Raises:
        UnknownFormatError: The bytes are no text.
        NoTextError: There is nothing but white space.
    """
    text, notices = decode(data, source.name)
    return from_text(text, source, notices=notices)


def from_text(text: str, source: SourceInfo, *, notices: tuple[Notice, ...] = ()) -> Document:
    """Returns the document whose text is the given one, with NULs and lone surrogates replaced.

    Raises:
        NoTextError: There is nothing but white space.
    """
    builder = DocumentBuilder(source)
    for notice in notices:
        builder.add_notice(notice)
    text = _replace_unusable(text, builder)
    if not text.strip():
        raise NoTextError(source.name, "it holds only white space", "give the contract's text")
    lines = list(_lines(text))
    for group in _groups(lines):
        _add_group(group, builder)
    return builder.build()


def _replace_unusable(text: str, builder: DocumentBuilder) -> str:
    if "\x00" in text:
        builder.add_notice(Notice("info", "nul_characters", "NUL characters were read as spaces."))
        text = text.replace("\x00", " ")
    if _SURROGATE.search(text):
        message = "Characters that are no valid Unicode were read as U+FFFD."
        builder.add_notice(Notice("warning", "invalid_characters", message))
        text = _SURROGATE.sub("\ufffd", text)
    return text


def _lines(text: str) -> Iterator[_Line]:
    for number, found in enumerate(_LINE.finditer(text), 1):
        line = found.group()
        words = line.strip()
        yield _Line(number, line, words, len(line) - len(line.lstrip()))


def _groups(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Yields the lines of each block; white-space lines go with the block before them."""
    wrapped = _is_wrapped(lines)
    group: list[_Line] = []
    width = max(len(line.words) for line in lines)
    for line in lines:
        if group and line.words and _starts_block(group, line, width if wrapped else None):
            yield group
            group = []
        group.append(line)
    yield group


def _is_wrapped(lines: list[_Line]) -> bool:
    """Whether paragraphs were broken into lines of about equal width, as print programs do.

    Files hold either one paragraph in each line, of any length, or lines of a common width. Lines
    that another line follows directly tell: in a wrapped file most of them nearly fill the width.
    """
    lengths = sorted(len(line.words) for line in lines if line.words)
    if not lengths:
        return False
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not _LEAST_COLUMNS <= width <= _MOST_COLUMNS:
        return False
    followed = [a for a, b in pairwise(lines) if a.words and b.words]
    full = sum(len(line.words) + line.indent > 0.75 * width for line in followed)
    return bool(followed) and full >= 0.4 * len(followed)


def _starts_block(group: list[_Line], line: _Line, width: int | None) -> bool:
    """Whether a line with words begins a new block; ``width`` is None for one paragraph a line."""
    last = group[-1]
    if not last.words:
        return any(before.words for before in group)
    if width is None or is_contents_line(line.words) or is_contents_line(last.words):
        return True
    short = last.indent + len(last.words) + len(line.words.split(maxsplit=1)[0]) + 1 < 0.85 * width
    done = ends_sentence(last.words)
    if starts_item(line.words) and (done or short or line.indent != last.indent):
        return True
    if short and (done or is_heading(last.words) or is_heading(line.words)):
        return True
    return done and line.indent > last.indent + 2


def _add_group(group: list[_Line], builder: DocumentBuilder) -> None:
    """Adds one block; white space before and after its words stays outside of it."""
    text = "".join(line.text for line in group)
    words = text.strip()
    start = len(text) - len(text.lstrip())
    end = start + len(words)
    for piece, ref in _pieces(group, 0, start):
        builder.add_space(piece, ref)
    pieces = _pieces(group, start, end)
    builder.add_block(pieces, kind=kind_of(words), number=number_at_start(words))
    for piece, ref in _pieces(group, end, len(text)):
        builder.add_space(piece, ref)


def _pieces(group: list[_Line], start: int, end: int) -> Iterator[tuple[str, TextRef]]:
    """Yields the parts of the lines between two offsets of the group's text."""
    offset = 0
    for line in group:
        first, last = max(start - offset, 0), min(end - offset, len(line.text))
        if first < last:
            yield line.text[first:last], TextRef(line.number, first + 1)
        offset += len(line.text)
