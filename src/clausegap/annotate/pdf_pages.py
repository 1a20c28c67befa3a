"""A page as a reader sees it, against the page as its file describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pypdf import PageObject

from clausegap.annotate.pdf_update import entry
from clausegap.loaders.pdf_lines import Box
from clausegap.loaders.pdf_page import turned

_FULL_TURN: Final = 360
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
    crop, media = page.cropbox, page.mediabox
    left, bottom = max(crop.left, media.left), max(crop.bottom, media.bottom)
    right, top = min(crop.right, media.right), min(crop.top, media.top)
    if left >= right or bottom >= top:  # a crop box beside its page is passed over
        left, bottom, right, top = media.left, media.bottom, media.right, media.top
    area = turned(Box(float(left), float(bottom), float(right), float(top)), rotation)
    return View(rotation, area, 1 / max(_number(entry(page, "/UserUnit"), 1), 0.001))


def _number(value: object, default: float) -> float:
    return float(value) if isinstance(value, int | float) else default
