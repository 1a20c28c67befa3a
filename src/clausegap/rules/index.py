"""The pre-filter: which patterns a sentence can match at all, from the words it holds.

Every pattern names sets of words of which a match must contain one each
(``rules.required.required_words``). Each distinct set is a trigger; a sentence sets off the triggers
of its words, and a pattern is tried only where all its triggers are set off. Since the sets are
required by construction, no match is lost (tested against the unfiltered run).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.required import Required


class WordIndex:
    """Maps the words of a sentence to the patterns worth trying.

    Args:
        patterns: All patterns; results are positions in this sequence.
    """

    def __init__(self, patterns: Sequence[CompiledPattern]) -> None:
        self._triggers: dict[Required, int] = {}
        self._by_word: dict[str, set[int]] = {}
        self._by_prefix: dict[str, set[int]] = {}
        self._always: list[int] = []
        # The two most telling triggers lead to the patterns; the others are checked one pattern at a time.
        self._pairs: dict[int, dict[int, list[tuple[frozenset[int], int]]]] = {}
        for position, pattern in enumerate(patterns):
            found = [self._trigger(required) for required in pattern.required]
            if not found:
                self._always.append(position)
                continue
            second = found[1] if len(found) > 1 else found[0]
            rest = frozenset(found[2:])
            self._pairs.setdefault(found[0], {}).setdefault(second, []).append((rest, position))
        self._known: dict[str, frozenset[int]] = {}

    def _trigger(self, required: Required) -> int:
        if required not in self._triggers:
            number = len(self._triggers)
            self._triggers[required] = number
            for word in required.words:
                self._by_word.setdefault(word, set()).add(number)
            for prefix in required.prefixes:
                self._by_prefix.setdefault(prefix, set()).add(number)
        return self._triggers[required]

    def candidates(self, words: Iterable[str]) -> list[int]:
        """Returns the positions of the patterns that these words allow, ascending."""
        have: set[int] = set()
        for word in words:
            have |= self._known.get(word) or self._set_off_by(word)
        found = list(self._always)
        for first in have:
            seconds = self._pairs.get(first)
            if seconds is not None:
                for second, patterns in seconds.items():
                    if second in have:
                        found += [position for rest, position in patterns if rest <= have]
        return sorted(found)

    def _set_off_by(self, word: str) -> frozenset[int]:
        found = set(self._by_word.get(word, ()))
        for length in range(1, len(word) + 1):
            found |= self._by_prefix.get(word[:length], set())
        if found:  # a word of no pattern is soon looked up again, and documents have endless ones
            self._known[word] = frozenset(found)
        return frozenset(found)
