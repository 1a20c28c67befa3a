"""Places for the signs of notes beside the text, none on top of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clausegap.annotate.pdf_marks import ICON
from clausegap.annotate.pdf_pages import View
from clausegap.loaders.pdf_lines import Box

_GAP: Final = 3.0  # points


class Slots:
    """The signs on one page.

    Args:
        view: How the page shows.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._side = ICON * view.point
        self._step = (ICON + _GAP) * view.point
        self._taken: list[Box] = []

    def take(self, line: Box | None) -> Box:
        """Returns where to put a sign beside a line, in the page's own space; without a line at the page's top."""
        area = self._view.area
        if line is None:
            left, middle = area.left + self._step, area.top - self._step
        else:
            seen = self._view.seen(line)
            left, middle = seen.left - self._step, (seen.bottom + seen.top) / 2
        free = (box for box in self._candidates(left, middle) if not any(_overlap(box, other) for other in self._taken))
        box = next(free, self._box(left, middle))  # a page full of signs has no better place
        self._taken.append(box)
        return self._view.own(box)

    def _candidates(self, left: float, middle: float) -> Iterator[Box]:
        """Yields places beside the line, then below and above it, then in columns ever farther from it."""
        area, step = self._view.area, self._step
        rows, columns = int((area.top - area.bottom) / step) + 1, int((area.right - area.left) / step) + 1
        for column in range(2 * columns):
            across = left - step * (column + 1) // 2 if column % 2 else left + step * column // 2
            for row in range(2 * rows):
                yield self._box(across, middle + (step * (row // 2) if row % 2 else -step * (row // 2)))

    def _box(self, left: float, middle: float) -> Box:
        """Returns a place that lies on the visible page."""
        area, side = self._view.area, self._side
        left = max(min(left, area.right - side), area.left)
        bottom = max(min(middle - side / 2, area.top - side), area.bottom)
        return Box(left, bottom, left + side, bottom + side)


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.bottom < other.top and other.bottom < one.top
