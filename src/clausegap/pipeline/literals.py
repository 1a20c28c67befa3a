"""Literal searches that go before expressions: where a text lacks a word, no expression that needs it is tried.

``str.find`` passes over a long contract in some fifty microseconds; an expression that begins with alternatives, or
does not mind the case, takes a hundred times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def lowered(text: str) -> str:
    """Returns a text in lower case, letter for letter: offsets stay those of the text."""
    lower = text.lower()
    # The only letter whose small form is two characters.
    return lower if len(lower) == len(text) else text.replace("İ", "I").lower()


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text contains one of some words, be it as a part of another."""
    return any(map(text.__contains__, words))


def places(text: str, word: str) -> Iterator[int]:
    """Yields where a word begins in a text, be it as a part of another, in text order."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def stretches(text: str, word: str, borders: str) -> Iterator[tuple[int, int]]:
    """Yields start and end of each longest stretch without a border character in which a word stands.

    Args:
        text: To be searched.
        word: Without border characters.
        borders: Characters that end a stretch.
    """
    end = 0
    for at in places(text, word):
        if at < end:
            continue
        start = 1 + max(text.rfind(border, end, at) for border in borders)
        end = len(text)
        for border in borders:
            found = text.find(border, at, end)
            end = found if found >= 0 else end
        yield start, end


def matches_at(expression: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yields the matches, without overlap, of an expression that can match only where certain words begin.

    Args:
        expression: To be tried.
        text: To be searched.
        starts: Where the words begin, in any order.
    """
    end = 0
    for at in sorted(starts):
        match = expression.match(text, at) if at >= end else None
        if match is not None:
            yield match
            end = match.end()
