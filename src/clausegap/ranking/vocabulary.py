"""Words as numbers: a vocabulary of hashes, in which no word can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint64]

_NUMBER: Final = re.compile(r"[\d.,]*\d[\d.,]*")
NUMBER_CODE: Final = 1
RARE_CODE: Final = 2
# A process that reads thousands of contracts meets ever new names; the cache of codes starts anew then.
_MOST_CACHED: Final = 200_000


def code_of(word: str) -> int:
    """Returns the 32-bit hash of a word or name."""
    return crc32(word.encode())


@dataclass(frozen=True)
class Vocabulary:
    """The words that count as words; others are folded to one token, numbers to another.

    Attributes:
        words: Sorted hashes of the known words, uint32, shape (V,).
        stems: For each word the hash of its stem, 0 for a word without content, uint32, shape (V,).
    """

    words: npt.NDArray[np.uint32]
    stems: npt.NDArray[np.uint32]
    _cache: dict[str, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)

    def codes(self, tokens: Iterable[str]) -> tuple[Codes, Codes]:
        """Returns the codes and the stem codes of tokens, uint64, each of shape (number of tokens,)."""
        if len(self._cache) > _MOST_CACHED:
            self._cache.clear()
        cache = self._cache
        pairs = [cache.get(token) or self._learned(token) for token in tokens]
        table = np.array(pairs, dtype=np.uint64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    def _learned(self, token: str) -> tuple[int, int]:
        found = self._looked_up(token)
        self._cache[token] = found
        return found

    def _looked_up(self, token: str) -> tuple[int, int]:
        if _NUMBER.fullmatch(token):
            return NUMBER_CODE, 0
        code = code_of(token)
        place = int(np.searchsorted(self.words, code))
        if place < len(self.words) and int(self.words[place]) == code:
            return code, int(self.stems[place])
        return RARE_CODE, 0
