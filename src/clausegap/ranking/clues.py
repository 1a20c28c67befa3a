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
_KINDS: Final[Mapping[str, ClueKind]] = {
    "word": "words", "pair": "words", "triple": "words", "skip": "apart",
    "heading": "heading", "before": "before", "after": "after", "rule": "rule", "cue": "rule",
}  # fmt: skip
_SEQUENCES: Final[tuple[ClueKind, ...]] = ("words", "heading")

_Sums = dict[str, float]  # by words
_Said = tuple[ClueKind, str, float]  # words and their weight


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
        for kind in _SEQUENCES:
            _merge(sums[kind])
        said = [
            (kind, text, round(weight, 3))
            for kind, texts in sums.items()
            for text, weight in texts.items()
            if abs(weight) >= _LEAST
        ]
        ranked = sorted(said, key=lambda one: (-abs(one[2]), one))
        return tuple(Clue(kind=kind, text=text, weight=weight) for kind, text, weight in _shown(ranked))

    def _sums(self, index: int, position: int, says: Mapping[str, str]) -> dict[ClueKind, _Sums]:
        """Returns what the features with the largest weights add, by kind and words."""
        known, texts = self._known, self._texts
        features, groups, amounts = self._weights.contributions(known, index, position)
        strongest = np.argsort(-np.abs(amounts), kind="stable")[:_MOST_NAMED]
        features = features[strongest]
        columns = (groups[strongest], known.first[features], known.last[features], amounts[strongest])
        sums: dict[ClueKind, _Sums] = defaultdict(lambda: defaultdict(float))
        for group, first, last, amount in zip(*(column.tolist() for column in columns), strict=True):
            if not amount:  # features that only other types know, last in order
                break
            kind, words = texts[group]
            text = words[first]
            if first != last:
                text = f"{text} … {words[last]}" if kind == "apart" else " ".join(words[first : last + 1])
            elif kind == "rule":
                text = says.get(text, text)
            sums[kind][text] += amount
        return sums

    @cached_property
    def _texts(self) -> list[tuple[ClueKind, list[str]]]:
        """For each group its kind of clue, and what the sources of its features count."""
        words = list(chain.from_iterable(passage.tokens for passage in self._passages))
        others = {
            "heading": list(chain.from_iterable(map(heading_of, self._passages))),
            "rule": list(chain.from_iterable(passage.rules for passage in self._passages)),
            "cue": list(chain.from_iterable(passage.cues for passage in self._passages)),
        }
        return [(_KINDS[group], others.get(group, words)) for group in GROUPS]


def _shown(ranked: Sequence[_Said]) -> list[_Said]:
    """Returns the first features, not all of them rules: the contract's own words are to be seen too."""
    rules = [place for place, (kind, _, _) in enumerate(ranked) if kind == "rule"]
    left_out = frozenset(rules[_MOST_RULES:])
    return [one for place, one in enumerate(ranked) if place not in left_out][:_MOST]


def _merge(sums: _Sums) -> None:
    """Adds what shorter word sequences say to the longest one that holds them and says the same."""
    holders: dict[str, list[str]] = defaultdict(list)
    for text in sums:
        for part in _parts(text):
            holders[part].append(text)
    for text in sorted(holders.keys() & sums.keys(), key=lambda text: (len(text), text)):
        agreeing = [longer for longer in holders[text] if (sums[longer] > 0) == (sums[text] > 0)]
        if agreeing:
            strongest = max(agreeing, key=lambda longer: (abs(sums[longer]), longer))
            sums[strongest] += sums.pop(text)


def _parts(text: str) -> Iterator[str]:
    """Yields the shorter sequences in a sequence of words, of which one may come twice."""
    words = text.split(" ")
    for length in range(1, len(words)):
        for first in range(len(words) - length + 1):
            yield " ".join(words[first : first + length])
