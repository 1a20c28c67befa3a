"""What the pipeline found in one document: plain values, all of spaCy left behind.

Offsets are character offsets into ``Document.text``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple

from clausegap.model.clause import Clause, Party
from clausegap.model.evidence import Location
from clausegap.model.ranking import RankedType, Ranking
from clausegap.model.section import Section, location_on, paths_of, section_key
from clausegap.model.terms import Direction, Modality

# Why an anchor does not count, beside the negatives of the rules.
AMENDED: Final = "amended"
OUTRANKED: Final = "outranked"
SET_ASIDE: Final[Mapping[str, str]] = {
    AMENDED: "an amendment deletes or replaces this section",
    OUTRANKED: "another document of the deal prevails over this one",
}
UnitKind = Literal["sentence", "item", "heading"]
Zone = Literal["body", "toc", "recital", "signature", "definition", "title"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a list item: what patterns are matched against.

    Attributes:
        start: First character.
        end: One past the last character.
        kind: Sentence, item of a list, or heading.
        zone: Part of the contract it stands in.
        section: Index of its section.
        stem: Start and end of the words that introduce a list item, or None.
    """

    start: int
    end: int
    kind: UnitKind
    zone: Zone
    section: int
    stem: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term and the words that define it."""

    term: str
    start: int
    end: int


class Hit(NamedTuple):
    """A pattern found in a unit; a plain tuple, for a long contract has tens of thousands.

    Attributes:
        protection: Id of the protection, or ``generic``.
        kind: ``anchor``, ``sign``, ``signal``, ``weakener``, ``negative`` or ``cue``.
        rule: Id of the anchor, element, weakener or negative.
        signal: Name of the element's signal, else empty.
        start: First character.
        end: One past the last character.
        unit: Index of the unit.
        direction: Whom it serves, seen from the advised side.
        modality: What kind of sentence it is; ``statement`` where no anchor comes of it, for nothing else asks.
        dropped_by: Id of the negative that takes this anchor away, a key of ``SET_ASIDE``, or empty.
        kept: Whether a dropped anchor still marks a clause of this kind, only not one for this verdict.
    """

    protection: str
    kind: str
    rule: str
    signal: str
    start: int
    end: int
    unit: int
    direction: Direction
    modality: Modality
    dropped_by: str = ""
    kept: bool = True


class Target(NamedTuple):
    """What a number in a reference leads to.

    Attributes:
        number: The number as the reference names it.
        section: Index of the section that holds it.
        start: First character of the section or list item.
        end: One past its last character.
        whole: False where the section is there, but not the list item that the number names in it.
    """

    number: str
    section: int
    start: int
    end: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to a section, schedule or another document.

    Attributes:
        start: First character.
        end: One past the last character.
        numbers: Section numbers it names.
        title: Title in brackets after the number, or None.
        document: Name of another agreement it points into, or None.
        targets: For each number what it leads to, or None where the contract has no such place.
    """

    start: int
    end: int
    numbers: tuple[str, ...]
    title: str | None
    document: str | None
    targets: tuple[Target | None, ...] = ()


