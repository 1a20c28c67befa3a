"""Readings: the form of a sentence that phrases and regexes are matched against.

A reading is the sentence in lower case with one space between tokens, spelling folded, possessives,
quotes, brackets and enumerators left out, and with capital tokens in the place of what a rule
should not have to spell out:

    CUSTOMER SUPPLIER MUTUAL RECIPIENT DISCLOSER UNKNOWN   a party, by its role
    XREF        a pointer to a section, schedule or exhibit (it proves nothing by itself)
    REDACTED    a blank or blacked-out value

``CUSTOMER`` stands for the party that is advised and ``SUPPLIER`` for its counterparty, so the same
rules serve either side. Every token keeps its place in the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import Final

_REFERENCE: Final = (
    r"(?:[Ss]ections?|SECTIONS?|[Cc]lauses?|CLAUSES?|[Aa]rticles?|ARTICLES?|[Pp]aragraphs?|[Ss]ubsections?"
    r"|[Ss]chedules?|SCHEDULES?|[Ee]xhibits?|EXHIBITS?|[Aa]ppendix|[Aa]nnex(?:ure)?|[Aa]ttachments?)"
    r"\s+(?:\d+[\w.]*|[IVXLC]+\b|[A-Z]\b(?:[-.]?\d+)*)(?:\s?\(\w{1,4}\))*"
    r"(?:\s*\([A-Z][^()]{2,80}\))?"
    r"(?:\s*(?:,|and|or|to|through|-)\s+\d[\w.]*(?:\(\w{1,4}\))*)*"
)
_TOKEN: Final = re.compile(
    rf"(?P<ref>\b{_REFERENCE})"
    r"|(?P<redacted>\[\s*(?:\*\s*)+\]|\[\s*[●•_]*\s*\]|\*{3,}|_{3,}|(?:\*\s){2,}\*|\bX{2,}\b)"
    r"|(?P<enumerator>\((?:[a-z]{1,2}|[ivx]{1,5}|[A-Z])\))"
    r"|(?P<word>[^\W_]+(?:\.[^\W_]+)*)(?P<possessive>['’]s?\b|['’](?=\s))?"
    r"|(?P<mark>[.,;:%])"
)
_SKIPPED_AFTER_THIRD: Final = ("party", "parties")
_ROLES: Final = frozenset({"CUSTOMER", "SUPPLIER", "UNKNOWN", "RECIPIENT", "DISCLOSER"})
_JOINING: Final = frozenset({"and", "or", "nor"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A way in which the contract names a party.

    Attributes:
        words: Its words as they stand in the contract, for instance ``("Service", "Provider")``.
        token: The role token to read instead.
    """

    words: tuple[str, ...]
    token: str


