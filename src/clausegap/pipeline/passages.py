"""The searched units of a document as passages for the ranker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from clausegap.model.analysis import Hit, Section
from clausegap.model.terms import Direction
from clausegap.ranking.passages import Passage
from clausegap.rules.reading import Reader


def rule_names(hit: Hit) -> tuple[str, ...]:
    """Returns the names under which a hit is a feature: its rule, its signal, and what an anchor is worth."""
    worth = hit.direction if hit.kind == "anchor" and not hit.dropped_by else None
    return _names(hit.rule, hit.signal, hit.protection, bool(hit.dropped_by), worth)


@lru_cache(maxsize=16_384)  # a few thousand differ, and a contract has thousands of hits
def _names(rule: str, signal: str, protection: str, dropped: bool, worth: Direction | None) -> tuple[str, ...]:
    names = [rule]
    if signal:
        names.append(f"{rule}.{signal}")
    if dropped:
        names.append(f"{rule}!")
    elif worth is not None:
        names += [f"{protection}#", f"{protection}#{worth}"]
    return tuple(names)


def passages_of(
    readings: Mapping[int, str], headings: Mapping[int, tuple[str, ...]], hits: Iterable[Hit]
) -> tuple[Passage, ...]:
    """Returns a passage for each unit that was searched, in text order.

    Args:
        readings: The reading of each such unit, by its index.
        headings: Words of the headings above each unit.
        hits: Of the document.
    """
    rules: dict[int, set[str]] = defaultdict(set)
    cues: dict[int, set[str]] = defaultdict(set)
    for hit in hits:
        if hit.kind == "cue":
            cues[hit.unit].add(hit.rule)
        else:
            rules[hit.unit].update(rule_names(hit))
    return tuple(
        Passage(tuple(reading.split()), headings.get(unit, ()), frozenset(rules[unit]), frozenset(cues[unit]))
        for unit, reading in sorted(readings.items())
    )


def heading_words(sections: Sequence[Section], reader: Reader) -> tuple[tuple[str, ...], ...]:
    """Returns for each section the words of its heading and of those above it, the outermost first."""
    found: list[tuple[str, ...]] = []
    above: list[tuple[Section, tuple[str, ...]]] = []
    for section in sections:
        while above and (above[-1][0].last <= section.start or above[-1][0].level >= section.level):
            above.pop()
        own = tuple(reader.read(section.heading).text.split()) if section.heading else ()
        words = (*above[-1][1], *own) if above else own
        above.append((section, words))
        found.append(words)
    return tuple(found)
