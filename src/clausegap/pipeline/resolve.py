"""Anchors and negatives to clauses: what survives, how sure it is, and where a clause begins and ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from clausegap.model.analysis import Hit, Unit
from clausegap.model.clause import Clause
from clausegap.model.section import Section, location_of, paths_of
from clausegap.model.terms import Direction
from clausegap.rules.concordance import Concordance
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Negative
from clausegap.rules.reading import Reader

# A heading of the family says nearly as much as a second anchor.
_HEADING_WEIGHT: Final = 0.35
_KEPT_FACTOR: Final = 0.8
_DIRECTIONS: Final[tuple[Direction, ...]] = ("for_user", "mutual", "against_user", "unknown")


def family_sections(sections: Sequence[Section], library: RuleLibrary, reader: Reader) -> dict[str, frozenset[int]]:
    """Returns for each protection the sections that stand under one of its headings."""
    titled = [index for index, section in enumerate(sections) if section.heading is not None]
    titles = Concordance([reader.read(sections[index].heading or "").text for index in titled])
    named = {name: titles.naming(headings) for name, headings in library.headings.items()}
    tops = {name: frozenset(titled[position] for position in positions) for name, positions in named.items()}
    paths = paths_of(sections)
    return {
        name: frozenset(index for index, path in enumerate(paths) if not own.isdisjoint(path)) if own else own
        for name, own in tops.items()
    }


def drop_negatives(hits: Sequence[Hit], units: Sequence[Unit], library: RuleLibrary) -> tuple[Hit, ...]:
    """Returns the hits with the anchors marked that a negative of the same unit or section takes away."""
    negatives = _negatives(library)
    spared = {protection.id: frozenset(protection.without_generic) for protection in library.protections}
    by_unit: dict[int, list[Hit]] = defaultdict(list)
    by_section: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.kind == "negative":
            by_unit[hit.unit].append(hit)
            if negatives[hit.rule].scope == "section":
                by_section[units[hit.unit].section].append(hit)
    marked = []
    for hit in hits:
        taker = None
        if hit.kind == "anchor":
            near = (*by_unit[hit.unit], *by_section[units[hit.unit].section])
            near = tuple(negative for negative in near if negative.rule not in spared[hit.protection])
            taker = _taker(hit, near, negatives)
        marked.append(hit if taker is None else hit._replace(dropped_by=taker.id, kept=taker.keeps))
    return tuple(marked)


def _negatives(library: RuleLibrary) -> Mapping[str, Negative]:
    rules = [n for protection in library.protections for n in protection.negatives]
    return {negative.id: negative for negative in (*rules, *library.generic.negatives)}


def _taker(anchor: Hit, near: Iterable[Hit], negatives: Mapping[str, Negative]) -> Negative | None:
    """Returns the negative that takes an anchor away; one that keeps the clause counts only alone."""
    found = [
        negatives[hit.rule]
        for hit in near
        if hit.protection in (anchor.protection, "generic") and _reaches(negatives[hit.rule], hit, anchor)
    ]
    found.sort(key=lambda negative: (negative.keeps, negative.id))
    return found[0] if found else None


def _reaches(negative: Negative, hit: Hit, anchor: Hit) -> bool:
    if negative.scope == "overlap":
        return hit.start < anchor.end and anchor.start < hit.end
    if negative.scope == "after":
        # The governing words of the anchor come after the negative's first word.
        return anchor.end > hit.start and anchor.end >= hit.end
    return True


def find_clauses(
    hits: Sequence[Hit],
    units: Sequence[Unit],
    sections: Sequence[Section],
    library: RuleLibrary,
    families: Mapping[str, frozenset[int]],
) -> tuple[Clause, ...]:
    """Returns the clauses of a document: units with an anchor, in text order, one a unit and protection.

    The score joins the weights of the distinct anchors as independent signs and adds the heading.
    """
    weights = {anchor.id: anchor.weight for p in library.protections for anchor in p.anchors}
    deciding = {anchor.id for p in library.protections for anchor in p.anchors if anchor.strength != "A3"}
    groups: dict[tuple[int, str], list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.kind == "anchor" and (not hit.dropped_by or hit.kept):
            groups[hit.unit, hit.protection].append(hit)
    counts: dict[str, int] = defaultdict(int)
    locations = {
        section: location_of(sections, section, None) for section in {units[unit].section for unit, _ in groups}
    }
    clauses = []
    for (unit, protection), group in sorted(groups.items(), key=itemgetter(0)):
        counts[protection] += 1
        in_family = units[unit].section in families[protection]
        clauses.append(
            Clause(
                id=f"{protection}-{counts[protection]}",
                protection=protection,
                start=units[unit].start,
                end=units[unit].end,
                location=locations[units[unit].section],
                direction=_direction([hit for hit in group if hit.rule in deciding] or group),
                modality=group[0].modality,
                score=_score(group, weights, in_family=in_family),
                rules=tuple(sorted({hit.rule for hit in group})),
            )
        )
    return tuple(clauses)


def _score(group: Sequence[Hit], weights: Mapping[str, float], *, in_family: bool) -> float:
    doubt = 1.0
    best: dict[str, float] = {}
    for hit in group:
        weight = weights[hit.rule] * (_KEPT_FACTOR if hit.dropped_by else 1.0)
        best[hit.rule] = max(best.get(hit.rule, 0.0), weight)
    for weight in best.values():
        doubt *= 1.0 - weight
    if in_family:
        doubt *= 1.0 - _HEADING_WEIGHT
    return round(1.0 - doubt, 4)


def _direction(group: Sequence[Hit]) -> Direction:
    present = {hit.direction for hit in group}
    return next(direction for direction in _DIRECTIONS if direction in present)
