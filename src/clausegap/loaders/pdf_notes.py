"""Finds the footnotes of a page, and the marks in the text that refer to them.

A footnote stands below all other words of its page, in smaller print, and begins with a mark. It is
taken for one when the same mark stands raised behind a word of the page, or when its own mark is
raised. Small print without that stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import median
from typing import Final

from clausegap.loaders.pdf_lines import Line, PageLines, Place
from clausegap.numbering import ends_sentence

_SMALLER: Final = 0.93  # of the size of the page's other letters
_MARK_SIZE: Final = 0.85
_SIGNS: Final = r"\d{1,3}|[*\u2020\u2021\u00a7]{1,3}"
_MARK: Final = re.compile(rf"(?:\[(\d{{1,3}})\]|\((\d{{1,2}})\)|({_SIGNS}))(?=\s*[\"\u201c\u2018(\[]?[^\W\d_])")
_RAISED: Final = re.compile(_SIGNS)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote.

    Attributes:
        lines: Its print.
        after: Place of the line in the text that refers to it, else of the last line of its page.
    """

    lines: tuple[Line, ...]
    after: Place


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes of a document.

    Attributes:
        notes: In reading order.
        marks: Place of the first character of each mark, and its length: in the text and before notes.
    """

    notes: tuple[Note, ...]
    marks: dict[Place, int]


def find_notes(pages: Sequence[PageLines], furniture: frozenset[Place]) -> Notes:
    """Returns the footnotes of a document; lines that are furniture are passed over."""
    notes: list[Note] = []
    marks: dict[Place, int] = {}
    for page in pages:
        lines = [line for line in page.lines if line.place not in furniture and not line.row and not line.angle]
        foot = _foot(lines)
        below = {line.place for line in foot}
        body = [line for line in lines if line.place not in below] if foot else []
        if not body:
            continue
        for group in _groups(foot, body, notes):
            mark = _mark(group[0])
            if mark is None and notes:  # the rest of a note that began on the page before
                notes[-1] = Note((*notes[-1].lines, *group), notes[-1].after)
                continue
            references = _references(body, mark or "")
            after = references[0][0] if references else body[-1]
            notes.append(Note(tuple(group), after.place))
            if references and mark is not None and mark.isdigit():
                marks |= {(page.number, at): len(mark) for _, at in references} | _own_mark(group[0], mark)
    return Notes(tuple(notes), marks)


def _foot(lines: Sequence[Line]) -> list[Line]:
    """Returns the lines in small print below all others, in reading order."""
    sizes = [line.size for line in lines]
    smaller = _SMALLER * max(sizes, default=0.0)
    if not lines or min(sizes) > smaller or min(lines, key=_height_on_page).size > smaller:
        return []  # nor is it smaller than the usual size then
    usual = _usual_size(lines)
    upwards = sorted(lines, key=_height_on_page)
    small = {line.place for line in takewhile(lambda line: line.size <= _SMALLER * usual, upwards)}
    return [line for line in lines if line.place in small]


def _height_on_page(line: Line) -> tuple[float, Place]:
    return line.box.bottom, line.place


def _usual_size(lines: Sequence[Line]) -> float:
    """Returns the size that most letters of a page have."""
    sizes = [line.size for line in lines for _ in range(0, len(line.text), 10)]
    return median(sizes) if sizes else 0.0


def _groups(foot: Sequence[Line], body: Sequence[Line], notes: Sequence[Note]) -> Iterator[list[Line]]:
    """Yields the lines of each note; what stands above the first mark belongs to an unended note, or to no note."""
    group: list[Line] = []
    open_note = bool(notes) and notes[-1].lines[-1].page == foot[0].page - 1 and not _is_ended(notes[-1])
    for index, line in enumerate(foot):
        begins = _begins_note(line, body, foot[index + 1 : index + 2])
        if begins and group:
            yield group
            group = []
        if begins or group or open_note:
            group.append(line)
    if group:
        yield group


def _is_ended(note: Note) -> bool:
    return ends_sentence(note.lines[-1].text)


def _begins_note(line: Line, body: Sequence[Line], following: Sequence[Line]) -> bool:
    if _RAISED.fullmatch(line.text):  # a mark raised so far that it is a line of its own
        return any(_stands_beside(line, other) for other in following) and bool(_references(body, line.text))
    mark = _mark(line)
    return mark is not None and (line.char in line.raised or bool(_references(body, mark)))


def _stands_beside(mark: Line, line: Line) -> bool:
    return line.box.bottom - 1 <= mark.box.bottom <= line.box.top and mark.box.right <= line.box.left + 1


def _mark(line: Line) -> str | None:
    if _RAISED.fullmatch(line.text):
        return line.text
    found = _MARK.match(line.text)
    return next(group for group in found.groups() if group) if found else None


def _references(body: Sequence[Line], mark: str) -> list[tuple[Line, int]]:
    """Returns the lines with a raised mark in them, and its place."""
    found = [(line, at) for line in body for at in line.raised if at != line.char and _raised_at(line, at) == mark]
    alone = [line for line in body if line.text == mark and _RAISED.fullmatch(mark)]
    largest = _MARK_SIZE * _usual_size(body) if alone else 0.0
    return found + [(line, line.char) for line in alone if line.size <= largest]


def _raised_at(line: Line, at: int) -> str | None:
    for first, text in line.runs:
        if first is not None and first <= at < first + len(text):
            found = _RAISED.match(text, at - first)
            return found.group() if found else None
    return None


def _own_mark(line: Line, mark: str) -> dict[Place, int]:
    return {line.place: len(mark)} if line.text.startswith(mark) else {}