@dataclass(frozen=True, repr=False)
class Analysis:
    """Everything found in one document.

    Attributes:
        sections: In text order; the first covers the text before any heading.
        units: In text order.
        definitions: Defined terms.
        references: Pointers, in text order.
        parties: With their roles.
        facts: Names of facts established about the contract (see ``rules.references.FACTS``).
        families: For each protection the indexes of the sections under one of its headings.
        hits: In order of unit, then pattern.
        clauses: Operative clauses, in text order.
        unfinished: Keys of patterns that did not finish on some unit.
        governing_law: As named in the contract, or None.
        ranking: What the ranker makes of it; None without weights.
        readings: Index and reading of each unit that patterns were run on, without the stem of its list, as the
            parties stand in ``parties``; empty where those readings do not hold, as in a deal.
    """

    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]
    parties: tuple[Party, ...]
    facts: tuple[str, ...]
    families: Mapping[str, frozenset[int]]
    hits: tuple[Hit, ...]
    clauses: tuple[Clause, ...] = ()
    unfinished: tuple[str, ...] = ()
    governing_law: str | None = None
    ranking: Ranking | None = None
    readings: tuple[tuple[int, str], ...] = ()

    def __repr__(self) -> str:
        return (
            f"Analysis(sections={len(self.sections)}, units={len(self.units)}, hits={len(self.hits)}, "
            f"clauses={len(self.clauses)}, parties={len(self.parties)})"
        )

    def location_at(self, offset: int, page: int | None) -> Location:
        """Returns the section of a character, with the nearest number and heading above it."""
        section = self.section_at(offset)
        if (section, page) not in self._locations:
            self._locations[section, page] = location_on(self.sections, self.path_of(section), page)
        return self._locations[section, page]

    @cached_property
    def _locations(self) -> dict[tuple[int, int | None], Location]:
        """The locations that were asked for, by section and page: many quotes stand in one place."""
        return {}

    def hits_of(self, protection: str, kind: str) -> Sequence[Hit]:
        """Returns the hits of one kind that the rules of a protection have, in order of unit, then pattern."""
        return self._hits_by_owner.get((protection, kind), ())

    @cached_property
    def _hits_by_owner(self) -> Mapping[tuple[str, str], list[Hit]]:
        found: dict[tuple[str, str], list[Hit]] = {}
        for hit in self.hits:
            found.setdefault((hit.protection, hit.kind), []).append(hit)
        return found

    def clauses_of(self, protection: str) -> Sequence[Clause]:
        """Returns the clauses of a protection, in text order."""
        return self._clauses_by_owner.get(protection, ())

    @cached_property
    def _clauses_by_owner(self) -> Mapping[str, list[Clause]]:
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(clause.protection, []).append(clause)
        return found

    def deciding(self, protection: str) -> Sequence[RankedType]:
        """Returns the ranked types whose clauses are the operative ones of a protection."""
        return self._deciding.get(protection, ())

    @cached_property
    def _deciding(self) -> Mapping[str, list[RankedType]]:
        found: dict[str, list[RankedType]] = {}
        for one in self.ranking.types if self.ranking is not None else ():
            if one.decides and one.protection is not None:
                found.setdefault(one.protection, []).append(one)
        return found

    def units_in(self, sections: Iterable[int]) -> set[int]:
        """Returns the indexes of the units that stand in sections."""
        return set().union(*(self._units_by_section.get(section, ()) for section in sections))

    @cached_property
    def _units_by_section(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for index, unit in enumerate(self.units):
            found.setdefault(unit.section, []).append(index)
        return found

    def unit_at(self, offset: int) -> int:
        """Returns the index of the last unit that begins at or before a character; the first for none."""
        return max(bisect_right(self._unit_starts, offset) - 1, 0)

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [unit.start for unit in self.units]

    def sections_numbered(self, number: str) -> frozenset[int]:
        """Returns the indexes of the sections with a number, as ``section_key`` compares them, and of those below."""
        tops = self._section_keys.get(section_key(number), ())
        return frozenset(index for top in tops for index in self.sections_below(top))

    def sections_below(self, top: int) -> range:
        """Returns the indexes of a section and of all that it contains."""
        section = self.sections[top]
        starts = self._section_starts
        return range(bisect_left(starts, section.start), bisect_left(starts, section.last))

    def path_of(self, section: int) -> list[int]:
        """Returns the indexes of a section and of the sections that contain it, innermost first."""
        return self._paths[section]

    @cached_property
    def _paths(self) -> list[list[int]]:
        return paths_of(self.sections)

    @cached_property
    def _section_keys(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, section in enumerate(self.sections):
            if section.number:
                found.setdefault(section_key(section.number), []).append(index)
        return found

    def section_at(self, offset: int) -> int:
        """Returns the index of the section that holds a character."""
        return max(bisect_right(self._section_starts, offset) - 1, 0)

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]
