"""Puts together the gap report of a document that was analysed."""

from __future__ import annotations

from clausegap.gaps.case import Case
from clausegap.gaps.checker import check
from clausegap.gaps.duties import duties_of
from clausegap.gaps.law import notices_for
from clausegap.gaps.pointers import pointers_of
from clausegap.gaps.policy import check_policy
from clausegap.gaps.quotes import beginning, location_in
from clausegap.gaps.risks import risk_view
from clausegap.model.analysis import Analysis
from clausegap.model.clause import Clause
from clausegap.model.document import Document
from clausegap.model.ranking import Ranking
from clausegap.model.report import Report, ReportNotice, ReportSource, TypeGuess, source_of
from clausegap.model.term import ContractTerm
from clausegap.pipeline.term import find_term
from clausegap.rules.library import RuleLibrary
from clausegap.version import VERSION


def report_of(case: Case, guess: TypeGuess, documents: tuple[ReportSource, ...] = ()) -> Report:
    """Returns the gap report of a document under its playbook.

    Args:
        case: The document, its analysis and the rules.
        guess: What it is taken for.
        documents: Those of a deal.
    """
    document, analysis, library = case.document, case.analysis, case.library
    findings = check(case)
    return Report(
        clausegap_version=VERSION,
        rules_fingerprint=library.fingerprint,
        playbook=case.playbook.id,
        side=library.side,
        source=source_of(document),
        documents=documents,
        references=pointers_of(document, analysis, case.titles),
        contract_type=guess,
        governing_law=analysis.governing_law,
        term=_term(document, analysis),
        parties=analysis.parties,
        risks=risk_view(findings, library.protections, library.risks),
        findings=findings,
        duties=duties_of(case) if library.side == "supplier" else (),
        policy=check_policy(case, findings),
        clauses=_clauses(case),
        ranking=_located(document, analysis),
        jurisdiction_notices=notices_for(findings, analysis, document, library.notices),
        notices=(*_notices(document, analysis, guess), *_unheard(library)),
    )


def _clauses(case: Case) -> tuple[Clause, ...]:
    """Returns the clauses of the advised side's protections, with the page of each."""
    catalogue = {protection.id for protection in case.library.catalogue}
    return tuple(
        clause.model_copy(update={"location": location_in(case.document, case.analysis, clause.start)})
        for clause in case.analysis.clauses
        if clause.protection in catalogue
    )


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
        evidence=tuple(beginning(document, analysis, start, end, "term") for start, end in found.spans),
    )


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
