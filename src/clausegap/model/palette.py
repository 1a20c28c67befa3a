"""The colours of the families of protections: the same in the HTML report, in notebooks and in spaCy's displacy."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from typing import Final

# Degrees on the colour wheel; neighbours in the catalogue lie far apart.
HUES: Final = (210, 38, 275, 165, 335, 70, 190, 15, 240, 120, 300, 55)


def family_hues(families: Iterable[str]) -> dict[str, int]:
    """Returns for each family its hue.

    Families get their hues as they come, in catalogue order, so that a user's own families have a colour too.

    Example:
        >>> family_hues(["confidentiality", "security", "confidentiality"])
        {'confidentiality': 210, 'security': 38}
    """
    return {family: HUES[number % len(HUES)] for number, family in enumerate(dict.fromkeys(families))}


def solid(hue: int) -> str:
    """Returns a colour on which black text can be read, and that is seen as a line on white and on black."""
    return "#{:02x}{:02x}{:02x}".format(*_rgb(hue, lightness=0.75, saturation=0.7))


def tint(hue: int) -> str:
    """Returns a translucent colour for the ground behind words, on a light or a dark page."""
    red, green, blue = _rgb(hue, lightness=0.5, saturation=0.75)
    return f"rgba({red},{green},{blue},.25)"


def _rgb(hue: int, *, lightness: float, saturation: float) -> tuple[int, int, int]:
    red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue / 360, lightness, saturation))
    return red, green, blue
