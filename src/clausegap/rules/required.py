"""The words that a sentence must hold for a phrase to match: the base of the pre-filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clausegap.rules.phrase import Choice, Row, Word


@dataclass(frozen=True, slots=True)
class Required:
    """A set of words of which a sentence must hold at least one for a phrase to match."""

    words: frozenset[str]
    prefixes: frozenset[str]

    def size(self) -> int:
        """Returns how many alternatives there are; fewer are more telling."""
        return len(self.words) + len(self.prefixes)


def required_words(sequence: Row) -> tuple[Required, ...]:
    """Returns the sets of words that every match of a phrase must contain, in phrase order.

    Sound by construction: an optional item and a gap require nothing, a choice requires one of
    its options, and for each option one of its own requirements is taken.
    """
    found: list[Required] = []
    for node in sequence:
        if isinstance(node, Word):
            found.append(_of_word(node))
        elif isinstance(node, Choice):
            whole = _of_choice(node)
            if whole is not None:
                found.append(whole)
            if len(node.options) == 1:
                found.extend(required_words(node.options[0])[1:])
    return tuple(found)


def _of_word(word: Word) -> Required:
    none: frozenset[str] = frozenset()
    one = frozenset([word.text])
    return Required(none, one) if word.prefix else Required(one, none)


def _of_choice(choice: Choice) -> Required | None:
    words: set[str] = set()
    prefixes: set[str] = set()
    for option in choice.options:
        candidates = required_words(option)
        if not candidates:
            return None
        best = most_telling(candidates, 1)[0]
        words |= best.words
        prefixes |= best.prefixes
    return Required(frozenset(words), frozenset(prefixes))


# Words that occur in nearly every sentence of a contract and therefore filter nothing.
_COMMON: Final = """
    a agree agreement all an and any as at be been by each either for from has have if in into is it its may must
    neither no nor not of on only or other parties party shall such than that the their them then there they this
    those to under upon was were which will with
"""
_EVERYWHERE: Final = frozenset(_COMMON.split())


def most_telling(candidates: tuple[Required, ...], count: int) -> tuple[Required, ...]:
    """Returns the requirements that fewest sentences fulfil, best first."""

    def commonness(required: Required) -> tuple[int, int, str]:
        common = sum(50 for word in required.words if word in _EVERYWHERE)
        short = sum(3 for prefix in required.prefixes if len(prefix) < 5)
        return (
            common + short + required.size(),
            -max(map(len, required.words | required.prefixes)),
            " ".join(sorted(required.words | required.prefixes)),
        )

    return tuple(sorted(candidates, key=commonness)[:count])
