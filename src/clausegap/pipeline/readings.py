"""Readings of a document's units, and the matches of all patterns turned into hits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from clausegap.model.analysis import Hit, Unit
from clausegap.model.terms import Direction
from clausegap.pipeline.direction import Bearing, direction_of, modality_of
from clausegap.pipeline.matchers import Match, PatternMatcher
from clausegap.rules.compiled import CompiledPattern
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
        anchors = {anchor.id: anchor for protection in library.protections for anchor in protection.anchors}
        by_signal: dict[str, list[Anchor]] = {}
        for anchor in anchors.values():
            for name in anchor.signals:
                by_signal.setdefault(name, []).append(anchor)
        self._about = [_about(pattern, anchors, by_signal) for pattern in matcher.patterns]

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
            one_sided = one_way and "MUTUAL" not in reading.tokens
            hits += self._hits(found, reading, _Place(index, own, one_sided=one_sided))
            unfinished.update(self._matcher.patterns[position].key for position in stopped)
        read = tuple((index, reading.text[own:]) for index, reading, own in searched)
        return Found(tuple(hits), tuple(sorted(unfinished)), read)

    def _hits(self, found: Sequence[Match], reading: Reading, place: _Place) -> Iterator[Hit]:
        border = reading.source(place.own, place.own + 1)[0] if place.own else 0
        for pattern, start, end, ower, holder in found:
            # Words that lie wholly in the stem belong to the unit of the stem.
            if end <= border:
                continue
            about = self._about[pattern]
            span = max(start, border), end, place.unit
            if not (about.is_anchor or about.anchors or ower or holder):
                yield Hit(*about.names, *span, "unknown", "statement")
                continue
            words = _Words(reading.text, reading.offset_of(start), reading.offset_of(end), ower, holder)
            direction: Direction = "unknown"
            if about.is_anchor or ower or holder:
                direction = words.direction(about.bearing, place)
            modality = modality_of(words.text, words.first, words.last)
            yield Hit(*about.names, *span, direction, modality)
            for anchor in about.anchors:
                if modality in anchor.modalities:
                    names = about.names[0], "anchor", anchor.id, ""
                    yield Hit(*names, *span, words.direction(anchor.bearing, place), modality)


@dataclass(frozen=True, slots=True)
class _About:
    """What a match of a pattern means.

    Attributes:
        names: Protection, kind, rule and signal.
        is_anchor: Whether it is one by itself.
        bearing: How the part of its subject is to be read.
        anchors: Those that it is in sentences of certain kinds.
    """

    names: tuple[str, str, str, str]
    is_anchor: bool
    bearing: Bearing
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words were found.

    Attributes:
        unit: Index of the unit.
        own: Where its own words begin in the reading, behind the stem.
        one_sided: Whether what looks mutual binds one party only, not told which.
    """

    unit: int
    own: int
    one_sided: bool


class _Words(NamedTuple):
    """Matched words in a reading, with the parties that were captured."""

    text: str
    first: int
    last: int
    ower: str
    holder: str

    def direction(self, bearing: Bearing, place: _Place) -> Direction:
        """Returns whom the words serve."""
        text, first, last, ower, holder = self
        found = direction_of(text, first, last, bearing=bearing, ower=ower, holder=holder)
        return "unknown" if place.one_sided and found == "mutual" else found


def _about(
    pattern: CompiledPattern, anchors: Mapping[str, Anchor], by_signal: Mapping[str, Sequence[Anchor]]
) -> _About:
    rule, signal = pattern.rule, pattern.signal
    named: Sequence[Anchor] = ()
    if pattern.kind == "signal":
        named = (*by_signal.get(rule, ()), *by_signal.get(f"{rule}.{signal}", ()))
    return _About(
        names=(pattern.protection, pattern.kind, rule, signal),
        is_anchor=pattern.kind == "anchor",
        bearing=anchors[rule].bearing if rule in anchors else "duty",
        anchors=tuple(named),
    )
