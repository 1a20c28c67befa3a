"""What is learned from: the passages of labelled documents, and which of them are clauses of which type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausegap.ranking.passages import Passage


@dataclass(frozen=True)
class SheetDocument:
    """One labelled document, ready to learn from.

    Attributes:
        name: Of the document.
        passages: Candidates in text order.
        spans: Start and end of each passage in the text.
        positives: For each clause type the passages that are such clauses.
        marks: For each clause type and each passage that an expert marked, the candidates that match it.
        types: Clause types that were looked for when it was labelled.
        known: Score of the best clause of the rules for each clause type, 0 to 1.
        whole: Whether it is a whole contract, not passages taken out of one.
    """

    name: str
    passages: tuple[Passage, ...]
    spans: tuple[tuple[int, int], ...]
    positives: Mapping[str, frozenset[int]]
    marks: Mapping[str, tuple[frozenset[int], ...]]
    types: frozenset[str]
    known: Mapping[str, float]
    whole: bool = True

    def has(self, name: str) -> bool:
        """Whether an expert marked a clause of a type, matched by a candidate or not."""
        return bool(self.marks.get(name))


Sheet = Sequence[SheetDocument]
