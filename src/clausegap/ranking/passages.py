"""Passages: what the ranker scores, as plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or list item as the ranker sees it.

    Attributes:
        tokens: Tokens of its reading (``rules.reading``).
        heading: Tokens of the nearest heading above it.
        rules: Names of the rules that fired in it (``rule``, ``rule.signal``), sorted, each once.
        cues: Ids of the cues of clause types that were found in it, sorted, each once.
    """

    tokens: tuple[str, ...]
    heading: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
