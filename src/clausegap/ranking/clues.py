"""What stands behind the score of a passage, in words: its strongest features, named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np

from clausegap.model.ranking import Clue, ClueKind
from clausegap.ranking.features import GROUPS, heading_of
from clausegap.ranking.known import Known
from clausegap.ranking.model import Weights
from clausegap.ranking.passages import Passage

_MOST: Final = 6
_MOST_RULES: Final = 3
_MOST_NAMED: Final = 30  # weaker ones never reach the first six, and comparing all with all takes its time
_LEAST: Final = 0.05  # of the log-odds
_NAMES: Final = tuple(GROUPS)
_KINDS: Final[Mapping[str, ClueKind]] = {
    "word": "words", "pair": "words", "triple": "words", "skip": "apart",
    "heading": "heading", "before": "before", "after": "after", "rule": "rule", "cue": "rule",
}  # fmt: skip
_SEQUENCES: Final[tuple[ClueKind, ...]] = ("words", "heading")

_Key = tuple[ClueKind, str]


class ClueFinder:
    """Names the features of passages that stand together.

    Args:
        passages: Those in question and those around them.
        known: Their features that count.
        weights: What was learned.
    """

    def __init__(self, passages: Sequence[Passage], known: Known, weights: Weights) -> None:
        self._passages = passages
        self._known = known
        self._weights = weights

    def clues(self, index: int, position: int, says: Mapping[str, str]) -> tuple[Clue, ...]:
        """Returns the strongest features behind a score, the strongest first.

        A sequence of words stands for the words in it, and rules that say the same are one: what they
        add is added up.

        Args:
            index: Of the passage.
            position: Of the clause type in the weights.
            says: What rules are about, by their names; others are shown by name.
        """
        sums: dict[_Key, float] = defaultdict(float)
        for (kind, text), amount in self._named(index, position):
            sums[kind, says.get(text, text) if kind == "rule" else text] += amount
        found = _merged(sums)
        strong = [(key, round(weight, 3)) for key, weight in found.items() if abs(weight) >= _LEAST]
        ranked = sorted(strong, key=lambda one: (-abs(one[1]), one[0]))
        return tuple(Clue(kind=kind, text=text, weight=weight) for (kind, text), weight in _shown(ranked))

    def _named(self, index: int, position: int) -> Iterator[tuple[_Key, float]]:
        """Yields the features with the largest weights, by kind and words."""
        known, mine = self._known, self._known.of_passage(index)
        amounts = self._weights.contributions(known, index, position)
        groups = known.cells[mine] % len(GROUPS)
        strongest = np.lexsort((known.order[mine], groups, -np.abs(amounts)))[:_MOST_NAMED]
        columns = (groups, known.first[mine], known.last[mine], amounts)
        for number, first, last, amount in zip(*(column[strongest].tolist() for column in columns), strict=True):
            if amount:
                group = _NAMES[number]
                words = self._texts[group]
                shown = f"{words[first]} … {words[last]}" if group == "skip" else " ".join(words[first : last + 1])
                yield (_KINDS[group], shown), amount

    @cached_property
    def _texts(self) -> Mapping[str, list[str]]:
        """What the sources of each group's features count."""
        words = list(chain.from_iterable(passage.tokens for passage in self._passages))
        heads = list(chain.from_iterable(map(heading_of, self._passages)))
        rules = [name for passage in self._passages for name in sorted(passage.rules)]
        cues = [name for passage in self._passages for name in sorted(passage.cues)]
        return {group: {"heading": heads, "rule": rules, "cue": cues}.get(group, words) for group in GROUPS}


def _shown(ranked: Sequence[tuple[_Key, float]]) -> list[tuple[_Key, float]]:
    """Returns the first features, not all of them rules: the contract's own words are to be seen too."""
    rules = [place for place, ((kind, _), _) in enumerate(ranked) if kind == "rule"]
    left_out = frozenset(rules[_MOST_RULES:])
    return [one for place, one in enumerate(ranked) if place not in left_out][:_MOST]


def _merged(found: Mapping[_Key, float]) -> dict[_Key, float]:
    """Adds what shorter word sequences say to the longest one that holds them and says the same."""
    sums = dict(found)
    sequences = sorted((key for key in found if key[0] in _SEQUENCES), key=lambda key: (len(key[1]), key))
    padded = [f" {text} " for _, text in sequences]
    for place, key in enumerate(sequences, start=1):
        text = padded[place - 1]
        holders = [
            holder
            for holder, shown in zip(sequences[place:], padded[place:], strict=True)
            if text in shown and holder[0] == key[0] and (sums[holder] > 0) == (sums[key] > 0)
        ]
        if holders:
            strongest = max(holders, key=lambda holder: (abs(sums[holder]), holder))
            sums[strongest] += sums.pop(key)
    return sums
