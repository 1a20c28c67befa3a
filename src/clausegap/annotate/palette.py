"""The colours of notes by status: those of the HTML report, told apart by lightness too.

Print under a highlight is multiplied with it, so black print keeps a contrast of more than 7 to 1.
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
    "undetermined": _colour("#c3c7ce"),
    "missing": _colour("#f0958c"),
    "summary": _colour("#cfe3f8"),
}
INKS: Final[dict[Shade, Colour]] = {
    "weak": _colour("#8a5200"),
    "present": _colour("#1b6e3c"),
    "undetermined": _colour("#4a525c"),
    "missing": _colour("#a3211b"),
    "summary": _colour("#0b57a4"),
}
