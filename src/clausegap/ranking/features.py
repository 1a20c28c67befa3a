"""Hashed features of passages: word sequences, pairs of content words, headings, neighbours and rules.

A feature is a 32-bit hash; its value is the weight of its group, divided by the root of how many
features of the group the passage has, so that long passages do not outweigh short ones. Everything
is computed for a whole document at once, in numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from clausegap.ranking.passages import Passage
from clausegap.ranking.vocabulary import Codes, Indexes, Vocabulary, code_of, name_code

# One over the usual rarity of a feature of the group, so that groups weigh alike; what is around the
# passage counts half as much as what is in it. Rules and cues are few and each counts alone; cues were
# written to tell clause types apart, rules for other ends.
GROUPS: Final = {
    "word": 0.2, "pair": 0.135, "triple": 0.114, "skip": 0.113, "heading": 0.076, "before": 0.106, "after": 0.106,
    "rule": 0.047, "cue": 0.094,
}  # fmt: skip
_NAMES: Final = tuple(GROUPS)
NEIGHBOURHOOD: Final = 40  # tokens before and after a passage
_SKIP_WORDS: Final = 8  # how many content words a pair may reach over
_SKIP_TOKENS: Final = 12
_HEADING_WORDS: Final = 24
_COUNTED_ALONE: Final = ("rule", "cue")

_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
_SECOND: Final = np.uint64(0xBF58476D1CE4E5B9)
_LOW: Final = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Column:
    """The features of one group in order of passage, in columns of one length.

    Attributes:
        rows: Index of the passage.
        codes: What the hash is made of.
        first: The first token that it is made of, counted over the tokens of all passages, of all headings, or
            over the rules, as its group has it.
        last: The last such token.
        words: Number of the token in the vocabulary where all features are single words; such are hashed once
            and not for each text. Else None.
    """

    rows: Indexes
    codes: Codes
    first: Indexes
    last: Indexes
    words: Indexes | None = None


@dataclass(frozen=True)
class Features:
    """Features of the passages of one document: those of the groups, one after the other.

    Attributes:
        columns: One for each of ``GROUPS``, in their order.
        count: Number of passages.
    """

    columns: tuple[Column, ...]
    count: int

    @cached_property
    def rows(self) -> Indexes:
        """Index of the passage of each feature."""
        return np.concatenate([column.rows for column in self.columns])

    @cached_property
    def groups(self) -> npt.NDArray[np.uint8]:
        """Index of its group in ``GROUPS``."""
        return np.repeat(np.arange(len(GROUPS), dtype=np.uint8), [len(column.rows) for column in self.columns])

    @cached_property
    def ids(self) -> npt.NDArray[np.uint32]:
        """Its hash."""
        return np.concatenate([hashes_of(group, column.codes) for group, column in enumerate(self.columns)])

    @cached_property
    def values(self) -> npt.NDArray[np.float32]:
        """Its value."""
        return self.values_by_group[self.groups, self.rows]

    @cached_property
    def values_by_group(self) -> npt.NDArray[np.float32]:
        """The value that all features of a group and passage have, shape (groups, passages)."""
        values = np.repeat(np.array(list(GROUPS.values()), dtype=np.float32)[:, None], self.count, axis=1)
        for group, column in enumerate(self.columns):
            if _NAMES[group] not in _COUNTED_ALONE:
                counts = np.bincount(column.rows, minlength=self.count)
                values[group] /= np.sqrt(np.maximum(counts, 1)).astype(np.float32)
        return values


def features_of(passages: Sequence[Passage], vocabulary: Vocabulary) -> Features:
    """Returns the features of the passages of one document; a passage may have one more than once."""
    text = _Words([passage.tokens for passage in passages], vocabulary)
    heads = _Words(list(map(heading_of, passages)), vocabulary)
    columns = (
        text.words(), text.pairs(), text.triples(), text.skips(), heads.words_and_pairs(),
        text.before(), text.after(),
        _named([passage.rules for passage in passages]),
        _named([passage.cues for passage in passages]),
    )  # fmt: skip
    return Features(columns, len(passages))


def heading_of(passage: Passage) -> tuple[str, ...]:
    """Returns the words of the headings above a passage that are features: those nearest to it."""
    return passage.heading[-_HEADING_WORDS:]


def hashes_of(group: int, codes: Codes) -> npt.NDArray[np.uint32]:
    """Returns the hashes of features of a group, from their codes."""
    return (_mixed(codes, np.uint64(code_of(_NAMES[group]))) & _LOW).astype(np.uint32)


class _Words:
    """Rows of tokens, one for each passage or heading, put end to end."""

    def __init__(self, rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rows, self._starts, self._ends = _placed(rows)
        self._places = np.arange(len(self._rows))
        self._numbers = vocabulary.numbers(rows)
        self._codes = vocabulary.codes[self._numbers]

    def words(self) -> Column:
        return Column(self._rows, self._codes, self._places, self._places, self._numbers)

    def pairs(self) -> Column:
        return self._sequence(1, _mixed(self._codes[:-1], self._codes[1:]))

    def triples(self) -> Column:
        return self._sequence(2, _mixed(_mixed(self._codes[:-2], self._codes[1:-1]), self._codes[2:]))

    def words_and_pairs(self) -> Column:
        words, pairs = self.words(), self.pairs()
        rows = np.concatenate((words.rows, pairs.rows))
        order = np.argsort(rows, kind="stable")
        return Column(
            rows[order],
            np.concatenate((words.codes, pairs.codes))[order],
            np.concatenate((words.first, pairs.first))[order],
            np.concatenate((words.last, pairs.last))[order],
        )

    def _sequence(self, more: int, codes: Codes) -> Column:
        inside = np.flatnonzero(self._rows[more:] == self._rows[:-more])
        return Column(self._rows[inside], codes[inside], inside, inside + more)

    def skips(self) -> Column:
        """Returns ordered pairs of the stems of content words that stand near each other."""
        stems = self._vocabulary.stem_codes[self._numbers]
        places = np.flatnonzero(stems)
        pairs = list(_near(places, self._rows[places]))
        left, right = (places[np.concatenate(ends)] for ends in zip(*pairs, strict=True))
        order = np.argsort(self._rows[left], kind="stable")
        left, right = left[order], right[order]
        return Column(self._rows[left], _mixed(stems[left], stems[right]), left, right)

    def before(self) -> Column:
        return self._stretch(np.maximum(self._starts - NEIGHBOURHOOD, 0), self._starts)

    def after(self) -> Column:
        return self._stretch(self._ends, np.minimum(self._ends + NEIGHBOURHOOD, len(self._rows)))

    def _stretch(self, starts: Indexes, ends: Indexes) -> Column:
        rows, places = ranges(starts, ends)
        return Column(rows, self._codes[places], places, places, self._numbers[places])


def _near(places: Indexes, rows: Indexes) -> Iterator[tuple[Indexes, Indexes]]:
    """Yields pairs of content words that stand near each other in one row, as indexes of the content words."""
    for step in range(1, _SKIP_WORDS + 1):
        near = (places[step:] - places[:-step] <= _SKIP_TOKENS) & (rows[step:] == rows[:-step])
        left = np.flatnonzero(near)
        yield left, left + step


def _named(rows: Sequence[Sequence[str]]) -> Column:
    """Returns names of rules or cues, each a feature of its own."""
    owners, _, _ = _placed(rows)
    codes = np.array(list(map(name_code, chain.from_iterable(rows))), dtype=np.uint64)
    return Column(owners, codes, np.arange(len(owners)), np.arange(len(owners)))


def _placed(rows: Sequence[Sequence[str]]) -> tuple[Indexes, Indexes, Indexes]:
    """Returns the row of each token of rows put end to end, and where each row starts and ends."""
    lengths = np.array(list(map(len, rows)), dtype=np.int64)
    ends = np.cumsum(lengths)
    return np.repeat(np.arange(len(rows)), lengths), ends - lengths, ends


def ranges(starts: Indexes, ends: Indexes) -> tuple[Indexes, Indexes]:
    """Returns the numbers from each start up to its end, one range after the other, and the range of each."""
    lengths = ends - starts
    owners = np.repeat(np.arange(len(starts)), lengths)
    return owners, np.arange(len(owners)) + (starts - (np.cumsum(lengths) - lengths))[owners]


def _mixed(left: Codes, right: Codes | np.uint64) -> Codes:
    mixed = (left * _MULTIPLIER) ^ (right + (left << np.uint64(6)) + (left >> np.uint64(2)))
    mixed ^= mixed >> np.uint64(31)
    mixed *= _SECOND
    return mixed ^ (mixed >> np.uint64(29))
