"""Joins lines of print into paragraphs, by their place on the page and by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from clausegap.loaders.pdf_lines import Line, Place, is_signature_label, joins_without_space
from clausegap.numbering import (
    ends_sentence,
    is_contents_line,
    is_heading,
    number_at_start,
    starts_item,
)

# A number or a name after these words is a reference that happens to begin a line.
_POINTER_WORDS: Final = frozenset(
    {
        "clause", "clauses", "section", "sections", "article", "articles", "schedule", "schedules", "exhibit",
        "exhibits", "annex", "annexure", "annexures", "appendix", "attachment", "attachments", "paragraph",
        "paragraphs"
    }
)  # fmt: skip
# Words behind which no paragraph ends.
_OPEN_WORDS: Final = frozenset(
    {
        "a", "an", "as", "at", "by", "for", "from", "in", "into", "of", "on", "per", "the", "to", "under", "upon",
        "with", "without", "than", "that", "this", "its", "their", "such", "any", "and", "or", "between", "each",
        "all", "no", "not", "if", "when", "where", "which", "who", "shall", "will", "may", "must", "be", "is", "are",
        "has", "have", "whether", "neither"
    }
)  # fmt: skip
_FIRST_WORD: Final = re.compile(r"\w+")
_LAST_WORD: Final = re.compile(r"\w+$")
_ALIGNED: Final = 3.0  # points
_CELL_GAP: Final = 4.0  # times the height of a line
_INDENT: Final = 6.0  # points; less is the unevenness of print
_WIDE: Final = 1.2  # of the usual distance between lines
_VERY_WIDE: Final = 2.2
_LOOSE: Final = 0.2  # of the column's width left free at a line's end
_WORDS: Final = 4  # of a line that is more than a title or a label
_FILLED: Final = 0.7  # of the column's width
_PROSE_WORDS: Final = 6
_TAIL: Final = 20  # characters
_COLUMN_LINES: Final = 8
_COLUMN_LETTERS: Final = 25


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a page is set.

    Attributes:
        left: Left edge of its print.
        right: Right edge.
        middle: Where the gap between two columns lies, or None.
        column: Right edge of the left column.
        pitch: Usual distance from line to line.
        parted: Places of lines that are parted as rows of a table are.
    """

    left: float
    right: float
    middle: float | None
    column: float
    pitch: float
    parted: frozenset[Place]

    def edge(self, line: Line) -> float:
        """Returns how far a line could have reached."""
        in_column = self.middle is not None and line.box.right <= self.middle
        return self.column if in_column else self.right

    def width(self, line: Line) -> float:
        """Returns the width of the column in which a line stands."""
        halved = self.middle is not None and (line.box.right <= self.middle or line.box.left >= self.middle)
        return (self.right - self.left) / (2.0 if halved else 1.0)


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yields the lines of each paragraph, in reading order; a paragraph may run over a page's end."""
    shapes = {number: _shape(list(page)) for number, page in groupby(lines, key=lambda line: line.page)}
    group: list[Line] = []
    after_contents = False
    for line in lines:
        in_contents = is_contents_line(line.text)
        either = after_contents or in_contents
        if group and _breaks(group, line, shapes[group[-1].page], contents=either):
            yield group
            group = []
        group.append(line)
        after_contents = in_contents
    if group:
        yield group


def joined(group: Sequence[Line]) -> str:
    """Returns the words of a paragraph as one line."""
    parts = [group[0].text]
    for last, line in pairwise(group):
        parts.append(line.text if joins_without_space(last, line) else f" {line.text}")
    return "".join(parts)


