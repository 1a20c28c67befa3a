"""How long a contract runs, by all its sentences together; where they differ there is no answer."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from clausegap.model.analysis import Unit
from clausegap.model.term import TermKind
from clausegap.pipeline.dates import DATE, read_date
from clausegap.pipeline.term_sentences import Dates, Statement, statements

Span = tuple[int, int]
_T = TypeVar("_T")

# Words without which a sentence says nothing of a length or an end, and of a renewal. They are looked up in the whole
# text, which costs next to nothing; expressions are tried on the few sentences that hold one.
_LENGTH: Final = (
    "year", "month", "anniversary", "until", "hrough", "xpire", "erminate", " end", "indefinite", "unlimited",
    "perpetual",
)  # fmt: skip
_RENEWAL: Final = ("enew", "utomatic", "vergreen")
_CONTRACT: Final = ("erm", "ERM", "greement", "GREEMENT", "ontract", "Order", "SOW", "Deed", "ndertaking")
_NO_TERM: Final = ("toc", "signature", "recital")

_RENEWS: Final = re.compile(
    r"(?:automatic\w*|auto-?)[\s,]+(?:be\s+|and\s+\w+\s+)?(?:renew|extend|extension|roll)\w*"
    r"|(?:renew|extend)\w*\s+automatically|\bevergreen\b|\b(?:renew|extend)\w*[^.;]{0,60}?\byear[\s-]+(?:to|by|after)[\s-]+year\b",
    re.I,
)
_NOT: Final = re.compile(r"\b(?:not|no|without|never)\b[^.;]{0,30}$", re.I)
_OF_CONTRACT: Final = re.compile(r"\b(?:agreement|contract|term|it|deed|order)\b", re.I)
_EFFECTIVE: Final = ("ffective Date", "FFECTIVE DATE")
_DATE_BEFORE: Final = re.compile(
    rf"(?P<date> {DATE} ) [^.;\"“]{{0,60}} \(\s*(?:the\s+|hereinafter[\w\s,]{{0,30}})?[\"“]$", re.X
)
_DATE_AFTER: Final = re.compile(
    rf"""["”]?\s* (?: (?:shall\s+)?means? | is | : | shall\s+be | \| | \t ) \s* (?:(?:the|as|of|on)\s+)*
        (?P<date> {DATE} )""",
    re.X,
)
_NEAR: Final = 140  # characters
_SIGNED: Final = re.compile(
    rf"""\bthis\b [^.;]{{0,200}}? \b(?: dated | made | entered\s+into | effective | executed )\b [^.;]{{0,40}}?
        (?P<date> {DATE} )""",
    re.X | re.I,
)
_OPENING: Final = 12_000  # characters, cover page and contents included
_MOST_QUOTES: Final = 3


@dataclass(frozen=True, slots=True)
class TermReading:
    """What a contract says of its term; see ``model.term.ContractTerm``.

    Attributes:
        spans: Start and end of the sentences that it was read from.
    """

    kind: TermKind = "unknown"
    starts: date | None = None
    months: int | None = None
    expires: date | None = None
    computed: bool = False
    renews: bool = False
    spans: tuple[Span, ...] = ()


def find_term(text: str, units: Sequence[Unit]) -> TermReading:
    """Returns how long a contract runs, by its own words.

    Args:
        text: The contract.
        units: Its sentences and list items.
    """
    dates = _dates(text)
    said: list[Statement] = []
    renewals = 0
    spans: dict[Span, None] = {}
    ends = [unit.end for unit in units]
    lengths, renewing = _units_with(_LENGTH, text, ends), _units_with(_RENEWAL, text, ends)
    for index in sorted(lengths | renewing):
        unit = units[index]
        shown = text[unit.start : unit.end]
        if unit.zone in _NO_TERM or not any(word in shown for word in _CONTRACT):
            continue
        found = list(statements(shown, dates)) if index in lengths else []
        renews = index in renewing and _renews(shown)
        said += found
        renewals += renews
        if found or renews:
            spans[unit.start, unit.end] = None
    return _together(said, bool(renewals), dates, tuple(spans)[:_MOST_QUOTES])


def _units_with(words: Sequence[str], text: str, ends: Sequence[int]) -> set[int]:
    """Returns the indexes of the units, given by their ends, that hold one of some words."""
    found = set()
    for word in words:
        place = text.find(word)
        while place >= 0:
            index = bisect_right(ends, place)
            if index == len(ends):
                break
            found.add(index)
            place = text.find(word, max(ends[index], place + 1))
    return found


def _renews(shown: str) -> bool:
    match = _RENEWS.search(shown)
    return match is not None and _OF_CONTRACT.search(shown) is not None and _NOT.search(shown[: match.start()]) is None


def _dates(text: str) -> Dates:
    signed = _SIGNED.search(text, 0, _OPENING)
    return Dates(_only(_effective_dates(text)), read_date(signed.group("date")) if signed else None)


def _effective_dates(text: str) -> Iterator[date | None]:
    for name in _EFFECTIVE:
        for start in _places(name, text):
            end = start + len(name)
            before = _DATE_BEFORE.search(text, max(start - _NEAR, 0), start - 1)
            found = before or _DATE_AFTER.match(text, end, end + _NEAR)
            if found is not None:
                yield read_date(found.group("date"))


def _places(word: str, text: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def _together(said: Sequence[Statement], renews: bool, dates: Dates, spans: tuple[Span, ...]) -> TermReading:
    fixed = [one for one in said if one.kind == "fixed"]
    starts = _only(one.starts for one in said) or dates.effective
    if not said or _differ(one.months for one in fixed) or _differ(one.expires for one in fixed):
        return TermReading("unknown", starts, renews=renews, spans=spans)
    if not fixed:
        return TermReading("open_ended", starts, renews=renews, spans=spans)
    hedged = any(one.hedged for one in fixed)
    expires = None if hedged else _only(one.expires for one in fixed)
    computed = expires is not None and all(one.computed for one in fixed if one.expires)
    # "... for two years." "Thereafter it shall continue until terminated.": it runs on, as if it renewed itself.
    runs_on = renews or len(fixed) < len(said)
    return TermReading("fixed", starts, _only(one.months for one in fixed), expires, computed, runs_on, spans)


def _only(values: Iterable[_T | None]) -> _T | None:
    """Returns the one value that is there, however often; None for none or several."""
    found = {value for value in values if value is not None}
    return found.pop() if len(found) == 1 else None


def _differ(values: Iterable[object]) -> bool:
    return len({value for value in values if value is not None}) > 1
