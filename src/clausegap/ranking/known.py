"""Which features of a text the weights know, each once for a passage, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from clausegap.ranking.features import Column, Features, hashes_of, ranges
from clausegap.ranking.vocabulary import Indexes, Vocabulary

Places = npt.NDArray[np.int32]

_SPREADING: Final = np.uint64(0x9E3779B97F4A7C15)  # of consecutive numbers its multiples share no leading bits
_MOST_BITS: Final = 22  # of the table of leading bits, which then takes 16 MB


@dataclass(frozen=True, slots=True)
class Known:
    """Features of passages that count, each once for a passage and group, in columns of one length.

    They are in order of group, passage, and text. It is what is kept of a text: ten bytes a character.

    Attributes:
        places: Index of the feature in the weights, int32.
        first: The first token of the first place where the passage has it, int32; counted as in ``Column``.
        last: The last token there, int32.
        starts: Where the features of each group and passage begin, and the end, shape (groups * passages + 1,).
        values: The value that all features of a group and passage have, float32, shape (groups, passages).
    """

    places: Places
    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    starts: Indexes
    values: npt.NDArray[np.float32]

    def of_passage(self, index: int) -> tuple[Indexes, Indexes]:
        """Returns which features a passage has, and their groups."""
        count = self.values.shape[1]
        starts, ends = self.starts[:-1][index::count], self.starts[1:][index::count]
        groups, features = ranges(starts, ends)
        return features, groups


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
        self._starts = (np.cumsum(counts) - counts).astype(np.int32)
        self._most = int(counts.max())
        self._hashes = np.append(hashes, np.uint32(0xFFFFFFFF))  # no search runs over the end
        self._word_places: dict[int, Places] = {}

    def known(self, features: Features) -> Known:
        """Returns the features that count."""
        columns, count = features.columns, features.count
        found = [self._places(group, column) for group, column in enumerate(columns)]
        counted = [np.flatnonzero(places < self._count) for places in found]
        chosen = list(zip(columns, found, counted, strict=True))
        cells = np.concatenate([column.rows[at] + group * count for group, (column, _, at) in enumerate(chosen)])
        places = np.concatenate([places[at] for _, places, at in chosen])
        once = first_of_equals(cells * self._count + places)
        return Known(
            places=places[once],
            first=np.concatenate([column.first[at] for column, _, at in chosen])[once].astype(np.int32),
            last=np.concatenate([column.last[at] for column, _, at in chosen])[once].astype(np.int32),
            starts=np.searchsorted(cells[once], np.arange(len(columns) * count + 1)),
            values=features.values_by_group,
        )

    def _places(self, group: int, column: Column) -> Places:
        """Returns the index of each feature of a group, the number of all for one that does not count."""
        if column.words is None:
            return self.found(hashes_of(group, column.codes))
        if group not in self._word_places:
            self._word_places[group] = self.found(hashes_of(group, self._vocabulary.codes))
        return self._word_places[group][column.words]

    def found(self, hashes: npt.NDArray[np.uint32]) -> Places:
        """Returns the index of each hash, the number of all for an unknown one.

        Hashes are spread evenly: the leading bits of one tell where it is, but for a few steps. The jumps of
        a binary search cost eight times as much.
        """
        places = self._starts[hashes >> self._shift]
        for _ in range(self._most):
            places += self._hashes[places] < hashes
        return np.where(self._hashes[places] == hashes, places, np.int32(self._count))


def first_of_equals(keys: Indexes) -> Indexes:
    """Returns the indexes of the numbers that did not come before, in order.

    It is a hash table: each number takes the slot of its hash, the earliest of those that want it stays, and a
    number that met its equal there is out. The others try again. Sorting takes twice as long.
    """
    bits = (4 * len(keys)).bit_length()
    slots = (keys.astype(np.uint64) * _SPREADING >> np.uint64(64 - bits)).astype(np.int64)
    table = np.zeros(1 << bits, dtype=np.int64)
    once = np.zeros(len(keys), dtype=np.bool_)
    waiting = np.arange(len(keys))
    while len(waiting):
        wanted = slots[waiting]
        table[wanted[::-1]] = waiting[::-1]  # of equal indexes, numpy keeps the last value
        holders = table[wanted]
        once[holders] = True
        waiting = waiting[keys[holders] != keys[waiting]]
    return np.flatnonzero(once)