def _shape(lines: list[Line]) -> _Shape:
    left = min([line.box.left for line in lines])
    right = max([line.box.right for line in lines])
    middle = (left + right) / 2
    long = [line for line in lines if len(line.text) >= _COLUMN_LETTERS]
    inner = [line for line in long if line.box.right <= middle]
    outer = [line for line in long if line.box.left >= middle] if inner else []
    least = max(_COLUMN_LINES, 0.25 * len(lines))
    two = len(inner) >= least and len(outer) >= least
    column = max([line.box.right for line in inner], default=right)
    steps = [last.box.bottom - line.box.bottom for last, line in pairwise(lines)]
    pitch = median([step for step in steps if step > 2] or [12.0])
    return _Shape(left, right, middle if two else None, column, pitch, frozenset(_parted(lines)))


class _Joint:
    """Where a line follows others on its page, and what of that is asked for more than once.

    Attributes:
        group: The lines before, of one paragraph.
        line: The line.
        shape: How the page is set.
        step: Points from line to line; negative when the line stands above the one before.
        wide: Whether that is more than the usual distance.
        room: As ``_room`` returns it.
        done: Whether the line before may end a paragraph.
        word: The word that ends the line before.
    """

    __slots__ = ("done", "group", "line", "room", "shape", "step", "wide", "word")

    def __init__(self, group: Sequence[Line], line: Line, shape: _Shape) -> None:
        last = group[-1]
        self.group, self.line, self.shape = group, line, shape
        self.step = last.box.bottom - line.box.bottom
        self.wide = self.step > _WIDE * shape.pitch and self.step > shape.pitch + 1.5
        self.room = _room(last, line, shape)
        self.done = ends_sentence(last.text)
        self.word = _last_word(last.text)


def _breaks(group: list[Line], line: Line, shape: _Shape, *, contents: bool) -> bool:
    """Whether a line begins a new paragraph after those of a group; entries of a table of contents do."""
    last = group[-1]
    if last.row or line.row or last.boxed or line.boxed or last.angle != line.angle:
        return True
    if last.glued or line.angle:
        return False
    if contents:
        return True
    if last.page != line.page:
        return not _runs_over(group, line, shape)
    if _same_row(last, line):
        return False
    joint = _Joint(group, line, shape)
    return _breaks_by_form(joint) or _breaks_by_place(joint)


def _runs_over(group: list[Line], line: Line, shape: _Shape) -> bool:
    """Whether a sentence that a page's end cuts goes on with this line."""
    last = group[-1]
    if line.text[0].islower():
        return not ends_sentence(last.text) or last.text.endswith(";")
    word = _last_word(last.text)
    if _points(last, word):
        return True
    if ends_sentence(last.text) or starts_item(line.text) or (len(group) == 1 and is_heading(last.text)):
        return False
    if _is_open(group, word):
        return True
    if is_heading(line.text) or is_signature_label(line.text):
        return False
    return _room(last, line, shape) <= 0 or _is_long(last, shape)


def _is_long(last: Line, shape: _Shape) -> bool:
    """Whether a line fills most of its column with words: unless it ends a sentence, it goes on."""
    left_over = shape.edge(last) - last.box.right
    return left_over <= (1 - _FILLED) * shape.width(last) and len(last.text.split()) >= _PROSE_WORDS


def _same_row(last: Line, line: Line) -> bool:
    """Whether two runs stand side by side, as a raised letter or the halves of a form do."""
    return abs(last.box.bottom - line.box.bottom) < 0.5 * max(last.height, line.height)


def _breaks_by_form(joint: _Joint) -> bool:
    """Judges by numbers and headings."""
    group, line, shape = joint.group, joint.line, joint.shape
    last, first = group[-1], group[0]
    if _points(last, joint.word) or (last.text.endswith(",") and _is_pointer(line.text)):
        return False
    if is_signature_label(line.text) or _are_rows(last, line, shape):
        return True
    room = joint.room > 0
    if starts_item(line.text):
        placed = line.box.left > last.box.left + _INDENT
        if joint.done or room or joint.wide or placed or _is_sibling(first, line):
            return True
    if len(group) == 1 and (room or _is_outdented(last, line, shape)) and is_heading(last.text):
        return True
    if not (room or joint.wide) or line.text[0].islower() or _is_open(group, joint.word):
        return False
    return is_heading(line.text)


