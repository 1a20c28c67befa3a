"""Which features of a text the weights know, each once for a passage, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from clausegap.ranking.features import GROUPS, Column, Features, hashes_of
from clausegap.ranking.vocabulary import Indexes, Vocabulary

_MOST_BITS: Final = 22  # of the table of leading bits, which then takes 16 MB


@dataclass(frozen=True, slots=True)
class Known:
    """Features of passages that count, each once for a passage and group, in columns of one length.

    They are in order of passage and group. It is what is kept of a text: small numbers, ten bytes a character.

    Attributes:
        cells: Passage and group: ``passage * len(GROUPS) + group``, int32.
        places: Index of the feature in the weights, int32.
        order: Number of the feature within its group, by which equals are told apart, int32.
        first: The first token of the first place where the passage has it, int32; counted as in ``Column``.
        last: The last token there, int32.
        values: Value of the features of each cell, float32, shape (passages * groups,).
    """

    cells: npt.NDArray[np.int32]
    places: npt.NDArray[np.int32]
    order: npt.NDArray[np.int32]
    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    values: npt.NDArray[np.float32]

    def of_passage(self, index: int) -> slice:
        """Returns where the features of a passage are."""
        start, end = np.searchsorted(self.cells, (index * len(GROUPS), (index + 1) * len(GROUPS))).tolist()
        return slice(start, end)


class FeatureIndex:
    """Finds the features of texts among those that count.

    Args:
        hashes: Those that count, sorted, uint32.
        vocabulary: Words behind them.
    """

    def __init__(self, hashes: npt.NDArray[np.uint32], vocabulary: Vocabulary) -> None:
        self._count = len(hashes)
        self._vocabulary = vocabulary
        bits = min(max(self._count.bit_length(), 1), _MOST_BITS)
        self._shift = np.uint32(32 - bits)
        counts = np.bincount(hashes >> self._shift, minlength=1 << bits)
        self._starts = np.cumsum(counts) - counts
        self._most = int(counts.max())
        self._hashes = np.append(hashes, np.uint32(0xFFFFFFFF))  # no search runs over the end
        self._word_places: dict[int, Indexes] = {}

    def known(self, features: Features) -> Known:
        """Returns the features that count."""
        columns = features.columns
        found = [self._places(group, column) for group, column in enumerate(columns)]
        counted = [np.flatnonzero(places < self._count) for places in found]
        # One number holds passage, group, feature and order, so that one sort brings all in order, and equal features
        # together, the first ahead. 500 passages with a million words, of a million features, need 56 of its 63 bits.
        order_bits = max(len(column.rows) for column in columns).bit_length()
        place_bits = self._count.bit_length()
        keys = [
            ((((column.rows[at] * len(GROUPS) + group) << place_bits) + places[at]) << order_bits) + at
            for group, (column, places, at) in enumerate(zip(columns, found, counted, strict=True))
        ]
        key = np.sort(np.concatenate(keys))
        named = key >> order_bits
        once = np.flatnonzero(np.diff(named, prepend=-1))
        named = named[once]
        cells, order = named >> place_bits, key[once] & ((1 << order_bits) - 1)
        first, last = _sources(columns, cells % len(GROUPS), order)
        return Known(
            cells=cells.astype(np.int32),
            places=(named & ((1 << place_bits) - 1)).astype(np.int32),
            order=order.astype(np.int32),
            first=first,
            last=last,
            values=features.values_by_group.ravel(),
        )

    def _places(self, group: int, column: Column) -> Indexes:
        """Returns the index of each feature of a group, the number of all for one that does not count."""
        if column.words is None:
            return self.found(hashes_of(group, column.codes))
        if group not in self._word_places:
            self._word_places[group] = self.found(hashes_of(group, self._vocabulary.codes))
        return self._word_places[group][column.words]

    def found(self, hashes: npt.NDArray[np.uint32]) -> Indexes:
        """Returns the index of each hash, the number of all for an unknown one.

        Hashes are spread evenly: the leading bits of one tell where it is, but for a few steps. The jumps of
        a binary search cost eight times as much.
        """
        places = self._starts[hashes >> self._shift]
        for _ in range(self._most):
            places += self._hashes[places] < hashes
        return np.where(self._hashes[places] == hashes, places, self._count)


def _sources(
    columns: tuple[Column, ...], groups: Indexes, order: Indexes
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Returns the first and the last token of features, by their groups and their numbers within these."""
    lengths = np.array([len(column.rows) for column in columns])
    at = (np.cumsum(lengths) - lengths)[groups] + order
    first = np.concatenate([column.first for column in columns]).astype(np.int32)
    last = np.concatenate([column.last for column in columns]).astype(np.int32)
    return first[at], last[at]
