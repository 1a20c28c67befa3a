"""The searched units of a document as passages for the ranker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from clausegap.model.analysis import Hit, Section
from clausegap.ranking.passages import Passage
from clausegap.rules.reading import Reader


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
            continue
        # A feature is a rule, its signal, and what an anchor is worth.
        names = rules[hit.unit]
        names.add(hit.rule)
        if hit.signal:
            names.add(f"{hit.rule}.{hit.signal}")
        if hit.dropped_by:
            names.add(f"{hit.rule}!")
        elif hit.kind == "anchor":
            names.add(f"{hit.protection}#")
            names.add(f"{hit.protection}#{hit.direction}")
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
