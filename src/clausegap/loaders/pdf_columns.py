"""Puts print that stands side by side into reading order, where the file gives it row by row.

Most files give one column after the other, and then nothing is to be done. Others give the rows
across the page, so that two sentences, or the lines for two signatures, interleave. Rows are taken
apart only where the words show that each side reads on downwards: lines of both sides that begin
in the middle of a sentence, or the labels of signatures on both sides. Other rows, such as those of
tables, stay rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from clausegap.loaders.pdf_lines import Line, PageLines, cut, is_signature_label

_LEAST_LABELS: Final = 2  # rows with a label on both sides
_LEAST_ROWS: Final = 6  # of prose in columns
_LEAST_LETTERS: Final = 18
_LOWER_SHARE: Final = 0.35
_STRAIGHT: Final = 14.0  # points by which the lines of a column may be indented
_MOST_ROWS: Final = 300  # of a pair of columns; no page is higher, but a hostile one may have more
_WIDEST_IN_PROSE: Final = 2.6  # times the height of a line, from row to row
_WIDEST_IN_SIGNATURES: Final = 7.0
_ONE_SIDED: Final = 3  # rows in sequence with words on one side only, inside a pair of columns

_Sides = tuple[list[Line], list[Line]]


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines on one height.

    Attributes:
        lines: As the file gives them.
        parts: The same, cut at their gaps.
    """

    lines: tuple[Line, ...]
    parts: tuple[Line, ...]

    def sides(self, edge: float) -> _Sides | None:
        """Returns what stands left and right of an edge, or None when something stands across it."""
        left = [part for part in self.parts if part.box.right <= edge]
        right = [part for part in self.parts if part.box.left >= edge]
        return (left, right) if len(left) + len(right) == len(self.parts) else None


@dataclass(frozen=True, slots=True)
class _Kind:
    """What may stand in two columns.

    Attributes:
        may_be_on: Whether the rows of a page can have it; a quick question that spares the search for columns.
        are_columns: Whether rows, parted into their sides, are columns of it.
        widest: Times the height of a line from row to row; more ends the columns.
    """

    may_be_on: Callable[[Sequence[_Row]], bool]
    are_columns: Callable[[Sequence[_Sides]], bool]
    widest: float


def in_reading_order(page: PageLines) -> PageLines:
    """Returns a page with interleaved columns put one after the other."""
    if not _may_have_columns(page.lines):
        return page
    rows = list(_rows(page.lines))
    kinds = [kind for kind in _KINDS if kind.may_be_on(rows)]
    if not kinds:
        return page
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        end, edge = _columns_from(rows, at, kinds)
        if end > at:
            lines += _one_after_the_other(rows[at:end], edge)
        else:
            lines += rows[at].lines
            end = at + 1
        at = end
    return replace(page, lines=tuple(lines))


def _may_have_columns(lines: Sequence[Line]) -> bool:
    """Whether enough print stands side by side, with labels or lower case in it; most pages need no closer look."""
    beside = [line for line in lines[:1] if line.gaps]
    beside += [
        line
        for last, line in pairwise(lines)
        if line.gaps or (line.box.left > last.box.right and _follows_in_row(last, line))
    ]
    if sum([":" in line.text or "_" in line.text for line in beside]) >= _LEAST_LABELS:
        return True
    return len(beside) >= _LEAST_ROWS and sum(map(_may_read_on, beside)) >= _LOWER_SHARE * _LEAST_ROWS


def _may_read_on(line: Line) -> bool:
    """Whether a line, or a part of it behind a gap, may begin in lower case."""
    text = line.text
    if text[:1].islower() or len(line.runs) > 1:
        return True
    return any(text[gap.char - line.char :].lstrip()[:1].islower() for gap in line.gaps)


def _follows_in_row(last: Line, line: Line) -> bool:
    if line.box.left <= last.box.right or last.row or line.row or last.angle or line.angle:
        return False
    return abs(last.box.bottom - line.box.bottom) < 0.4 * max(last.height, line.height)


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    row: list[Line] = []
    for line in lines:
        if row and not _follows_in_row(row[-1], line):
            yield _row(row)
            row = []
        row.append(line)
    if row:
        yield _row(row)


