"""Reduces reports and outcomes to the rows of a portfolio."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from clausegap.model.evidence import Evidence
from clausegap.model.finding import Finding
from clausegap.model.outcome import Outcome
from clausegap.model.policy import is_deviation
from clausegap.model.portfolio import ContractRow, Review, Term, Verdict
from clausegap.model.report import Report
from clausegap.model.terms import severity_rank
from clausegap.portfolio.stored import StoredEvidence, StoredFinding, StoredReport
from clausegap.renderers.wording import printable, shortened

_LONGEST: Final = 240  # characters of a reason or a quote


def row_of(outcome: Outcome, files: Iterable[str] = ()) -> ContractRow:
    """Returns the row of an outcome that has its report or an error.

    Args:
        outcome: What became of the document.
        files: Paths of the reports that were written on it, which the row links to.
    """
    if outcome.report is None:
        error = f"{outcome.error.code}: {outcome.error.message}" if outcome.error else ""
        return ContractRow(outcome.source, outcome.status, error)
    written = tuple(files)
    return ContractRow(
        source=outcome.source,
        status=outcome.status,
        page=_with_suffix(written, ".html"),
        report=_with_suffix(written, ".json"),
        review=review_of(outcome.report),
    )


def review_of(report: Report | StoredReport) -> Review:
    """Returns a report in short, without its texts but for one reason and one quote a protection."""
    deviations = [p.severity for p in report.policy if is_deviation(p.result, p.severity)]
    severities = sorted((*deviations, *(f.severity for f in report.findings if f.is_gap)), key=severity_rank)
    return Review(
        sha256=report.source.sha256,
        contract_type=report.contract_type.type,
        side=report.side,
        playbook=sys.intern(report.playbook),
        version=sys.intern(report.clausegap_version),
        rules=sys.intern(report.rules_fingerprint),
        customers=_names(report, "customer"),
        suppliers=_names(report, "supplier"),
        others=_names(report, None),
        governing_law=None if report.governing_law is None else printable(report.governing_law),
        term=_term(report),
        coverage=report.risks.coverage if report.risks else None,
        worst_severity=severities[-1] if severities else None,
        deviations=len(deviations),
        verdicts=tuple(map(_verdict, report.findings)),
        notices=report.notices,
    )


def row_in_full(report: Report) -> ContractRow:
    """Returns the row of a report with a verdict for each of its quotes, where other rows keep the first."""
    verdicts = tuple(verdict for finding in report.findings for verdict in _verdicts(finding))
    return ContractRow(report.source.name, "reviewed", review=replace(review_of(report), verdicts=verdicts))


def _verdicts(finding: Finding) -> Iterator[Verdict]:
    for evidence in finding.evidence or (None,):
        yield _verdict_with(finding, evidence)


def _verdict(finding: Finding | StoredFinding) -> Verdict:
    return _verdict_with(finding, finding.evidence[0] if finding.evidence else None)


def _verdict_with(finding: Finding | StoredFinding, quoted: Evidence | StoredEvidence | None) -> Verdict:
    # Thousands of contracts share these few names: interned, each is kept once.
    return Verdict(
        protection=sys.intern(finding.protection),
        family=sys.intern(finding.family),
        title=sys.intern(printable(finding.title)),
        status=finding.status,
        severity=finding.severity,
        is_gap=finding.is_gap,
        grade=finding.grade,
        expectation=finding.expectation,
        flags=finding.flags,
        reason=shortened(finding.reasons[0], _LONGEST) if finding.reasons else "",
        quote=shortened(quoted.quote, _LONGEST) if quoted else "",
        section=printable(quoted.location.section or quoted.location.heading or "") if quoted else "",
        page=quoted.location.page if quoted else None,
        document=printable(quoted.location.document or "") if quoted else "",
        rule=sys.intern(quoted.rule) if quoted else "",
        quotes=len(finding.evidence),
        score=finding.score,
    )


def _term(report: Report | StoredReport) -> Term:
    term = report.term
    return Term() if term is None else Term(term.kind, term.starts, term.expires, term.computed, term.renews)


def _names(report: Report | StoredReport, role: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(printable(party.name) for party in report.parties if party.role == role))


def _with_suffix(files: tuple[str, ...], suffix: str) -> str | None:
    return next((file for file in files if file.endswith(suffix)), None)
