"""What the other side owes the supplier, sentence by sentence, sorted into kinds (``duties.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from clausegap.gaps.case import Case
from clausegap.gaps.quotes import beginning
from clausegap.model.duty import Duty
from clausegap.model.evidence import Evidence
from clausegap.rules.reading import Reader

_MOST_QUOTES: Final = 6
_OTHER: Final = "other"
_OTHER_TITLE: Final = "Other duties"
# In a reading made for the supplier the other side is SUPPLIER; what both sides owe, it owes too. Between the party
# and the verb there may be a few words, or an insertion between commas.
_BOUND: Final = re.compile(
    r"(?<= )(?P<party>SUPPLIER|MUTUAL) "
    r"(?:(?:and|or) (?:its|their) \S+ |(?:hereby|also|further|promptly|therefore|each|itself) |, [^,.;]{1,120} , ){0,2}"
    r"(?:(?:shall|must|will|agrees? (?:to|that it (?:shall|will))|undertakes? to|covenants? to"
    r"|(?:is|are) (?:obliged|required|obligated) to) |(?:is|are) (?:solely |fully )?(?=responsible for ))"
    r"(?!(?:be )?(?:entitled|permitted|allowed|free)|have (?:the|a) (?:\S+ )?right|have no|retain |own |survive|mean "
    r"|not be (?:liable|responsible|required|obliged))"
)
# "A deposit paid by Customer shall be refunded": who is named with such a word owes nothing here.
_DENIED: Final = re.compile(r"(?:neither|no|nor|by|to|from|with|for) (?:the )?$")
_END: Final = re.compile(r" [.;] ")
_WORDS: Final = 40  # behind the verb; the kind of duty is told by its beginning


@dataclass
class _Found:
    count: int = 0
    evidence: list[Evidence] = field(default_factory=list)


def duties_of(case: Case) -> tuple[Duty, ...]:
    """Returns the duties of the other side by kind, those of no kind at the end; none where its role is not known."""
    titles = {kind.id: kind.title for kind, _ in case.library.duties} | {_OTHER: _OTHER_TITLE}
    found = {name: _Found() for name in titles}
    for index, words in _owed(case):
        unit = case.analysis.units[index]
        row = found[_kind_of(case, words)]
        row.count += 1
        if len(row.evidence) < _MOST_QUOTES:
            row.evidence.append(beginning(case.document, case.analysis, unit.start, unit.end, "duty"))
    return tuple(
        Duty(kind=name, title=titles[name], count=row.count, evidence=tuple(row.evidence))
        for name, row in found.items()
        if row.count
    )


def _kind_of(case: Case, words: str) -> str:
    for kind, signs in case.library.duties:
        if any(sign.occurs_in(words) for sign in signs):
            return kind.id
    return _OTHER


def _owed(case: Case) -> Iterator[tuple[int, str]]:
    """Yields the unit of each duty and the words behind its verb: one a unit, one of a kind before one of none."""
    for index, reading in _whole_readings(case):
        duties = list(_in_reading(reading))
        if duties:
            mutual = all(party == "MUTUAL" for party, _ in duties)
            told = next((words for _, words in duties if _kind_of(case, words) != _OTHER), None)
            # "The parties shall meet": what binds both and is of no kind is nothing to mark.
            if told is not None or not mutual:
                yield index, told or duties[0][1]


def _in_reading(reading: str) -> Iterator[tuple[str, str]]:
    for match in _BOUND.finditer(reading):
        if _DENIED.search(reading, 0, match.start()):
            continue
        stop = _END.search(reading, match.end())
        rest = reading[match.end() : stop.start() if stop else len(reading)].split()
        if any(word[0].isalnum() for word in rest):  # else its list items say what is owed
            yield match.group("party"), f" {' '.join(rest[:_WORDS])} "


def _whole_readings(case: Case) -> Iterator[tuple[int, str]]:
    """Yields the readings of the body; that of a list item with the words that introduce the list before it."""
    reader, text = Reader(case.library.spelling, case.mentions), case.document.text
    stems: dict[tuple[int, int], str] = {}
    for index, reading in case.analysis.readings:
        stem = case.analysis.units[index].stem
        if stem is None:
            yield index, reading
            continue
        if stem not in stems:
            stems[stem] = reader.read(text, *stem).text.rstrip(" :;,.")
        yield index, f"{stems[stem]}{reading}"
