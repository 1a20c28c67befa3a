"""A version of a contract: its report, its text, and the sentences that a protection rests on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from clausegap.compare.words import plain
from clausegap.model.document import Document
from clausegap.model.evidence import Evidence, Location
from clausegap.model.finding import Finding
from clausegap.model.report import Report
from clausegap.model.terms import Role
from clausegap.numbering import number_at_start

# What rests on a sentence; as in the score of a finding.
_OF_ELEMENT: Final[dict[Role, int]] = {"core": 3, "major": 2, "minor": 1}
_OF_WEAKENER: Final = 2
_LEAST_SCORE: Final = 0.5  # anchors of less weight are words, not clauses
_LEAST_SUPPORT: Final = 4  # more than one core element: many sentences give a single sign of something else


@dataclass(frozen=True)
class Version:
    """One version, reviewed.

    Attributes:
        report: The report on it.
        document: Its text.
        units: Start and end of its sentences and list items, ascending, without overlap.
        locate: Gives page and section of a character.
        terms: Its defined terms and the names of the parties, each once.
    """

    report: Report
    document: Document
    units: tuple[tuple[int, int], ...]
    locate: Callable[[int], Location]
    terms: tuple[str, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of each unit as they stand, without the clause number before them."""
        return tuple(_without_number(self.document.text[start:end]) for start, end in self.units)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The words of each unit as they are compared."""
        return tuple(map(plain, self.words))

    @cached_property
    def numbers(self) -> tuple[str | None, ...]:
        """The clause number that each unit begins with."""
        return tuple(number_at_start(self.document.text[start:end]) for start, end in self.units)

    def units_of(self, finding: Finding) -> tuple[int, ...]:
        """Returns the indexes of the units that a finding rests on, ascending.

        A protection that is not there rests on nothing but what takes something from the advised side:
        elements that stand alone somewhere in the text are no clause of it.
        """
        return self.units_within(self._spans(finding))

    def units_within(self, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
        """Returns the indexes of the units that some stretches of text touch, ascending."""
        return tuple(sorted({unit for start, end in spans for unit in self._units_in(start, end)}))

    def units_with(self, finding: Finding, parts: Collection[str]) -> frozenset[int]:
        """Returns the indexes of the units that some elements or weakeners of a finding rest on."""
        quoted = {element.id: element.evidence for element in finding.elements}
        quoted |= {weakener.id: weakener.evidence for weakener in finding.weakeners}
        spans = [(e.start, e.end) for name, evidence in quoted.items() if name in parts for e in evidence]
        return frozenset(unit for start, end in spans for unit in self._units_in(start, end))

    def owned_by(self, protection: str, unit: int) -> bool:
        """Returns whether a unit is about this protection before all others.

        Many sentences say something on several protections. Words that change in one matter to the protection
        that it belongs to, and to others only if their rules see a difference. A sentence belongs to the
        protection whose clause it is with the highest score; one that is no sure clause of any, to the one that
        rests most on it, with two elements or weakeners at least.
        """
        return protection in self._owners(unit)

    def _owners(self, unit: int) -> list[str]:
        clauses = self._clauses[unit]
        best = max(clauses.values(), default=0.0)
        if best >= _LEAST_SCORE:
            return [name for name, score in clauses.items() if score == best]
        supports = self._supports[unit]
        most = max(supports.values(), default=0)
        return [name for name, weight in supports.items() if weight == most >= _LEAST_SUPPORT]

    @cached_property
    def _clauses(self) -> Mapping[int, dict[str, float]]:
        """For each unit the scores of its clauses by protection."""
        found: dict[int, dict[str, float]] = defaultdict(dict)
        for clause in self.report.clauses:
            for unit in self._units_in(clause.start, clause.end):
                found[unit][clause.protection] = max(found[unit].get(clause.protection, 0.0), clause.score)
        return found

    @cached_property
    def _supports(self) -> Mapping[int, Counter[str]]:
        """For each unit the weights of what rests on it by protection."""
        found: dict[int, Counter[str]] = defaultdict(Counter)
        for finding in self.report.findings:
            for weight, evidence in _supports(finding):
                for unit in self._units_in(evidence.start, evidence.end):
                    found[unit][finding.protection] += weight
        return found

    def _units_in(self, start: int, end: int) -> range:
        first = bisect_right(self._ends, start)
        return range(first, bisect_left(self._starts, end, first))

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.units]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self.units]

    def _spans(self, finding: Finding) -> Iterator[tuple[int, int]]:
        yield from ((e.start, e.end) for e in finding.evidence)
        yield from ((e.start, e.end) for weakener in finding.weakeners for e in weakener.evidence)
        if finding.status in ("weak", "present"):
            yield from ((e.start, e.end) for element in finding.elements for e in element.evidence)
            clauses = (c for c in self.report.clauses if c.protection == finding.protection)
            yield from ((c.start, c.end) for c in clauses)


def _supports(finding: Finding) -> Iterator[tuple[int, Evidence]]:
    """Yields what rests on sentences in a finding, with its weight."""
    for element in finding.elements:
        yield from ((_OF_ELEMENT[element.role], evidence) for evidence in element.evidence)
    for weakener in finding.weakeners:
        yield from ((_OF_WEAKENER, evidence) for evidence in weakener.evidence)


def _without_number(text: str) -> str:
    number = number_at_start(text)
    if number is None:
        return text.strip()
    return text.strip()[len(number) :].lstrip(" \t.:)-\u2013\u2014") or text.strip()
