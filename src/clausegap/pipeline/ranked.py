"""From scores to clauses by type: joined, quoted, and with the words behind each probability."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Final

import numpy as np
import numpy.typing as npt

from clausegap.model.analysis import Hit, Unit
from clausegap.model.clause import Clause, RuleMatch
from clausegap.model.ranking import LIKELY, Clue, RankedPassage, RankedType, Ranking
from clausegap.model.section import Section, location_of
from clausegap.ranking.clues import ClueFinder
from clausegap.ranking.model import Scores, Weights, presence_signs
from clausegap.ranking.windows import PART, Part
from clausegap.rules.clause_type import ClauseType
from clausegap.rules.library import RuleLibrary

Chances = npt.NDArray[np.float64]

DOUBTFUL: Final = 0.01  # below this a clause of the rules should be checked
_SHOWN: Final = 0.4  # from here a passage is worth a look
_MOST_SHOWN: Final = 6  # passages of one type
_QUOTE: Final = 300  # characters
_WORDS: Final = 120  # characters of what a rule matched


@dataclass(frozen=True)
class Scored:
    """The scores of a document under one file of weights.

    Attributes:
        weights: What was learned.
        owner: The clause type whose own weights these are; None for the shipped ones.
        units: Index of the unit of each passage.
        scores: Log-odds, float64, shape (passages, clause types of the weights).
        parts: What was scored, in parts of ``PART`` passages.
    """

    weights: Weights
    owner: str | None
    units: tuple[int, ...]
    scores: Scores
    parts: tuple[Part, ...]

    @cached_property
    def index_of(self) -> Mapping[int, int]:
        """The passage of each unit."""
        return {unit: index for index, unit in enumerate(self.units)}

    def chances(self, position: int) -> Chances:
        """Returns the probability of each passage for the clause type at a position, shape (passages,)."""
        if position not in self._chances:
            self._chances[position] = self.weights.each[position].passage.probability(self.scores[:, position, None])
        return self._chances[position]

    def clues(self, index: int, position: int, says: Mapping[str, str]) -> tuple[Clue, ...]:
        """Returns the strongest features of a passage for a clause type, rules by what they say."""
        if (index, position) not in self._clues:
            first, finder = self._finders[index // PART]
            self._clues[index, position] = finder.clues(index - first, position, says)
        return self._clues[index, position]

    @cached_property
    def _chances(self) -> dict[int, Chances]:
        """By clause type: each clause of the rules asks for the one of its passage."""
        return {}

    @cached_property
    def _clues(self) -> dict[tuple[int, int], tuple[Clue, ...]]:
        """By passage and clause type: one passage may be a clause of the rules and a ranked one."""
        return {}

    @cached_property
    def _finders(self) -> list[tuple[int, ClueFinder]]:
        """The first passage of each part, and what names its features."""
        return [(part.first, ClueFinder(part.passages, part.known, self.weights)) for part in self.parts]


@dataclass(frozen=True)
class DocumentView:
    """A document as the rules see it."""

    text: str
    units: Sequence[Unit]
    sections: Sequence[Section]
    hits: Sequence[Hit]
    clauses: Sequence[Clause]
    library: RuleLibrary

    @cached_property
    def unit_at(self) -> Mapping[int, int]:
        """The unit that begins at a character."""
        return {unit.start: index for index, unit in enumerate(self.units)}

    @cached_property
    def hits_in(self) -> Mapping[int, list[Hit]]:
        """The hits of each unit."""
        found: dict[int, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            found[hit.unit].append(hit)
        return found

    @cached_property
    def best_scores(self) -> Mapping[str, float]:
        """The score of the best clause of each protection that has one."""
        found: dict[str, float] = {}
        for clause in self.clauses:
            found[clause.protection] = max(found.get(clause.protection, 0.0), clause.score)
        return found


def ranking_of(view: DocumentView, scored: Sequence[Scored]) -> Ranking:
    """Returns what was found of each clause type."""
    types = [
        _ranked(view, one, position, clause_type)
        for one in scored
        for position, clause_type in _types_of(one, view.library)
    ]
    return Ranking(
        version=scored[0].weights.about.get("version", ""),
        fingerprints=tuple(one.weights.fingerprint for one in scored),
        types=tuple(sorted(types, key=lambda one: one.id)),
    )


def traced_clauses(view: DocumentView, scored: Sequence[Scored]) -> Iterator[Clause]:
    """Yields the clauses of the rules with the words that each rule matched, and their probabilities."""
    deciding = {
        clause_type.protection: (one, position)
        for one in scored
        for position, clause_type in _types_of(one, view.library)
        if clause_type.decides
    }
    for clause in view.clauses:
        unit = view.unit_at[clause.start]
        update: dict[str, object] = {"matches": tuple(_matches(view, clause, unit))}
        if clause.protection in deciding:
            one, position = deciding[clause.protection]
            index = one.index_of[unit]
            chance = float(one.chances(position)[index])
            clues = one.clues(index, position, view.library.says)
            update.update(probability=round(chance, 4), doubtful=chance < DOUBTFUL, clues=clues)
        yield clause.model_copy(update=update)


def _types_of(scored: Scored, library: RuleLibrary) -> Iterator[tuple[int, ClauseType]]:
    """Yields the clause types that a file of weights speaks for: each type listens to one file."""
    for position, one in enumerate(scored.weights.each):
        clause_type = library.clause_types.get(one.id)
        if clause_type is not None and scored.owner == (clause_type.id if clause_type.weights else None):
            yield position, clause_type


def _matches(view: DocumentView, clause: Clause, unit: int) -> Iterator[RuleMatch]:
    seen = set()
    mine = [hit for hit in view.hits_in[unit] if hit.protection == clause.protection and hit.kind != "cue"]
    for hit in sorted(mine, key=attrgetter("start", "end", "rule")):
        name = f"{hit.rule}.{hit.signal}" if hit.signal else hit.rule
        if (name, hit.start, hit.end) not in seen:
            seen.add((name, hit.start, hit.end))
            words = _shortened(view.text[hit.start : hit.end], _WORDS)
            yield RuleMatch(rule=name, start=hit.start, end=hit.end, text=words)


def _ranked(view: DocumentView, scored: Scored, position: int, clause_type: ClauseType) -> RankedType:
    chances = scored.chances(position)
    signs = presence_signs(scored.scores[:, position], view.best_scores.get(clause_type.protection or "", 0.0))
    presence = float(scored.weights.each[position].presence.probability(signs[None])[0])
    passages = []
    for number, group in enumerate(_groups(chances, scored.units), start=1):
        best = max(group, key=lambda index: (chances[index], -index))
        first, last = view.units[scored.units[group[0]]], view.units[scored.units[group[-1]]]
        rules = {hit.rule for index in group for hit in view.hits_in.get(scored.units[index], ())}
        passages.append(
            RankedPassage(
                id=f"{clause_type.id}:{number}",
                start=first.start,
                end=last.end,
                location=location_of(view.sections, first.section, None),
                quote=_shortened(view.text[first.start : last.end], _QUOTE),
                probability=round(float(chances[best]), 4),
                rules=tuple(sorted(rules)),
                clues=scored.clues(best, position, view.library.says),
            )
        )
    return RankedType(
        id=clause_type.id,
        title=clause_type.title,
        protection=clause_type.protection,
        decides=clause_type.decides,
        presence=round(presence, 4),
        passages=tuple(passages),
    )


def _groups(chances: Chances, units: Sequence[int]) -> list[list[int]]:
    """Returns the passages worth a look in text order; neighbours that are both likely are one clause."""
    likely = np.flatnonzero(chances >= _SHOWN)
    best = likely[np.argsort(-chances[likely], kind="stable")[:_MOST_SHOWN]]
    groups: list[list[int]] = []
    for index in sorted(best.tolist()):
        last = groups[-1][-1] if groups else -1
        adjoining = bool(groups) and last == index - 1 and units[index] == units[last] + 1
        if adjoining and min(chances[index], chances[last]) >= LIKELY:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _shortened(text: str, most: int) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= most else f"{shown[:most].rsplit(' ', 1)[0]} …"
