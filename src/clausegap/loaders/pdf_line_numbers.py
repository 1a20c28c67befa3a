"""Tells the numbers that count the lines of a page, down its margin, from the words beside them.

Drafts and pleadings number every line, or every fifth. Clause numbers stand in the margin as well;
what tells them apart is that line numbers are bare, stand further out than all other print, count
up by one step, and never have more lines of text between two of them than that step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from clausegap.loaders.pdf_lines import Box, Line, PageLines, Place, cut

_NUMBER: Final = re.compile(r"(\d{1,4})(?=\s|$)")
_STEPS: Final = (1, 2, 5, 10)
_LEAST: Final = {1: 6, 2: 4, 5: 2, 10: 2}  # numbers on a page that are proof, by step
_LEAST_IN_ALL: Final = 3
_MOST: Final = 500  # numbers on a page; more are a table of figures, or an attack on the time it takes
_ALIGNED: Final = 3.0  # points
_OUTER_SHARE: Final = 0.1  # of the other lines may begin further out: heads and feet do
_DENSE_SHARE: Final = 0.8  # of the numbers have no more lines below them than they count
_LOWER_SHARE: Final = 0.25  # of the other lines begin amid a sentence; rows of tables do not
_PAGES_SHARE: Final = 0.4  # of the pages with enough lines to carry proof
_LONG_PAGE: Final = 12  # lines


@dataclass(frozen=True, slots=True)
class _Number:
    """A bare number at the left of a line, or alone.

    Attributes:
        value: What it counts.
        line: The line that it begins or is.
        box: Where it stands.
    """

    value: int
    line: Line
    box: Box


def part_line_numbers(pages: Sequence[PageLines]) -> tuple[list[PageLines], frozenset[Place]]:
    """Returns the pages with line numbers as lines of their own, and the places of these."""
    chains = [_chain(page) for page in pages]
    proofs = [chain for page, chain in zip(pages, chains, strict=True) if _is_proof(page, chain)]
    long = sum(len(page.lines) >= _LONG_PAGE for page in pages)
    if sum(map(len, proofs)) < _LEAST_IN_ALL or len(proofs) < _PAGES_SHARE * long:
        return list(pages), frozenset()
    step, left, right = _step(proofs[0]), proofs[0][0].box.left, proofs[0][-1].box.right
    found: set[Place] = set()
    parted = []
    for page, chain in zip(pages, chains, strict=True):
        placed = [n for n in chain if abs(n.box.left - left) <= _ALIGNED or abs(n.box.right - right) <= _ALIGNED]
        counted = len(placed) == 1 or _step(placed) == step
        numbers = {n.line.place for n in placed} if placed and counted and _is_outside(page, placed) else set()
        parted.append(replace(page, lines=tuple(_parted(page.lines, numbers))))
        found |= numbers
    return parted, frozenset(found)


def _chain(page: PageLines) -> list[_Number]:
    """Returns the longest row of aligned numbers that count up by one step down the page."""
    numbers = sorted(_numbers(page.lines), key=lambda number: (-number.box.bottom, number.box.left))
    best: list[_Number] = []
    if len(numbers) > _MOST:
        return best
    for step in _STEPS:
        ended: dict[int, list[_Number]] = {}  # the longest row that ends with a value; others stand between
        for number in numbers:
            before = ended.get(number.value - step, [])
            fits = before and _are_aligned(before[-1], number)
            chain = [*before, number] if fits else [number]
            ended[number.value] = max(ended.get(number.value, []), chain, key=len)
            best = max(best, chain, key=len)
    return best


def _numbers(lines: Sequence[Line]) -> Iterator[_Number]:
    for line in lines:
        found = _NUMBER.match(line.text) if line.text[:1].isdecimal() else None
        if found is None or line.row or line.angle:
            continue
        if found.end() == len(line.text):
            yield _Number(int(found[1]), line, line.box)
        elif line.gaps and line.gaps[0].char <= line.char + found.end() + 1:
            yield _Number(int(found[1]), line, line.box._replace(right=line.gaps[0].left))


def _are_aligned(one: _Number, other: _Number) -> bool:
    return abs(one.box.right - other.box.right) <= _ALIGNED or abs(one.box.left - other.box.left) <= _ALIGNED


def _step(chain: Sequence[_Number]) -> int:
    return chain[1].value - chain[0].value if len(chain) > 1 else 0


def _is_proof(page: PageLines, chain: Sequence[_Number]) -> bool:
    if len(chain) < 2 or len(chain) < _LEAST[_step(chain)] or not _is_outside(page, chain):
        return False
    words = _words(page, chain)
    lower = sum(line.text[0].islower() for line in words)
    return lower >= _LOWER_SHARE * len(words) and _is_dense(words, chain)


def _words(page: PageLines, chain: Sequence[_Number]) -> list[Line]:
    """Returns the lines of a page without the numbers."""
    places = {number.line.place for number in chain}
    parted = _parted(page.lines, places)
    return [line for line in parted if line.place not in places and not line.angle]


def _is_outside(page: PageLines, chain: Sequence[_Number]) -> bool:
    """Whether the numbers stand further left than nearly all words."""
    words = _words(page, chain)
    edge = max(number.box.right for number in chain)
    return sum(line.box.left <= edge for line in words) <= _OUTER_SHARE * len(words)


def _is_dense(words: Sequence[Line], chain: Sequence[_Number]) -> bool:
    """Whether most numbers have no more lines beside and below them than they count up to the next."""
    step = _step(chain)
    half = 0.5 * chain[0].line.height
    between = [
        len({round(w.box.bottom) for w in words if low.box.bottom + half < w.box.bottom <= high.box.bottom + half})
        for high, low in pairwise(chain)
    ]
    return sum(count <= step for count in between) >= _DENSE_SHARE * len(between)


def _parted(lines: Sequence[Line], numbers: set[Place]) -> Iterator[Line]:
    for line in lines:
        if line.place in numbers and line.gaps and not line.text.isdigit():
            yield from cut(line, line.gaps[:1])
        else:
            yield line
