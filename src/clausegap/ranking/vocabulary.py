"""Words as numbers: a vocabulary of hashes, in which no word can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint64]
Indexes = npt.NDArray[np.int64]

_NUMBER: Final = re.compile(r"[\d.,]*\d[\d.,]*")
NUMBER_CODE: Final = 1
RARE_CODE: Final = 2
# A process that reads thousands of contracts meets ever new names; what is known of tokens starts anew then.
_MOST_CACHED: Final = 200_000


def code_of(word: str) -> int:
    """Returns the 32-bit hash of a word or name."""
    return crc32(word.encode())


name_code: Final = lru_cache(maxsize=16_384)(code_of)
"""The same for names of rules: a contract has thousands of hits, of a few thousand rules."""


@dataclass(frozen=True)
class Vocabulary:
    """The words that count as words; others are folded to one token, numbers to another.

    A token has the place of its word as its number; all numbers have the one after the last word, all
    other tokens the next.

    Attributes:
        words: Sorted hashes of the known words, uint32, shape (V,).
        stems: For each word the hash of its stem, 0 for a word without content, uint32, shape (V,).
    """

    words: npt.NDArray[np.uint32]
    stems: npt.NDArray[np.uint32]

    @cached_property
    def codes(self) -> Codes:
        """The codes that features are made of, by number of the token, shape (V + 2,)."""
        return np.concatenate((self.words, [NUMBER_CODE, RARE_CODE])).astype(np.uint64)

    @cached_property
    def stem_codes(self) -> Codes:
        """The same of the stems; 0 where there is none."""
        return np.concatenate((self.stems, [0, 0])).astype(np.uint64)

    def numbers(self, rows: Iterable[Iterable[str]]) -> Indexes:
        """Returns the numbers of the tokens of all rows, put end to end."""
        numbers = self._numbers
        if len(numbers) > _MOST_CACHED:
            numbers.clear()
        return np.array(list(map(numbers.__getitem__, chain.from_iterable(rows))), dtype=np.int64)

    @cached_property
    def _numbers(self) -> _Numbers:
        return _Numbers({code: place for place, code in enumerate(self.words.tolist())})


class _Numbers(dict[str, int]):
    """Numbers of tokens, looked up at the first meeting.

    Args:
        places: Place of each word, by its hash.
    """

    def __init__(self, places: Mapping[int, int]) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, token: str) -> int:
        is_number = _NUMBER.fullmatch(token) is not None
        number = len(self._places) if is_number else self._places.get(code_of(token), len(self._places) + 1)
        self[token] = number
        return number
