"""The pre-filter: which patterns a sentence can match at all, from the words it holds.

Every pattern names at most two sets of words of which a match must contain one each
(``rules.phrase.required_words``). Each distinct set is a bit; a sentence's bits are the union of
its words' bits, and a pattern is tried only where all its bits are set. Since the sets are
required by construction, no match is lost (tested against the unfiltered run).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.phrase import Required


class WordIndex:
    """Maps the words of a sentence to the patterns worth trying.

    Args:
        patterns: All patterns; results are positions in this sequence.
    """

    def __init__(self, patterns: Sequence[CompiledPattern]) -> None:
        self._bits: dict[Required, int] = {}
        self._by_word: dict[str, int] = {}
        self._by_prefix: dict[str, int] = {}
        self._always: list[int] = []
        self._groups: dict[int, list[tuple[int, int]]] = {}
        for position, pattern in enumerate(patterns):
            masks = [self._bit(required) for required in pattern.required]
            if not masks:
                self._always.append(position)
                continue
            whole = 0
            for mask in masks:
                whole |= mask
            self._groups.setdefault(masks[0], []).append((whole, position))
        self._known: dict[str, int] = {}

    def _bit(self, required: Required) -> int:
        if required not in self._bits:
            bit = 1 << len(self._bits)
            self._bits[required] = bit
            for word in required.words:
                self._by_word[word] = self._by_word.get(word, 0) | bit
            for prefix in required.prefixes:
                self._by_prefix[prefix] = self._by_prefix.get(prefix, 0) | bit
        return self._bits[required]

    def candidates(self, words: Iterable[str]) -> list[int]:
        """Returns the positions of the patterns that these words allow, ascending."""
        have = 0
        for word in words:
            mask = self._known.get(word)
            if mask is None:
                mask = self._known.setdefault(word, self._mask_of(word))
            have |= mask
        found = list(self._always)
        for first, group in self._groups.items():
            if have & first:
                found.extend(position for whole, position in group if have & whole == whole)
        return sorted(found)

    def _mask_of(self, word: str) -> int:
        mask = self._by_word.get(word, 0)
        for length in range(1, len(word) + 1):
            mask |= self._by_prefix.get(word[:length], 0)
        return mask
