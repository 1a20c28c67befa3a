"""Runs the patterns of the library over the sentences of a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from clausegap.pipeline.english import English
from clausegap.pipeline.literals import lowered
from clausegap.pipeline.outline import Outline
from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.index import WordIndex
from clausegap.rules.library import RuleLibrary
from clausegap.rules.phrase import SLOTS
from clausegap.rules.required_regex import most_tokens

if TYPE_CHECKING:
    import re

    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from clausegap.rules.reading import Reading

# Seconds a free regex may take on one sentence before it is reported as unfinished.
REGEX_LIMIT: Final = 0.5


class Match(NamedTuple):
    """A pattern found in a sentence.

    Attributes:
        pattern: Position of the pattern in the library.
        start: First character, in the document.
        end: One past the last character, in the document.
        ower: Role token captured as the ower, or empty.
        holder: Role token captured as the holder, or empty.
    """

    pattern: int
    start: int
    end: int
    ower: str = ""
    holder: str = ""


Matches = tuple[list[Match], list[int]]
_Search = Callable[..., "re.Match[str] | None"]


class PatternMatcher:
    """All patterns of a library, ready to run on readings and on the contract's own tokens.

    Args:
        library: The rules.
        english: Tokenizes the sentences that token patterns may match.
        prefilter: False runs every pattern on every sentence, and phrases on readings letter by letter; for tests of
            what is done for speed.
    """

    def __init__(self, library: RuleLibrary, english: English, *, prefilter: bool = True) -> None:
        self.patterns: Sequence[CompiledPattern] = library.patterns
        self._english = english
        self._token_matchers: dict[int, Matcher] = {}
        self._outlines = {
            at: Outline(compiled.pattern.token if prefilter else ())
            for at, compiled in enumerate(self.patterns)
            if compiled.pattern.token is not None
        }
        self._index = WordIndex(self.patterns) if prefilter else None
        self._phrases = frozenset(
            at for at, compiled in enumerate(self.patterns) if prefilter and compiled.pattern.phrase is not None
        )
        self._alphabet = library.alphabet
        self._longest = {
            at: most
            for at, compiled in enumerate(self.patterns)
            if prefilter and compiled.pattern.regex is not None and not compiled.required
            if (most := most_tokens(compiled.source)) is not None
        }
        self._searches: list[_Search | None] = [None] * len(self.patterns)

    def find(self, readings: Sequence[Reading], text: str) -> Iterator[Matches]:
        """Yields for each sentence the matches, in pattern order, and the patterns that did not finish.

        Args:
            readings: The sentences of one document.
            text: The document.
        """
        document = _Document(text)
        for reading, candidates in zip(readings, self.candidates(readings), strict=True):
            yield self._find_in(reading, candidates, document)

    def candidates(self, readings: Sequence[Reading]) -> Sequence[Iterable[int]]:
        """Returns for each sentence the positions of the patterns that are tried on it."""
        if self._index is None:
            return [range(len(self.patterns))] * len(readings)
        return self._index.candidates([reading.tokens for reading in readings])

    def find_one(self, reading: Reading, positions: Iterable[int], text: str) -> Matches:
        """Returns the matches of some patterns in one sentence, and those that did not finish; see ``find``."""
        return self._find_in(reading, positions, _Document(text))

    def _find_in(self, reading: Reading, positions: Iterable[int], document: _Document) -> Matches:
        found: list[Match] = []
        unfinished: list[int] = []
        if not reading.tokens:
            return found, unfinished
        sentence = _Sentence(document, reading, self._english)
        glyphs = self._alphabet.spelled(reading.tokens)
        count = len(reading.tokens)
        for position in positions:
            if position in self._phrases:
                search = self._searches[position] or self._search_for(position)
                match = search(glyphs)
                while match is not None:
                    found.append(self._of_phrase(position, match, reading))
                    match = search(glyphs, match.end())
            elif position in self._outlines:
                found.extend(self._find_tokens(position, sentence))
            elif self._longest.get(position, count) >= count:
                try:
                    found.extend(_find_text(position, self.patterns[position], reading))
                except TimeoutError:
                    unfinished.append(position)
        return found, unfinished

    def _search_for(self, position: int) -> _Search:
        """Compiles a phrase at its first use: few contracts need more than a part of them."""
        search = self._searches[position] = self._alphabet.expression(self.patterns[position].source).search
        return search

    def _of_phrase(self, position: int, match: re.Match[str], reading: Reading) -> Match:
        first, last = match.span()
        start, end = reading.begins[first], reading.ends[last - 1]
        if match.lastindex is None:
            return Match(position, start, end)
        token = self._alphabet.token
        slots = _slots({name: glyph and token(glyph) for name, glyph in match.groupdict().items()})
        return Match(position, start, end, slots.get("ower", ""), slots.get("holder", ""))

    def _find_tokens(self, position: int, sentence: _Sentence) -> Iterator[Match]:
        for start, end in sentence.stretches(self._outlines[position]):
            if position not in self._token_matchers:
                self._token_matchers[position] = _token_matcher(self._english.nlp.vocab, self.patterns[position])
            doc = sentence.doc(start, end)
            for _, first, last in self._token_matchers[position](doc):
                hit = doc[first:last]
                yield Match(position, start + hit.start_char, start + hit.end_char)


class _Document:
    """A document in its own words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spots: dict[Outline, list[int]] = {}

    @cached_property
    def lower(self) -> str:
        """The text in small letters, letter for letter."""
        return lowered(self.text)

    def stretches(self, outline: Outline, start: int, end: int) -> list[tuple[int, int]]:
        """Returns the stretches of a sentence in which a token pattern of an outline may match."""
        if outline not in self._spots:
            self._spots[outline] = outline.spots(self.lower)
        spots = self._spots[outline]
        inside = spots[bisect_left(spots, start) : bisect_left(spots, end)]
        if not inside:
            return []
        likely = outline.stretches(self.text, inside, start, end)
        return [(first, last) for first, last in likely if outline.is_in(self.lower[first:last])]


