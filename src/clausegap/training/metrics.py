"""Measures of a ranking against experts' marks, as the CUAD paper takes them (Hendrycks et al. 2021, section 4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

_DRAWS: Final = 200
_TAIL: Final = 2.5  # per cent cut off on either side of a 95 % interval


@dataclass(frozen=True)
class Contract:
    """How one contract's passages rank for one clause type.

    Attributes:
        found: Score of the best passage that matches each marked span, -inf where none does.
        wrong: Scores of the passages that match none.
        presence: Probability that it has such a clause.
        present: Whether it has one.
    """

    found: npt.NDArray[np.float64]
    wrong: npt.NDArray[np.float64]
    presence: float
    present: bool


@dataclass(frozen=True)
class Interval:
    """A figure with its 95 % interval over contracts."""

    value: float
    low: float
    high: float


def trimmed(contracts: Sequence[Contract]) -> tuple[Contract, ...]:
    """Returns the contracts without wrong passages that rank below every found one: they change no figure."""
    found = np.concatenate([c.found[np.isfinite(c.found)] for c in contracts])
    least = found.min(initial=np.inf)
    return tuple(replace(c, wrong=c.wrong[c.wrong >= least]) for c in contracts)


def curve(contracts: Sequence[Contract]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Returns recall and precision at every score, from the highest score down, precision made monotone."""
    found = np.concatenate([c.found for c in contracts])
    wrong = np.sort(np.concatenate([c.wrong for c in contracts]))
    hits = np.sort(found[np.isfinite(found)])
    levels = np.unique(np.concatenate((hits, wrong)))[::-1]
    right = len(hits) - np.searchsorted(hits, levels, side="left")
    false = len(wrong) - np.searchsorted(wrong, levels, side="left")
    precision = right / np.maximum(right + false, 1)
    precision = np.maximum.accumulate(precision[::-1])[::-1]
    return right / max(len(found), 1), precision


def area(contracts: Sequence[Contract]) -> float:
    """Returns the area under the curve of precision over recall; 0 where nothing was marked."""
    recall, precision = curve(contracts)
    if not len(recall):
        return 0.0
    steps = np.diff(recall, prepend=0.0)
    sides = np.concatenate((precision[:1], precision))
    return float(np.sum(steps * (sides[1:] + sides[:-1]) / 2))


def precision_at(contracts: Sequence[Contract], least: float) -> float:
    """Returns the best precision at a recall of at least ``least``; 0 where it is never reached."""
    recall, precision = curve(contracts)
    reached = precision[recall >= least]
    return float(reached.max(initial=0.0))


def decisions(contracts: Sequence[Contract], level: float) -> tuple[float, float, float]:
    """Returns precision, recall and F1 of "this contract has such a clause", decided at a probability."""
    decided = np.array([c.presence >= level for c in contracts])
    present = np.array([c.present for c in contracts])
    right = float(np.sum(decided & present))
    precision = right / max(float(decided.sum()), 1.0)
    recall = right / max(float(present.sum()), 1.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def calibration_error(contracts: Sequence[Contract], bins: int = 10) -> float:
    """Returns the expected calibration error of presence: the mean distance of probability and truth over bins."""
    chance = np.array([c.presence for c in contracts])
    present = np.array([c.present for c in contracts], dtype=np.float64)
    bin_of = np.minimum((chance * bins).astype(np.int64), bins - 1)
    gaps = [abs(float(np.sum(chance[bin_of == b] - present[bin_of == b]))) for b in range(bins)]
    return sum(gaps) / max(len(contracts), 1)


def interval(contracts: Sequence[Contract], measure: Callable[[Sequence[Contract]], float]) -> Interval:
    """Returns a measure with its 95 % interval over contracts drawn again and again (bootstrap, fixed seed)."""
    draw = np.random.default_rng(0)
    draws = draw.integers(len(contracts), size=(_DRAWS, len(contracts)))
    values = [measure([contracts[index] for index in row]) for row in draws]
    low, high = np.percentile(values, [_TAIL, 100 - _TAIL])
    return Interval(measure(contracts), float(low), float(high))