def _row(lines: list[Line]) -> _Row:
    parts = [part for line in lines for part in (cut(line, line.gaps) if line.gaps else [line])]
    return _Row(tuple(lines), tuple(parts))


def _columns_from(rows: Sequence[_Row], start: int, kinds: Sequence[_Kind]) -> tuple[int, float]:
    """Returns where two columns that begin in a row end, and the edge between them; the start itself for none."""
    for left, right in pairwise(rows[start].parts):
        edge = _edge(rows, start, left, right)
        for kind in kinds:
            end = _end(rows, start, edge, kind.widest)
            if kind.are_columns([sides for row in rows[start:end] if (sides := row.sides(edge))]):
                return end, edge
    return start, 0.0


def _edge(rows: Sequence[_Row], start: int, left: Line, right: Line) -> float:
    """Returns the left edge of the right column: the next rows may begin there a little further left."""
    near = [
        part.box.left
        for row in rows[start : start + 4 * _LEAST_ROWS]
        for part in row.parts
        if right.box.left - _STRAIGHT <= part.box.left <= right.box.left and part.box.left > left.box.right
    ]
    return min(near, default=right.box.left) - 0.5


def _end(rows: Sequence[_Row], start: int, edge: float, widest: float) -> int:
    """Returns one past the last row with words on both sides, before a break or something across the edge."""
    end = start
    alone = 0
    for index in range(start, min(start + _MOST_ROWS, len(rows))):
        sides = rows[index].sides(edge)
        if (
            sides is None
            or alone > _ONE_SIDED
            or (index > start and not _goes_on(rows[index - 1], rows[index], widest))
        ):
            break
        alone = 0 if all(sides) and _is_aligned(sides[1], edge) else alone + 1
        if not alone:
            end = index + 1
    return end


def _goes_on(last: _Row, row: _Row, widest: float) -> bool:
    """Whether a row stands below another, at most so many times its own height."""
    line = row.lines[0]
    step = last.lines[0].box.bottom - line.box.bottom
    return -line.height < step <= widest * line.em


def _is_aligned(right: Sequence[Line], edge: float) -> bool:
    return right[0].box.left - edge <= 2 * _STRAIGHT


def _are_signatures(rows: Sequence[_Sides]) -> bool:
    return sum(map(_have_labels, rows)) >= _LEAST_LABELS


def _have_labels(sides: _Sides) -> bool:
    return all(side and is_signature_label(side[0].text) for side in sides)


def _is_prose(rows: Sequence[_Sides]) -> bool:
    """Whether both sides are lines of sentences: about as wide as their column, often begun in lower case."""
    both = [(left[0].text, right[0].text) for left, right in rows if len(left) == len(right) == 1]
    if len(both) < max(_LEAST_ROWS, 0.7 * len(rows)):
        return False
    return all(_reads_on([row[side] for row in both]) for side in (0, 1))


def _reads_on(texts: Sequence[str]) -> bool:
    lower = sum(text[0].islower() for text in texts)
    return median(len(text) for text in texts) >= _LEAST_LETTERS and lower >= _LOWER_SHARE * len(texts)


def _may_be_signatures(rows: Sequence[_Row]) -> bool:
    """Whether a page has enough rows with two labels, wherever the edge may be."""
    both = (sum(is_signature_label(part.text) for part in row.parts) >= 2 for row in rows)
    return sum(both) >= _LEAST_LABELS


def _may_be_prose(rows: Sequence[_Row]) -> bool:
    """Whether a page has enough rows of several parts, some of them begun in lower case."""
    parted = [row.parts for row in rows if len(row.parts) > 1]
    lower = sum(any(part.text[0].islower() for part in parts[1:]) for parts in parted)
    return len(parted) >= _LEAST_ROWS and lower >= _LOWER_SHARE * _LEAST_ROWS


def _one_after_the_other(rows: Sequence[_Row], edge: float) -> Iterator[Line]:
    for side in (0, 1):
        for row in rows:
            sides = row.sides(edge)
            if sides is not None:
                yield from sides[side]


_KINDS: Final = (
    _Kind(_may_be_prose, _is_prose, _WIDEST_IN_PROSE),
    _Kind(_may_be_signatures, _are_signatures, _WIDEST_IN_SIGNATURES),
)
