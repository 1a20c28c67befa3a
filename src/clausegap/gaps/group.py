"""The clause group of a protection: the units in which its elements and weakeners count.

Catalogue, section 1.4: elements are collected over every section that holds an anchor of the
protection, its definitions and its schedules, never from one sentence only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from clausegap.gaps.standard import Standard
from clausegap.gaps.words import stands_in
from clausegap.model.analysis import Analysis, Hit, Reference
from clausegap.model.document import Document
from clausegap.model.terms import Direction

# In a section without a heading of the family, only the neighbourhood of an anchor speaks of it.
_LARGE_SECTION: Final = 6_000
_NEIGHBOURS: Final = 5
# What stands before a pointer to the place where something is laid down.
_DEFINING: Final = re.compile(
    r"\b(?:defin\w+|meaning|set out|set forth|describ\w+|specif\w+|list\w*|laid down|detailed|contained|referred to"
    r"|prescribed|stipulated|obligations|duties|requirements|measures|controls|standards)"
    r"(?: (?:given|assigned|ascribed|laid down|set out|to (?:it|them|such terms?)))*"
    r"(?: (?:in|by|under|of|at))?(?: the)?\s*$",
    re.I,
)
_DEFINING_CHARACTERS: Final = 60
# "The duties in Section 4 continue for five years": what stands before and after the pointer.
_DUTIES: Final = re.compile(
    r"\b(?:duties|obligations|undertakings|covenants|restrictions|provisions)"
    r"(?: (?:set out|set forth|laid down|contained|of \w+(?: \w+)?))?(?: (?:in|under|of))\s*$",
    re.I,
)
_LAST: Final = re.compile(r"^[^.;]{0,30}\b(?:continue|survive|remain|last|bind|end|expire|cease|apply)s?\b", re.I)
_LASTING_CHARACTERS: Final = 60

# Terms that stand in nearly every sentence and define no protection's subject.
_NO_SUBJECT: Final = frozenset({
    "agreement", "services", "service", "term", "party", "parties", "effective date", "affiliate", "affiliates",
    "business day", "fees", "law", "person", "control", "territory", "products", "product",
})  # fmt: skip


_Term = tuple[str, tuple[int, ...]]
"""A defined term, and the units that define it."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a protection's verdict rests on.

    Attributes:
        serving: Anchors that serve the advised side, both sides, or somebody not resolved. Where the
            protection lies in an absence (``inverted``, ``bounded``): those that serve anybody but the advised side.
        opposed: Anchors that serve only the other side.
        dropped: Anchors that a negative took away.
        units: Indexes of the units in which elements and weakeners count.
    """

    serving: tuple[Hit, ...]
    opposed: tuple[Hit, ...]
    dropped: tuple[Hit, ...]
    units: frozenset[int]


def _told_by_the_first(anchors: Iterable[Hit]) -> list[Hit]:
    """Returns anchors with one direction a sentence where some say that it serves one side, some the other.

    In "Supplier shall hold Customer's secrets in confidence and shall not disclose them" the nearest party before the
    second verb is not the one that owes. On the customer's side the first anchor serves, and nothing is lost; for the
    supplier the second would.
    """
    by_unit: dict[int, list[Hit]] = {}
    for hit in anchors:
        by_unit.setdefault(hit.unit, []).append(hit)
    told = []
    for row in by_unit.values():
        first = min(row, key=lambda hit: (hit.start, hit.end)).direction
        torn = {"for_user", "against_user"} <= {hit.direction for hit in row}
        told += [hit._replace(direction=first) for hit in row] if torn else row
    return told


class Groups:
    """Makes the clause groups of one document; what several protections need is worked out once.

    Args:
        document: The contract.
        analysis: What the pipeline found in it.
    """

    def __init__(self, document: Document, analysis: Analysis) -> None:
        self._text = document.text
        self._analysis = analysis
        self._known: dict[int, frozenset[int]] = {}

    def of(self, standard: Standard) -> Group:
        """Returns the clause group of a protection."""
        protection, analysis = standard.protection, self._analysis
        anchors = [hit for hit in analysis.hits_of(protection.id, "anchor") if hit.rule in standard.deciding]
        alive = [h for h in anchors if not h.dropped_by]
        if standard.is_mirrored:
            alive = _told_by_the_first(alive)
        if standard.is_of_both:
            alive = [hit._replace(direction="mutual") for hit in alive]
        against: Direction = "against_user" if protection.logic == "direct" else "for_user"
        serving = tuple(h for h in alive if h.direction != against)
        opposed = tuple(h for h in alive if h.direction == against == "against_user")
        anchored = dict.fromkeys(hit.unit for hit in serving)
        sections = set(analysis.families[protection.id])
        for unit in anchored:
            sections.update(self._family_root(unit, sections))
        units = analysis.units_in(sections)
        units.update(*map(self._beside, anchored), *map(self._on_its_time, anchored))
        units -= {hit.unit for hit in opposed} - anchored.keys()
        return Group(serving, opposed, tuple(h for h in anchors if h.dropped_by), frozenset(units))

    def _family_root(self, unit: int, family: set[int]) -> Iterable[int]:
        """Returns the anchor's section with the rest of the headed section it belongs to."""
        analysis = self._analysis
        path = analysis.path_of(analysis.units[unit].section)
        inside = [index for index in path if index in family]
        if not inside:
            # Without such a heading, the widest section around the anchor that is about one thing.
            inside = [i for i in path if analysis.sections[i].last - analysis.sections[i].start <= _LARGE_SECTION]
        return analysis.sections_below(inside[-1]) if inside else ()

    def _beside(self, unit: int) -> frozenset[int]:
        """Returns the units that belong to an anchor, whatever section it stands in."""
        if unit not in self._known:
            units = (self._near(unit), self._defining_units(unit), self._pointed_to(unit))
            self._known[unit] = frozenset().union(*units)
        return self._known[unit]

    def _near(self, unit: int) -> Iterable[int]:
        """Returns the units of the same section around an anchor."""
        units = self._analysis.units
        around = range(max(unit - _NEIGHBOURS, 0), min(unit + _NEIGHBOURS + 1, len(units)))
        return [index for index in around if units[index].section == units[unit].section]

    def _defining_units(self, unit: int) -> Iterator[int]:
        """Yields the units that define a term which an anchor's sentence uses."""
        place = self._analysis.units[unit]
        # A non-breaking or doubled space, or a line's end, may stand within a term.
        shown = " ".join(self._text[place.start : place.end].split())
        lower = shown.lower()
        plain, capitals = self._terms
        for terms, words in ((plain, lower), (capitals, shown)):
            for term, units in terms:
                if term in words and stands_in(term, words):  # most do not stand in it, which the first tells at once
                    yield from units

    @cached_property
    def _terms(self) -> tuple[list[_Term], list[_Term]]:
        """The defined terms in small letters, and those that are capitals only and stand in contracts so."""
        names = {term.lower() for party in self._analysis.parties for term in party.terms} | _NO_SUBJECT
        firsts = {unit.start: index for index, unit in enumerate(self._analysis.units)}
        plain: list[_Term] = []
        capitals: list[_Term] = []
        for one in self._analysis.definitions:
            lower = one.term.lower()
            if one.start in firsts and lower not in names:
                is_capital = one.term.isupper()
                row = (one.term if is_capital else lower, self._with_items(firsts[one.start]))
                (capitals if is_capital else plain).append(row)
        return plain, capitals

    def _with_items(self, first: int) -> tuple[int, ...]:
        """Returns a defining sentence with the list items that belong to it."""
        units = self._analysis.units
        unit = units[first]
        last = first + 1
        while last < len(units):
            stem = units[last].stem
            if stem is None or not (unit.start <= stem[0] < unit.end):
                break
            last += 1
        return tuple(range(first, last))

    def _pointed_to(self, unit: int) -> set[int]:
        """Returns the units of the sections and schedules in which an anchor's sentence has its content.

        "as defined in Section 1.7", "the measures set out in Schedule 3": only such pointers add to a
        clause; one that merely makes it subject to another section does not.
        """
        sections = {
            section
            for reference in self._references.get(unit, ())
            if self._says_where(reference)
            for target in reference.targets
            if target is not None
            for section in self._analysis.sections_below(target.section)
        }
        return self._analysis.units_in(sections)

    def _on_its_time(self, unit: int) -> Iterable[int]:
        """Returns the units that say elsewhere how long the duties of an anchor's section bind."""
        path = self._analysis.path_of(self._analysis.units[unit].section)
        return [said for section in path for said in self._lasting.get(section, ())]

    @cached_property
    def _lasting(self) -> Mapping[int, list[int]]:
        """For a section the units that say how long its duties bind."""
        found: dict[int, list[int]] = {}
        for unit, references in self._references.items():
            for reference in filter(self._is_on_time, references):
                for target in filter(None, reference.targets):
                    found.setdefault(target.section, []).append(unit)
        return found

    def _is_on_time(self, reference: Reference) -> bool:
        before = self._text[max(reference.start - _LASTING_CHARACTERS, 0) : reference.start]
        after = self._text[reference.end : reference.end + _LASTING_CHARACTERS]
        return _DUTIES.search(before) is not None and _LAST.search(after) is not None

    def _says_where(self, reference: Reference) -> bool:
        return (
            _DEFINING.search(self._text[max(reference.start - _DEFINING_CHARACTERS, 0) : reference.start]) is not None
        )

    @cached_property
    def _references(self) -> Mapping[int, list[Reference]]:
        """The references inside the contract by the unit in which they stand."""
        found: dict[int, list[Reference]] = {}
        for reference in self._analysis.references:
            if reference.document is None and reference.targets:
                found.setdefault(self._analysis.unit_at(reference.start), []).append(reference)
        return found
