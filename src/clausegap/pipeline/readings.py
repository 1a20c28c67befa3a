"""Readings of a document's units, and the matches of all patterns turned into hits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from clausegap.model.analysis import Hit, Unit
from clausegap.pipeline.direction import Bearing, direction_of, modality_of
from clausegap.pipeline.matchers import Match, PatternMatcher
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Anchor
from clausegap.rules.raw_tokens import RawTokens
from clausegap.rules.reading import Reader, Reading

# Contents lists, signature blocks and headings hold no operative words; recitals only explain.
_SEARCHED: Final = frozenset({"body", "definition", "title"})
_LEAST_TOKENS: Final = 3


def is_searched(unit: Unit) -> bool:
    """Whether patterns are run on a unit."""
    return unit.zone in _SEARCHED and unit.kind != "heading"


def _searched(
    text: str, units: Sequence[Unit], reader: Reader, tokens: RawTokens | None
) -> Iterator[tuple[int, Reading, int]]:
    """Yields index and reading of each searched unit, with its stem before it, and where its own words begin."""
    searched = [(index, unit) for index, unit in enumerate(units) if is_searched(unit)]
    stems = list(dict.fromkeys(unit.stem for _, unit in searched if unit.stem is not None))
    readings = reader.read_all(text, [*((unit.start, unit.end) for _, unit in searched), *stems], tokens)
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


class HitFinder:
    """Finds the hits of a library in units.

    Args:
        library: The rules.
        matcher: Their patterns, ready to run.
    """

    def __init__(self, library: RuleLibrary, matcher: PatternMatcher) -> None:
        self._matcher = matcher
        anchors = [anchor for protection in library.protections for anchor in protection.anchors]
        self._bearings: Mapping[str, Bearing] = {anchor.id: anchor.bearing for anchor in anchors}
        self._by_signal: dict[str, list[Anchor]] = {}
        for anchor in anchors:
            for name in anchor.signals:
                self._by_signal.setdefault(name, []).append(anchor)

    def find(
        self,
        text: str,
        units: Sequence[Unit],
        reader: Reader,
        tokens: RawTokens | None = None,
        *,
        one_way: bool = False,
    ) -> Found:
        """Returns the hits of all units that are searched, with their readings.

        In a one-way text "Recipient" is one named party, so what it owes is not mutual.

        Args:
            text: The contract.
            units: Its sentences and list items.
            reader: Knows how it names its parties.
            tokens: Those of the text, where they are known.
            one_way: Whether the duties run one way only.
        """
        searched = list(_searched(text, units, reader, tokens))
        hits: list[Hit] = []
        unfinished: set[str] = set()
        matches = self._matcher.find([reading for _, reading, _ in searched], text)
        for (index, reading, own), (found, stopped) in zip(searched, matches, strict=True):
            unresolved = one_way and "MUTUAL" not in reading.tokens
            for hit in self._hits(found, reading, own, index):
                hits.append(replace(hit, direction="unknown") if unresolved and hit.direction == "mutual" else hit)
            unfinished.update(self._matcher.patterns[position].key for position in stopped)
        read = tuple((index, reading.text[own:]) for index, reading, own in searched)
        return Found(tuple(hits), tuple(sorted(unfinished)), read)

    def _hits(self, found: Sequence[Match], reading: Reading, own: int, unit: int) -> Iterator[Hit]:
        border = reading.source(own, own + 1)[0] if own else 0
        for match in found:
            # Words that lie wholly in the stem belong to the unit of the stem.
            if own and match.end <= border:
                continue
            compiled = self._matcher.patterns[match.pattern]
            first = max(match.start, border) if own else match.start
            start, end = match.first, match.last
            told = compiled.kind == "anchor" or match.ower or match.holder
            bearing = self._bearings.get(compiled.rule, "duty")
            slots = {"ower": match.ower, "holder": match.holder}
            hit = Hit(
                protection=compiled.protection,
                kind=compiled.kind,
                rule=compiled.rule,
                signal=compiled.signal,
                start=first,
                end=match.end,
                unit=unit,
                direction=direction_of(reading.text, start, end, bearing=bearing, **slots) if told else "unknown",
                modality=modality_of(reading.text, start, end),
            )
            yield hit
            for anchor in self._anchors_of(hit):
                direction = direction_of(reading.text, start, end, bearing=anchor.bearing, **slots)
                yield replace(hit, kind="anchor", rule=anchor.id, signal="", direction=direction)

    def _anchors_of(self, hit: Hit) -> list[Anchor]:
        """Returns the anchors that an element's signal is, in this kind of sentence."""
        if hit.kind != "signal":
            return []
        named = (*self._by_signal.get(hit.rule, ()), *self._by_signal.get(f"{hit.rule}.{hit.signal}", ()))
        return [anchor for anchor in named if hit.modality in anchor.modalities]
