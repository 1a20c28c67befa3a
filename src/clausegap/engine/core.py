"""Reviews one document: the rules and the pipeline, loaded once."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from clausegap._log import logger_of
from clausegap._nearest import unknown_name
from clausegap.engine.report import report_of
from clausegap.errors import UsageError
from clausegap.gaps.case import Case
from clausegap.gaps.contract_type import guess_type
from clausegap.gaps.standard import Standards
from clausegap.model.analysis import Analysis
from clausegap.model.clause import Party
from clausegap.model.comparison import Comparison, Subject
from clausegap.model.deviation import StandardComparison
from clausegap.model.document import Document, Notice
from clausegap.model.frame import Frame, frame_of
from clausegap.model.report import Report, ReportSource, TypeGuess, source_of
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import CONTRACT_TYPES, SIDES, ContractType
from clausegap.pipeline.language import is_english
from clausegap.pipeline.parties import mentions_of
from clausegap.pipeline.ranker import Ranker
from clausegap.pipeline.steps import steps_of
from clausegap.pipeline.workings import Workings
from clausegap.ranking.passages import Passage
from clausegap.rules.library import RuleLibrary, load_library
from clausegap.rules.mirror import with_roles_exchanged
from clausegap.rules.playbook_choice import playbook_of_side
from clausegap.version import VERSION

if TYPE_CHECKING:
    from clausegap.engine.comparing import KeptReviews

_LOG: Final = logger_of("engine")


@dataclass(frozen=True)
class Candidates:
    """What the ranker would score in a document.

    Attributes:
        passages: In text order.
        spans: Start and end of each.
        known: Score of the best clause of the rules by protection, 0 to 1.
    """

    passages: tuple[Passage, ...]
    spans: tuple[tuple[int, int], ...]
    known: Mapping[str, float]


class Engine:
    """Holds the rules and the pipeline for one set of options; threads may share it.

    Args:
        spec: The options.

    Raises:
        RulesError: A rule or playbook file has a mistake.
        UsageError: The side, playbook or contract type does not exist.
    """

    def __init__(self, spec: ReviewSpec) -> None:
        self.spec = spec
        if spec.side not in SIDES:
            raise unknown_name("side", spec.side, SIDES)
        self.library: RuleLibrary = load_library(spec.rules, spec.side)
        self._playbook = None if spec.playbook is None else playbook_of_side(spec.playbook, self.library)
        if spec.contract_type is not None and spec.contract_type not in CONTRACT_TYPES:
            raise unknown_name("contract type", spec.contract_type, CONTRACT_TYPES)
        self._steps = steps_of(spec)
        self._turn = threading.Lock()
        self._standards: dict[ContractType, Standards] = {}
        self._reviewed_wordings: KeptReviews = {}
        _LOG.info("engine built: side %s, playbook %s", spec.side, self._playbook.id if self._playbook else "by type")

    @property
    def fingerprint(self) -> str:
        """SHA-256 over all that a report depends on, beside the document and how it is read.

        That is the version, the rules, the weights, the playbook, and the options by what they say, not by the
        paths of their files.
        """
        spec = self.spec
        playbook = None if self._playbook is None else self._playbook.model_dump(mode="json")
        weights = [one.fingerprint for one in self._ranker.weights.values()]
        options = [spec.side, spec.contract_type, spec.customer, spec.supplier]
        told = json.dumps([VERSION, self.library.fingerprint, weights, playbook, options])
        return hashlib.sha256(told.encode("utf-8")).hexdigest()

    @property
    def _ranker(self) -> Ranker:
        ranker = self._steps[-1]
        assert isinstance(ranker, Ranker)
        return ranker

    def analyse(self, document: Document, known: Sequence[Party] = ()) -> Analysis:
        """Returns what the pipeline finds in a document.

        Args:
            document: The contract.
            known: Parties of the agreement that it belongs to, for a document that does not tell its own.
        """
        return self._workings(document, known).analysis()

    def _workings(self, document: Document, known: Sequence[Party] = ()) -> Workings:
        """Returns what the components of the pipeline find in a document, run without a Doc."""
        workings = Workings(document.text, document.blocks, tuple(known))
        with self._turn:  # of threads one at a time: the steps share a vocabulary, which each document leaves as it was
            for step in self._steps:
                step.run(workings)
        return workings

    def candidates(self, document: Document) -> Candidates:
        """Returns the passages that the ranker would score; for training and measuring."""
        workings = self._workings(document)
        chosen = [workings.units[index] for index, _ in workings.readings]
        known: dict[str, float] = {}
        for clause in workings.clauses:
            known[clause.protection] = max(known.get(clause.protection, 0.0), clause.score)
        return Candidates(self._ranker.passages(workings), tuple((unit.start, unit.end) for unit in chosen), known)

    def review(self, document: Document) -> Report:
        """Returns the gap report of a document."""
        return self.examine(document)[0]

    def examine(self, document: Document) -> tuple[Report, Frame]:
        """Returns the gap report of a document, and how the document is built: for whoever writes into it."""
        started = time.monotonic()
        document = _with_language(document)
        analysis = self.analyse(document)
        report = self.report(document, analysis, self.type_of(document, analysis))
        return _noted(report, started), frame_of(analysis)

    def review_deal(self, documents: Sequence[Document]) -> tuple[Report, Document]:
        """Returns one gap report on documents that belong together, and the document it speaks of.

        What one incorporates from another that was supplied counts as found there; an order of
        precedence and amendments decide conflicts. The type is that of the framework agreement.

        Raises:
            UsageError: No document was given.
        """
        # Imported here, like what compares: the first review of a contract should not wait for it.
        from clausegap.deals.conflicts import settled  # noqa: PLC0415
        from clausegap.deals.kinds import framework_of, members_of  # noqa: PLC0415
        from clausegap.deals.merge import merged_analysis, merged_document  # noqa: PLC0415

        if not documents:
            raise UsageError("a deal needs at least one document")
        started = time.monotonic()
        supplied = tuple(_with_language(document) for document in documents)
        members = members_of(supplied)
        main = framework_of(members).index
        framework = self.analyse(supplied[main])
        analyses = [
            framework if index == main else self.analyse(document, framework.parties)
            for index, document in enumerate(supplied)
        ]
        whole = merged_document(supplied)
        analysis, notices = settled(whole, merged_analysis(analyses, supplied, main), members)
        whole = replace(whole, notices=(*whole.notices, *notices))
        guess = self.type_of(supplied[main], framework)
        titles = tuple(member.title for member in members)
        report = self.report(whole, analysis, guess, titles, tuple(map(source_of, supplied)))
        return _noted(report, started), whole

    def compare(self, old: Document, new: Document, subject: Subject = "versions") -> Comparison:
        """Returns what became of each protection between two versions of a contract.

        Both are reviewed under the contract type and playbook of the new version, and with one view of
        who is the customer: the new version's, where each of them tells it otherwise.

        Args:
            old: The old version.
            new: The new version.
            subject: Whether they are two files, or one without and with its tracked changes.
        """
        from clausegap.engine.comparing import compare_versions  # noqa: PLC0415

        return compare_versions(self, _with_language(old), _with_language(new), subject)

    def compare_with_standard(self, document: Document) -> StandardComparison:
        """Returns how a contract stands against the standard wording of its playbook, protection by protection.

        That is the playbook's own preferred wording and its fallbacks; where it has none on a protection, the wording
        that comes with the rules.

        Args:
            document: The contract.
        """
        from clausegap.engine.comparing import compare_with_standard  # noqa: PLC0415

        return compare_with_standard(self, _with_language(document), self._reviewed_wordings)

    def with_customer(self, customer: str) -> Engine:
        """Returns an engine with the same options that is told who the customer is, by name or defined term."""
        return Engine(replace(self.spec, customer=customer))

    def report(
        self,
        document: Document,
        analysis: Analysis,
        guess: TypeGuess,
        titles: tuple[str, ...] = (),
        documents: tuple[ReportSource, ...] = (),
    ) -> Report:
        """Returns the gap report of a document that was analysed.

        Args:
            document: The contract.
            analysis: Of it.
            guess: The contract type under which it is reviewed.
            titles: Of the documents of a deal.
            documents: Those documents.
        """
        mentions = mentions_of(analysis.parties, self.library.roles, self.spec.side)
        return report_of(Case(document, analysis, self.standards_for(guess.type), mentions, titles), guess, documents)

    def standards_for(self, contract_type: ContractType) -> Standards:
        """Returns the rules under the playbook for a contract type, made ready at the first need."""
        if contract_type not in self._standards:
            playbook = self._playbook or self.library.playbook_for(contract_type)
            self._standards[contract_type] = Standards(self.library, playbook, contract_type)
        return self._standards[contract_type]

    def type_of(self, document: Document, analysis: Analysis) -> TypeGuess:
        """Returns the contract type that was given, or what the document is taken for."""
        if self.spec.contract_type is not None:
            return TypeGuess(type=self.spec.contract_type, given=True)
        if self.spec.side != "customer":
            # Its readings name the parties as the supplier sees them; the type is the same whoever reads.
            known = tuple((index, with_roles_exchanged(reading)) for index, reading in analysis.readings)
            analysis = replace(analysis, readings=known)
        return guess_type(
            document, analysis, self.library, mentions_of(analysis.parties, self.library.roles, "customer")
        )


def _noted(report: Report, started: float) -> Report:
    """Returns a report after telling the logger of it."""
    _LOG.info(
        "reviewed %r as %s: %d clauses, %d gaps, worst %s, %.2f s",
        report.source.name, report.contract_type.type, len(report.clauses), len(report.gaps),
        report.worst_severity() or "none", time.monotonic() - started,
    )  # fmt: skip
    return report


def _with_language(document: Document) -> Document:
    """Returns the document, with a notice when it is not English: nothing may then be called missing."""
    if is_english(document.text):
        return document
    message = "The text does not look like English; the rules read English only, so no absence can be claimed."
    notice = Notice("unread", "not_english", message)
    return replace(document, notices=(*document.notices, notice))
