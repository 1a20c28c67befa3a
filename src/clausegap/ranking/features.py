"""Hashed features of passages: word sequences, pairs of content words, headings, neighbours and rules.

A feature is a 32-bit hash; its value is the weight of its group, divided by the root of how many
features of the group the passage has, so that long passages do not outweigh short ones. Everything
is computed for a whole document at once, in numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from clausegap.ranking.passages import Passage
from clausegap.ranking.vocabulary import Codes, Vocabulary, code_of

Indexes = npt.NDArray[np.int64]

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
class Features:
    """Features of the passages of one document, as columns of one length.

    Attributes:
        rows: Index of the passage.
        ids: Hash of the feature, uint32.
        values: Its value, float32.
        groups: Index of its group in ``GROUPS``, uint8.
        sources: First and last token it is made of, int64, shape (n, 2): counted over the tokens of all
            passages, of all headings, or over the rules, as its group has it.
    """

    rows: Indexes
    ids: npt.NDArray[np.uint32]
    values: npt.NDArray[np.float32]
    groups: npt.NDArray[np.uint8]
    sources: Indexes


class _Column(NamedTuple):
    """The features of one group: passages, codes, and the tokens behind them."""

    rows: Indexes
    codes: Codes
    first: Indexes
    last: Indexes


def features_of(passages: Sequence[Passage], vocabulary: Vocabulary) -> Features:
    """Returns the features of the passages of one document; a passage may have one more than once."""
    text = _Tokens([passage.tokens for passage in passages], vocabulary)
    heads = _Tokens([heading_of(passage) for passage in passages], vocabulary)
    rules = _Tokens([sorted(passage.rules) for passage in passages], None)
    cues = _Tokens([sorted(passage.cues) for passage in passages], None)
    columns = (text.words(), text.pairs(), text.triples(), text.skips(), heads.words_and_pairs(),
               text.before(), text.after(), rules.words(), cues.words())  # fmt: skip
    found = [_hashed(index, column) for index, column in enumerate(columns)]
    return Features(
        rows=np.concatenate([column.rows for column in columns]),
        ids=np.concatenate([ids for ids, _ in found]),
        values=np.concatenate([values for _, values in found]),
        groups=np.repeat(np.arange(len(columns), dtype=np.uint8), [len(column.rows) for column in columns]),
        sources=np.concatenate([np.column_stack((column.first, column.last)) for column in columns]),
    )


def heading_of(passage: Passage) -> tuple[str, ...]:
    """Returns the words of the headings above a passage that are features: those nearest to it."""
    return passage.heading[-_HEADING_WORDS:]


def _hashed(index: int, column: _Column) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float32]]:
    name = _NAMES[index]
    ids = (_mixed(column.codes, np.uint64(code_of(name))) & _LOW).astype(np.uint32)
    values = np.full(len(ids), GROUPS[name], dtype=np.float32)
    if name not in _COUNTED_ALONE and len(ids):
        values /= np.sqrt(np.bincount(column.rows)[column.rows]).astype(np.float32)
    return ids, values


class _Tokens:
    """Rows of tokens, one for each passage, put end to end."""

    def __init__(self, rows: Sequence[Sequence[str]], vocabulary: Vocabulary | None) -> None:
        lengths = np.array([len(row) for row in rows], dtype=np.int64)
        self._ends = np.cumsum(lengths)
        self._starts = self._ends - lengths
        self._rows: Indexes = np.repeat(np.arange(len(rows)), lengths)
        self._places: Indexes = np.arange(len(self._rows))
        tokens = chain.from_iterable(rows)
        if vocabulary is None:
            self._codes: Codes = np.array([code_of(token) for token in tokens], dtype=np.uint64)
            self._stems: Codes = self._codes[:0]
        else:
            self._codes, self._stems = vocabulary.codes(tokens)

    def words(self) -> _Column:
        return _Column(self._rows, self._codes, self._places, self._places)

    def pairs(self) -> _Column:
        return self._sequence(1, _mixed(self._codes[:-1], self._codes[1:]))

    def triples(self) -> _Column:
        return self._sequence(2, _mixed(_mixed(self._codes[:-2], self._codes[1:-1]), self._codes[2:]))

    def words_and_pairs(self) -> _Column:
        return _joined((self.words(), self.pairs()))

    def _sequence(self, more: int, codes: Codes) -> _Column:
        inside = self._rows[more:] == self._rows[:-more]
        rows, first, last = self._rows[more:], self._places[:-more], self._places[more:]
        return _Column(rows[inside], codes[inside], first[inside], last[inside])

    def skips(self) -> _Column:
        """Returns ordered pairs of the stems of content words that stand near each other."""
        return _joined(tuple(self._skips()))

    def _skips(self) -> Iterator[_Column]:
        places = np.flatnonzero(self._stems)
        stems, rows = self._stems[places], self._rows[places]
        for step in range(1, _SKIP_WORDS + 1):
            near = (places[step:] - places[:-step] <= _SKIP_TOKENS) & (rows[step:] == rows[:-step])
            codes = _mixed(stems[:-step][near], stems[step:][near])
            yield _Column(rows[step:][near], codes, places[:-step][near], places[step:][near])

    def before(self) -> _Column:
        return self._stretch(np.maximum(self._starts - NEIGHBOURHOOD, 0), self._starts)

    def after(self) -> _Column:
        return self._stretch(self._ends, np.minimum(self._ends + NEIGHBOURHOOD, len(self._codes)))

    def _stretch(self, starts: Indexes, ends: Indexes) -> _Column:
        lengths = ends - starts
        rows = np.repeat(np.arange(len(starts)), lengths)
        places = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + np.repeat(starts, lengths)
        return _Column(rows, self._codes[places], places, places)


def _joined(columns: Sequence[_Column]) -> _Column:
    return _Column(*(np.concatenate(parts) for parts in zip(*columns, strict=True)))


def _mixed(left: Codes, right: Codes | np.uint64) -> Codes:
    mixed = (left * _MULTIPLIER) ^ (right + (left << np.uint64(6)) + (left >> np.uint64(2)))
    mixed ^= mixed >> np.uint64(31)
    mixed *= _SECOND
    return mixed ^ (mixed >> np.uint64(29))
