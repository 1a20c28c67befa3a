"""Patterns made ready to run: their kind, their owner, and the words a sentence must have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias, cast

import regex

from clausegap.rules import phrase as phrases
from clausegap.rules.base import Pattern
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.models import Protection
from clausegap.rules.required import Required, most_telling, required_words
from clausegap.rules.required_regex import required_by
from clausegap.rules.shared import Generic
from clausegap.rules.yamlfile import Steps

Kind = Literal["anchor", "sign", "signal", "weakener", "negative", "cue"]
Place = tuple[str, Kind, str, str, int]
Occurrence: TypeAlias = "re.Match[str] | regex.Match[str]"
PlacedPattern = tuple[Place, Pattern, Steps]


@dataclass(frozen=True)
class CompiledPattern:
    """One pattern of one rule.

    Attributes:
        protection: Id of the protection, or ``generic``; of a cue, the id of its clause type.
        kind: What a match means.
        rule: Id of the anchor, sign, element, weakener, negative or cue.
        signal: Name of the element's signal, else empty.
        index: Position among the rule's patterns, from 0.
        pattern: As written in the file.
        source: The expression over a reading; empty for a token pattern.
        required: What a sentence must hold, the most telling first.
    """

    protection: str
    kind: Kind
    rule: str
    signal: str
    index: int
    pattern: Pattern
    source: str
    required: tuple[Required, ...]

    @property
    def key(self) -> str:
        """A stable name: ``rule.signal#index``."""
        name = f"{self.rule}.{self.signal}" if self.signal else self.rule
        return f"{name}#{self.index}"

    @cached_property
    def expression(self) -> regex.Pattern[str] | re.Pattern[str]:
        """The compiled expression; not for token patterns.

        Phrases are bounded by construction and run on the standard engine. Free regexes run on
        the ``regex`` package, whose matching can be stopped by a time limit.
        """
        return regex.compile(self.source) if self.pattern.regex is not None else re.compile(self.source)

    def found_in(self, reading: str, limit: float) -> Iterable[Occurrence]:
        """Returns where the pattern matches in a reading, without overlap; not for token patterns.

        Args:
            reading: The sentence as patterns see it.
            limit: Seconds that a free regex may take.

        Raises:
            TimeoutError: A free regex took longer; raised while the matches are gone through.
        """
        expression = self.expression
        if isinstance(expression, re.Pattern):
            return expression.finditer(reading)
        return cast(Iterable[Occurrence], expression.finditer(reading, timeout=limit))


def compile_pattern(place: Place, pattern: Pattern, words: phrases.Lexicon, fold: phrases.Fold) -> CompiledPattern:
    """Returns a pattern ready to run.

    Args:
        place: Protection, kind, rule, signal and index.
        pattern: As written.
        words: The parsed lexicon.
        fold: Folds spelling.

    Raises:
        phrases.PhraseError: The phrase is not well formed.
        regex.error: The regular expression is not well formed.
    """
    if pattern.phrase is not None:
        sequence = phrases.parse(pattern.phrase, words, fold)
        source = phrases.to_regex(sequence)
        required = most_telling(required_words(sequence))
    else:
        # Nothing is required by a token pattern: it sees the contract's own words where the index sees folded ones.
        source = pattern.regex or ""
        regex.compile(source)
        required = most_telling(required_by(source))
    return CompiledPattern(*place, pattern=pattern, source=source, required=required)


def patterns_of(protection: Protection) -> Iterator[PlacedPattern]:
    """Yields every pattern of a protection with its place and its path in the file."""
    name = protection.id
    for a, anchor in enumerate(protection.anchors):
        yield from _numbered((name, "anchor", anchor.id, ""), anchor.patterns, ("anchors", a, "patterns"))
    for s, sign in enumerate(protection.signs):
        yield from _numbered((name, "sign", sign.id, ""), sign.patterns, ("signs", s, "patterns"))
    for e, element in enumerate(protection.elements):
        for signal, patterns in element.signals.items():
            steps = ("elements", e, "signals", signal)
            yield from _numbered((name, "signal", element.id, signal), patterns, steps)
    for w, weakener in enumerate(protection.weakeners):
        yield from _numbered((name, "weakener", weakener.id, ""), weakener.patterns, ("weakeners", w, "patterns"))
    for n, negative in enumerate(protection.negatives):
        yield from _numbered((name, "negative", negative.id, ""), negative.patterns, ("negatives", n, "patterns"))


def generic_patterns(generic: Generic) -> Iterator[PlacedPattern]:
    """Yields every pattern of the generic rules with its place and its path in the file."""
    for w, weakener in enumerate(generic.weakeners):
        steps = ("weakeners", w, "patterns")
        yield from _numbered(("generic", "weakener", weakener.id, ""), weakener.patterns, steps)
    for s, sign in enumerate(generic.signs):
        yield from _numbered(("generic", "sign", sign.id, ""), sign.patterns, ("signs", s, "patterns"))
    for n, negative in enumerate(generic.negatives):
        steps = ("negatives", n, "patterns")
        yield from _numbered(("generic", "negative", negative.id, ""), negative.patterns, steps)


def cue_patterns(clause_type: ClauseType) -> Iterator[PlacedPattern]:
    """Yields every pattern of a clause type with its place and its path in the file."""
    for c, cue in enumerate(clause_type.cues):
        yield from _numbered((clause_type.id, "cue", cue.id, ""), cue.patterns, ("cues", c, "patterns"))


def _numbered(
    place: tuple[str, Kind, str, str], patterns: tuple[Pattern, ...], steps: Steps
) -> Iterator[PlacedPattern]:
    for index, pattern in enumerate(patterns):
        yield (*place, index), pattern, (*steps, index)
