"""Readings of a document's units, and the matches of all patterns turned into hits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from clausegap.model.analysis import Hit, Unit
from clausegap.model.terms import Direction
from clausegap.pipeline.direction import Bearing, direction_of, modality_of
from clausegap.pipeline.matchers import Match, PatternMatcher
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Anchor
from clausegap.rules.reading import Reader, Reading

# Contents lists, signature blocks and headings hold no operative words; recitals only explain.
_SEARCHED: Final = frozenset({"body", "definition", "title"})
_LEAST_TOKENS: Final = 3


def is_searched(unit: Unit) -> bool:
    """Whether patterns are run on a unit."""
    return unit.zone in _SEARCHED and unit.kind != "heading"


def _searched(text: str, units: Sequence[Unit], reader: Reader) -> Iterator[tuple[int, Reading, int]]:
    """Yields index and reading of each searched unit, with its stem before it, and where its own words begin."""
    searched = [(index, unit) for index, unit in enumerate(units) if is_searched(unit)]
    stems = list(dict.fromkeys(unit.stem for _, unit in searched if unit.stem is not None))
    readings = reader.read_all(text, [*((unit.start, unit.end) for _, unit in searched), *stems])
    by_stem = dict(zip(stems, readings[len(searched) :], strict=True))
    for (index, unit), reading in zip(searched, readings, strict=False):
        own = 0
        whole = reading
        if unit.stem is not None:
            stem = by_stem[unit.stem]
            whole, own = reading.behind(stem), len(stem.text) - 1
        if len(whole.tokens) >= _LEAST_TOKENS:
            yield index, whole, own


@dataclass(frozen=True, slots=True)
class Found:
    """What the patterns found in a document.

    Attributes:
        hits: In order of unit and pattern.
        unfinished: Keys of patterns that did not finish on some unit.
        readings: Index and reading of each unit that was searched, without the stem of its list.
    """

    hits: tuple[Hit, ...]
    unfinished: tuple[str, ...]
    readings: tuple[tuple[int, str], ...]


class _Rule(NamedTuple):
    """What a match of a pattern means.

    Attributes:
        names: Protection, kind, rule and signal.
        bearing: Of an anchor, else ``duty``.
        anchors: What an element's signal is, in sentences of their kinds.
    """

    names: tuple[str, str, str, str]
    bearing: Bearing
    anchors: tuple[Anchor, ...]

    @property
    def is_anchor(self) -> bool:
        """Whether it is the pattern of an anchor."""
        return self.names[1] == "anchor"


class HitFinder:
    """Finds the hits of a library in units.

    Args:
        library: The rules.
        matcher: Their patterns, ready to run.
    """

    def __init__(self, library: RuleLibrary, matcher: PatternMatcher) -> None:
        self._matcher = matcher
        anchors = [anchor for protection in library.protections for anchor in protection.anchors]
        bearings = {anchor.id: anchor.bearing for anchor in anchors}
        by_signal: dict[str, list[Anchor]] = {}
        for anchor in anchors:
            for name in anchor.signals:
                by_signal.setdefault(name, []).append(anchor)
        self._rules = [
            _Rule(
                (one.protection, one.kind, one.rule, one.signal),
                bearings.get(one.rule, "duty"),
                (*by_signal.get(one.rule, ()), *by_signal.get(f"{one.rule}.{one.signal}", ()))
                if one.kind == "signal"
                else (),
            )
            for one in matcher.patterns
        ]

    def find(self, text: str, units: Sequence[Unit], reader: Reader, *, one_way: bool = False) -> Found:
        """Returns the hits of all units that are searched, with their readings.

        In a one-way text "Recipient" is one named party, so what it owes is not mutual.
        """
        searched = list(_searched(text, units, reader))
        hits: list[Hit] = []
        unfinished: set[str] = set()
        matches = self._matcher.find([reading for _, reading, _ in searched], text)
        for (index, reading, own), (found, stopped) in zip(searched, matches, strict=True):
            unresolved = one_way and "MUTUAL" not in reading.tokens
            for hit in self._hits(found, reading, own, index):
                hits.append(hit._replace(direction="unknown") if unresolved and hit.direction == "mutual" else hit)
            unfinished.update(self._matcher.patterns[position].key for position in stopped)
        read = tuple((index, reading.text[own:]) for index, reading, own in searched)
        return Found(tuple(hits), tuple(sorted(unfinished)), read)

    def _hits(self, found: Sequence[Match], reading: Reading, own: int, unit: int) -> Iterator[Hit]:
        border = reading.source(own, own + 1)[0] if own else 0
        for match in found:
            # Words that lie wholly in the stem belong to the unit of the stem.
            if match.end <= border:
                continue
            rule = self._rules[match.pattern]
            place = max(match.start, border), match.end, unit
            if rule.is_anchor or rule.anchors or match.ower or match.holder:
                yield from _told(rule, match, place, reading)
            else:
                yield Hit(*rule.names, *place, "unknown", "statement")


def _told(rule: _Rule, match: Match, place: tuple[int, int, int], reading: Reading) -> Iterator[Hit]:
    """Yields the hit of a match, and the anchors that it is, with whom they serve and what kind of sentence it is."""
    start, end = reading.offset_of(match.start), reading.offset_of(match.end)
    modality = modality_of(reading.text, start, end) if rule.is_anchor or rule.anchors else "statement"

    def direction(bearing: Bearing) -> Direction:
        return direction_of(reading.text, start, end, bearing=bearing, ower=match.ower, holder=match.holder)

    own = direction(rule.bearing) if rule.is_anchor or match.ower or match.holder else "unknown"
    yield Hit(*rule.names, *place, own, modality)
    for anchor in rule.anchors:
        if modality in anchor.modalities:
            yield Hit(rule.names[0], "anchor", anchor.id, "", *place, direction(anchor.bearing), modality)
