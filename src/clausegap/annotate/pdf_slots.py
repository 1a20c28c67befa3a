"""Places for the signs of notes beside the text: none on top of another, nor of print where there is room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from clausegap.annotate.pdf_marks import ICON
from clausegap.annotate.pdf_pages import View
from clausegap.loaders.pdf_lines import Box

_GAP: Final = 3.0  # points
_ASIDE: Final = 3.0  # how much farther a place to the side seems than one above or below
_FARTHEST: Final = 60  # steps; pages of contracts are smaller, but a file may say that one is a mile wide


class Slots:
    """The signs on one page.

    Args:
        view: How the page shows.
        print_: Where its lines stand, in its own space.
    """

    def __init__(self, view: View, print_: Iterable[Box]) -> None:
        self._view = view
        self._side = ICON * view.point
        self._step = (ICON + _GAP) * view.point
        self._print = sorted(map(view.seen, print_), key=_bottom)
        self._tallest = max((box.top - box.bottom for box in self._print), default=0.0)
        self._signs: list[Box] = []

    def take(self, line: Box | None) -> Box:
        """Returns where to put a sign beside a line, in the page's own space; without a line at the page's top."""
        area = self._view.area
        if line is None:
            left, middle = area.left + self._step, area.top - self._step
        else:
            seen = self._view.seen(line)
            left, middle = seen.left - self._step, (seen.bottom + seen.top) / 2
        bottom = middle - self._side / 2
        box = next((place for place in self._apart(left, bottom) if not _meets(place, self._print_beside(place))), None)
        if box is None:  # not even a gap between the lines
            box = next(self._apart(left, bottom), None) or next(self._places(left, bottom))
        self._signs.append(box)
        return self._view.own(box)

    def _apart(self, left: float, bottom: float) -> Iterator[Box]:
        """Yields the places that no other sign has."""
        return (place for place in self._places(left, bottom) if not _meets(place, self._signs))

    def _print_beside(self, place: Box) -> Sequence[Box]:
        """Returns the print at the height of a place, and perhaps some more."""
        first = bisect_left(self._print, place.bottom - self._tallest, key=_bottom)
        return self._print[first : bisect_left(self._print, place.top, key=_bottom)]

    def _places(self, left: float, bottom: float) -> Iterator[Box]:
        """Yields places on the visible page, those nearest to the wanted one first."""
        area, side, step = self._view.area, self._side, self._step
        # The margin may be narrower than a sign.
        first = (
            max(min(left, area.right - side), area.left),
            max(min(bottom, area.top - side), area.bottom),
        )
        columns = min(int((area.right - area.left) / step) + 1, _FARTHEST)
        rows = min(int((area.top - area.bottom) / step) + 1, _FARTHEST)
        for x, y in _steps(columns, rows):
            box = Box(first[0] + x * step, first[1] + y * step, first[0] + x * step + side, first[1] + y * step + side)
            is_inside = area.left <= box.left and box.right <= area.right
            if (x, y) == (0, 0) or (is_inside and area.bottom <= box.bottom and box.top <= area.top):
                yield box


@lru_cache(maxsize=8)  # pages of a file are of few sizes
def _steps(columns: int, rows: int) -> tuple[tuple[int, int], ...]:
    """Returns steps to the right and upwards, short ways first."""
    steps = [(x, y) for x in range(-columns, columns + 1) for y in range(-rows, rows + 1)]
    return tuple(sorted(steps, key=lambda at: (_ASIDE * abs(at[0]) + abs(at[1]), at[1], at[0])))


def _bottom(box: Box) -> float:
    return box.bottom


def _meets(place: Box, others: Iterable[Box]) -> bool:
    return any(_overlap(place, other) for other in others)


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.bottom < other.top and other.bottom < one.top
