"""The weights of the ranker: one file of small numbers, and what they make of features."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from clausegap.errors import WeightsError
from clausegap.ranking.features import Features
from clausegap.ranking.known import FeatureIndex, Known
from clausegap.ranking.vocabulary import Indexes, Vocabulary

Scores = npt.NDArray[np.float64]

FORMAT: Final = 1
STEPS: Final = 127  # a stored number n stands for n * |n| steps
_ARRAYS: Final[Mapping[str, str]] = {
    "meta": "uint8", "words": "uint32", "stems": "uint32", "features": "uint32", "starts": "uint8",
    "types": "uint8", "weights": "int8",
}  # fmt: skip
_SCALES: Final = ("passage", "presence", "best")
_PAIRS: Final = (("words", "stems"), ("features", "starts"), ("types", "weights"))  # of one length each
# What numpy and its reader of archives raise on files that are damaged or of another kind.
_UNREADABLE: Final = (
    OSError, ValueError, KeyError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True)
class Scale:
    """How a score becomes a probability: a logistic curve over a few signs.

    Attributes:
        bias: Log-odds where all signs are zero.
        weights: One for each sign.
    """

    bias: float
    weights: tuple[float, ...]

    def probability(self, signs: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Returns probabilities for rows of signs, shape (n, number of weights) to (n,)."""
        odds = np.asarray(signs, dtype=np.float64) @ np.array(self.weights) + self.bias
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -40.0, 40.0))))


@dataclass(frozen=True)
class TypeWeights:
    """What is learned of one clause type beside its features.

    Attributes:
        id: Of the clause type.
        bias: Log-odds of a passage without any known feature.
        step: Log-odds of the smallest stored weight; n stands for n * |n| steps.
        passage: From the score of a passage to the probability that it is such a clause.
        presence: From the signs of a document to the probability that it has such a clause.
        best: The same from the score of its best passage alone, by which passages of several documents
            are ranked.
    """

    id: str
    bias: float
    step: float
    passage: Scale
    presence: Scale
    best: Scale


@dataclass(frozen=True)
class Weights:
    """Learned weights of some clause types.

    Attributes:
        vocabulary: Known words, as hashes.
        features: Sorted hashes of the features that count, uint32, shape (F,).
        starts: Where the entries of each feature begin in the next two, uint32, shape (F + 1,).
        types: Index of the clause type of an entry, uint8.
        weights: Whole number from -127 to 127 of an entry, int8.
        each: One for each clause type.
        about: Where the weights come from: version, data, licence; for people.
        fingerprint: SHA-256 of the file.
    """

    vocabulary: Vocabulary
    features: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.uint32]
    types: npt.NDArray[np.uint8]
    weights: npt.NDArray[np.int8]
    each: tuple[TypeWeights, ...]
    about: Mapping[str, str]
    fingerprint: str = ""

    def known(self, features: Features) -> Known:
        """Returns the features that count."""
        return self._index.known(features)

    def contributions(self, known: Known, index: int, position: int) -> tuple[Indexes, Indexes, Scores]:
        """Returns which known features a passage has, their groups, and what each adds to a clause type's log-odds.

        Args:
            known: The features that count.
            index: Of the passage.
            position: Of the clause type.
        """
        features, groups = known.of_passage(index)
        numbers = self._table[known.places[features], position].astype(np.float64)
        return features, groups, numbers * self.each[position].step * known.values[groups, index]

    def scores(self, known: Known) -> Scores:
        """Returns the log-odds of each passage and clause type, float64, shape (passages, number of types)."""
        groups, count = known.values.shape
        added = np.zeros((groups * count, len(self.each)))
        filled = np.flatnonzero(np.diff(known.starts))
        if len(filled):
            numbers = self._table.take(known.places, axis=0)
            # All features of a group and passage have one value, the rest are whole numbers: their sum is exact.
            sums = np.add.reduceat(numbers, known.starts[filled], axis=0, dtype=self._sum_type)
            added[filled] = sums * known.values.ravel()[filled, None]
        steps, biases = np.array([one.step for one in self.each]), np.array([one.bias for one in self.each])
        return np.asarray(added.reshape(groups, count, len(self.each)).sum(axis=0) * steps + biases)

    @cached_property
    def _index(self) -> FeatureIndex:
        return FeatureIndex(self.features, self.vocabulary)

    @cached_property
    def _table(self) -> npt.NDArray[np.int16]:
        """The steps of each feature and clause type: mostly zeros, but those of a text have most of the others."""
        width = len(self.each)
        places = np.repeat(np.arange(len(self.features)) * width, np.diff(self.starts)) + self.types
        table = np.zeros(len(self.features) * width, dtype=np.int16)
        numbers = self.weights.astype(np.int16)
        table[places] = numbers * np.abs(numbers)
        return table.reshape(len(self.features), width)

    @cached_property
    def _sum_type(self) -> type[np.int32 | np.int64]:
        """What the steps of any set of features add up in: the small one, which is faster, where all would fit."""
        most = np.bincount(self.types, weights=self.weights.astype(np.float64) ** 2).max(initial=0.0)
        return np.int32 if most < np.iinfo(np.int32).max else np.int64