@dataclass(frozen=True)
class Reading:
    """A sentence as the patterns see it.

    Attributes:
        tokens: Its words and marks.
        sources: Start and end in the document of each token.
    """

    tokens: Sequence[str]
    sources: Sequence[tuple[int, int]]

    @cached_property
    def text(self) -> str:
        """The tokens, each followed by one space, after one leading space."""
        return f" {' '.join(self.tokens)} " if self.tokens else " "

    @cached_property
    def _edges(self) -> Sequence[int]:
        """Offset in the text of each token, and the end of the text."""
        return list(accumulate((len(token) + 1 for token in self.tokens), initial=1))

    @property
    def starts(self) -> Sequence[int]:
        """Offset in ``text`` of each token."""
        return self._edges[:-1]

    @property
    def words(self) -> frozenset[str]:
        """The distinct tokens."""
        return frozenset(self.tokens)

    def behind(self, stem: Reading) -> Reading:
        """Returns the reading with another one before it."""
        return Reading([*stem.tokens, *self.tokens], [*stem.sources, *self.sources])

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Returns the document offsets of a stretch of the text, without outer white space."""
        count = len(self.tokens)
        first = max(bisect_right(self._edges, start, 0, count) - 1, 0)
        last = max(bisect_left(self._edges, end, 0, count) - 1, first)
        return self.sources[first][0], self.sources[last][1]

    def offset_of(self, source: int) -> int:
        """Returns the offset in the text of the first token at or after a document offset."""
        return self._edges[bisect_right(self.sources, source, key=itemgetter(1))]

    def offsets_of(self, first: int, last: int) -> tuple[int, int]:
        """Returns ``offset_of`` the start of the first and the end of the last of some tokens.

        Args:
            first: The first token.
            last: One past the last token.
        """
        sources = self.sources
        # Tokens that stand for one word of the document come together.
        while first and sources[first - 1] == sources[first]:
            first -= 1
        while last < len(sources) and sources[last] == sources[last - 1]:
            last += 1
        return self._edges[first], self._edges[last]


class Reader:
    """Makes readings of one document.

    Args:
        spelling: Folded form of each word or two-word spelling that needs folding.
        mentions: How the document names its parties; longer mentions win over shorter ones.
    """

    def __init__(self, spelling: Mapping[str, str], mentions: Iterable[Mention] = ()) -> None:
        self._single = {key: tuple(value.split()) for key, value in spelling.items() if " " not in key}
        self._pairs = {tuple(key.split()): value for key, value in spelling.items() if " " in key}
        self._pair_heads = frozenset(head for head, _ in self._pairs)
        self._mentions: dict[str, list[Mention]] = {}
        for mention in sorted(mentions, key=lambda m: (-len(m.words), m.words, m.token)):
            self._mentions.setdefault(mention.words[0].lower(), []).append(mention)

    def fold(self, item: str) -> tuple[str, ...]:
        """Returns the words of one literal item of a phrase, with its spelling folded."""
        reading = self.read(item)
        return tuple(reading.tokens) or (item,)

    def read(self, text: str, start: int = 0, end: int | None = None) -> Reading:
        """Returns the reading of ``text[start:end]``; offsets in it are those of ``text``."""
        raw = _tokens(text, start, len(text) if end is None else end)
        tokens: list[str] = []
        sources: list[tuple[int, int]] = []
        index = 0
        while index < len(raw):
            words, used = self._next(raw, index, tokens)
            span = (raw[index][1], raw[index + used - 1][2])
            for word in words:
                tokens.append(word)
                sources.append(span)
            if words[0] in _ROLES:
                _join_parties(tokens, sources)
            index += used
        return Reading(tokens, sources)

    def _next(self, raw: list[_Raw], index: int, before: list[str]) -> tuple[tuple[str, ...], int]:
        """Returns the tokens for the raw token at an index, and how many raw tokens they stand for."""
        shown = raw[index][0]
        if shown in ("XREF", "REDACTED"):
            return (shown,), 1
        lower = shown.lower()
        if lower in self._mentions:
            mention = self._mention_at(raw, index, lower)
            if mention is not None:
                return (mention.token,), len(mention.words)
        if lower in _SKIPPED_AFTER_THIRD and not (before and before[-1] == "third"):
            return ("MUTUAL",), 1
        if lower in self._pair_heads and index + 1 < len(raw):
            pair = self._pairs.get((lower, raw[index + 1][0].lower()))
            if pair is not None:
                return tuple(pair.split()), 2
        return self._single.get(lower, (lower,)), 1

    def _mention_at(self, raw: list[_Raw], index: int, lower: str) -> Mention | None:
        for mention in self._mentions[lower]:
            shown = tuple(token[0].lower() for token in raw[index : index + len(mention.words)])
            # "Company" names the party, "company" does not; a pronoun may be written either way.
            written = raw[index][0] != lower or mention.words[0] == lower
            if written and shown == tuple(word.lower() for word in mention.words):
                return mention
        return None


_Raw = tuple[str, int, int]


def _join_parties(tokens: list[str], sources: list[tuple[int, int]]) -> None:
    """Reads "Acme and the Vendor", at the end of the tokens so far, as one mention of both parties."""
    back = 3 if tokens[-2:-1] == ["the"] else 2
    if len(tokens) <= back or tokens[-back] not in _JOINING:
        return
    first = tokens[-back - 1]
    if first in _ROLES and first != tokens[-1]:
        span = (sources[-back - 1][0], sources[-1][1])
        del tokens[-back - 1 :], sources[-back - 1 :]
        tokens.append("MUTUAL")
        sources.append(span)


def _tokens(text: str, start: int, end: int) -> list[_Raw]:
    found: list[_Raw] = []
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "ref":
            found.append(("XREF", match.start(), match.end()))
        elif kind == "redacted":
            found.append(("REDACTED", match.start(), match.end()))
        elif kind == "mark":
            found.append(("percent" if match.group() == "%" else match.group(), match.start(), match.end()))
        elif kind != "enumerator":
            found.append((match.group("word"), match.start("word"), match.end("word")))
    return found
