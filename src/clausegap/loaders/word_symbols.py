"""Unicode characters for the glyphs of symbol fonts, which Word files name by font and code (``w:sym``)."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

# What contracts take from symbol fonts, by font and code; Word adds F000 to the code.
_GLYPHS: Final = MappingProxyType(
    {
        ("symbol", 0xB7): "\u2022", ("symbol", 0xD2): "\u00ae", ("symbol", 0xD3): "\u00a9",
        ("symbol", 0xD4): "\u2122", ("symbol", 0xE2): "\u00ae", ("symbol", 0xE3): "\u00a9",
        ("symbol", 0xE4): "\u2122", ("symbol", 0xA3): "\u2264", ("symbol", 0xB3): "\u2265",
        ("symbol", 0xB0): "\u00b0", ("symbol", 0xB1): "\u00b1", ("symbol", 0xB4): "\u00d7",
        ("symbol", 0xA7): "\u2663", ("symbol", 0x2D): "-",
        ("wingdings", 0x6F): "\u2610", ("wingdings", 0xA8): "\u2610", ("wingdings", 0x78): "\u2612",
        ("wingdings", 0xFD): "\u2612", ("wingdings", 0xFE): "\u2611", ("wingdings", 0xFC): "\u2713",
        ("wingdings", 0xFB): "\u2717", ("wingdings", 0x6C): "\u25cf", ("wingdings", 0x6E): "\u25a0",
        ("wingdings", 0xA7): "\u25aa", ("wingdings", 0xE0): "\u2192",
        ("wingdings 2", 0xA3): "\u2610", ("wingdings 2", 0x52): "\u2611", ("wingdings 2", 0x54): "\u2612",
    }
)  # fmt: skip
_UNKNOWN: Final = "\ufffd"
BOXES: Final = ("\u2610", "\u2612")
"""A check box of a form: empty, and ticked."""


def symbol(code: str, font: str) -> str:
    """Returns the one character for a glyph, or the replacement character for an unknown one.

    Example:
        >>> symbol("F0B7", "Symbol")
        '•'
    """
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN
    known = _GLYPHS.get((font.lower(), number & 0xFF))
    if known is not None:
        return known
    is_character = 0x20 <= number < 0xD800 or 0xF900 <= number <= 0xFFFD
    return chr(number) if is_character else _UNKNOWN
