"""The searched units of a document as passages for the ranker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from clausegap.model.analysis import Hit
from clausegap.model.section import Section
from clausegap.model.terms import Direction
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
    rules: dict[int, list[str]] = defaultdict(list)
    cues: dict[int, list[str]] = defaultdict(list)
    for hit in hits:
        if hit.kind == "cue":
            cues[hit.unit].append(hit.rule)
        else:
            # Only an anchor's direction is in its names, so that the others have few.
            direction = hit.direction if hit.kind == "anchor" else None
            rules[hit.unit].extend(_names_of(hit.protection, hit.rule, hit.signal, direction, hit.dropped_by != ""))
    return tuple(
        Passage(
            tuple(reading.split()),
            headings.get(unit, ()),
            tuple(sorted(set(rules.get(unit, ())))),
            tuple(sorted(set(cues.get(unit, ())))),
        )
        for unit, reading in sorted(readings.items())
    )


@lru_cache(maxsize=16_384)
def _names_of(
    protection: str, rule: str, signal: str, direction: Direction | None, is_dropped: bool
) -> tuple[str, ...]:
    """Returns the features that a hit is: its rule, its signal, and what an anchor (one with a direction) is worth."""
    names = (rule, f"{rule}.{signal}") if signal else (rule,)
    if is_dropped:
        return (*names, f"{rule}!")
    return names if direction is None else (*names, f"{protection}#", f"{protection}#{direction}")


def heading_words(sections: Sequence[Section], reader: Reader) -> tuple[tuple[str, ...], ...]:
    """Returns for each section the words of its heading and of those above it, the outermost first."""
    found: list[tuple[str, ...]] = []
    above: list[tuple[Section, tuple[str, ...]]] = []
    for section in sections:
        while above and (above[-1][0].last <= section.start or above[-1][0].level >= section.level):
            above.pop()
        own = tuple(reader.read(section.heading).tokens) if section.heading else ()
        words = (*above[-1][1], *own) if above else own
        above.append((section, words))
        found.append(words)
    return tuple(found)
