"""What of a token pattern can be seen without tokens: the words that must stand in a text, and in which order.

Tokenizing needs spaCy, whose import takes longer than the review of a short contract; a pattern is therefore
tried only on sentences that have its outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from clausegap.pipeline.literals import places
from clausegap.rules.base import TokenValue

_ONCE: Final = "1"  # how often a token must be there, where a pattern does not say
# Neighbouring tokens have nothing between them, or white space; a token has no white space in it, or is nothing else.
_BETWEEN: Final = r"\s*"
_ANY_TOKEN: Final = r"\S*?"
# Looking for the end of any token at many places takes time that grows with the square of a text without spaces.
_LONGEST: Final = 2_000


class Outline:
    """What every match of a token pattern has: runs of neighbouring words.

    Args:
        pattern: In spaCy's notation; an empty one has no outline, so that it is tried everywhere.
    """

    def __init__(self, pattern: Iterable[Mapping[str, TokenValue]]) -> None:
        runs: list[list[str]] = [[]]
        rows: list[Sequence[str]] = []
        self._most: int | None = 0  # tokens of a match, if there is a limit
        for token in pattern:
            words = _words_of(token)
            often = token.get("OP", _ONCE)
            self._most = self._most + 1 if self._most is not None and often in (_ONCE, "?", "!") else None
            if often in (_ONCE, "+") and words:
                rows.append(words)
            if often == _ONCE or (often == "+" and words):
                runs[-1].append(f"(?:{'|'.join(map(re.escape, words))})" if words else _ANY_TOKEN)
            if often != _ONCE:
                runs.append([])
        self._runs = [re.compile(_BETWEEN.join(run)) for run in runs if any(part != _ANY_TOKEN for part in run)]
        # The row whose words are longest is the rarest.
        self._rarest = max(rows, key=lambda words: min(map(len, words)), default=())

    @property
    def is_empty(self) -> bool:
        """Whether no word is told, so that the pattern is tried everywhere."""
        return not self._rarest

    def spots(self, lower: str) -> list[int]:
        """Returns where in a document in small letters a word stands that every match has, ascending.

        Looking for words in the whole costs less than looking at each sentence.
        """
        if not self._rarest:
            return list(range(len(lower)))
        return sorted(spot for word in self._rarest for spot in places(lower, word))

    def stretches(self, text: str, spots: Sequence[int], start: int, end: int) -> list[tuple[int, int]]:
        """Returns the stretches of a sentence in which a match can lie, ascending, without overlap.

        White space ends a token, so what lies further from a spot than a match has tokens need not be tokenized: a
        sentence may be as long as a page.

        Args:
            text: The document.
            spots: Of the sentence; see ``spots``.
            start: First character of the sentence.
            end: One past its last.
        """
        if self._most is None or not self._rarest:
            return [(start, end)]
        found: list[tuple[int, int]] = []
        for spot in spots:
            first, last = _chunks_before(text, spot, start, self._most), _chunks_behind(text, spot, end, self._most)
            if found and first <= found[-1][1]:
                first = found.pop()[0]
            found.append((first, last))
        return found

    def is_in(self, lower: str) -> bool:
        """Whether a text in small letters may hold a match."""
        if len(lower) > _LONGEST:
            return True
        start = 0
        for run in self._runs:
            found = run.search(lower, start)
            if found is None:
                return False
            # Not from its end: where one word begins with another, the match may have the shorter one.
            start = found.start() + 1
        return True


def _chunks_before(text: str, place: int, start: int, count: int) -> int:
    """Returns where so many stretches without white space before a place begin, beside the one around it."""
    for _ in range(count):
        while place > start and not text[place - 1].isspace():
            place -= 1
        while place > start and text[place - 1].isspace():
            place -= 1
    while place > start and not text[place - 1].isspace():
        place -= 1
    return place


def _chunks_behind(text: str, place: int, end: int, count: int) -> int:
    """Returns where so many stretches without white space behind a place end, beside the one around it."""
    for _ in range(count + 1):
        while place < end and text[place].isspace():
            place += 1
        while place < end and not text[place].isspace():
            place += 1
    return place


def _words_of(token: Mapping[str, TokenValue]) -> Sequence[str]:
    """Returns the words of which a token is one, in small letters; none if it is told otherwise."""
    for key in ("LOWER", "ORTH", "TEXT"):
        told = token.get(key)
        listed = told.get("IN") if isinstance(told, dict) else told
        words = [listed] if isinstance(listed, str) else listed
        if isinstance(words, list) and words:
            return [word.lower() for word in words]
    return ()
