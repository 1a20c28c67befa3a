"""A version of a contract: its report, its text, and the sentences that a protection rests on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from clausegap.compare.words import plain
from clausegap.model.document import Document
from clausegap.model.evidence import Location
from clausegap.model.finding import Finding
from clausegap.model.report import Report
from clausegap.numbering import number_at_start


@dataclass(frozen=True)
class Version:
    """One version, reviewed.

    Attributes:
        report: The report on it.
        document: Its text.
        units: Start and end of its sentences and list items, ascending, without overlap.
        locate: Gives page and section of a character.
    """

    report: Report
    document: Document
    units: tuple[tuple[int, int], ...]
    locate: Callable[[int], Location]

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
        found: set[int] = set()
        for start, end in self._spans(finding):
            first = bisect_right(self._ends, start)
            found.update(range(first, bisect_left(self._starts, end, first)))
        return tuple(sorted(found))

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


def _without_number(text: str) -> str:
    number = number_at_start(text)
    if number is None:
        return text.strip()
    return text.strip()[len(number) :].lstrip(" \t.:)-\u2013\u2014") or text.strip()
