"""Puts the cells of a table without help from the file's structure into rows, by the white between them.

Three rows whose cells begin at the same places, in three columns or more, are a table; numbered
paragraphs have one gap, behind their number. What stands close below a row and begins where one of
its cells does is the rest of that cell. Tables of two columns stay lines: an indented list looks the
same. ``ReadOptions.layout`` sees those by their ruling lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from clausegap.loaders.base import CELL_SEPARATOR
from clausegap.loaders.pdf_lines import Line, PageLines, around, cut, joins_without_space
from clausegap.numbering import number_at_start

_LEAST_COLUMNS: Final = 3
_LEAST_ROWS: Final = 3
_ALIGNED: Final = 3.0  # points
_LABEL: Final = 5  # letters; "Annexure B" is the end of a sentence
_TIGHT: Final = 1.6  # times the height of a line, from line to line of one cell
_FAR: Final = 4.0  # times the height of a line, from row to row
_PAGE_NUMBER: Final = re.compile(r"[ivxlc]{1,7}|[A-Z]?-?\d{1,3}(?:\([a-z]\))?|\d{1,2}\.\d{1,2}(?:\([a-z]\))?")
_NUMBERED_SHARE: Final = 0.6  # of the rows

_Cells = list[list[Line]]


def in_rows(page: PageLines) -> PageLines:
    """Returns a page with the rows of its tables as one line each."""
    if sum(len(line.gaps) >= _LEAST_COLUMNS - 1 for line in page.lines) < _LEAST_ROWS:
        return page
    lines: list[Line] = []
    at = 0
    while at < len(page.lines):
        rows, end = _table(page.lines, at)
        if len(rows) < _LEAST_ROWS:
            end = at + 1
        is_table = len(rows) >= _LEAST_ROWS and not _is_contents(rows)
        lines += [_as_line(row) for row in rows] if is_table else page.lines[at:end]
        at = end
    return replace(page, lines=tuple(lines))


def _table(lines: Sequence[Line], start: int) -> tuple[list[_Cells], int]:
    """Returns the rows of the table that begins with a line, and where it ends."""
    if len(lines[start].gaps) < _LEAST_COLUMNS - 1 or lines[start].angle or lines[start].row:
        return [], start
    first = cut(lines[start], lines[start].gaps)
    lefts = [part.box.left for part in first]
    rows: list[_Cells] = [[[part] for part in first]]
    at = start + 1
    while at < len(lines) and not lines[at].angle:
        parts = cut(lines[at], lines[at].gaps)
        columns = [_column(part, lefts) for part in parts]
        if None in columns or len(set(columns)) < len(columns) or not _is_below(lines[at - 1], lines[at], _FAR):
            break
        if columns[0] == 0 and len(parts) == len(lefts):
            rows.append([[part] for part in parts])
        elif columns[0] != 0 and _is_below(lines[at - 1], lines[at], _TIGHT) and not _has_label(parts):
            for column, part in zip(columns, parts, strict=True):
                rows[-1][column or 0].append(part)
        else:
            break
        at += 1
    return rows, at


def _is_contents(rows: Sequence[_Cells]) -> bool:
    """Whether rows are entries of a table of contents, whose lines are told by other signs."""
    numbered = sum(_PAGE_NUMBER.fullmatch(row[-1][0].text) is not None for row in rows)
    return numbered >= _NUMBERED_SHARE * len(rows)


def _column(part: Line, lefts: Sequence[float]) -> int | None:
    near = (index for index, left in enumerate(lefts) if abs(part.box.left - left) <= _ALIGNED)
    return next(near, None)


def _has_label(parts: Sequence[Line]) -> bool:
    """Whether the numbers of a list stand in a column of their own, so that the rest of a row are several items."""
    return any(len(part.text) <= _LABEL and number_at_start(part.text) == part.text for part in parts)


def _is_below(last: Line, line: Line, most: float) -> bool:
    step = last.box.bottom - line.box.bottom
    return 0 < step <= most * line.em


def _as_line(row: _Cells) -> Line:
    parts = [part for cell in row for part in cell]
    box = around(part.box for part in parts)
    raised = tuple(at for part in parts for at in part.raised)
    return replace(row[0][0], runs=tuple(_runs(row)), box=box, glued=False, row=True, gaps=(), raised=raised)


def _runs(row: _Cells) -> Iterator[tuple[int | None, str]]:
    for number, cell in enumerate(row):
        if number:
            yield None, CELL_SEPARATOR
        yield from cell[0].runs
        for last, part in pairwise(cell):
            if not joins_without_space(last, part):
                yield None, " "
            yield from part.runs
