"""The pre-filter: which patterns each sentence of a document can match at all, from the words it holds.

Every pattern names sets of words of which a match must contain one each
(``rules.required.required_words``). Each distinct set is a trigger. For a whole document the
sentences that set off a trigger are the bits of one integer, so the sentences in which a pattern can
match are the bits that all its triggers share. Since the sets are required by construction, no match
is lost (tested against the unfiltered run).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.required import Required

# Sentences of one integer; of a document with endless different words each would need a long one.
_AT_A_TIME: Final = 2_000


class WordIndex:
    """Maps the words of sentences to the patterns worth trying.

    Args:
        patterns: All patterns; results are positions in this sequence.
    """

    def __init__(self, patterns: Sequence[CompiledPattern]) -> None:
        self._triggers: dict[Required, int] = {}
        self._by_word: dict[str, set[int]] = {}
        self._by_prefix: dict[str, set[int]] = {}
        self._patterns = [tuple(self._trigger(required) for required in pattern.required) for pattern in patterns]
        self._shortest = min(map(len, self._by_prefix), default=0)
        self._longest = max(map(len, self._by_prefix), default=0)

    def _trigger(self, required: Required) -> int:
        if required not in self._triggers:
            number = len(self._triggers)
            self._triggers[required] = number
            for word in required.words:
                self._by_word.setdefault(word, set()).add(number)
            for prefix in required.prefixes:
                self._by_prefix.setdefault(prefix, set()).add(number)
        return self._triggers[required]

    def candidates(self, sentences: Sequence[Collection[str]]) -> list[list[int]]:
        """Returns for each sentence the positions of the patterns that its words allow, ascending.

        Args:
            sentences: The distinct words of each sentence of a document.
        """
        found: list[list[int]] = []
        for start in range(0, len(sentences), _AT_A_TIME):
            found += self._candidates(sentences[start : start + _AT_A_TIME])
        return found

    def _candidates(self, sentences: Sequence[Collection[str]]) -> list[list[int]]:
        set_off = self._set_off(_places_of(sentences))
        every = (1 << len(sentences)) - 1
        found: list[list[int]] = [[] for _ in sentences]
        for position, triggers in enumerate(self._patterns):
            places = every
            for trigger in triggers:
                places &= set_off[trigger]
                if not places:
                    break
            for index in _bits(places):
                found[index].append(position)
        return found

    def _set_off(self, places: Mapping[str, int]) -> list[int]:
        """Returns the sentences that set off each trigger."""
        set_off = [0] * len(self._triggers)
        for word, bits in places.items():
            for trigger in self._by_word.get(word, ()):
                set_off[trigger] |= bits
            for length in range(self._shortest, min(len(word), self._longest) + 1):
                for trigger in self._by_prefix.get(word[:length], ()):
                    set_off[trigger] |= bits
        return set_off


def _places_of(sentences: Sequence[Collection[str]]) -> dict[str, int]:
    """Returns the sentences of each word, as the bits of an integer."""
    places: dict[str, int] = {}
    for index, words in enumerate(sentences):
        bit = 1 << index
        for word in words:
            places[word] = places.get(word, 0) | bit
    return places


def _bits(number: int) -> Iterator[int]:
    """Yields the positions of the bits of a number, ascending."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
