"""Looking for words in text without an expression for each: they are not known before a document is."""

from __future__ import annotations


def stands_in(term: str, words: str) -> bool:
    r"""Whether a term stands in words, not within a word: as ``\bterm\b`` finds it."""
    place = words.find(term)
    while place >= 0:
        if is_border(words, place) and is_border(words, place + len(term)):
            return True
        place = words.find(term, place + 1)
    return False


def is_border(words: str, place: int) -> bool:
    r"""Whether a word begins or ends at a place: as ``\b`` does."""
    before, behind = words[place - 1 : place] if place else "", words[place : place + 1]
    return (before.isalnum() or before == "_") != (behind.isalnum() or behind == "_")
