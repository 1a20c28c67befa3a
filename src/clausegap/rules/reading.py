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

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from clausegap.rules.raw_tokens import Raw, RawTokens, tokens_of

_SKIPPED_AFTER_THIRD: Final = ("party", "parties")
_ROLES: Final = frozenset({"CUSTOMER", "SUPPLIER", "UNKNOWN", "RECIPIENT", "DISCLOSER"})
_WITH_SPACE: Final = (1).__add__
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
        begins: Start in the document of each token.
        ends: End in the document of each token.
    """

    tokens: Sequence[str]
    begins: Sequence[int]
    ends: Sequence[int]

    @property
    def sources(self) -> Sequence[tuple[int, int]]:
        """Start and end in the document of each token."""
        return tuple(zip(self.begins, self.ends, strict=True))

    @cached_property
    def text(self) -> str:
        """The tokens, each followed by one space, after one leading space."""
        return f" {' '.join(self.tokens)} " if self.tokens else " "

    @cached_property
    def _edges(self) -> Sequence[int]:
        """Offset in the text of each token, and the end of the text."""
        return list(accumulate(map(_WITH_SPACE, map(len, self.tokens)), initial=1))

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
        return Reading([*stem.tokens, *self.tokens], [*stem.begins, *self.begins], [*stem.ends, *self.ends])

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Returns the document offsets of a stretch of the text, without outer white space."""
        count = len(self.tokens)
        first = max(bisect_right(self._edges, start, 0, count) - 1, 0)
        last = max(bisect_left(self._edges, end, 0, count) - 1, first)
        return self.begins[first], self.ends[last]

    def offset_of(self, source: int) -> int:
        """Returns the offset in the text of the first token at or after a document offset."""
        return self._edges[bisect_right(self.ends, source)]


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
        self._longest = 1
        for mention in sorted(mentions, key=lambda m: (-len(m.words), m.words, m.token)):
            self._mentions.setdefault(mention.words[0].lower(), []).append(mention)
            self._longest = max(self._longest, len(mention.words))
        self._folded = {key: words[0] for key, words in self._single.items() if len(words) == 1}
        several = (key for key, words in self._single.items() if len(words) > 1)
        self._around = frozenset((*self._mentions, *_SKIPPED_AFTER_THIRD, *self._pair_heads, *several))

    def fold(self, item: str) -> tuple[str, ...]:
        """Returns the words of one literal item of a phrase, with its spelling folded."""
        reading = self.read(item)
        return tuple(reading.tokens) or (item,)

    def read(self, text: str, start: int = 0, end: int | None = None) -> Reading:
        """Returns the reading of ``text[start:end]``; offsets in it are those of ``text``."""
        raw = tokens_of(text, start, len(text) if end is None else end)
        return self._folding(raw).reading(0, len(raw.words))

    def read_all(
        self, text: str, stretches: Iterable[tuple[int, int]], tokens: RawTokens | None = None
    ) -> list[Reading]:
        """Returns the readings of many stretches of a text, as ``read`` does, at a fraction of the cost.

        Args:
            text: The text.
            stretches: Start and end of each.
            tokens: Those of the text, where they are known.
        """
        tokens = RawTokens(text) if tokens is None else tokens
        folding = self._folding(tokens.raw)
        found = []
        for start, end in stretches:
            within = tokens.within(start, end)
            found.append(self.read(text, start, end) if within is None else folding.reading(*within))
        return found

    def _folding(self, raw: Raw) -> _Folding:
        shown = list(set(raw.words))
        lower = [word.lower() for word in shown]
        plain = {a: "" if b in self._around else self._folded.get(b, b) for a, b in zip(shown, lower, strict=True)}
        plain |= {token: token for token in ("XREF", "REDACTED") if token in plain}
        tokens = [plain[word] for word in raw.words]
        return _Folding(raw, tokens, [index for index, token in enumerate(tokens) if not token], self._next)

    def _next(self, words: Sequence[str], index: int, last: int, before: list[str]) -> tuple[tuple[str, ...], int]:
        """Returns the tokens for the word at an index, and how many words they stand for."""
        lower = words[index].lower()
        if lower in self._mentions:
            mention = self._mention_at(words[index : min(index + self._longest, last)], lower)
            if mention is not None:
                return (mention.token,), len(mention.words)
        if lower in _SKIPPED_AFTER_THIRD and not (before and before[-1] == "third"):
            return ("MUTUAL",), 1
        if lower in self._pair_heads and index + 1 < last:
            pair = self._pairs.get((lower, words[index + 1].lower()))
            if pair is not None:
                return tuple(pair.split()), 2
        return self._single.get(lower, (lower,)), 1

    def _mention_at(self, words: Sequence[str], lower: str) -> Mention | None:
        """Returns the mention of a party with which some words begin."""
        shown = [word.lower() for word in words]
        for mention in self._mentions[lower]:
            # "Company" names the party, "company" does not; a pronoun may be written either way.
            written = words[0] != lower or mention.words[0] == lower
            if written and shown[: len(mention.words)] == [word.lower() for word in mention.words]:
                return mention
        return None


@dataclass(frozen=True, slots=True)
class _Folding:
    """Words of a text with their spelling folded.

    Attributes:
        raw: The words.
        tokens: What each is read as wherever it stands; empty where that depends on the words around.
        unsure: Where such words are.
        decide: Returns the tokens for such a word, and how many words they stand for.
    """

    raw: Raw
    tokens: list[str]
    unsure: list[int]
    decide: Callable[[Sequence[str], int, int, list[str]], tuple[tuple[str, ...], int]]

    def reading(self, first: int, last: int) -> Reading:
        """Returns the reading of some of the words: the first, and one past the last."""
        starts, ends = self.raw.starts, self.raw.ends
        found = Raw([], [], [])
        done = first
        plain = Raw(self.tokens, starts, ends)
        for index in self.unsure[bisect_left(self.unsure, first) : bisect_left(self.unsure, last)]:
            if index < done:
                continue
            found.extend(plain, done, index)
            tokens, used = self.decide(self.raw.words, index, last, found.words)
            done = index + used
            for token in tokens:
                found.add(token, starts[index], ends[done - 1])
            if tokens[0] in _ROLES:
                _join_parties(found)
        found.extend(plain, done, last)
        return Reading(found.words, found.starts, found.ends)


def _join_parties(found: Raw) -> None:
    """Reads "Acme and the Vendor", at the end of the tokens so far, as one mention of both parties."""
    tokens = found.words
    back = 3 if tokens[-2:-1] == ["the"] else 2
    if len(tokens) <= back or tokens[-back] not in _JOINING:
        return
    first = tokens[-back - 1]
    if first in _ROLES and first != tokens[-1]:
        start, end = found.starts[-back - 1], found.ends[-1]
        del tokens[-back - 1 :], found.starts[-back - 1 :], found.ends[-back - 1 :]
        found.add("MUTUAL", start, end)
