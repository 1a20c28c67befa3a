"""The colours of notes by status: the HTML report's for lines, and their hues for highlights.

Highlights differ in lightness too. Print under one is multiplied with it and keeps a contrast of more than 7 to 1.
"""

from __future__ import annotations

from typing import Final, Literal

from clausegap.model.terms import Status

Shade = Status | Literal["summary"]
"""What a colour stands for: a status, or a note on the whole contract."""
Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


HIGHLIGHTS: Final[dict[Shade, Colour]] = {
    "weak": _colour("#ffdf80"),
    "present": _colour("#a6dfb4"),
    "undetermined": _colour("#c8c1dc"),
    "missing": _colour("#f0958c"),
    "summary": _colour("#cfe3f8"),
}
INKS: Final[dict[Shade, Colour]] = {
    "weak": _colour("#7d4a00"),
    "present": _colour("#1b6239"),
    "undetermined": _colour("#553a92"),
    "missing": _colour("#97201a"),
    "summary": _colour("#1c4f8c"),
}
