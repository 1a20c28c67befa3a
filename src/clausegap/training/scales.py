"""Scores to probabilities: logistic curves fitted on scores of documents that were left out."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from clausegap.ranking.model import Scale, presence_signs
from clausegap.training.sheet import Sheet

Scores = npt.NDArray[np.float64]

_COST: Final = 1.0


def passage_scale(scores: Scores, wanted: npt.NDArray[np.bool_]) -> Scale:
    """Returns the curve from the score of a passage to the probability that it is such a clause.

    Args:
        scores: Left out, shape (passages,).
        wanted: Which passages are such clauses.
    """
    return _fitted(scores[:, None], wanted)


def presence_scale(signs: npt.NDArray[np.float64], present: npt.NDArray[np.bool_]) -> Scale:
    """Returns the curve from the signs of a document to the probability that it has such a clause.

    Args:
        signs: Of left-out documents, shape (documents, signs).
        present: Which documents have one.
    """
    return _fitted(signs, present)


def document_signs(
    sheet: Sheet, name: str, scores: Scores, documents: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Returns the signs of each document of a sheet for a clause type, and whether it has such a clause."""
    starts = np.searchsorted(documents, np.arange(1, len(sheet)))
    rows = [
        presence_signs(own, document.known.get(name, 0.0))
        for own, document in zip(np.split(scores, starts), sheet, strict=True)
    ]
    return np.array(rows), np.array([document.has(name) for document in sheet])


def _fitted(signs: npt.NDArray[np.float64], wanted: npt.NDArray[np.bool_]) -> Scale:
    if wanted.all() or not wanted.any():
        return Scale(20.0 if wanted.all() else -20.0, (0.0,) * signs.shape[1])
    model = LogisticRegression(C=_COST, max_iter=1000).fit(signs, wanted)
    return Scale(float(model.intercept_[0]), tuple(float(weight) for weight in model.coef_[0]))
