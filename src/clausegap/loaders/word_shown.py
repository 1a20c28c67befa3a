"""The characters of a Word file as Word shows them."""

from __future__ import annotations

import re
from typing import Final

from clausegap.loaders.base import INVISIBLE, Piece
from clausegap.model.document import WordRef

# Line ends and tabs inside a text node come from pretty printers; Word shows them as spaces.
_FLAT: Final = str.maketrans("\n\t\r", "   ")
# Spaces and hyphens that only forbid a line break.
_AS_SHOWN: Final = str.maketrans("\u00a0\u2007\u202f\u2010\u2011", "   --")
_HYPHENS: Final = re.compile("[\u2010\u2011]")


def plain_words(text: str, place: WordRef) -> list[Piece]:
    """Returns the words of a paragraph that has nothing of ``word_text.RICH`` in it, white space included.

    Args:
        text: All its text nodes.
        place: Where its first character stands.
    """
    return shown(flat(text), place) if text else []


def flat(text: str) -> str:
    """Returns the text of one node on one line, as long as before."""
    return text if text.isprintable() else text.translate(_FLAT)


def shown(text: str, place: WordRef) -> list[Piece]:
    """Returns text as it is shown, with the place of the first character of each piece."""
    # All that is changed here is unprintable to Python, but for two hyphens; the test is a fast one.
    if text.isascii() or (text.isprintable() and not _HYPHENS.search(text)):
        return [(text, place)] if text else []
    pieces: list[Piece] = []
    start = 0
    for gap in (*INVISIBLE.finditer(text), None):
        end = len(text) if gap is None else gap.start()
        if start < end:
            piece = text[start:end].translate(_AS_SHOWN)
            pieces.append((piece, WordRef(place.part, place.paragraph, place.char + start)))
        start = end if gap is None else gap.end()
    return pieces
