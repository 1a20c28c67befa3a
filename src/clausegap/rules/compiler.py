"""Compiles what rule files write as phrases and expressions; a mistake names file, line and field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from clausegap.rules import phrase as phrases
from clausegap.rules.base import Pattern
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.compiled import (
    CompiledPattern,
    Place,
    compile_pattern,
    cue_patterns,
    generic_patterns,
    patterns_of,
)
from clausegap.rules.models import Protection
from clausegap.rules.playbook import Playbook
from clausegap.rules.reading import Reader
from clausegap.rules.required import most_telling, required_words
from clausegap.rules.shared import Generic
from clausegap.rules.yamlfile import RuleSource, mistake


@dataclass(frozen=True, slots=True)
class CompiledSign:
    """A sign of a contract type, ready to run over a reading."""

    expression: re.Pattern[str]
    weight: float
    title: float
    at_most: int


@dataclass(frozen=True, slots=True)
class Sign:
    """A phrase that is only asked whether it occurs in a reading.

    Attributes:
        expression: The phrase, ready to run.
        needs: Beginnings of tokens, of which a reading must hold one for the phrase to occur; empty if it
            needs none. Looking for them is many times faster than running the expression.
    """

    expression: re.Pattern[str]
    needs: tuple[str, ...]

    def occurs_in(self, reading: str) -> bool:
        """Whether the phrase occurs in a reading's text."""
        if self.needs and not any(need in reading for need in self.needs):
            return False
        return self.expression.search(reading) is not None


@dataclass(frozen=True)
class Compiler:
    """Compiles with one lexicon and one spelling."""

    words: phrases.Lexicon
    reader: Reader

    def patterns(self, protection: Protection, source: RuleSource) -> list[CompiledPattern]:
        """Returns the patterns of a protection."""
        return [self._compiled(place, pattern, steps, source) for place, pattern, steps in patterns_of(protection)]

    def generic(self, generic: Generic, source: RuleSource) -> list[CompiledPattern]:
        """Returns the patterns of the generic rules."""
        return [self._compiled(place, pattern, steps, source) for place, pattern, steps in generic_patterns(generic)]

    def cues(self, clause_type: ClauseType, source: RuleSource) -> list[CompiledPattern]:
        """Returns the patterns of a clause type."""
        return [self._compiled(place, pattern, steps, source) for place, pattern, steps in cue_patterns(clause_type)]

    def _compiled(
        self, place: Place, pattern: Pattern, steps: tuple[int | str, ...], source: RuleSource
    ) -> CompiledPattern:
        try:
            return compile_pattern(place, pattern, self.words, self.reader.fold)
        except (phrases.PhraseError, regex.error) as error:
            notation = "phrase" if pattern.phrase is not None else "regex"
            raise mistake(source, (*steps, notation), str(error)) from error

    def phrase(self, text: str) -> re.Pattern[str]:
        """Returns a phrase ready to run; raises ``PhraseError`` when it is not well formed."""
        return re.compile(phrases.to_regex(phrases.parse(text, self.words, self.reader.fold)))

    def sign(self, text: str) -> Sign:
        """Returns a phrase that is only asked whether it occurs; raises ``PhraseError`` as ``phrase`` does."""
        required = required_words(phrases.parse(text, self.words, self.reader.fold))
        told = [one.flat() for one in most_telling(required, 1)]
        # Every token of a reading stands between two spaces.
        needs = [f" {need}" for one in told for need in (*(f"{word} " for word in one.words), *one.prefixes)]
        return Sign(self.phrase(text), tuple(sorted(needs)))

    def headings(self, model: Protection, source: RuleSource) -> tuple[regex.Pattern[str], regex.Pattern[str] | None]:
        """Returns the headings of a protection, and those that only look like it."""
        wanted = self._union(model.headings.phrases, "phrases", source)
        if not model.headings.not_phrases:
            return wanted, None
        return wanted, self._union(model.headings.not_phrases, "not_phrases", source)

    def type_signs(self, playbook: Playbook, source: RuleSource) -> tuple[CompiledSign, ...]:
        """Returns the signs of a playbook's contract type."""
        found = []
        for index, sign in enumerate(playbook.signs):
            try:
                expression = self.phrase(sign.phrase)
            except phrases.PhraseError as error:
                raise mistake(source, ("signs", index, "phrase"), str(error)) from error
            found.append(CompiledSign(expression, sign.weight, sign.title, sign.at_most))
        return tuple(found)

    def _union(self, texts: Sequence[str], key: str, source: RuleSource) -> regex.Pattern[str]:
        parts = []
        for index, text in enumerate(texts):
            try:
                parts.append(phrases.to_regex(phrases.parse(text, self.words, self.reader.fold)))
            except phrases.PhraseError as error:
                raise mistake(source, ("headings", key, index), str(error)) from error
        return regex.compile("|".join(f"(?:{part})" for part in parts))
