"""Long documents in parts: a passage needs its neighbours, not the whole document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from clausegap.ranking.features import NEIGHBOURHOOD, features_of
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


def scores_of(passages: Sequence[Passage], weights: Weights) -> Scores:
    """Returns the log-odds of each passage and clause type, float64, shape (passages, clause types).

    Args:
        passages: Of one document, in text order.
        weights: What was learned.
    """
    parts = [np.zeros((0, len(weights.each)))]
    for start in range(0, len(passages), PART):
        end = min(start + PART, len(passages))
        first, last = window(passages, start, end)
        seen = passages[first:last]
        scores = weights.scores(features_of(seen, weights.vocabulary), len(seen))
        parts.append(scores[start - first : end - first])
    return np.concatenate(parts)
