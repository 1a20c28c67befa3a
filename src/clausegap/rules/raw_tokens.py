"""Tokens of a contract before their spelling is folded: words and marks, with references and blanks as one token.

``tokens_of`` goes through a stretch with one expression that knows everything. ``RawTokens`` gives the same for many
stretches of one document in a third of the time: a document is split at its words first, which the engine does by
itself, and the few places where something else may stand are looked at one by one (tested against ``tokens_of``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_REFERENCE: Final = (
    r"(?:[Ss]ections?|SECTIONS?|[Cc]lauses?|CLAUSES?|[Aa]rticles?|ARTICLES?|[Pp]aragraphs?|[Ss]ubsections?"
    r"|[Ss]chedules?|SCHEDULES?|[Ee]xhibits?|EXHIBITS?|[Aa]ppendix|[Aa]nnex(?:ure)?|[Aa]ttachments?)"
    r"\s+(?:\d+[\w.]*|[IVXLC]+\b|[A-Z]\b(?:[-.]?\d+)*)(?:\s?\(\w{1,4}\))*"
    r"(?:\s*\([A-Z][^()]{2,80}\))?"
    r"(?:\s*(?:,|and|or|to|through|-)\s+\d[\w.]*(?:\(\w{1,4}\))*)*"
)
_SPECIAL: Final = (
    rf"(?P<ref>\b{_REFERENCE})"
    r"|(?P<redacted>\[\s*(?:\*\s*)+\]|\[\s*[●•_]*\s*\]|\*{3,}|_{3,}|(?:\*\s){2,}\*|\bX{2,}\b)"
    r"|(?P<enumerator>\((?:[a-z]{1,2}|[ivx]{1,5}|[A-Z])\))"
)
_WORD: Final = r"[^\W_]+(?:\.[^\W_]+)*"
_MARK: Final = "[.,;:%]"
_TOKEN: Final = re.compile(rf"{_SPECIAL}|(?P<word>{_WORD})(?:['’]s?\b|['’](?=\s))?|(?P<mark>{_MARK})")
_SPLIT: Final = re.compile(f"({_WORD}|{_MARK})")
_SHOWN: Final = {"ref": "XREF", "redacted": "REDACTED", "enumerator": ""}
_PERCENT: Final = "percent"
# Where something special begins: with one of these characters or with one of these words.
_OPENING: Final = re.compile(r"[\[*_(]")
_REFERRING_WORDS: Final = """
    section sections clause clauses article articles paragraph paragraphs subsection subsections schedule schedules
    exhibit exhibits appendix annex annexure attachment attachments
"""
_REFERRING: Final = frozenset(
    form for word in _REFERRING_WORDS.split() for form in (word, word.capitalize(), word.upper())
)
_APOSTROPHES: Final = ("'", "’")


@dataclass(frozen=True, slots=True)
class Raw:
    """Tokens, with their starts and ends in the text."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def add(self, word: str, start: int, end: int) -> None:
        """Adds a token."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)

    def extend(self, other: Raw, first: int, last: int) -> None:
        """Adds some tokens of another row."""
        self.words.extend(other.words[first:last])
        self.starts.extend(other.starts[first:last])
        self.ends.extend(other.ends[first:last])


def tokens_of(text: str, start: int, end: int) -> Raw:
    """Returns the tokens of a stretch of a text."""
    found = Raw([], [], [])
    for match in _TOKEN.finditer(text, start, end):
        _add(match, found)
    return found


def _add(match: re.Match[str], found: Raw) -> None:
    kind = match.lastgroup or ""
    shown = _SHOWN.get(kind, match.group(kind))
    if shown:
        found.add(_PERCENT if shown == "%" else shown, *match.span(kind))


class RawTokens:
    """The tokens of a document, for many of its stretches.

    Args:
        text: The document.

    Attributes:
        raw: Those of the whole.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        parts = _SPLIT.split(text)
        edges = list(accumulate(map(len, parts)))
        self._gaps = parts[::2]
        self._plain = Raw(parts[1::2], edges[:-1:2], edges[1::2])
        # Stretches that the split has not as they are read, in order. A stretch that begins or ends in one is read
        # by itself.
        self._special: list[tuple[int, int]] = []
        self.raw = self._mended()

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """Returns the tokens of a stretch, the first and one past the last, or None if it is to be read by itself."""
        starts, ends = self.raw.starts, self.raw.ends
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        cut = (first and ends[first - 1] > start) or (last and ends[last - 1] > end)
        # Before an underscore no word ends, at the end of a stretch it does.
        cut = cut or self._text.startswith("_", end)
        return None if cut or self._cuts_special(start) or self._cuts_special(end) else (first, last)

    def _cuts_special(self, offset: int) -> bool:
        before = bisect_left(self._special, (offset, 0))
        return before > 0 and self._special[before - 1][1] > offset

    def _mended(self) -> Raw:
        """Returns the words and marks of the split, with what is special in their place."""
        found = Raw([], [], [])
        starts, ends = self._plain.starts, self._plain.ends
        done = used = 0
        for start in self._suspects():
            match = _TOKEN.match(self._text, start) if start >= done else None
            if match is None or (match.lastgroup == "word" and match.end() == match.end("word")):
                continue
            found.extend(self._plain, used, bisect_left(starts, start))
            while match is not None:
                _add(match, found)
                done = match.end()
                used = bisect_left(starts, done)
                # If it ends within a word of the split, the rest of that word is read on from there.
                match = _TOKEN.search(self._text, done) if used and ends[used - 1] > done else None
            self._special.append((start, done))
        found.extend(self._plain, used, len(starts))
        if "%" in found.words:
            found.words[:] = [_PERCENT if word == "%" else word for word in found.words]
        return found

    def _suspects(self) -> list[int]:
        """Returns the offsets at which something special may begin, ascending."""
        words, starts = self._plain.words, self._plain.starts
        suspects = [opening.start() for opening in _OPENING.finditer(self._text)]
        known = set(words)
        endings = {word for word in known if word == "s" or word.startswith("s.")}
        unusual = endings | {word for word in known if word in _REFERRING or word.startswith("XX")}
        for index in [index for index, word in enumerate(words) if word in unusual]:
            if words[index] not in endings:
                suspects.append(starts[index])
            elif index and self._gaps[index] in _APOSTROPHES:
                suspects.append(starts[index - 1])
        return sorted(suspects)
