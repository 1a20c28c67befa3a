"""Finds the spaces that a poor text layer lacks, by the white between its letters.

PDFium puts a space where letters stand some 0.15 of their height apart. Scanners and old printer
drivers leave less, and then whole lines are one word. Only pages with many improbably long words are
measured; on all others nothing is spent and nothing changed.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import Final

from clausegap.loaders.pdf_page import PageText

# Longer than English words are ("telecommunications" has 18 letters).
_LONGEST_WORD: Final = 21
_GLUED_WORD: Final = re.compile(rf"[^\W\d_]{{{_LONGEST_WORD + 1},}}")
_LETTERS: Final = b"a" * (_LONGEST_WORD + 1)
# Makes each letter an "a", and so the question mark that stands for a character beyond ASCII; all else a space.
_SHAPE: Final = bytes(ord("a" if chr(code).isalpha() or code == ord("?") else " ") for code in range(128)).ljust(256)
_SHARE: Final = 0.05  # of a page's characters
_WHITE: Final = 0.06  # of the height of a letter, more than its neighbours have between them


def missing_spaces(text: PageText, characters: str) -> frozenset[int]:
    """Returns the places of a page's text before which it shows a space; none for sound text layers."""
    if _LETTERS not in characters.encode("ascii", "replace").translate(_SHAPE):
        return frozenset()  # sooner seen than not found
    if max(map(len, characters.split()), default=0) <= _LONGEST_WORD:
        return frozenset()  # as between spaces that are not ASCII
    if sum(map(len, _GLUED_WORD.findall(characters))) <= _SHARE * len(characters):
        return frozenset()
    gaps = [gap for found in re.finditer(r"[^\s\x02]{2,}", characters) for gap in _gaps(text, *found.span())]
    usual = median([share for _, share in gaps])
    return frozenset(place for place, share in gaps if share > usual + _WHITE)


def _gaps(text: PageText, start: int, end: int) -> list[tuple[int, float]]:
    """Returns the white before each letter of a word but the first, in shares of the letter's height."""
    boxes = [text.loose_box(place) for place in range(start, end)]
    found = []
    for place, (last, box) in enumerate(pairwise(boxes), start + 1):
        level = abs(last.bottom - box.bottom) < 0.5 * (box.top - box.bottom)
        height = max(box.top - box.bottom, 1.0)
        found.append((place, (box.left - last.right) / height if level else 0.0))
    return found
