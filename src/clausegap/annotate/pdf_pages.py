"""A page as a reader sees it, against the page as its file describes it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite
from typing import Final

from pypdf import PageObject
from pypdf.generic import ArrayObject

from clausegap.annotate.pdf_update import entry
from clausegap.loaders.pdf_lines import Box
from clausegap.loaders.pdf_page import turned

_FULL_TURN: Final = 360
_LETTER: Final = Box(0, 0, 612, 792)  # viewers take it where a page has no sound box
_LEAST_UNIT: Final = 0.001
_SPACE: Final = 24.0  # points between the edge of a viewer's window and what it shows


@dataclass(frozen=True, slots=True)
class View:
    """How a page shows.

    Attributes:
        rotation: Degrees, 0, 90, 180 or 270, by which a viewer turns it clockwise.
        area: What of it shows, as the reader sees it.
        point: Length of a point in the page's units.
    """

    rotation: int
    area: Box
    point: float

    def seen(self, box: Box) -> Box:
        """Returns a box of the page as a reader sees it: upright, y growing upwards."""
        return turned(box, self.rotation)

    def own(self, box: Box) -> Box:
        """Returns a box that a reader sees in the page's own space."""
        return turned(box, _FULL_TURN - self.rotation)

    def corner(self, box: Box) -> tuple[float, float]:
        """Returns the point of the page's own space from where a viewer should show it, so that a box is in sight."""
        seen, space = self.seen(box), _SPACE * self.point
        left, top = max(seen.left - space, self.area.left), min(seen.top + space, self.area.top)
        own = self.own(Box(left, top, left, top))
        return own.left, own.bottom


def view_of(page: PageObject) -> View:
    """Returns how a page shows; boxes, rotation and unit may be those of the pages' tree."""
    rotation = round(_number(entry(page, "/Rotate"), 0) / 90) * 90 % _FULL_TURN
    media = _box(entry(page, "/MediaBox")) or _LETTER
    crop = _box(entry(page, "/CropBox")) or media
    area = Box(*(max(pair) for pair in zip(crop[:2], media[:2], strict=True)), *map(min, crop[2:], media[2:]))
    if area.left >= area.right or area.bottom >= area.top:  # a crop box beside its page is passed over
        area = media
    return View(rotation, turned(area, rotation), 1 / max(_number(entry(page, "/UserUnit"), 1), _LEAST_UNIT))


def _box(value: object) -> Box | None:
    """Returns a rectangle, whose corners may be given in any order; None for what is none, which viewers pass over."""
    numbers = [_number(part.get_object(), inf) for part in value] if isinstance(value, ArrayObject) else []
    if len(numbers) != 4 or not all(map(isfinite, numbers)):
        return None
    (left, right), (bottom, top) = sorted(numbers[::2]), sorted(numbers[1::2])
    return Box(left, bottom, right, top) if left < right and bottom < top else None


def _number(value: object, default: float) -> float:
    return float(value) if isinstance(value, int | float) else default
