"""Compiles what rule files write as phrases and expressions; a mistake names file, line and field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import regex

from clausegap.rules import phrase as phrases
from clausegap.rules.base import Pattern
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.compiled import (
    CompiledPattern,
    Place,
    PlacedPattern,
    compile_pattern,
    cue_patterns,
    generic_patterns,
    patterns_of,
)
from clausegap.rules.mirror import for_readings_of_supplier
from clausegap.rules.models import Protection
from clausegap.rules.playbook import Playbook
from clausegap.rules.reading import Reader
from clausegap.rules.required import Required, most_telling, required_words
from clausegap.rules.shared import Generic, LexiconFile, RolesFile
from clausegap.rules.signs import HeadingSigns, RoleSign, Sign, TypeSign
from clausegap.rules.yamlfile import RuleSource, Steps, mistake

_SLOTS = tuple(f"<{name}>" for name in phrases.SLOTS)


@dataclass(frozen=True, slots=True)
class Told:
    """What is worked out from a phrase or a regular expression.

    Attributes:
        source: The expression to run.
        required: Sets of words, the most telling first; a reading must hold one word of each set.
        most: Tokens that a match of a phrase has at most.
    """

    source: str
    required: tuple[Required, ...]
    most: int = 0


@dataclass(frozen=True)
class Compiler:
    """Compiles with one lexicon and one spelling.

    Attributes:
        lexicon: The word classes and spellings.
        source: The file of the lexicon, for messages.
        known_phrases: What is known of phrases under this lexicon; grows.
        known_expressions: What is known of regular expressions.
    """

    lexicon: LexiconFile
    source: RuleSource
    known_phrases: dict[str, Told] = field(default_factory=dict)
    known_expressions: Mapping[str, Told] = field(default_factory=dict)

    @cached_property
    def reader(self) -> Reader:
        """Makes readings of texts in which the parties are not known."""
        return Reader(self.lexicon.spelling)

    @cached_property
    def words(self) -> phrases.Lexicon:
        """The parsed lexicon.

        Raises:
            RulesError: An entry is not well formed.
        """
        words: dict[str, phrases.Row] = {}
        for name, entries in self.lexicon.lexicon.items():
            try:
                options = tuple(phrases.parse(entry, words, self.reader.fold) for entry in entries)
            except phrases.PhraseError as error:
                raise mistake(self.source, ("lexicon", name), str(error)) from error
            words[name] = (phrases.Choice(options),)
        return words

    def patterns(self, protection: Protection, source: RuleSource) -> list[CompiledPattern]:
        """Returns the patterns of a protection."""
        placed: Iterable[PlacedPattern] = patterns_of(protection)
        if protection.side == "supplier":
            placed = for_readings_of_supplier(placed)
        return self._compiled(placed, source)

    def generic(self, generic: Generic, source: RuleSource) -> list[CompiledPattern]:
        """Returns the patterns of the generic rules."""
        return self._compiled(generic_patterns(generic), source)

    def cues(self, clause_type: ClauseType, source: RuleSource) -> list[CompiledPattern]:
        """Returns the patterns of a clause type."""
        return self._compiled(cue_patterns(clause_type), source)

    def _compiled(self, placed: Iterable[PlacedPattern], source: RuleSource) -> list[CompiledPattern]:
        return [self._one(place, pattern, steps, source) for place, pattern, steps in placed]

    def _one(self, place: Place, pattern: Pattern, steps: Steps, source: RuleSource) -> CompiledPattern:
        known = self.known_phrases.get(pattern.phrase or "") or self.known_expressions.get(pattern.regex or "")
        if known is not None:
            return CompiledPattern(*place, pattern=pattern, source=known.source, required=known.required)
        try:
            words = {} if pattern.phrase is None else self.words
            return compile_pattern(place, pattern, words, self.reader.fold)
        except (phrases.PhraseError, regex.error) as error:
            notation = "phrase" if pattern.phrase is not None else "regex"
            raise mistake(source, (*steps, notation), str(error)) from error

    def told(self, text: str) -> Told:
        """Returns what a phrase says; raises ``PhraseError`` when it is not well formed."""
        if text not in self.known_phrases:
            sequence = phrases.parse(text, self.words, self.reader.fold)
            required = most_telling(required_words(sequence))
            self.known_phrases[text] = Told(phrases.to_regex(sequence), required, phrases.most_tokens(sequence))
        return self.known_phrases[text]

    def phrase(self, text: str) -> re.Pattern[str]:
        """Returns a phrase ready to run; raises ``PhraseError`` when it is not well formed."""
        return re.compile(self.told(text).source)

    def sign(self, text: str) -> Sign:
        """Returns a phrase that is only asked whether it occurs; raises ``PhraseError`` as ``phrase`` does."""
        if text not in self._signs:
            told = self.told(text)
            telling = [one.flat() for one in told.required[:1]]
            # Every token of a reading stands between two spaces.
            words = [f" {word} " for one in telling for word in one.words]
            prefixes = [f" {prefix}" for one in telling for prefix in one.prefixes]
            self._signs[text] = Sign(told.source, tuple(sorted(words + prefixes)), told.most)
        return self._signs[text]

    @cached_property
    def _signs(self) -> dict[str, Sign]:
        """Signs that were asked for; all come from rule files and playbooks, so there are not many."""
        return {}

    def placed_sign(self, text: str, steps: Steps, source: RuleSource) -> Sign:
        """Returns the sign at a place in a rule file.

        Raises:
            RulesError: The phrase is not well formed.
        """
        self._placed(text, steps, source)
        return self.sign(text)

    def _placed(self, text: str, steps: Steps, source: RuleSource) -> Told:
        try:
            return self.told(text)
        except phrases.PhraseError as error:
            raise mistake(source, steps, str(error)) from error

    def headings(self, model: Protection, source: RuleSource) -> HeadingSigns:
        """Returns the headings of a protection."""
        written = model.headings
        wanted = [self.placed_sign(t, ("headings", "phrases", i), source) for i, t in enumerate(written.phrases)]
        unwanted = [
            self.placed_sign(t, ("headings", "not_phrases", i), source) for i, t in enumerate(written.not_phrases)
        ]
        return HeadingSigns(tuple(wanted), tuple(unwanted))

    def keywords(self, model: Protection, source: RuleSource) -> tuple[Sign, ...]:
        """Returns the keywords of a protection."""
        return tuple(self.placed_sign(word, ("keywords", k), source) for k, word in enumerate(model.keywords))

    def type_signs(self, playbook: Playbook, source: RuleSource) -> tuple[TypeSign, ...]:
        """Returns the signs of a playbook's contract type."""
        found = []
        for index, written in enumerate(playbook.signs):
            sign = self.placed_sign(written.phrase, ("signs", index, "phrase"), source)
            found.append(TypeSign(sign, written.weight, written.title, written.at_most))
        return tuple(found)

    def role_signs(self, roles: RolesFile, source: RuleSource) -> tuple[RoleSign, ...]:
        """Returns the signs of the roles of parties."""
        found = []
        for index, written in enumerate(roles.signs):
            told = self._placed(written.phrase, ("signs", index, "phrase"), source)
            of_party = _always_names_party(written.phrase)
            found.append(RoleSign(told.source, told.required, written.weight, of_party))
        return tuple(found)


def _always_names_party(phrase: str) -> bool:
    """Whether a slot of a phrase is neither in a group, nor an alternative, nor optional."""
    pieces = ["", *phrase.split(), ""]
    depth = 0
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if depth == 0 and piece in _SLOTS and not before.endswith("|") and not after.startswith(("|", "?")):
            return True
        depth += piece.count("(") - piece.count(")")
    return False
