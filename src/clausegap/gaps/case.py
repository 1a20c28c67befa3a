"""One document under one playbook, and what is judged of each protection in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from clausegap.gaps.absence import Absence, Traces
from clausegap.gaps.board import Board
from clausegap.gaps.conditions import Evaluation, WeakenerState
from clausegap.gaps.decide import Verdict
from clausegap.gaps.group import Group
from clausegap.gaps.ranked import is_sure, unrecognised
from clausegap.gaps.standard import Standard, Standards
from clausegap.model.analysis import Analysis
from clausegap.model.document import Document
from clausegap.model.ranking import RankedPassage
from clausegap.model.terms import ContractType, Status
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Protection
from clausegap.rules.party_names import party_names
from clausegap.rules.playbook import Playbook
from clausegap.rules.reading import Mention
from clausegap.rules.references import rule_ids


@dataclass(frozen=True)
class Case:
    """One document under one playbook.

    Attributes:
        document: The contract.
        analysis: What the pipeline found in it.
        standards: The rules under the playbook.
        mentions: How the contract names its parties, for readings.
        titles: Titles of the documents of a deal; what they hold is not missing elsewhere.
    """

    document: Document
    analysis: Analysis
    standards: Standards
    mentions: tuple[Mention, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def library(self) -> RuleLibrary:
        """The rules."""
        return self.standards.library

    @property
    def playbook(self) -> Playbook:
        """What to expect."""
        return self.standards.playbook

    @property
    def contract_type(self) -> ContractType:
        """What kind of contract it is taken for."""
        return self.standards.contract_type

    @cached_property
    def named(self) -> Callable[[str], str]:
        """Puts the contract's own names of the parties into wording."""
        return party_names(self.analysis.parties, self.document.text)

    @cached_property
    def traces(self) -> Traces:
        """What stands in the document in the place of missing clauses."""
        return Traces(self.document, self.analysis, self.library, self.mentions, self.titles)

    @cached_property
    def board(self) -> Board:
        """The evaluations of all protections."""
        return Board(self.document, self.analysis, self.standards)

    @cached_property
    def resolved(self) -> bool:
        """Whether the role of any party is known."""
        return any(party.role is not None for party in self.analysis.parties)

    @cached_property
    def complete(self) -> bool:
        """Whether all words of the document were read."""
        return self.document.complete

    @cached_property
    def readable_share(self) -> float:
        """Share of its pages that could be read, 0 to 1."""
        return round(self.document.readable_share, 4)

    @cached_property
    def searched_units(self) -> int:
        """How many sentences and list items were searched."""
        return sum(unit.zone == "body" and unit.kind != "heading" for unit in self.analysis.units)


@dataclass(frozen=True)
class Judged:
    """What is judged of one protection in a document.

    Attributes:
        case: The document under its playbook.
        standard: The rules of it.
        evaluation: Elements, weakeners and conditions in the clause group.
        verdict: The status by wording alone.
        absence: What was found in the place of a clause.
        status: The status in the end.
        unfinished: Keys of patterns that did not finish.
        unrecognised: A passage that only the ranker takes for the operative clause, or None.
        doubted: Whether the ranker is so sure of that passage that absence cannot be claimed.
    """

    case: Case
    standard: Standard
    evaluation: Evaluation
    verdict: Verdict
    absence: Absence
    status: Status
    unfinished: tuple[str, ...]
    unrecognised: RankedPassage | None = None
    doubted: bool = False

    @classmethod
    def of(cls, case: Case, standard: Standard) -> Judged:
        """Judges a protection."""
        protection = standard.protection
        verdict = case.board.verdict(protection.id)
        absence = Absence(case.traces, protection)
        unfinished = _unfinished(case, protection)
        # A decision that asks for other rules hangs on theirs too.
        asks = bool(protection.decision.missing_when or protection.decision.present_when)
        read = case.complete and not unfinished and not (asks and case.analysis.unfinished)
        evaluation = case.board.evaluation(protection.id)
        passage = unrecognised(case.analysis, protection, evaluation.group)
        sure = passage is not None and absence.deletion is None and is_sure(case.analysis, protection, passage)
        status = _final_status(verdict, absence, protection, read=read and not sure)
        return cls(case, standard, evaluation, verdict, absence, status, unfinished, passage, sure)

    @property
    def protection(self) -> Protection:
        """The rules as they are written, with the thresholds of the playbook."""
        return self.standard.protection

    @property
    def group(self) -> Group:
        """The clause group."""
        return self.evaluation.group

    @property
    def threatened(self) -> bool:
        """Whether the other side has the right whose absence is the protection."""
        return self.protection.logic != "direct" and bool(self.group.serving)

    @cached_property
    def adverse(self) -> tuple[WeakenerState, ...]:
        """The weakeners that take something from the advised side even without a clause.

        What makes a burden worse takes nothing where there is no burden.
        """
        if self.protection.logic == "bounded" and not self.threatened:
            return ()
        return tuple(w for w in self.verdict.weakeners if w.weakener.adverse and w.counts)

    @property
    def weakeners(self) -> tuple[WeakenerState, ...]:
        """The weakeners to show: without a clause only the adverse ones, for there is nothing else to weaken."""
        if self.threatened:
            return self.verdict.weakeners
        without = self.status in ("missing", "undetermined") or not self.group.serving
        return self.adverse if without else self.verdict.weakeners


def _final_status(verdict: Verdict, absence: Absence, protection: Protection, *, read: bool) -> Status:
    """Returns the status after incorporation, deletion and what could not be read."""
    status = verdict.status
    if protection.logic == "direct":
        if status == "missing" and absence.incorporation is not None and absence.deletion is None:
            return "weak"
        if status == "weak" and verdict.score is None and absence.deletion is not None:
            return "missing" if read else "undetermined"
    return "undetermined" if verdict.rests_on_absence and not read else status


def _unfinished(case: Case, protection: Protection) -> tuple[str, ...]:
    """Returns the keys of the protection's patterns that did not finish; a key is ``rule.signal#index``."""
    if not case.analysis.unfinished:
        return ()
    rules = [name for (kind, *_), name in rule_ids(protection) if kind != "weakeners"]
    return tuple(key for key in case.analysis.unfinished if key.split("#")[0].split(".")[0] in rules)
