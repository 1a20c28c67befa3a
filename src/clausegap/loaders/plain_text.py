"""Plain text: the document's text is the file's text, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from clausegap.errors import NoTextError
from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.encodings import decode
from clausegap.loaders.text_pages import is_page_mark, page_furniture
from clausegap.model.document import Document, FurnitureKind, Notice, SourceInfo, TextRef
from clausegap.numbering import (
    ends_sentence,
    is_contents_line,
    is_heading,
    kind_of,
    number_at_start,
    starts_item,
)

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
# A form feed ends a page, so what stands behind one in the same line is on the next.
_PART: Final = re.compile(r"\f?[^\f]+|\f")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
# Print and mail programs break lines within these widths; other files break them at paragraphs.
_LEAST_COLUMNS: Final = 50
_MOST_COLUMNS: Final = 130


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file, with its line end, or the part of one behind a form feed.

    Attributes:
        number: From 1.
        column: Of its first character, from 1.
        text: As in the file.
        words: Without the white space around.
        indent: Characters of white space before the words.
        page: Number of the page that begins with it, or None.
        furniture: What was kept apart between it and the line before, with the page of each.
    """

    number: int
    column: int
    text: str
    words: str
    indent: int
    page: int | None = None
    furniture: tuple[tuple[FurnitureKind, str, int], ...] = ()


def load_plain_text(data: bytes, source: SourceInfo) -> Document:
    """Returns the document of a text file: UTF-8, UTF-16, UTF-32 or, with a notice, Windows-1252.

    Page marks, and page numbers and running heads beside them, are kept apart; all else is the
    document's text, character by character.

    Raises:
        UnknownFormatError: The bytes are no text.
        TooLargeError: It has more characters than a document may.
        NoTextError: There is nothing but white space.
    """
    text, notices = decode(data, source.name)
    return _document(text, source, notices, printed=True)


def from_text(text: str, source: SourceInfo, *, notices: tuple[Notice, ...] = ()) -> Document:
    """Returns the document whose text is the given one, with NULs and lone surrogates replaced.

    Raises:
        TooLargeError: It has more characters than a document may.
        NoTextError: There is nothing but white space.
    """
    return _document(text, source, notices, printed=False)


def _document(text: str, source: SourceInfo, notices: tuple[Notice, ...], *, printed: bool) -> Document:
    builder = DocumentBuilder(source)
    for notice in notices:
        builder.add_notice(notice)
    if text.strip():
        add_text(text, builder, printed=printed)
    document = builder.build()
    if not document.text.strip():
        raise NoTextError(source.name, "it holds only white space", "give the contract's text")
    return document


def add_text(text: str, builder: DocumentBuilder, *, line: int = 1, page: int = 1, printed: bool = True) -> int:
    """Adds the blocks and pages of a text to a document, and returns the number of its last page.

    Args:
        text: The text.
        builder: Takes them.
        line: Line of the file at which it begins, from 1.
        page: Number of its first page.
        printed: Whether page marks and what stands beside them are kept apart.

    Raises:
        TooLargeError: The document grows over the limit.
    """
    lines = list(_lines(_replace_unusable(text, builder), line, page, printed=printed))
    pages = [one.page for one in lines if one.page is not None]
    has_marks = printed and any(is_page_mark(one.words) for one in lines)
    if pages or has_marks:
        builder.begin_page(page)
    if printed and (pages or has_marks):
        lines = _without_furniture(lines, page)
    for group in _groups(lines):
        _add_group(group, builder)
    return pages[-1] if pages else page


def _replace_unusable(text: str, builder: DocumentBuilder) -> str:
    if "\x00" in text:
        builder.add_notice(Notice("info", "nul_characters", "NUL characters were read as spaces."))
        text = text.replace("\x00", " ")
    if _SURROGATE.search(text):
        message = "Characters that are no valid Unicode were read as U+FFFD."
        builder.add_notice(Notice("warning", "invalid_characters", message))
        text = _SURROGATE.sub("\ufffd", text)
    return text


