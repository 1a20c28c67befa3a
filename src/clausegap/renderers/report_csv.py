"""Reports as a tidy table: a row for each contract and protection, for spreadsheets and data tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from clausegap.model.evidence import Evidence
from clausegap.model.finding import Finding
from clausegap.model.report import Report
from clausegap.renderers import wording
from clausegap.renderers.csv_cells import csv_line, guarded
from clausegap.renderers.reviewed import Reviewed

# Where a column is also one of the summary of many contracts, it has the same name there.
COLUMNS: Final = (
    "contract",
    "result",
    "error",
    "sha256",
    "contract_type",
    "side",
    "playbook",
    "customer",
    "supplier",
    "governing_law",
    "protection",
    "family",
    "title",
    "status",
    "severity",
    "is_gap",
    "grade",
    "score",
    "expectation",
    "confidence",
    "flags",
    "reasons",
    "lacking",
    "quotes",
    "quote",
    "section",
    "page",
    "document",
    "start",
    "end",
    "fallback",
)


def render_csv(contracts: Sequence[Reviewed]) -> str:
    """Returns the table as CSV (RFC 4180); a contract without a report has one row, which says why.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    lines = [csv_line(COLUMNS)]
    for row in tidy_rows(contracts):
        lines.append(csv_line([guarded(row.get(column, "")) for column in COLUMNS]))
    return "".join(lines)


def tidy_rows(contracts: Sequence[Reviewed]) -> Iterator[dict[str, str]]:
    """Yields the rows, each with those of the columns that it has something for."""
    for one in contracts:
        name = wording.printable(one.source)
        if one.report is None:
            said = f"{one.error.code}: {wording.printable(one.failure)}" if one.error else ""
            yield {"contract": name, "result": "unreadable", "error": said}
            continue
        facts = {"contract": name, "result": "reviewed", **_of_report(one.report)}
        yield from ({**facts, **_of_finding(one.report, finding)} for finding in one.report.findings)


def _of_report(report: Report) -> dict[str, str]:
    names = {
        role: "; ".join(wording.printable(party.name) for party in report.parties if party.role == role)
        for role in ("customer", "supplier")
    }
    return {
        "sha256": report.source.sha256,
        "contract_type": report.contract_type.type,
        "side": report.side,
        "playbook": report.playbook,
        "governing_law": wording.printable(report.governing_law or ""),
        **names,
    }


def _of_finding(report: Report, finding: Finding) -> dict[str, str]:
    return {
        "protection": finding.protection,
        "family": finding.family,
        "title": wording.printable(finding.title),
        "status": finding.status,
        "severity": finding.severity,
        "is_gap": str(finding.is_gap).lower(),
        "grade": finding.grade,
        "score": "" if finding.score is None else f"{finding.score:g}",
        "expectation": finding.expectation,
        "confidence": finding.confidence,
        "flags": ", ".join(finding.flags),
        "reasons": " ".join(wording.remarks(report, finding)),
        "lacking": wording.printable("; ".join(wording.absent_names(finding))),
        "fallback": wording.visible(next(iter(finding.fallbacks.values()), "")),
        **_of_evidence(finding.evidence),
    }


def _of_evidence(evidence: Sequence[Evidence]) -> dict[str, str]:
    """Returns how many quotes there are, and the first with its place."""
    if not evidence:
        return {"quotes": "0"}
    first = evidence[0]
    return {
        "quotes": str(len(evidence)),
        "quote": wording.printable(first.quote),
        "section": wording.printable(first.location.section or ""),
        "page": "" if first.location.page is None else str(first.location.page),
        "document": wording.printable(first.location.document or ""),
        "start": str(first.start),
        "end": str(first.end),
    }
