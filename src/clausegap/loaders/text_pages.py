"""Finds what only printed pages have in a text file: page marks, page numbers, running heads.

A form feed ends a page in the output of print programs, a line ``<PAGE>`` in text filed with the
American securities regulator (EDGAR Filer Manual, volume II, on ASCII documents).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from clausegap.model.document import FurnitureKind

_MARK: Final = re.compile(r"<PAGE>\s*\S{0,12}$", re.IGNORECASE)
# "12", "- 12 -", "Page 3 of 10", "A-3"; "12." would be a clause number.
_NUMBER: Final = re.compile(
    r"[-\u2013\u2014|\s]*(?:page\s+)?(?:[A-Z]{1,2}-)?(\d{1,4})(?:\s+of\s+\d{1,4})?[-\u2013\u2014|\s]*$", re.IGNORECASE
)
_NEAR: Final = 4  # lines between a number and the page mark
_HEAD_CHARACTERS: Final = 100
_LEAST_REPEATS: Final = 3


def is_page_mark(words: str) -> bool:
    """Whether a line is a page mark, with or without the number of the page."""
    return _MARK.match(words) is not None


def page_furniture(words: Sequence[str], begins_page: Sequence[bool]) -> dict[int, FurnitureKind]:
    """Returns which lines are no words of the text, and what they are.

    Beside a form feed a number is one of a page only if the numbers of the pages rise by one, which
    the numbers of a table do not; a page mark says itself that a page ends.

    Args:
        words: The lines without the white space around.
        begins_page: For each, whether a page begins with it.
    """
    breaks = [index for index, begins in enumerate(begins_page) if begins or is_page_mark(words[index])]
    found: dict[int, FurnitureKind] = {index: "page_number" for index in breaks if is_page_mark(words[index])}
    for side, ends in ((-1, [*breaks, len(words)]), (1, breaks)):
        lines = {at: line for at in ends if (line := _neighbour(words, at, side, found)) is not None}
        numbers = {at: line for at, line in lines.items() if _NUMBER.match(words[line])}
        rising = _is_rising([int(_NUMBER.match(words[line]).group(1)) for line in numbers.values()])  # type: ignore[union-attr]
        for at, line in numbers.items():
            if rising or at in found:
                found[line] = "page_number"
    found.update(dict.fromkeys(_heads(words, breaks, found), "header"))
    return found


def _neighbour(words: Sequence[str], at: int, side: int, found: dict[int, FurnitureKind]) -> int | None:
    """Returns the nearest line with words above (-1) or below (1) the place where a page begins."""
    first = at if side > 0 and at not in found else at + side
    for line in range(first, first + side * _NEAR, side):
        if not 0 <= line < len(words) or line in found:
            return None
        if words[line]:
            return line
    return None


def _is_rising(numbers: Sequence[int]) -> bool:
    steps = [second - first == 1 for first, second in pairwise(numbers)]
    return sum(steps) > 0 and sum(steps) >= len(steps) / 2


def _heads(words: Sequence[str], breaks: Sequence[int], found: dict[int, FurnitureKind]) -> Iterator[int]:
    """Yields the lines on top of pages that are the same on most of them, digits aside."""
    tops: dict[int, str] = {}
    for at in breaks:
        line = next((i for i in range(at, min(at + 2 * _NEAR, len(words))) if words[i] and i not in found), None)
        if line is not None and len(words[line]) <= _HEAD_CHARACTERS:
            tops[line] = re.sub(r"\d+", "#", words[line].casefold())
    counts = Counter(tops.values())
    for line, text in tops.items():
        if counts[text] >= _LEAST_REPEATS and counts[text] >= len(breaks) / 2:
            yield line
