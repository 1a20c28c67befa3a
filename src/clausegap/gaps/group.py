"""The clause group of a protection: the units in which its elements and weakeners count.

Catalogue, section 1.4: elements are collected over every section that holds an anchor of the
protection, its definitions and its schedules, never from one sentence only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from clausegap.model.analysis import Analysis, Hit, path_of
from clausegap.model.document import Document
from clausegap.model.terms import Direction
from clausegap.rules.models import Protection

# In a section without a heading of the family, only the neighbourhood of an anchor speaks of it.
_LARGE_SECTION: Final = 6_000
_NEIGHBOURS: Final = 5


@dataclass(frozen=True, slots=True)
class Group:
    """What a protection's verdict rests on.

    Attributes:
        serving: Anchors that serve the advised side, both sides, or somebody not resolved. Where the
            protection lies in an absence (``inverted``): those that serve anybody but the advised side.
        opposed: Anchors that serve only the other side.
        dropped: Anchors that a negative took away.
        units: Indexes of the units in which elements and weakeners count.
    """

    serving: tuple[Hit, ...]
    opposed: tuple[Hit, ...]
    dropped: tuple[Hit, ...]
    units: frozenset[int]


def clause_group(document: Document, analysis: Analysis, protection: Protection) -> Group:
    """Returns the clause group of a protection in a document."""
    deciding = {anchor.id for anchor in protection.anchors if anchor.strength != "A3"}
    anchors = [h for h in analysis.hits if h.protection == protection.id and h.rule in deciding]
    alive = [h for h in anchors if not h.dropped_by]
    against: Direction = "for_user" if protection.logic == "inverted" else "against_user"
    serving = tuple(h for h in alive if h.direction != against)
    opposed = tuple(h for h in alive if h.direction == "against_user" and h.direction == against)
    only_opposed = {h.unit for h in opposed} - {h.unit for h in serving}
    sections = set(analysis.families[protection.id])
    units = set(_near(analysis, serving))
    for hit in serving:
        sections.update(_family_root(analysis, hit.unit, sections))
    units.update(i for i, unit in enumerate(analysis.units) if unit.section in sections)
    anchored = {hit.unit for hit in serving}
    units.update(_definitions(document.text, analysis, anchored))
    units.update(_pointed_to(document, analysis, anchored))
    return Group(serving, opposed, tuple(h for h in anchors if h.dropped_by), frozenset(units - only_opposed))


def _family_root(analysis: Analysis, unit: int, family: set[int]) -> Iterable[int]:
    """Returns the anchor's section with the rest of the headed section it belongs to."""
    own = analysis.units[unit].section
    path = path_of(analysis.sections, own)
    inside = [index for index in path if index in family]
    if not inside:
        # Without such a heading, the widest section around the anchor that is about one thing.
        small = [i for i in path if analysis.sections[i].last - analysis.sections[i].start <= _LARGE_SECTION]
        return _below(analysis, small[-1]) if small else []
    return _below(analysis, inside[-1])


def _below(analysis: Analysis, top: int) -> list[int]:
    """Returns a section and all that it contains."""
    root = analysis.sections[top]
    return [i for i, s in enumerate(analysis.sections) if root.start <= s.start < root.last]


def _near(analysis: Analysis, anchors: Iterable[Hit]) -> Iterable[int]:
    for hit in anchors:
        own = analysis.units[hit.unit].section
        for index in range(max(hit.unit - _NEIGHBOURS, 0), min(hit.unit + _NEIGHBOURS + 1, len(analysis.units))):
            if analysis.units[index].section == own:
                yield index


def _definitions(text: str, analysis: Analysis, anchor_units: set[int]) -> Iterable[int]:
    """Returns the units that define a term which an anchor's sentence uses."""
    names = {term.lower() for party in analysis.parties for term in party.terms} | _NO_SUBJECT
    shown = [text[analysis.units[index].start : analysis.units[index].end] for index in sorted(anchor_units)]
    starts = {unit.start: index for index, unit in enumerate(analysis.units)}
    for definition in analysis.definitions:
        if definition.term.lower() in names:
            continue
        pattern = re.compile(rf"\b{re.escape(definition.term)}\b", 0 if definition.term.isupper() else re.IGNORECASE)
        if any(pattern.search(sentence) for sentence in shown):
            first = starts.get(definition.start)
            if first is not None:
                yield first
                yield from _items_of(analysis, first)


def _pointed_to(document: Document, analysis: Analysis, anchor_units: set[int]) -> Iterable[int]:
    """Returns the units of the sections and schedules in which an anchor's sentence has its content.

    "as defined in Section 1.7", "the measures set out in Schedule 3": only such pointers add to a
    clause; one that merely makes it subject to another section does not.
    """
    sections: set[int] = set()
    for reference in analysis.references:
        unit = analysis.unit_at(reference.start)
        if unit not in anchor_units or reference.document is not None:
            continue
        if _DEFINING.search(document.text[max(reference.start - _DEFINING_CHARACTERS, 0) : reference.start]):
            for target in reference.targets:
                sections.update(_below(analysis, target.section) if target is not None else ())
    return [i for i, unit in enumerate(analysis.units) if unit.section in sections] if sections else []


# What stands before a pointer to the place where something is laid down.
_DEFINING: Final = re.compile(
    r"\b(?:defin\w+|meaning|set out|set forth|describ\w+|specif\w+|list\w*|laid down|detailed|contained|referred to"
    r"|prescribed|stipulated|obligations|duties|requirements|measures|controls|standards)"
    r"(?: (?:given|assigned|ascribed|laid down|set out|to (?:it|them|such terms?)))*"
    r"(?: (?:in|by|under|of|at))?(?: the)?\s*$",
    re.I,
)
_DEFINING_CHARACTERS: Final = 60

# Terms that stand in nearly every sentence and define no protection's subject.
_NO_SUBJECT: Final = frozenset({
    "agreement", "services", "service", "term", "party", "parties", "effective date", "affiliate", "affiliates",
    "business day", "fees", "law", "person", "control", "territory", "products", "product",
})  # fmt: skip


def _items_of(analysis: Analysis, first: int) -> Iterable[int]:
    """Returns the list items that belong to a defining sentence."""
    unit = analysis.units[first]
    for index in range(first + 1, len(analysis.units)):
        item = analysis.units[index]
        if item.stem is None or not (unit.start <= item.stem[0] < unit.end):
            return
        yield index
