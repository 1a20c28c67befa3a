"""Reads durations, notice periods, frequencies, amounts and percentages from contract wording.

Drafting writes numbers twice, "two (2) years"; the figure in brackets decides. Business days count
7/5 calendar days, a month 30 days (catalogue, section 2, "Number parsing").
"""

from __future__ import annotations

import re
from typing import Final

from clausegap.model.evidence import Parameter
from clausegap.rules.models import Measure

_WORDS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
    "a": 1, "an": 1, "half": 0.5, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10,
}  # fmt: skip
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS: Final = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER: Final = rf"(?:(?:{_TENS})[\s-](?:{_UNITS})|{'|'.join(sorted(_WORDS, key=len, reverse=True))}|\d+(?:\.\d+)?)"
_REDACTED: Final = r"\[\s*(?:\*\s*)+\]|\[\s*[●•_]*\s*\]|_{3,}|\bXX+\b|\*{3,}"
_PERIOD: Final = re.compile(
    rf"(?P<number>{_NUMBER}|{_REDACTED})\s*[-\s]?(?:\(\s*(?P<figure>\d+(?:\.\d+)?)\s*\))?[\s-]*"
    r"(?:(?P<quality>full|consecutive|calendar|contract|business|working|additional|further)\s+){0,2}"
    r"(?P<unit>hour|hr|day|week|month|quarter|year|anniversar)\w*",
    re.I,
)
_MONTHS: Final = {
    "hour": 1 / 720,
    "hr": 1 / 720,
    "day": 1 / 30,
    "week": 7 / 30,
    "month": 1.0,
    "quarter": 3.0,
    "year": 12.0,
    "anniversar": 12.0,
}
_DAYS: Final = {
    "hour": 1 / 24,
    "hr": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.0,
    "quarter": 91.0,
    "year": 365.0,
    "anniversar": 365.0,
}
_OPEN: Final = re.compile(
    r"perpetu|indefinite|so long as|as long as|without limit|at any time (?:there)?after|and thereafter|forever", re.I
)
_IMMEDIATE: Final = re.compile(r"\b(?:immediately|forthwith|at once)\b", re.I)
_TIMES: Final = re.compile(
    rf"\b(?:(?P<once>once|annual(?:ly)?|yearly|one)|(?P<twice>twice|semi-?annual(?:ly)?)|(?P<number>{_NUMBER})"
    r"\s*(?:\((?P<figure>\d+)\)\s*)?times?)\b",
    re.I,
)
_EVERY: Final = re.compile(
    rf"\b(?:any|every|each|per|a|in)\s+(?:(?P<number>{_NUMBER})\s*(?:\((?P<figure>\d+)\)\s*)?)?"
    r"[\s-]*(?:calendar |contract |consecutive |rolling |fiscal |financial )*(?P<unit>month|quarter|year|term)\w*",
    re.I,
)
_AMOUNT: Final = re.compile(
    r"(?:US\$|[$£€]|USD|EUR|GBP)\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>million|thousand|m\b|k\b)?", re.I
)
_PERCENT: Final = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?:\(\s*(?P<figure>\d+(?:\.\d+)?)\s*%?\s*\))?\s*(?:%|percent|per cent)", re.I
)


def read_parameters(kind: str, text: str) -> tuple[Parameter, ...]:
    """Returns the numbers of one kind in a piece of contract text, in text order.

    Args:
        kind: ``duration`` (months), ``notice`` (calendar days), ``frequency`` (times a year),
            ``amount`` or ``percentage``.
        text: The contract's own words.

    Example:
        >>> read_parameters("duration", "for two (2) years thereafter")[0].value
        24.0
    """
    if kind == "duration":
        return _periods("duration", text, _MONTHS) or _noted("duration", text, _OPEN, "open_ended")
    if kind == "notice":
        return _periods("notice", text, _DAYS) or _noted("notice", text, _IMMEDIATE, "immediate")
    if kind == "frequency":
        return _frequencies(text)
    pattern = _AMOUNT if kind == "amount" else _PERCENT
    return tuple(
        Parameter(kind=kind, value=_value(match) * _scale(match), text=match.group().strip())
        for match in pattern.finditer(text)
    )


def is_within(measure: Measure, parameter: Parameter) -> bool:
    """Whether a number passes a measure."""
    if measure.note is not None:
        return parameter.note == measure.note
    if parameter.value is None:
        return False
    value = round(parameter.value, 4)
    return (
        (measure.min is None or value >= measure.min)
        and (measure.max is None or value <= measure.max)
        and (measure.below is None or value < measure.below)
        and (measure.above is None or value > measure.above)
    )


def _periods(kind: str, text: str, units: dict[str, float]) -> tuple[Parameter, ...]:
    found = []
    for match in _PERIOD.finditer(text):
        shown = " ".join(match.group().split())
        if re.match(_REDACTED, match.group("number")) and match.group("figure") is None:
            found.append(Parameter(kind=kind, value=None, text=shown, note="redacted"))
            continue
        business = bool(re.search(r"\b(?:business|working)\b", shown, re.I))
        value = _value(match) * units[match.group("unit").lower()] * (1.4 if business else 1.0)
        found.append(Parameter(kind=kind, value=round(value, 4), text=shown, note="business_days" if business else ""))
    return tuple(found)


def _noted(kind: str, text: str, sign: re.Pattern[str], note: str) -> tuple[Parameter, ...]:
    match = sign.search(text)
    if match is None:
        return ()
    return (Parameter(kind=kind, value=0.0 if note == "immediate" else None, text=match.group(), note=note),)


def _frequencies(text: str) -> tuple[Parameter, ...]:
    times = _TIMES.search(text)
    if times is None:
        return ()
    count = 1.0 if times.group("once") else 2.0 if times.group("twice") else _value(times)
    every = _EVERY.search(text, times.end())
    years = 1.0
    note = ""
    if every is not None:
        number = float(every.group("figure") or _number(every.group("number") or "one"))
        years = number * {"month": 1 / 12, "quarter": 0.25, "year": 1.0, "term": 1.0}[every.group("unit").lower()]
        note = "in_term" if every.group("unit").lower() == "term" else ""
    value = 0.0 if note else round(count / years, 4)
    return (
        Parameter(
            kind="frequency",
            value=value,
            text=" ".join(text[times.start() : every.end() if every else times.end()].split()),
            note=note,
        ),
    )


def _value(match: re.Match[str]) -> float:
    figure = match.groupdict().get("figure")
    return float(figure) if figure else _number(match.group("number"))


def _number(text: str) -> float:
    bare = text.lower().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return float(bare)
    parts = re.split(r"[\s-]+", bare)
    return float(sum(_WORDS.get(part, 0) for part in parts))


def _scale(match: re.Match[str]) -> float:
    scale = (match.groupdict().get("scale") or "").lower()
    return {"million": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3}.get(scale, 1.0)
