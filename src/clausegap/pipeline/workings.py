"""What the components find in one document, one after the other: plain values that each adds to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from clausegap.model.analysis import Analysis, Definition, Hit, Reference, Unit, Zone
from clausegap.model.clause import Clause, Party
from clausegap.model.document import Block
from clausegap.model.ranking import Ranking
from clausegap.model.section import Section
from clausegap.rules.raw_tokens import RawTokens


@dataclass
class Workings:
    """The state of the analysis of one document; what no component has found yet is empty.

    Attributes:
        text: The contract.
        blocks: Its paragraphs.
        known: Parties of the agreement that it belongs to.
        zones: Part of the contract that each block belongs to.
        readings: Index and reading of each unit that was searched, without the stem of its list.

    The others are those of ``Analysis``.
    """

    text: str
    blocks: tuple[Block, ...]
    known: tuple[Party, ...] = ()
    zones: Sequence[Zone] = ()
    sections: tuple[Section, ...] = ()
    units: tuple[Unit, ...] = ()
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()
    governing_law: str | None = None
    parties: tuple[Party, ...] = ()
    facts: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    readings: tuple[tuple[int, str], ...] = ()
    unfinished: tuple[str, ...] = ()
    families: Mapping[str, frozenset[int]] = field(default_factory=dict)
    clauses: tuple[Clause, ...] = ()
    ranking: Ranking | None = None

    @cached_property
    def tokens(self) -> RawTokens:
        """The tokens of the contract: it is read with the parties' names as they stand, and again with their roles."""
        return RawTokens(self.text)

    def analysis(self) -> Analysis:
        """Returns what was found, as the value that the later stages take."""
        return Analysis(
            sections=self.sections,
            units=self.units,
            definitions=self.definitions,
            references=self.references,
            parties=self.parties,
            facts=self.facts,
            families=self.families,
            hits=self.hits,
            clauses=self.clauses,
            unfinished=self.unfinished,
            governing_law=self.governing_law,
            ranking=self.ranking,
            readings=self.readings,
        )
