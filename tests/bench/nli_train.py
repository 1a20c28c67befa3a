"""Learns to rank the evidence of the ContractNLI statements; needs ``clausegap[train]``.

    nli_train.py --gold dev.json --out nda.npz
    nli_train.py --gold dev.json --left-out predictions.json [--seed N]

The second form writes what ``nli.py`` writes, but each document is ranked by weights learned without
it and without all that is in its fold: vocabulary, rarity of features, weights and comparison. The
verdicts that give the labels are not learned, so the labels are the same.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from nli import answers
from nli_model import VIEWS, EvidenceModel, Odds, compared, model_to_bytes, signs_of, views_of, with_first
from nli_spans import Spans, spans_of
from sklearn.linear_model import LogisticRegression

from clausegap.ranking.model import Weights
from clausegap.training.fit import feature_table, fitted_lines, folds, learned_vocabulary, packed
from clausegap.training.sheet import Sheet, SheetDocument

_COSTS: Final = (15.0, 1.0)  # of each view: rules are few, and tell of one another
_COMPARISON_COST: Final = 0.001
_INNER_FOLDS: Final = 5
_MOST_FEATURES: Final = 5000  # of one statement and view
_ABOUT: Final = {"data": "ContractNLI, development part", "attribution": "Koreeda and Manning 2021, CC BY 4.0"}


class Lesson:
    """Documents with their spans as the ranker sees them, and what experts marked.

    Args:
        documents: As ContractNLI has them.
        statements: Their keys, in the order of the columns.
        seen: The spans of each document.
    """

    def __init__(self, documents: Sequence[dict[str, Any]], statements: Sequence[str], seen: Sequence[Spans]) -> None:
        self.documents, self.statements, self.seen = documents, tuple(statements), seen

    def part(self, indexes: Sequence[int]) -> Lesson:
        """Returns the lesson of some of the documents."""
        return Lesson([self.documents[i] for i in indexes], self.statements, [self.seen[i] for i in indexes])

    def _notes(self, index: int) -> dict[str, Any]:
        notes: dict[str, Any] = self.documents[index]["annotation_sets"][0]["annotations"]
        return notes

    def sheet(self, view: int) -> Sheet:
        """Returns the documents as the library learns from them, seen in one of ``VIEWS``."""
        return [
            SheetDocument(
                name=str(document["id"]),
                passages=views_of(self.seen[index])[view],
                spans=tuple((int(a), int(b)) for a, b in document["spans"]),
                positives={key: frozenset(self._notes(index)[key]["spans"]) for key in self.statements},
                marks={},
                types=frozenset(self.statements),
                known={},
            )
            for index, document in enumerate(self.documents)
        ]

    def marked(self, index: int) -> npt.NDArray[np.bool_]:
        """Returns which spans of a document are evidence, shape (spans, statements)."""
        found = np.zeros((len(self.seen[index].stems), len(self.statements)), dtype=np.bool_)
        for column, key in enumerate(self.statements):
            found[self._notes(index)[key]["spans"], column] = True
        return found

    def answered(self, index: int) -> npt.NDArray[np.bool_]:
        """Returns which statements a document answers: for the others there is no evidence to rank."""
        return np.array([self._notes(index)[key]["choice"] != "NotMentioned" for key in self.statements])


def learned(lesson: Lesson) -> EvidenceModel:
    """Returns what is learned from all documents of a lesson."""
    views, scores = zip(*(_view(lesson, view) for view in range(len(VIEWS))), strict=True)
    return EvidenceModel(views, _passes(lesson, scores))


def _view(lesson: Lesson, view: int) -> tuple[Weights, Odds]:
    """Returns the weights of a view, and the scores of all spans by weights learned without their document."""
    sheet = lesson.sheet(view)
    vocabulary = learned_vocabulary(sheet)
    table = feature_table(sheet, vocabulary)
    cost = _COSTS[view]
    scores = np.zeros((len(table.documents), len(lesson.statements)))
    chosen = np.ones(len(sheet), dtype=np.bool_)
    for part in folds(len(sheet), _INNER_FOLDS):
        without = chosen.copy()
        without[part] = False
        rows = np.flatnonzero(~without[table.documents])
        for column, line in enumerate(fitted_lines(table, sheet, lesson.statements, without, 1, cost).values()):
            scores[rows, column] = table.matrix[rows] @ line.weights + line.bias
    lines = fitted_lines(table, sheet, lesson.statements, chosen, 1, cost)
    return packed(table, vocabulary, lines, {}, most=_MOST_FEATURES, about=_ABOUT), scores


def _passes(lesson: Lesson, scores: Sequence[Odds]) -> tuple[Odds, ...]:
    """Returns the weights of both passes of the comparison, learned where there is evidence to rank."""
    ends = np.cumsum([len(spans.stems) for spans in lesson.seen])[:-1]
    odds = list(zip(*(np.split(view, ends) for view in scores), strict=True))
    signs = [signs_of(spans, views) for spans, views in zip(lesson.seen, odds, strict=True)]
    first = _fitted(lesson, signs)
    more = [with_first(spans, s, compared(s, first)) for spans, s in zip(lesson.seen, signs, strict=True)]
    return first, _fitted(lesson, more)


def _fitted(lesson: Lesson, signs: Sequence[Odds]) -> Odds:
    answered = [lesson.answered(index) for index in range(len(signs))]
    rows = np.concatenate([s[:, a].reshape(-1, s.shape[2]) for s, a in zip(signs, answered, strict=True)])
    wanted = np.concatenate([lesson.marked(index)[:, a].ravel() for index, a in enumerate(answered)])
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0.0] = 1.0
    model = LogisticRegression(C=_COMPARISON_COST, max_iter=500, tol=1e-3).fit((rows - middle) / spread, wanted)
    weights = model.coef_[0] / spread
    return np.concatenate((model.intercept_ - middle @ weights, weights))


def left_out(lesson: Lesson, number: int, seed: int) -> dict[str, dict[str, Any]]:
    """Returns the answers about each document by a model learned without its fold."""
    found: dict[str, dict[str, Any]] = {}
    for part in folds(len(lesson.documents), number, seed):
        model = learned(lesson.part(np.setdiff1d(np.arange(len(lesson.documents)), part).tolist()))
        for index in part.tolist():
            document = lesson.documents[index]
            spans = [(int(a), int(b)) for a, b in document["spans"]]
            found[str(document["id"])] = dict(answers(lesson.seen[index], spans, model))
    return found


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--gold", type=Path, required=True, help="ContractNLI file, with its labels")
    args.add_argument("--out", type=Path, help="file of weights to write")
    args.add_argument("--left-out", type=Path, help="JSON file of left-out predictions to write")
    args.add_argument("--folds", type=int, default=10)
    args.add_argument("--seed", type=int, default=2, help="of the folds")
    opt = args.parse_args()
    started = time.perf_counter()
    data = json.loads(opt.gold.read_text(encoding="utf-8"))
    documents = data["documents"]
    seen = [spans_of(d["text"], [(int(a), int(b)) for a, b in d["spans"]]) for d in documents]
    lesson = Lesson(documents, sorted(data["labels"], key=lambda key: int(key.split("-")[1])), seen)
    if opt.out:
        opt.out.write_bytes(model_to_bytes(learned(lesson)))
    if opt.left_out:
        opt.left_out.write_text(json.dumps(left_out(lesson, opt.folds, opt.seed)), encoding="utf-8")
    print(json.dumps({"documents": len(documents), "seconds": round(time.perf_counter() - started, 1)}))


if __name__ == "__main__":
    main()
