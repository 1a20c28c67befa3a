"""Learns weights: logistic regression over hashed features, pruned and rounded to small whole numbers."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import snowballstemmer
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from spacy.lang.en.stop_words import STOP_WORDS

from clausegap.ranking.features import features_of
from clausegap.ranking.model import STEPS, Scale, TypeWeights, Weights
from clausegap.ranking.vocabulary import Vocabulary, code_of
from clausegap.training.sheet import Sheet, SheetDocument

Matrix: TypeAlias = Any  # scipy.sparse.csr_matrix, which carries no types

_WORD_DOCUMENTS: Final = 4  # a word of fewer documents is mostly a name
_FEATURE_DOCUMENTS: Final = 3
_COST: Final = 15.0
_TOLERANCE: Final = 0.02
_MOST_ROWS: Final = 30_000  # of passages without any label: more make training slower, not better
_NO_SCALE: Final = Scale(0.0, (1.0,))


@dataclass(frozen=True)
class Table:
    """The features of all passages of a sheet.

    Attributes:
        matrix: Float64, shape (passages, features); weighed by how rare a feature is.
        ids: Hash of each feature, uint32.
        rarity: Inverse document frequency of each feature over passages.
        documents: Index of the document of each passage.
    """

    matrix: Matrix
    ids: npt.NDArray[np.uint32]
    rarity: npt.NDArray[np.float64]
    documents: npt.NDArray[np.int64]


def learned_vocabulary(sheet: Sheet) -> Vocabulary:
    """Returns the words that several documents use, with their stems."""
    least = min(_WORD_DOCUMENTS, max(len(sheet) // 10, 1))
    counts = Counter(token for document in sheet for token in {t for p in document.passages for t in p.tokens})
    stem = snowballstemmer.stemmer("english").stemWord
    words = sorted(word for word, count in counts.items() if count >= least)
    coded = {code_of(word): 0 if word in STOP_WORDS or not word[0].isalpha() else code_of(stem(word)) for word in words}
    codes = sorted(coded)
    return Vocabulary(np.array(codes, dtype=np.uint32), np.array([coded[c] for c in codes], dtype=np.uint32))


def feature_table(sheet: Sheet, vocabulary: Vocabulary) -> Table:
    """Returns the features of a sheet that several of its documents have."""
    least = min(_FEATURE_DOCUMENTS, max(len(sheet) // 10, 1))
    found = [features_of(document.passages, vocabulary) for document in sheet]
    ids, counts = np.unique(np.concatenate([np.unique(f.ids) for f in found]), return_counts=True)
    ids = ids[counts >= least]
    rows, columns, values = [], [], []
    first = 0
    for document, features in zip(sheet, found, strict=True):
        places = np.minimum(np.searchsorted(ids, features.ids), len(ids) - 1)
        kept = ids[places] == features.ids
        _, once = np.unique(features.rows[kept] * np.int64(len(ids)) + places[kept], return_index=True)
        rows.append(features.rows[kept][once] + first)
        columns.append(places[kept][once])
        values.append(features.values[kept][once])
        first += len(document.passages)
    matrix = sparse.csr_matrix(
        (np.concatenate(values).astype(np.float64), (np.concatenate(rows), np.concatenate(columns))),
        shape=(first, len(ids)),
    )
    rarity = np.log((1 + first) / (1 + matrix.getnnz(axis=0))) + 1
    matrix = (matrix @ sparse.diags(rarity)).tocsr()
    matrix.sum_duplicates()  # in place and once: worker processes get parts of it that they cannot sort
    documents = np.repeat(np.arange(len(sheet)), [len(document.passages) for document in sheet])
    return Table(matrix, ids, rarity, documents)


@dataclass(frozen=True)
class Line:
    """One linear model: log-odds are ``bias`` plus the weighted features.

    Attributes:
        bias: Log-odds without any feature.
        weights: One for each feature of the table.
    """

    bias: float
    weights: npt.NDArray[np.float64]


def fitted_lines(
    table: Table, sheet: Sheet, types: Sequence[str], chosen: npt.NDArray[np.bool_], jobs: int, cost: float = _COST
) -> dict[str, Line]:
    """Returns a linear model for each clause type.

    Args:
        table: Features of the sheet.
        sheet: Labelled documents.
        types: Clause types to learn.
        chosen: Which documents to learn from, shape (documents,).
        jobs: Processes to use.
        cost: Of an error, against the size of the weights.
    """
    tasks = [_task(table, sheet, name, chosen) for name in types]
    lines = Parallel(n_jobs=jobs)(delayed(_fitted)(matrix, wanted, cost) for matrix, wanted in tasks)
    return dict(zip(types, lines, strict=True))


def labels_of(sheet: Sheet, name: str) -> npt.NDArray[np.bool_]:
    """Returns which passages of a sheet are clauses of a type, shape (passages,)."""
    rows = [np.isin(np.arange(len(d.passages)), sorted(d.positives.get(name, ()))) for d in sheet]
    return np.concatenate(rows)


def _task(table: Table, sheet: Sheet, name: str, chosen: npt.NDArray[np.bool_]) -> tuple[Matrix, npt.NDArray[np.bool_]]:
    looked = np.array([name in document.types for document in sheet]) & chosen
    rows = np.flatnonzero(looked[table.documents])
    labelled = np.concatenate([_labelled(document) for document in sheet])[rows]
    if len(rows) > _MOST_ROWS:
        # Passages without any label are many and alike; an even share of them is enough.
        share = np.random.default_rng(0).random(len(table.documents))[rows] < _MOST_ROWS / len(rows)
        rows, labelled = rows[labelled | share], labelled[labelled | share]
    part = table.matrix[rows]
    part.sort_indices()
    return part, labels_of(sheet, name)[rows]


def _labelled(document: SheetDocument) -> npt.NDArray[np.bool_]:
    marked = sorted({index for indexes in document.positives.values() for index in indexes})
    return np.isin(np.arange(len(document.passages)), marked)


def _fitted(matrix: Matrix, wanted: npt.NDArray[np.bool_], cost: float) -> Line:
    if not wanted.any() or wanted.all():
        return Line(-20.0 if not wanted.any() else 20.0, np.zeros(matrix.shape[1]))
    model = LogisticRegression(C=cost, solver="liblinear", dual=True, tol=_TOLERANCE, max_iter=200, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a rough optimum ranks as well as a fine one
        model.fit(matrix, wanted)
    return Line(float(model.intercept_[0]), np.asarray(model.coef_[0], dtype=np.float64))


def packed(
    table: Table,
    vocabulary: Vocabulary,
    lines: Mapping[str, Line],
    scales: Mapping[str, tuple[Scale, Scale, Scale]],
    *,
    most: int,
    about: Mapping[str, str],
) -> Weights:
    """Returns weights in the form that is shipped.

    Args:
        table: Features that the lines speak of.
        vocabulary: Words behind them.
        lines: A linear model for each clause type.
        scales: For each clause type those of passages, of documents, and of best passages.
        most: Features to keep for each clause type: those with the largest weights.
        about: Where the weights come from.
    """
    columns, types, numbers, each = [], [], [], []
    for index, (name, line) in enumerate(lines.items()):
        weights = line.weights * table.rarity  # the table's values hold the rarity, features at run time do not
        order = np.argsort(-np.abs(weights), kind="stable")[:most]
        step = float(np.abs(weights[order]).max(initial=0.0)) / STEPS**2 or 1.0
        # Roots give small weights finer steps: most are small, and the few large ones do not need them.
        rounded = np.rint(np.sqrt(np.abs(weights[order]) / step)) * np.sign(weights[order])
        kept = np.flatnonzero(rounded)
        columns.append(order[kept])
        numbers.append(rounded[kept])
        types.append(np.full(len(kept), index))
        each.append(TypeWeights(name, line.bias, step, *scales.get(name, (_NO_SCALE,) * 3)))
    column, kind, number = (np.concatenate(parts) for parts in (columns, types, numbers))
    order = np.lexsort((kind, column))
    used, counts = np.unique(column, return_counts=True)
    return Weights(
        vocabulary=vocabulary,
        features=table.ids[used],
        starts=np.concatenate(([0], np.cumsum(counts))).astype(np.uint32),
        types=kind[order].astype(np.uint8),
        weights=number[order].astype(np.int8),
        each=tuple(each),
        about=about,
    )


def folds(count: int, number: int = 5, seed: int = 0) -> Iterator[npt.NDArray[np.int64]]:
    """Yields the documents of each fold, every document in one of them."""
    order = np.random.default_rng(seed).permutation(count)
    for index in range(number):
        yield np.sort(order[index::number])