def _lines(text: str, line: int, page: int, *, printed: bool) -> Iterator[_Line]:
    """Yields the lines of a text; a form feed begins a page, and in a filing a line with a page mark."""
    any_words = False
    for number, found in enumerate(_LINE.finditer(text), line):
        column = 1
        for part in _PART.findall(found.group()):
            words = part.strip()
            is_mark = printed and is_page_mark(words)
            begins = any_words and (is_mark or part.startswith("\f"))  # a mark before any word opens the first page
            page += begins
            yield _Line(number, column, part, words, len(part) - len(part.lstrip()), page if begins else None)
            column += len(part)
            any_words = any_words or (bool(words) and not is_mark)


def _without_furniture(lines: list[_Line], current: int) -> list[_Line]:
    """Returns the lines without what only printed pages have, which goes with the line behind it.

    A paragraph that a page ends in goes on behind it, without the empty lines between.

    Args:
        lines: All lines.
        current: Number of the page that the first is on.
    """
    taken = page_furniture([line.words for line in lines], [line.page is not None for line in lines])
    kept: list[_Line] = []
    waiting: list[tuple[FurnitureKind, str, int]] = []
    begins: int | None = None  # the page that has begun since the last line with words
    for index, line in enumerate(lines):
        begins = line.page or begins
        current = line.page or current
        if index in taken:
            waiting.append((taken[index], line.words, current))
        elif not line.words:
            kept.append(replace(line, page=None))
        else:
            if begins is not None:
                _close_gap(kept, line)
            kept.append(replace(line, page=begins, furniture=tuple(waiting)))
            begins, waiting = None, []
    if begins is not None or waiting:
        last = lines[-1]
        kept.append(_Line(last.number, last.column + len(last.text), "", "", 0, begins, tuple(waiting)))
    return kept


def _close_gap(kept: list[_Line], line: _Line) -> None:
    """Takes the empty lines at the end away if the last words go on in a line of the next page."""
    words = next((index for index in range(len(kept) - 1, -1, -1) if kept[index].words), None)
    if words is None or not line.words[0].islower():
        return
    last = kept[words].words
    if not ends_sentence(last) and not is_heading(last) and not starts_item(line.words):
        del kept[words + 1 :]


def _groups(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Yields the lines of each block; white-space lines go with the block before them."""
    wrapped = _is_wrapped(lines)
    group: list[_Line] = []
    width = max((len(line.words) for line in lines), default=0)
    for line in lines:
        if group and line.words and _starts_block(group, line, width if wrapped else None):
            yield group
            group = []
        group.append(line)
    if group:
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
    for piece, ref in _pieces(group, 0, start, builder):
        builder.add_space(piece, ref)
    pieces = _pieces(group, start, end, builder)
    builder.add_block(pieces, kind=kind_of(words), number=number_at_start(words))
    for piece, ref in _pieces(group, end, len(text), builder):
        builder.add_space(piece, ref)
    for line in group:
        if not line.text:  # stands only for what was kept apart at the end of the file
            _announce(line, builder)


def _pieces(group: list[_Line], start: int, end: int, builder: DocumentBuilder) -> Iterator[tuple[str, TextRef]]:
    """Yields the parts of the lines between two offsets of the group's text, each line announced first."""
    offset = 0
    for line in group:
        first, last = max(start - offset, 0), min(end - offset, len(line.text))
        if first < last:
            if first == 0:
                _announce(line, builder)
            yield line.text[first:last], TextRef(line.number, line.column + first)
        offset += len(line.text)


def _announce(line: _Line, builder: DocumentBuilder) -> None:
    """Adds the page that begins with a line, and what was kept apart before it."""
    for kind, words, page in line.furniture:
        builder.add_furniture(kind, words, page=page)
    if line.page is not None:
        builder.begin_page(line.page)
