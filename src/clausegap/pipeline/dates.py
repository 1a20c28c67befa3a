"""Calendar dates as contracts write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY: Final = r"\d{1,2}\s?(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:19|20)\d\d\b"
_WRITTEN: Final = (
    rf"(?:{_MONTH}\s+{_DAY}\s*,?\s*(?:of\s+)?{_YEAR}"
    rf"|(?:the\s+)?{_DAY}\s*(?:day\s+of\s+)?{_MONTH}\s*,?\s*(?:in\s+the\s+year\s+)?{_YEAR}"
    rf"|(?:19|20)\d\d-\d\d-\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d\b)"
)
# For use inside other expressions; it has no groups.
DATE: Final = rf"(?i:{_WRITTEN})"
_NUMBERS: Final = re.compile(r"\d+")
_NAME: Final = re.compile(_MONTH, re.I)


def read_date(words: str) -> date | None:
    """Returns the day that words matched by ``DATE`` stand for.

    None for a day that no calendar has, and for figures that may stand for two days: 03/04/2021 is in March or April.

    Example:
        >>> read_date("the 5th day of March, 2019"), read_date("03/04/2021")
        (datetime.date(2019, 3, 5), None)
    """
    numbers = [int(number) for number in _NUMBERS.findall(words)]
    name = _NAME.search(words)
    if name is not None:
        day, year = numbers
        return _day(year, _month(name.group()), day)
    first, second, third = numbers
    if first > 1000:
        return _day(first, second, third)
    if first == second or first > 12:
        return _day(third, second, first)
    return _day(third, first, second) if second > 12 else None


def _month(name: str) -> int:
    start = name[:3].lower()
    return next(number for number, month in enumerate(_MONTHS, start=1) if month.startswith(start))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
