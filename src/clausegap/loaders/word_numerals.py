"""Writes a counter the way a number format of WordprocessingML does (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_SPELLED: Final = 99  # no contract counts further in words
_LARGEST_ROMAN: Final = 3_999
_LARGEST_LETTERS: Final = 26 * 30  # Word itself gives up here

_ONES: Final = (
    "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    "Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
_ODD_ORDINALS: Final = MappingProxyType(
    {"One": "First", "Two": "Second", "Three": "Third", "Five": "Fifth", "Eight": "Eighth", "Nine": "Ninth",
     "Twelve": "Twelfth"}
)  # fmt: skip


def write_numeral(value: int, number_format: str) -> str:
    """Returns a counter in a number format; formats that contracts do not use come out as decimal.

    Example:
        >>> write_numeral(4, "lowerRoman")
        'iv'
    """
    return numeral_writer(number_format)(value)


def numeral_writer(number_format: str) -> Callable[[int], str]:
    """Returns what writes counters in a number format."""
    return _FORMATS.get(number_format, str)


def _letters(value: int) -> str:
    """Letters a to z, then aa, bb: the letter is repeated, it does not count in base 26."""
    if not 0 < value <= _LARGEST_LETTERS:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    if not 0 < value <= _LARGEST_ROMAN:
        return str(value)
    digits = []
    for weight, sign in _ROMAN:
        count, value = divmod(value, weight)
        digits.append(sign * count)
    return "".join(digits)


def _ordinal(value: int) -> str:
    teens = value % 100 in (11, 12, 13)
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _cardinal_text(value: int) -> str:
    if not 0 <= value <= _LARGEST_SPELLED:
        return str(value)
    if value < len(_ONES):
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones].lower()}" if ones else "")


def _ordinal_text(value: int) -> str:
    if not 0 <= value <= _LARGEST_SPELLED:
        return _ordinal(value)
    head, dash, last = _cardinal_text(value).rpartition("-")
    word = last.capitalize()
    ordinal = word[:-1] + "ieth" if word.endswith("y") else _ODD_ORDINALS.get(word, word + "th")
    return head + dash + (ordinal.lower() if head else ordinal)


_FORMATS: Final[MappingProxyType[str, Callable[[int], str]]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda value: f"{value:02d}",
        "lowerLetter": _letters,
        "upperLetter": lambda value: _letters(value).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda value: _roman(value).upper(),
        "ordinal": _ordinal,
        "cardinalText": _cardinal_text,
        "ordinalText": _ordinal_text,
        "numberInDash": lambda value: f"- {value} -",
        "none": lambda _: "",
        "bullet": lambda _: "",
    }
)
