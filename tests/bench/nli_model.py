"""How learned weights rank the spans of an NDA as evidence of the ContractNLI statements.

Two linear models score every span for every statement: one from its words, one from the rules found
in and around it. A third, the same for all statements, compares these scores with those of the span's
list, its neighbours and the rest of the document. It runs twice, the second time over its own scores too.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from nli_spans import Spans, items_of

from clausegap.ranking.model import Weights, weights_from_bytes, weights_to_bytes
from clausegap.ranking.passages import Passage
from clausegap.ranking.windows import scores_of

Odds = npt.NDArray[np.float64]

VIEWS: Final = ("text", "rules")  # the attributes of Spans that a linear model is learned from
FILE: Final = Path(__file__).with_name("nda.npz")
_PASSES: Final = ("first", "second")
_NONE: Final = -8.0  # log-odds of a neighbour that does not exist
# What a list item proves is largely proved by the words that introduce the list.
_STEM: Final = 0.7
# A document answers a statement in one place or a few: a span that stands alone with its score is
# better evidence than one of many alike.
_CROWD: Final = 0.15


@dataclass(frozen=True)
class EvidenceModel:
    """Learned weights of the statements.

    Attributes:
        views: A linear model for each of ``VIEWS``, with the statements as its types.
        passes: Bias and weights of the comparison, once for each pass.
    """

    views: tuple[Weights, ...]
    passes: tuple[Odds, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements in the order of the columns of ``evidence``."""
        return tuple(one.id for one in self.views[0].each)

    def evidence(self, spans: Spans) -> Odds:
        """Returns the strength of each span as evidence of each statement, shape (spans, statements)."""
        if not spans.stems:
            return np.zeros((0, len(self.statements)))
        odds = [scores_of(passages, weights) for weights, passages in zip(self.views, views_of(spans), strict=True)]
        signs = signs_of(spans, odds)
        first = compared(signs, self.passes[0])
        return settled(spans, compared(with_first(spans, signs, first), self.passes[1]))


def views_of(spans: Spans) -> tuple[tuple[Passage, ...], ...]:
    """Returns the spans as passages, once for each of ``VIEWS``."""
    return spans.text, spans.rules


def compared(signs: Odds, weights: Odds) -> Odds:
    """Returns the log-odds that follow from signs, shape (..., n) to (...); the bias is the first weight."""
    return np.asarray(signs @ weights[1:] + weights[0])


def signs_of(spans: Spans, odds: Sequence[Odds]) -> Odds:
    """Returns what the comparison looks at, shape (spans, statements, signs).

    Args:
        spans: Of one document.
        odds: Scores of each view, shape (spans, statements).
    """
    count = len(spans.stems)
    words = np.array(spans.words, dtype=np.float64)
    own = [
        np.array(spans.bare, dtype=np.float64),
        np.log1p(words),
        np.arange(count) / max(count, 1),
        np.array([stem is not None for stem in spans.stems], dtype=np.float64),
        np.array([bool(items) for items in items_of(spans.stems)], dtype=np.float64),
        (words < 5).astype(np.float64),
    ]
    shape = (count, odds[0].shape[1])
    alike = [np.broadcast_to(sign[:, None], shape) for sign in own]
    return np.stack([*(sign for view in odds for sign in _relative(spans, view)), *alike], axis=2)


def with_first(spans: Spans, signs: Odds, first: Odds) -> Odds:
    """Returns the signs with those of the scores of the first pass."""
    return np.concatenate((signs, np.stack(_relative(spans, first), axis=2)), axis=2)


def settled(spans: Spans, odds: Odds) -> Odds:
    """Returns the final strengths: lists lifted to their stems, set against all of the document."""
    chances = _chance(odds)
    for index, stem in enumerate(spans.stems):
        if stem is not None:
            chances[stem] = np.maximum(chances[stem], _STEM * chances[index])
    return np.asarray(chances / chances.sum(axis=0) ** _CROWD)


def _relative(spans: Spans, odds: Odds) -> list[Odds]:
    """Returns a view's scores beside those of the list, the neighbours and the document, each of their shape."""
    items = items_of(spans.stems)
    stems = [[] if stem is None else [stem] for stem in spans.stems]
    siblings = [[item for stem in own for item in items[stem] if item != index] for index, own in enumerate(stems)]
    below, above, beside = (_highest(odds, chosen) for chosen in (items, stems, siblings))
    after = np.maximum(np.concatenate((odds[1:], odds[-1:])), _NONE)
    before = np.maximum(np.concatenate((odds[:1], odds[:-1])), _NONE)
    around = (below, above, beside, after, before)
    chance, best = _chance(odds), odds.max(axis=0)
    crowd, gap = chance.sum(axis=0), odds - best
    rank = (-odds).argsort(axis=0, kind="stable").argsort(axis=0)
    two = np.sort(odds, axis=1)[:, -2:]
    margin = odds - np.where(odds == two[:, 1:], two[:, :1], two[:, 1:])  # over any other statement
    return [
        odds, np.broadcast_to(np.log(crowd), odds.shape), gap, np.log1p(rank), (rank == 0).astype(np.float64),
        below, above, beside, after, before, np.where(np.array(spans.bare)[:, None], after, _NONE), margin,
        chance, *(_chance(near) for near in around),
        *(_chance(near) / crowd for near in (odds, below, above, after)),
        np.maximum(odds, -3.0), np.maximum(odds, -1.0), np.maximum(gap, -1.0), np.maximum(gap, -3.0),
        np.maximum(below, -2.0), *(np.maximum(near - best, -6.0) for near in (below, above, after)),
    ]  # fmt: skip


def _highest(odds: Odds, chosen: Sequence[Sequence[int]]) -> Odds:
    found = np.full_like(odds, _NONE)
    for index, rows in enumerate(chosen):
        if rows:
            found[index] = odds[rows].max(axis=0)
    return found


def _chance(odds: Odds) -> Odds:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -40.0, 40.0))))


def model_to_bytes(model: EvidenceModel) -> bytes:
    """Returns the file of a model; equal models give equal bytes."""
    arrays = {name: np.frombuffer(weights_to_bytes(w), np.uint8) for name, w in zip(VIEWS, model.views, strict=True)}
    arrays |= dict(zip(_PASSES, model.passes, strict=True))
    target = io.BytesIO()
    np.savez(target, **arrays)
    return target.getvalue()


def read_model(path: Path = FILE) -> EvidenceModel:
    """Returns the model of a file."""
    with np.load(path, allow_pickle=False) as file:
        views = tuple(weights_from_bytes(file[name].tobytes(), f"{path.name}:{name}") for name in VIEWS)
        return EvidenceModel(views, tuple(file[name].astype(np.float64) for name in _PASSES))