def _is_outdented(last: Line, line: Line, shape: _Shape) -> bool:
    return last.box.left - line.box.left > _LOOSE * shape.width(last)


def _are_rows(last: Line, line: Line, shape: _Shape) -> bool:
    """Whether two lines are rows of a table: parted at the same place, or both by more white than prose has."""
    if line.text[0].islower():
        return False
    if last.gaps and line.gaps and abs(last.gaps[0].right - line.gaps[0].right) <= _ALIGNED:
        return True
    return bool(shape.parted) and last.place in shape.parted and line.place in shape.parted


def _parted(lines: Sequence[Line]) -> Iterator[Place]:
    """Yields the places of lines with so much white in them, or beside them, as only tables and forms have."""
    for line in lines:
        if line.gaps and any(gap.right - gap.left > _CELL_GAP * line.em for gap in line.gaps):
            yield line.place
    for last, line in pairwise(lines):
        if line.box.left <= last.box.right:
            continue
        if line.box.left - last.box.right > _CELL_GAP * line.em and _same_row(last, line):
            yield last.place
            yield line.place


def _is_sibling(first: Line, line: Line) -> bool:
    """Whether a line stands where the numbered paragraph before it began, with a number of its form."""
    if abs(first.box.left - line.box.left) > 2 or not starts_item(first.text):
        return False
    return _form(first.text) == _form(line.text)


def _form(text: str) -> str:
    number = number_at_start(text) or ""
    return "".join("0" if c.isdigit() else "a" if c.isalpha() else c for c in number).replace("00", "0")


def _breaks_by_place(joint: _Joint) -> bool:
    """Judges by white space: gaps between lines, short lines, indents."""
    group, line, shape, done = joint.group, joint.line, joint.shape, joint.done
    last = group[-1]
    goes_on = (line.text[0].islower() and not done) or _is_open(group, joint.word)
    if joint.wide or joint.step < -last.height or joint.step > _VERY_WIDE * shape.pitch:
        return not goes_on
    room = joint.room
    if room > 0 and (done or (not goes_on and room > _LOOSE * shape.width(last))):
        return True
    indented = line.box.left > last.box.left + _INDENT
    outdented = line.box.left < last.box.left - _INDENT
    return done and len(group) > 1 and (indented or outdented)


def _last_word(text: str) -> str:
    """Returns the word that ends a text, in lower case; nothing if a sign ends it."""
    word = text.rpartition(" ")[2]
    if not word.isalpha():
        found = _LAST_WORD.search(word[-_TAIL:])
        word = found.group() if found else ""
    return word.casefold()


def _is_open(group: Sequence[Line], word: str) -> bool:
    """Whether lines of words end with one that needs another behind it."""
    return (word in _OPEN_WORDS and _is_prose(group)) or _points(group[-1], word)


def _is_prose(group: Sequence[Line]) -> bool:
    """Whether lines are more than a title or a label."""
    return len(group) > 1 or len(group[-1].text.split()) >= _WORDS


def _points(last: Line, word: str) -> bool:
    """Whether a line ends with the word before a number of a reference."""
    return word in _POINTER_WORDS and len(last.text.split()) >= _WORDS


def _is_pointer(text: str) -> bool:
    """Whether a text begins with such a word."""
    found = _FIRST_WORD.match(text)
    return found is not None and found.group().casefold() in _POINTER_WORDS


def _room(last: Line, line: Line, shape: _Shape) -> float:
    """Returns the points left over had the next word been set on the line before it; negative if none.

    A printer sets every word on a line that still fits, so room means that the line ended on purpose.
    """
    end = line.text.find(" ")
    letters = end if end >= 0 else len(line.text)
    return shape.edge(last) - last.box.right - (letters + 2.5) * last.letter_width
