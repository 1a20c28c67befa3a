"""Runs the patterns of the library over the sentences of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from clausegap.pipeline.english import English
from clausegap.pipeline.outline import Outline
from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.index import WordIndex
from clausegap.rules.library import RuleLibrary
from clausegap.rules.phrase import SLOTS

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from clausegap.rules.reading import Reading

# Seconds a free regex may take on one sentence before it is reported as unfinished.
REGEX_LIMIT: Final = 0.5


@dataclass(frozen=True, slots=True)
class Match:
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


class PatternMatcher:
    """All patterns of a library, ready to run on readings and on the contract's own tokens.

    Args:
        library: The rules.
        english: Tokenizes the sentences that token patterns may match.
        prefilter: False runs every pattern on every sentence; for tests of the pre-filter.
    """

    def __init__(self, library: RuleLibrary, english: English, *, prefilter: bool = True) -> None:
        self.patterns: Sequence[CompiledPattern] = library.patterns
        self._index = WordIndex(self.patterns) if prefilter else None
        tokens = {at: compiled for at, compiled in enumerate(self.patterns) if compiled.pattern.token is not None}
        self._english = english
        self._token_matchers: dict[int, Matcher] = {}
        self._outlines = {
            at: Outline((compiled.pattern.token or ()) if prefilter else ()) for at, compiled in tokens.items()
        }

    def find(self, readings: Sequence[Reading], text: str) -> Iterator[Matches]:
        """Yields for each sentence the matches, in pattern order, and the patterns that did not finish.

        Args:
            readings: The sentences of one document.
            text: The document.
        """
        for reading, candidates in zip(readings, self.candidates(readings), strict=True):
            yield self.find_one(reading, candidates, text)

    def candidates(self, readings: Sequence[Reading]) -> Sequence[Iterable[int]]:
        """Returns for each sentence the positions of the patterns that are tried on it."""
        if self._index is None:
            return [range(len(self.patterns))] * len(readings)
        return self._index.candidates([reading.words for reading in readings])

    def find_one(self, reading: Reading, positions: Iterable[int], text: str) -> Matches:
        """Returns the matches of some patterns in one sentence, and those that did not finish; see ``find``."""
        found: list[Match] = []
        unfinished: list[int] = []
        sentence = _Sentence(text, reading, self._english)
        for position in positions:
            if position in self._outlines:
                found.extend(self._find_tokens(position, sentence))
                continue
            try:
                found.extend(_find_text(position, self.patterns[position], reading))
            except TimeoutError:
                unfinished.append(position)
        return found, unfinished

    def _find_tokens(self, position: int, sentence: _Sentence) -> Iterator[Match]:
        if not sentence.may_have(self._outlines[position]):
            return
        if position not in self._token_matchers:
            self._token_matchers[position] = _token_matcher(self._english.nlp.vocab, self.patterns[position])
        for _, first, last in self._token_matchers[position](sentence.doc):
            hit = sentence.doc[first:last]
            yield Match(position, sentence.start + hit.start_char, sentence.start + hit.end_char)


class _Sentence:
    """A sentence in the contract's own words, tokenized once if any token pattern may match it."""

    def __init__(self, text: str, reading: Reading, english: English) -> None:
        self._english = english
        self._text = text
        self._sources = reading.sources

    @property
    def start(self) -> int:
        """First character in the document."""
        return self._sources[0][0]

    @cached_property
    def doc(self) -> Doc:
        """Its tokens."""
        return self._english.nlp.make_doc(self._shown)

    def may_have(self, outline: Outline) -> bool:
        """Whether a token pattern of an outline may match in it."""
        return bool(self._sources) and outline.is_in(self._lower)

    @cached_property
    def _shown(self) -> str:
        return self._text[self.start : self._sources[-1][1]]

    @cached_property
    def _lower(self) -> str:
        return self._shown.lower()


def _find_text(position: int, compiled: CompiledPattern, reading: Reading) -> Iterator[Match]:
    for first, last, groups in compiled.found_in(reading.text, REGEX_LIMIT):
        if last > first and reading.sources:
            start, end = reading.source(first, last)
            slots = _slots(groups)
            yield Match(position, start, end, slots.get("ower", ""), slots.get("holder", ""))


def _slots(groups: dict[str, str | None]) -> dict[str, str]:
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
