"""Weights from a sheet, and the scores of documents that were left out while learning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from clausegap.ranking.model import Scale, Weights, weights_from_bytes, weights_to_bytes
from clausegap.training.fit import (
    Table,
    feature_table,
    fitted_lines,
    folds,
    labels_of,
    learned_vocabulary,
    packed,
)
from clausegap.training.scales import Scores, document_signs, passage_scale, presence_scale
from clausegap.training.sheet import Sheet

FOLDS: Final = 5
MOST_FEATURES: Final = 30_000  # of one clause type; more change no figure, 12,000 cost 0.003 of the area


@dataclass(frozen=True)
class LeftOut:
    """What a sheet's documents score when nothing was learned from them.

    Attributes:
        table: Features of the sheet.
        scores: Log-odds of each passage by clause type, shape (passages,).
        folds: Documents of each fold.
    """

    table: Table
    scores: Mapping[str, Scores]
    folds: tuple[npt.NDArray[np.int64], ...]


def left_out(sheet: Sheet, types: Sequence[str], jobs: int) -> LeftOut:
    """Returns the scores of each document by weights that were learned without its fold."""
    table = feature_table(sheet, learned_vocabulary(sheet))
    parts = tuple(folds(len(sheet), FOLDS))
    scores = {name: np.zeros(len(table.documents)) for name in types}
    for part in parts:
        chosen = np.ones(len(sheet), dtype=np.bool_)
        chosen[part] = False
        rows = np.flatnonzero(~chosen[table.documents])
        for name, line in fitted_lines(table, sheet, types, chosen, jobs).items():
            scores[name][rows] = table.matrix[rows] @ line.weights + line.bias
    return LeftOut(table, scores, parts)


def scales_of(sheet: Sheet, name: str, out: LeftOut, chosen: npt.NDArray[np.bool_]) -> tuple[Scale, Scale, Scale]:
    """Returns the scales of passages, of documents and of best passages, from the chosen documents."""
    scores, documents = out.scores[name], out.table.documents
    looked = np.array([name in document.types for document in sheet]) & chosen
    rows = looked[documents]
    signs, present = document_signs(sheet, name, scores, documents)
    if not any(document.whole and document.has(name) for document in sheet):
        # Single passages do not tell what the rest of a contract with such a clause looks like.
        signs[:, 1:] = 0.0
    return (
        passage_scale(scores[rows], labels_of(sheet, name)[rows]),
        presence_scale(signs[looked], present[looked]),
        presence_scale(signs[looked, :1], present[looked]),
    )


def learned(sheet: Sheet, types: Sequence[str], about: Mapping[str, str], jobs: int) -> Weights:
    """Returns weights learned from all documents of a sheet; equal sheets give equal weights.

    The scales come from left-out scores, for scores of documents that were learned from are too sure.
    """
    out = left_out(sheet, types, jobs)
    everything = np.ones(len(sheet), dtype=np.bool_)
    lines = fitted_lines(out.table, sheet, types, everything, jobs)
    scales = {name: scales_of(sheet, name, out, everything) for name in types}
    made = packed(out.table, learned_vocabulary(sheet), lines, scales, most=MOST_FEATURES, about=about)
    return replace(made, fingerprint=weights_from_bytes(weights_to_bytes(made), "weights").fingerprint)
