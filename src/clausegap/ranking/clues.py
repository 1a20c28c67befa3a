"""What stands behind the score of a passage, in words: its strongest features, named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
        sums = self._sums(index, position, says)
        _merge(sums)
        rounded = [(key, round(weight, 3)) for key, weight in sums.items() if abs(weight) >= _LEAST]
        ranked = [(key, weight) for _, key, weight in sorted((-abs(weight), key, weight) for key, weight in rounded)]
        return tuple(Clue(kind=kind, text=text, weight=weight) for (kind, text), weight in _shown(ranked))

    def _sums(self, index: int, position: int, says: Mapping[str, str]) -> dict[_Key, float]:
        """Returns what the features with the largest weights add, by kind and words."""
        known, texts = self._known, self._texts
        features, groups, amounts = self._weights.contributions(known, index, position)
        strongest = np.argsort(-np.abs(amounts), kind="stable")[:_MOST_NAMED]
        features = features[strongest]
        columns = (groups[strongest], known.first[features], known.last[features], amounts[strongest])
        sums: dict[_Key, float] = defaultdict(float)
        for group, first, last, amount in zip(*(column.tolist() for column in columns), strict=True):
            if not amount:  # features that only other types know, last in order
                break
            kind, words = texts[group]
            if first == last:
                text = says.get(words[first], words[first]) if kind == "rule" else words[first]
            else:
                text = f"{words[first]} … {words[last]}" if kind == "apart" else " ".join(words[first : last + 1])
            sums[kind, text] += amount
        return sums

    @cached_property
    def _texts(self) -> list[tuple[ClueKind, list[str]]]:
        """For each group its kind of clue, and what the sources of its features count."""
        words = list(chain.from_iterable(passage.tokens for passage in self._passages))
        others = {
            "heading": list(chain.from_iterable(map(heading_of, self._passages))),
            "rule": [name for passage in self._passages for name in sorted(passage.rules)],
            "cue": [name for passage in self._passages for name in sorted(passage.cues)],
        }
        return [(_KINDS[group], others.get(group, words)) for group in GROUPS]


def _shown(ranked: Sequence[tuple[_Key, float]]) -> list[tuple[_Key, float]]:
    """Returns the first features, not all of them rules: the contract's own words are to be seen too."""
    rules = [place for place, ((kind, _), _) in enumerate(ranked) if kind == "rule"]
    left_out = frozenset(rules[_MOST_RULES:])
    return [one for place, one in enumerate(ranked) if place not in left_out][:_MOST]


def _merge(sums: dict[_Key, float]) -> None:
    """Adds what shorter word sequences say to the longest one that holds them and says the same."""
    for kind in _SEQUENCES:
        texts = sorted((text for own, text in sums if own == kind), key=lambda text: (len(text), text))
        padded = [f" {text} " for text in texts]
        for place, text in enumerate(texts, start=1):
            part, for_it = padded[place - 1], sums[kind, text] > 0
            holders = [
                longer
                for longer, shown in zip(texts[place:], padded[place:], strict=True)
                if part in shown and (sums[kind, longer] > 0) == for_it
            ]
            if holders:
                strongest = max(holders, key=lambda longer: (abs(sums[kind, longer]), longer))
                sums[kind, strongest] += sums.pop((kind, text))