def presence_signs(scores: npt.NDArray[np.float64], known: float) -> npt.NDArray[np.float64]:
    """Returns what tells whether a document has a clause of a type, float64, shape (4,).

    Args:
        scores: Log-odds of its passages, shape (passages,).
        known: Score of the best clause that the rules found, 0 to 1.
    """
    best = np.sort(np.concatenate((scores, [-12.0, -12.0])))[::-1]
    total = np.sum(1.0 / (1.0 + np.exp(-np.clip(scores, -40.0, 40.0))))
    return np.array([best[0], best[1], np.log(1e-3 + total), 4.0 * known])


def weights_to_bytes(weights: Weights) -> bytes:
    """Returns the file of weights; equal weights give equal bytes."""
    meta = {"format": FORMAT, "about": dict(weights.about), "types": [_written(one) for one in weights.each]}
    arrays: dict[str, npt.NDArray[Any]] = {
        "meta": np.frombuffer(json.dumps(meta, sort_keys=True).encode(), dtype=np.uint8),
        "words": weights.vocabulary.words,
        "stems": weights.vocabulary.stems,
        "features": np.diff(weights.features, prepend=np.uint32(0)).astype(np.uint32),
        "starts": np.diff(weights.starts).astype(np.uint8),
        "types": weights.types,
        "weights": weights.weights,
    }
    target = io.BytesIO()
    # As numpy's own archives, whose writer has no switch against pickles in the oldest version that will do.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, array in arrays.items():
            with archive.open(f"{key}.npy", "w", force_zip64=True) as file:
                np.lib.format.write_array(file, array, allow_pickle=False)
    return target.getvalue()


def weights_from_bytes(data: bytes, name: str) -> Weights:
    """Returns the weights of a file.

    Args:
        data: The file.
        name: Of the file, for errors.

    Raises:
        WeightsError: It is damaged, or made by another version of this format.
    """
    arrays = _arrays_of(data, name)
    try:
        meta = json.loads(arrays["meta"].tobytes())
        if meta["format"] != FORMAT:
            raise WeightsError(name, f"has format {meta['format']!r}, this version reads {FORMAT}; train it anew")
        each, about = tuple(_read(row) for row in meta["types"]), dict(meta["about"])
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise WeightsError(name, f"is damaged or no file of weights ({error})") from error
    if int(arrays["types"].max(initial=0)) >= max(len(each), 1):
        raise WeightsError(name, "is damaged: its parts do not fit together")
    return Weights(
        vocabulary=Vocabulary(arrays["words"], arrays["stems"]),
        features=np.cumsum(arrays["features"], dtype=np.uint32),
        starts=np.concatenate(([0], np.cumsum(arrays["starts"], dtype=np.uint32))).astype(np.uint32),
        types=arrays["types"],
        weights=arrays["weights"],
        each=each,
        about=about,
        fingerprint=hashlib.sha256(data).hexdigest(),
    )


def _arrays_of(data: bytes, name: str) -> dict[str, npt.NDArray[Any]]:
    """Returns the arrays of a file of weights, of the kinds and lengths that belong together."""
    try:
        # Not np.load: it also takes other kinds of files, and gives other kinds of answers.
        with np.lib.npyio.NpzFile(io.BytesIO(data), own_fid=True, allow_pickle=False) as file:
            arrays = {key: np.asarray(file[key]) for key in _ARRAYS}
    except _UNREADABLE as error:
        raise WeightsError(name, f"is damaged or no file of weights ({error})") from error
    for key, kind in _ARRAYS.items():
        if arrays[key].dtype != kind or arrays[key].ndim != 1:
            raise WeightsError(name, f"is damaged or no file of weights ({key} is not a row of {kind})")
    entries = int(arrays["starts"].sum())
    lengths = [(len(arrays[left]), len(arrays[right])) for left, right in _PAIRS]
    if any(left != right for left, right in lengths) or entries != len(arrays["weights"]):
        raise WeightsError(name, "is damaged: its parts do not fit together")
    return arrays


def _written(one: TypeWeights) -> dict[str, Any]:
    scales = {name: getattr(one, name) for name in _SCALES}
    written = {name: [scale.bias, *scale.weights] for name, scale in scales.items()}
    return {"id": one.id, "bias": one.bias, "step": one.step, **written}


def _read(row: Mapping[str, Any]) -> TypeWeights:
    def scale(numbers: Sequence[float]) -> Scale:
        return Scale(numbers[0], tuple(numbers[1:]))

    return TypeWeights(row["id"], row["bias"], row["step"], *(scale(row[name]) for name in _SCALES))
