"""Long documents in parts: a passage needs its neighbours, not the whole document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from clausegap.ranking.features import NEIGHBOURHOOD, features_of
from clausegap.ranking.known import Known
from clausegap.ranking.model import Scores, Weights
from clausegap.ranking.passages import Passage

# Some ten thousand words: their features take some tens of megabytes, those of a whole code of laws gigabytes.
PART: Final = 500


def window(passages: Sequence[Passage], start: int, end: int) -> tuple[int, int]:
    """Returns the first passage, and one past the last, of those whose words stand around some passages."""
    first, before = start, 0
    while first > 0 and before < NEIGHBOURHOOD:
        first -= 1
        before += len(passages[first].tokens)
    last, after = end, 0
    while last < len(passages) and after < NEIGHBOURHOOD:
        after += len(passages[last].tokens)
        last += 1
    return first, last


@dataclass(frozen=True, slots=True)
class Part:
    """Passages that were scored together, with those around them.

    Attributes:
        first: Index in the document of the first passage.
        passages: The passages.
        known: Their features that count.
    """

    first: int
    passages: Sequence[Passage]
    known: Known


def scored_parts(passages: Sequence[Passage], weights: Weights) -> tuple[Scores, tuple[Part, ...]]:
    """Returns the scores of passages as ``scores_of`` does, and each ``PART`` of them.

    Args:
        passages: Of one document, in text order.
        weights: What was learned.
    """
    scores, parts = [np.zeros((0, len(weights.each)))], []
    for start in range(0, len(passages), PART):
        end = min(start + PART, len(passages))
        first, last = window(passages, start, end)
        seen = passages[first:last]
        known = weights.known(features_of(seen, weights.vocabulary))
        scores.append(weights.scores(known)[start - first : end - first])
        parts.append(Part(first, seen, known))
    return np.concatenate(scores), tuple(parts)


def scores_of(passages: Sequence[Passage], weights: Weights) -> Scores:
    """Returns the log-odds of each passage and clause type, float64, shape (passages, clause types).

    Args:
        passages: Of one document, in text order.
        weights: What was learned.
    """
    return scored_parts(passages, weights)[0]
