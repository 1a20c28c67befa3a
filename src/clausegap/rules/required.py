"""What a sentence must hold for a phrase to match: the base of the pre-filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clausegap.rules.phrase import Choice, Class, Node, Row, Word


@dataclass(frozen=True, slots=True)
class Required:
    """Alternatives of which a sentence must hold at least one for a phrase to match.

    Attributes:
        words: Words that fulfil it.
        prefixes: Beginnings of words that fulfil it.
        options: Rows of requirements; all of one row together fulfil it too.
        parts: Letters that fulfil it anywhere in a word; no phrase has any.
    """

    words: frozenset[str]
    prefixes: frozenset[str]
    options: tuple[tuple[Required, ...], ...] = ()
    parts: frozenset[str] = frozenset()

    def flat(self) -> Required:
        """Returns a weaker requirement without options: of each only its most telling part."""
        if not self.options:
            return self
        best = [most_telling(option, 1)[0].flat() for option in self.options]
        words = self.words.union(*(one.words for one in best))
        prefixes = self.prefixes.union(*(one.prefixes for one in best))
        return Required(words, prefixes, parts=self.parts.union(*(one.parts for one in best)))


_NONE: Final[frozenset[str]] = frozenset()


def required_words(sequence: Row) -> tuple[Required, ...]:
    """Returns what every match of a phrase must contain, in phrase order.

    Sound by construction: an optional item and a gap require nothing, and a choice requires all that one of its
    options does.
    """
    return tuple(required for node in sequence for required in _of(node))


def _of(node: Node) -> tuple[Required, ...]:
    if isinstance(node, Word):
        one = frozenset([node.text])
        return (Required(_NONE, one) if node.prefix else Required(one, _NONE),)
    if isinstance(node, Class):
        return (Required(frozenset(node.tokens), _NONE),) if node.tokens else ()
    if isinstance(node, Choice):
        return one_of([required_words(option) for option in node.options])
    return ()


def one_of(options: list[tuple[Required, ...]]) -> tuple[Required, ...]:
    """Returns what is required where one of several rows of requirements must be fulfilled."""
    if len(options) == 1:
        return options[0]
    if not all(options):
        return ()
    single = [option[0] for option in options if len(option) == 1]
    longer = [option for option in options if len(option) > 1]
    rows = dict.fromkeys([row for one in single for row in one.options] + longer)
    words = _NONE.union(*(one.words for one in single))
    prefixes, parts = _NONE.union(*(one.prefixes for one in single)), _NONE.union(*(one.parts for one in single))
    return (Required(words, prefixes, tuple(rows), parts),)


# Words that occur in nearly every sentence of a contract and therefore filter nothing.
_COMMON: Final = """
    a agree agreement all an and any as at be been by each either for from has have if in into is it its may must
    neither no nor not of on only or other parties party shall such than that the their them then there they this
    those to under upon was were which will with CUSTOMER SUPPLIER MUTUAL UNKNOWN RECIPIENT DISCLOSER
"""
_EVERYWHERE: Final = frozenset(_COMMON.split())


def most_telling(candidates: tuple[Required, ...], count: int | None = None) -> tuple[Required, ...]:
    """Returns the requirements that fewest sentences fulfil, best first."""
    return tuple(sorted(candidates, key=_commonness)[:count])


def _commonness(required: Required) -> tuple[int, int, str]:
    alike = required.words | required.prefixes | required.parts
    longest = max(map(len, alike), default=0)
    return _cost(required), -longest, " ".join(sorted(alike))


def _cost(required: Required) -> int:
    """Returns about how many sentences fulfil a requirement, on a scale of its own."""
    common = sum(50 for word in required.words if word in _EVERYWHERE)
    short = sum(3 for text in required.prefixes | required.parts if len(text) < 5)
    options = sum(min(map(_cost, option)) for option in required.options)
    return common + short + options + len(required.words) + len(required.prefixes) + len(required.parts)
