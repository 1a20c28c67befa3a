"""Cross-validation by document: how well clause types are found in documents that nothing was learned from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from clausegap.model.ranking import DECIDED
from clausegap.training.learn import LeftOut, left_out, scales_of
from clausegap.training.metrics import (
    Contract,
    Interval,
    area,
    calibration_error,
    decisions,
    interval,
    precision_at,
    trimmed,
)
from clausegap.training.scales import document_signs
from clausegap.training.sheet import Sheet


@dataclass(frozen=True)
class Figures:
    """How well one clause type is found.

    Attributes:
        name: Id of the clause type.
        marked: How many passages experts marked.
        documents: How many documents have such a clause.
        area: Under the curve of precision over recall.
        precision_at_80: Best precision at a recall of at least 0.8.
        precision: Of "this document has such a clause".
        recall: The same.
        f1: The same.
        calibration: Expected calibration error of presence.
    """

    name: str
    marked: int
    documents: int
    area: Interval
    precision_at_80: Interval
    precision: Interval
    recall: Interval
    f1: Interval
    calibration: float


def cross_validated(sheet: Sheet, types: Sequence[str], jobs: int) -> Mapping[str, tuple[Contract, ...]]:
    """Returns for each clause type how the documents rank by weights and scales learned without their fold."""
    out = left_out(sheet, types, jobs)
    return {name: _contracts(sheet, name, out) for name in types}


def figures_of(name: str, contracts: Sequence[Contract]) -> Figures:
    """Returns the figures of one clause type, each with its interval."""

    def decision(part: int) -> Interval:
        return interval(contracts, lambda drawn: decisions(drawn, DECIDED)[part])

    return Figures(
        name=name,
        marked=sum(len(c.found) for c in contracts),
        documents=sum(c.present for c in contracts),
        area=interval(contracts, area),
        precision_at_80=interval(contracts, partial(precision_at, least=0.8)),
        precision=decision(0),
        recall=decision(1),
        f1=decision(2),
        calibration=calibration_error(contracts),
    )


def _contracts(sheet: Sheet, name: str, out: LeftOut) -> tuple[Contract, ...]:
    scores, documents = out.scores[name], out.table.documents
    signs, present = document_signs(sheet, name, scores, documents)
    found: list[Contract | None] = [None] * len(sheet)
    for part in out.folds:
        chosen = np.ones(len(sheet), dtype=np.bool_)
        chosen[part] = False
        _, presence, _ = scales_of(sheet, name, out, chosen)
        for index in part:
            document = sheet[index]
            if name not in document.types:
                continue
            own = scores[documents == index]
            marks = document.marks.get(name, ())
            matched = frozenset().union(*marks)
            found[index] = Contract(
                found=np.array([max((own[i] for i in mark), default=-np.inf) for mark in marks]),
                wrong=own[[i for i in range(len(own)) if i not in matched]],
                presence=float(presence.probability(signs[index][None])[0]),
                present=bool(present[index]),
            )
    return trimmed([contract for contract in found if contract is not None])
