"""Reviews one document: the rules and the pipeline, loaded once."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausegap._log import logger_of
from clausegap.errors import UsageError
from clausegap.gaps.case import Case
from clausegap.gaps.checker import check
from clausegap.gaps.contract_type import guess_type
from clausegap.gaps.duties import duties_of
from clausegap.gaps.law import notices_for
from clausegap.gaps.pointers import pointers_of
from clausegap.gaps.policy import check_policy
from clausegap.gaps.quotes import QUOTE_CHARACTERS, location_in, quote
from clausegap.gaps.risks import risk_view
from clausegap.gaps.standard import Standards
from clausegap.loaders import load_text
from clausegap.model.analysis import Analysis
from clausegap.model.clause import Party
from clausegap.model.comparison import Comparison, Subject
from clausegap.model.deviation import Origin, StandardComparison
from clausegap.model.document import Document, Notice
from clausegap.model.frame import Frame, frame_of
from clausegap.model.ranking import Ranking
from clausegap.model.report import Report, ReportNotice, ReportSource, TypeGuess, source_of
from clausegap.model.spec import ReviewSpec
from clausegap.model.term import ContractTerm
from clausegap.model.terms import CONTRACT_TYPES, SIDES, ContractType, Side
from clausegap.pipeline.language import is_english
from clausegap.pipeline.parties import mentions_of
from clausegap.pipeline.ranker import Ranker
from clausegap.pipeline.steps import steps_of
from clausegap.pipeline.term import find_term
from clausegap.pipeline.workings import Workings
from clausegap.ranking.passages import Passage
from clausegap.rules.library import RuleLibrary, load_library
from clausegap.rules.mirror import with_roles_exchanged
from clausegap.rules.playbook import Playbook
from clausegap.rules.yamlfile import read_source
from clausegap.version import VERSION

if TYPE_CHECKING:
    from clausegap.compare.versions import Version
    from clausegap.compare.wordings import Wording

_LOG: Final = logger_of("engine")
# What standard wording calls the parties.
STANDARD_PARTIES: Final = (
    Party(name="Customer", terms=("Customer",), role="customer"),
    Party(name="Supplier", terms=("Supplier",), role="supplier"),
)


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
    """Holds the rules and the pipeline for one set of options.

    Args:
        spec: The options.

    Raises:
        RulesError: A rule or playbook file has a mistake.
        UsageError: The side, playbook or contract type does not exist.
    """

    def __init__(self, spec: ReviewSpec) -> None:
        self.spec = spec
        if spec.side not in SIDES:
            raise UsageError(f"no side {spec.side!r}; known: {', '.join(SIDES)}")
        self.library: RuleLibrary = load_library(spec.rules, spec.side)
        self._playbook = None if spec.playbook is None else _playbook_of_side(spec.playbook, self.library)
        if spec.contract_type is not None and spec.contract_type not in CONTRACT_TYPES:
            raise UsageError(f"no contract type {spec.contract_type!r}; known: {', '.join(CONTRACT_TYPES)}")
        self._steps = steps_of(spec)
        self._catalogue = frozenset(protection.id for protection in self.library.catalogue)
        self._standards: dict[ContractType, Standards] = {}
        self._measures: dict[tuple[ContractType, str], Version] = {}
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
        report = self._report(document, analysis, self._type_of(document, analysis))
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
        guess = self._type_of(supplied[main], framework)
        titles = tuple(member.title for member in members)
        report = self._report(whole, analysis, guess, titles, tuple(map(source_of, supplied)))
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
        from clausegap.compare.reports import compare_reports  # noqa: PLC0415

        old, new = _with_language(old), _with_language(new)
        analysis = self.analyse(new)
        before = self.analyse(old, analysis.parties)
        if not _tells_roles(analysis):
            analysis = self.analyse(new, before.parties)
        remarks = []
        customer = _customer_of_both(analysis, before)
        if customer is not None:
            before = Engine(replace(self.spec, customer=customer)).analyse(old, analysis.parties)
            message = f"The roles of the parties are those of the new version: {customer} is the customer."
            remarks.append(ReportNotice(level="info", code="roles_of_new", message=message))
        guess, own = self._type_of(new, analysis), self._type_of(old, before)
        if own.type != guess.type:
            message = f"The old version alone would be taken for {own.type}; both were reviewed as {guess.type}."
            remarks.append(ReportNotice(level="info", code="type_of_new", message=message))
        if subject == "tracked_changes" and old.text == new.text:
            message = "The file has no tracked changes that alter its words."
            remarks.append(ReportNotice(level="info", code="no_tracked_changes", message=message))
        versions = [self._version(document, found, guess) for document, found in ((old, before), (new, analysis))]
        return compare_reports(versions[0], versions[1], subject, tuple(remarks))

    def compare_with_standard(self, document: Document) -> StandardComparison:
        """Returns how a contract stands against the standard wording of its playbook, protection by protection.

        That is the playbook's own preferred wording and its fallbacks; where it has none on a protection, the wording
        that comes with the rules.

        Args:
            document: The contract.
        """
        from clausegap.compare.standard import compare_with_wordings  # noqa: PLC0415

        document = _with_language(document)
        analysis = self.analyse(document)
        guess = self._type_of(document, analysis)
        contract = self._version(document, analysis, guess)
        return compare_with_wordings(contract, self._wordings(guess.type), partial(self._reviewed, guess.type))

    def _wordings(self, contract_type: ContractType) -> dict[str, list[Wording]]:
        """Returns the standard wording of each protection, the better first."""
        from clausegap.compare.wordings import Wording  # noqa: PLC0415

        standards = self._standards_for(contract_type)
        found = {}
        for standard in standards:
            own = standards.own_wordings(standard.protection.id)
            origin: Origin = "playbook" if own else "rules"
            wordings = own or standard.fallbacks
            found[standard.protection.id] = [Wording(name, origin, words) for name, words in wordings.items()]
        return found

    def _reviewed(self, contract_type: ContractType, wording: Wording) -> Version:
        """Returns a standard wording, reviewed as if it were a contract between the parties that it names."""
        key = (contract_type, wording.words)
        if key not in self._measures:
            document = load_text(wording.words, wording.name)
            guess = TypeGuess(type=contract_type, given=True)
            self._measures[key] = self._version(document, self.analyse(document, STANDARD_PARTIES), guess)
        return self._measures[key]

    def _version(self, document: Document, analysis: Analysis, guess: TypeGuess) -> Version:
        from clausegap.compare.versions import Version  # noqa: PLC0415

        return Version(
            report=self._report(document, analysis, guess),
            document=document,
            units=tuple((unit.start, unit.end) for unit in analysis.units),
            locate=lambda offset: location_in(document, analysis, offset),
        )

    def _report(
        self,
        document: Document,
        analysis: Analysis,
        guess: TypeGuess,
        titles: tuple[str, ...] = (),
        documents: tuple[ReportSource, ...] = (),
    ) -> Report:
        mentions = mentions_of(analysis.parties, self.library.roles, self.spec.side)
        case = Case(document, analysis, self._standards_for(guess.type), mentions, titles)
        findings = check(case)
        return Report(
            clausegap_version=VERSION,
            rules_fingerprint=self.library.fingerprint,
            playbook=case.playbook.id,
            side=self.spec.side,
            source=source_of(document),
            documents=documents,
            references=pointers_of(document, analysis, titles),
            contract_type=guess,
            governing_law=analysis.governing_law,
            term=_term(document, analysis),
            parties=analysis.parties,
            risks=risk_view(findings, self.library.protections, self.library.risks),
            findings=findings,
            duties=duties_of(case) if self.spec.side == "supplier" else (),
            policy=check_policy(case, findings),
            clauses=tuple(
                clause.model_copy(update={"location": location_in(document, analysis, clause.start)})
                for clause in analysis.clauses
                if clause.protection in self._catalogue
            ),
            ranking=_located(document, analysis),
            jurisdiction_notices=notices_for(findings, analysis, document, self.library.notices),
            notices=(*_notices(document, analysis, guess), *_unheard(self.library)),
        )

    def _standards_for(self, contract_type: ContractType) -> Standards:
        """Returns the rules under the playbook for a contract type, made ready at the first need."""
        if contract_type not in self._standards:
            playbook = self._playbook or self.library.playbook_for(contract_type)
            self._standards[contract_type] = Standards(self.library, playbook, contract_type)
        return self._standards[contract_type]

    def _type_of(self, document: Document, analysis: Analysis) -> TypeGuess:
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


def _located(document: Document, analysis: Analysis) -> Ranking | None:
    """Returns the ranking of an analysis with the page of each passage."""
    if analysis.ranking is None:
        return None
    types = []
    for one in analysis.ranking.types:
        passages = (p.model_copy(update={"location": location_in(document, analysis, p.start)}) for p in one.passages)
        types.append(one.model_copy(update={"passages": tuple(passages)}))
    return analysis.ranking.model_copy(update={"types": tuple(types)})


def _term(document: Document, analysis: Analysis) -> ContractTerm:
    """Returns how long a contract runs, with the sentences that say so."""
    found = find_term(document.text, analysis.units)
    return ContractTerm(
        kind=found.kind,
        starts=found.starts,
        months=found.months,
        expires=found.expires,
        computed=found.computed,
        renews=found.renews,
        evidence=tuple(
            quote(document, analysis, start, min(end, start + QUOTE_CHARACTERS), "term") for start, end in found.spans
        ),
    )


def _with_language(document: Document) -> Document:
    """Returns the document, with a notice when it is not English: nothing may then be called missing."""
    if is_english(document.text):
        return document
    message = "The text does not look like English; the rules read English only, so no absence can be claimed."
    notice = Notice("unread", "not_english", message)
    return replace(document, notices=(*document.notices, notice))


def _playbook_of_side(name: str, library: RuleLibrary) -> Playbook:
    playbook = playbook_named(name, library)
    if playbook.side != library.side:
        own = library.playbook_for(playbook.contract_type).id
        raise UsageError(
            f"playbook {playbook.id!r} is written for the {playbook.side}, and the {library.side} is advised; "
            f"take {own!r}, or one that extends it"
        )
    return playbook


def playbook_named(name: str, library: RuleLibrary) -> Playbook:
    """Returns a playbook by its name or by the path of its file.

    Raises:
        UsageError: There is neither.
        RulesError: The file has a mistake.
    """
    if name in library.playbooks:
        return library.playbooks[name]
    if Path(name).is_file():
        return library.playbook_from(read_source(Path(name)))
    from rapidfuzz import process  # noqa: PLC0415

    nearest = process.extractOne(name, list(library.playbooks), score_cutoff=50)
    hint = f"; did you mean {nearest[0]!r}?" if nearest else ""
    raise UsageError(f"no playbook named {name!r}{hint} (known: {', '.join(library.playbooks)})")


def _tells_roles(analysis: Analysis) -> bool:
    return {"customer", "supplier"} <= {party.role for party in analysis.parties}


def _customer_of_both(new: Analysis, old: Analysis) -> str | None:
    """Returns the customer of the new version if the old one takes that party for the supplier; else None."""
    roles: dict[str, Side | None] = {name: party.role for party in old.parties for name in (party.name, *party.terms)}
    customers = [party for party in new.parties if party.role == "customer"]
    names = [name for party in customers for name in (party.name, *party.terms)]
    return next((name for name in names if roles.get(name) == "supplier"), None)


def _unheard(library: RuleLibrary) -> tuple[ReportNotice, ...]:
    """Returns what to say of the user's own rules that this review does not ask about, or nothing."""
    if not library.unheard:
        return ()
    message = (
        f"Own protections that are the customer's alone were not judged: {', '.join(library.unheard)}. "
        "One of the supplier says `side: supplier` in its file, one that serves both sides has a `mirror`."
    )
    return (ReportNotice(level="warning", code="rules_of_other_side", message=message),)


def _notices(document: Document, analysis: Analysis, guess: TypeGuess) -> tuple[ReportNotice, ...]:
    found = [ReportNotice(level=n.level, code=n.code, message=n.message, page=n.page) for n in document.notices]
    if analysis.ranking is None:
        message = "The weights of the ranker are not installed: clauses were found by the rules alone."
        found.append(ReportNotice(level="info", code="rules_alone", message=message))
    if guess.assumed:
        message = f"No sign of the contract type was found; it was reviewed as {guess.type}."
        found.append(ReportNotice(level="info", code="assumed_contract_type", message=message))
    return tuple(found)
