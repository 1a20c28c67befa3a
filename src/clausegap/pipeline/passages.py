"""The searched units of a document as passages for the ranker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from clausegap.model.analysis import Hit, Section
from clausegap.ranking.passages import Passage
from clausegap.rules.reading import Reader


def rule_names(hit: Hit) -> tuple[str, ...]:
    """Returns the names under which a hit is a feature: its rule, its signal, and what an anchor is worth."""
    names = [hit.rule]
    if hit.signal:
        names.append(f"{hit.rule}.{hit.signal}")
    if hit.dropped_by:
        names.append(f"{hit.rule}!")
    elif hit.kind == "anchor":
        names += [f"{hit.protection}#", f"{hit.protection}#{hit.direction}"]
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
