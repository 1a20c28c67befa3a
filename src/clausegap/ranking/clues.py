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
_MOST_MERGED: Final = 60  # weaker ones never reach the first six, and comparing all with all takes its time
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
        passages: Those around the one in question.
        features: Of these passages.
        weights: What was learned.
    """

    def __init__(self, passages: Sequence[Passage], features: Features, weights: Weights) -> None:
        self._passages = passages
        self._features = features
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
        strongest = sorted(sums, key=lambda key: (-abs(sums[key]), key))[:_MOST_MERGED]
        found = _merged({key: sums[key] for key in strongest})
        clues = [Clue(kind=kind, text=text, weight=round(weight, 3)) for (kind, text), weight in found.items()]
        strong = (clue for clue in clues if abs(clue.weight) >= _LEAST)
        return _shown(sorted(strong, key=lambda clue: (-abs(clue.weight), clue.kind, clue.text)))

    def _named(self, index: int, position: int) -> Iterator[tuple[_Key, float]]:
        features = self._features
        mine = np.flatnonzero(features.rows == index)
        amounts = self._weights.contributions(features.ids[mine], features.values[mine], position)
        for place, amount in zip(mine[amounts != 0].tolist(), amounts[amounts != 0].tolist(), strict=True):
            group = _NAMES[int(features.groups[place])]
            first, last = features.sources[place].tolist()
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


def _shown(ranked: Sequence[Clue]) -> tuple[Clue, ...]:
    """Returns the first clues, not all of them rules: the contract's own words are to be seen too."""
    rules = [clue for clue in ranked if clue.kind == "rule"][:_MOST_RULES]
    return tuple(clue for clue in ranked if clue.kind != "rule" or clue in rules)[:_MOST]


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