class _Sentence:
    """A sentence in the contract's own words, tokenized where a token pattern may match it."""

    def __init__(self, document: _Document, reading: Reading, english: English) -> None:
        self._english = english
        self._document = document
        self._start, self._end = reading.begins[0], reading.ends[-1]
        self._docs: dict[tuple[int, int], Doc] = {}

    def doc(self, start: int, end: int) -> Doc:
        """Returns the tokens of a stretch of the document."""
        if (start, end) not in self._docs:
            self._docs[start, end] = self._english.nlp.make_doc(self._document.text[start:end])
        return self._docs[start, end]

    def stretches(self, outline: Outline) -> list[tuple[int, int]]:
        """Returns the stretches of the document in it in which a token pattern of an outline may match."""
        return self._document.stretches(outline, self._start, self._end)


def _find_text(position: int, compiled: CompiledPattern, reading: Reading) -> Iterator[Match]:
    for match in compiled.found_in(reading.text, REGEX_LIMIT):
        first, last = match.span()
        if last > first:
            slots = _slots(match.groupdict())
            yield Match(position, *reading.source(first, last), slots.get("ower", ""), slots.get("holder", ""))


def _slots(groups: Mapping[str, str | None]) -> dict[str, str]:
    # A slot may stand in several alternatives of a phrase and then carries a numbered name.
    found: dict[str, str] = {}
    for name, value in groups.items():
        base = name.split("_")[0]
        if value and base in SLOTS:
            found.setdefault(base, value)
    return found


def _token_matcher(vocab: Vocab, compiled: CompiledPattern) -> Matcher:
    from spacy.matcher import Matcher  # noqa: PLC0415  few contracts need any of spaCy

    matcher = Matcher(vocab, validate=True)
    matcher.add(compiled.key, [list(compiled.pattern.token or ())])
    return matcher
