"""What stands behind the score of a passage, in words: its strongest features, named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final

import numpy as np

from clausegap.model.ranking import Clue, ClueKind
from clausegap.ranking.features import GROUPS, Features, heading_of
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

_Key = tuple[ClueKind, str]


class ClueFinder:
    """Names the features of passages that stand together.

    Args:
        passages: Those in question and those around them.
        features: Of these passages.
        weights: What was learned.
    """

    def __init__(self, passages: Sequence[Passage], features: Features, weights: Weights) -> None:
        self._passages = passages
        self._features = features
        self._weights = weights
        self._order = np.argsort(features.rows, kind="stable")
        self._rows = features.rows[self._order]

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
        start, end = np.searchsorted(self._rows, [index, index + 1])
        mine = self._order[start:end]
        features = self._features
        amounts = self._weights.contributions(features.ids[mine], features.values[mine], position)
        strongest = np.argsort(-np.abs(amounts), kind="stable")[:_MOST_NAMED]
        for place in strongest[amounts[strongest] != 0].tolist():
            group = _NAMES[int(features.groups[mine[place]])]
            first, last = features.sources[mine[place]].tolist()
            words = self._texts[group]
            shown = f"{words[first]} … {words[last]}" if group == "skip" else " ".join(words[first : last + 1])
            yield (_KINDS[group], shown), float(amounts[place])

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
    for kind, text in sorted(found, key=lambda key: (len(key[1]), key)):
        holders = [
            key
            for key in sums
            if key[0] == kind
            and kind in ("words", "heading")
            and len(key[1]) > len(text)
            and f" {text} " in f" {key[1]} "
            and (sums[key] > 0) == (sums[kind, text] > 0)
        ]
        if holders:
            strongest = max(holders, key=lambda key: (abs(sums[key]), key))
            sums[strongest] += sums.pop((kind, text))
    return sums
