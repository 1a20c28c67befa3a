"""When a passage is what an expert marked: half of the words of both are shared (CUAD, section 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

MATCH: Final = 0.5
_MARKS: Final = re.compile(r"[.,;:]")

Span = tuple[int, int]


def word_set(text: str) -> frozenset[str]:
    """Returns the distinct words of a passage, as the CUAD paper compares them."""
    return frozenset(_MARKS.sub("", text).lower().replace("/", " ").split())


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Returns the share of the words of both that both have, 0 to 1 (Jaccard)."""
    return len(left & right) / len(left | right) if left or right else 0.0


def matching(text: str, spans: Sequence[Span], marked: Sequence[Span]) -> tuple[frozenset[int], ...]:
    """Returns for each marked span the indexes of the spans that say it, wherever they stand."""
    words = [word_set(text[start:end]) for start, end in spans]
    found = []
    for start, end in marked:
        wanted = word_set(text[start:end])
        found.append(frozenset(i for i, own in enumerate(words) if overlap(wanted, own) >= MATCH))
    return tuple(found)


def at_place(spans: Sequence[Span], marked: Sequence[Span], marks: Sequence[frozenset[int]]) -> frozenset[int]:
    """Returns the indexes of the spans that match a marked span and stand at its place."""
    return frozenset(
        index
        for (start, end), matches in zip(marked, marks, strict=True)
        for index in matches
        if spans[index][0] < end and start < spans[index][1]
    )
