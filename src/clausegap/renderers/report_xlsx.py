"""Reports as a workbook: findings with colours, evidence and wording to propose, risks, playbook, notices, a legend."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Final

from xlsxwriter import Workbook

from clausegap.model.evidence import Evidence
from clausegap.model.finding import Finding
from clausegap.model.report import Report
from clausegap.model.terms import SEVERITIES, STATUSES
from clausegap.renderers import risk_wording, wording
from clausegap.renderers.reviewed import Reviewed
from clausegap.renderers.summary_wording import SEVERITY_MEANINGS, STATUS_MEANINGS
from clausegap.renderers.workbook import Cell, Columns, Looks, Table, new_workbook, write_notes

_FINDINGS: Final[Columns] = (
    ("Contract", 26),
    ("Protection", 32),
    ("Status", 17),
    ("Severity", 10),
    ("Expected", 13),
    ("Why", 52),
    ("What lacks", 30),
    ("What the contract says", 62),
    ("Section", 11),
    ("Page", 7),
    ("Wording to propose", 62),
)
_PAGE_WIDTH: Final = 170  # characters; its text is to be read on paper, not only its colours
_MOST_QUOTES: Final = 5  # in a cell: a row has no more room
_QUOTE: Final = 240  # characters
_RISKS: Final[Columns] = (("Contract", 26), ("Risk", 46), ("State", 18), ("Coverage", 10), ("Main answers", 110))
_POLICY: Final[Columns] = (
    ("Contract", 26),
    ("Rule of the playbook", 46),
    ("Result", 22),
    ("Severity", 10),
    ("What the contract says", 62),
    ("What to do", 62),
)
_NOTICES: Final[Columns] = (("Contract", 26), ("What", 16), ("Page", 7), ("Words", 110))

Contracts = Sequence[tuple[str, Report]]


def render_xlsx(contracts: Sequence[Reviewed]) -> bytes:
    """Returns the workbook; the same reports give the same bytes."""
    reports = [(wording.printable(one.source), one.report) for one in contracts if one.report]
    file = io.BytesIO()
    book = new_workbook(file, "Gaps of contracts")
    looks = Looks(book)
    _write_findings(book, looks, reports)
    _write_risks(book, looks, reports)
    if any(report.policy for _, report in reports):
        _write_policy(book, looks, reports)
    _write_notices(book, looks, contracts)
    write_notes(book, looks, _notes(reports))
    book.close()
    return file.getvalue()


def _write_findings(book: Workbook, looks: Looks, reports: Contracts) -> None:
    table = Table(book, looks, "Findings", _FINDINGS, _PAGE_WIDTH)
    for name, report in reports:
        for finding in _in_order(report):
            wrapped = dict.fromkeys((0, 1, 5, 6, 7, 10), looks.wrapped)
            table.add(_cells(name, report, finding), {**wrapped, 2: looks.of(finding)})
    table.close()


def _in_order(report: Report) -> Iterator[Finding]:
    """Yields the gaps, gravest first, then the others in catalogue order."""
    yield from report.gaps
    yield from (finding for finding in report.findings if not finding.is_gap)


def _cells(name: str, report: Report, finding: Finding) -> list[Cell]:
    first = finding.evidence[0].location if finding.evidence else None
    return [
        name,
        wording.printable(finding.title),
        f"{finding.status}, adverse" if "adverse" in finding.flags else finding.status,
        wording.severity_of(finding),
        wording.EXPECTATION_NAMES[finding.expectation],
        "\n".join(wording.remarks(report, finding)),
        "\n".join(map(wording.capitalised, wording.absent_names(finding))),
        "\n".join(_few(list(_quotes(finding)))),
        wording.printable(first.section or "") if first else "",
        first.page if first else None,
        "\n\n".join(f"{stance.capitalize()}: {wording.visible(words)}" for stance, words in finding.fallbacks.items()),
    ]


def _quotes(finding: Finding) -> Iterator[str]:
    """Yields the words of the clauses with their places, then those of uncured weakeners."""
    yield from map(_quote, finding.evidence)
    for weakener in finding.weakeners:
        if weakener.cured_by is None:
            yield from (f"{wording.sentence(weakener.why)} {_quote(one)}" for one in weakener.evidence)


def _few(quotes: Sequence[str]) -> Iterator[str]:
    yield from quotes[:_MOST_QUOTES]
    if len(quotes) > _MOST_QUOTES:
        yield f"… and {wording.plural(len(quotes) - _MOST_QUOTES, 'place')} more, which the JSON report has"


def _quote(evidence: Evidence) -> str:
    return f"{wording.printable(str(evidence.location))}: “{wording.shortened(evidence.quote, _QUOTE)}”"


def _write_risks(book: Workbook, looks: Looks, reports: Contracts) -> None:
    table = Table(book, looks, "Risks", _RISKS)
    for name, report in reports:
        for risk in report.risks.risks:
            coverage = "" if risk.coverage is None else risk_wording.percent(risk.coverage)
            state = risk_wording.RISK_STATE_NAMES[risk.state]
            cells = [name, f"{risk.id} {risk.title}", state, coverage, risk_wording.answers_line(report, risk)]
            table.add(cells, {0: looks.wrapped, 1: looks.wrapped, 4: looks.wrapped})
    table.close()


def _write_policy(book: Workbook, looks: Looks, reports: Contracts) -> None:
    table = Table(book, looks, "Playbook", _POLICY)
    for name, report in reports:
        for policy in report.policy:
            said = "\n".join([wording.printable(policy.said), *map(_quote, policy.evidence)])
            result = risk_wording.POLICY_RESULT_NAMES[policy.result]
            title, action = wording.printable(policy.title), wording.printable(policy.action)
            cells = [name, title, result, policy.severity, said, action]
            table.add(cells, dict.fromkeys((0, 1, 4, 5), looks.wrapped))
    table.close()


def _write_notices(book: Workbook, looks: Looks, contracts: Sequence[Reviewed]) -> None:
    table = Table(book, looks, "Not read and notices", _NOTICES)
    for one in contracts:
        name = wording.printable(one.source)
        for what, page, words in _notices(one):
            table.add([name, what, page, words], {0: looks.wrapped, 3: looks.wrapped})
    table.close()


def _notices(one: Reviewed) -> Iterator[tuple[str, int | None, str]]:
    if one.report is None:
        yield "unreadable", None, wording.printable(one.failure)
        return
    for notice in one.report.notices:
        kind = "not read" if notice.level == "unread" else notice.level
        yield kind, notice.page, wording.printable(notice.message)
    for law in one.report.jurisdiction_notices:
        yield "local law", None, wording.printable(law.text)
    for reference in one.report.references:
        if not reference.supplied:
            yield "not supplied", reference.evidence.location.page, wording.printable(reference.name)


def _notes(reports: Contracts) -> Iterator[tuple[str, str]]:
    """Yields what was reviewed, how, and what the words mean."""
    for name, report in reports:
        yield "Contract", f"{name}: {wording.headline(report)}"
        yield from (fact for fact in wording.facts(report) if fact[0] != "File")
        yield "Risks", risk_wording.coverage_line(report.risks)
        yield "Made by", wording.versions(report)
    yield from ((f"Status {status}", STATUS_MEANINGS[status]) for status in reversed(STATUSES))
    yield from ((f"Severity {severity}", SEVERITY_MEANINGS[severity]) for severity in reversed(SEVERITIES))
    yield "Without a severity", "No gap: present, or not asked for by the playbook."
    yield "Adverse", "The contract takes something away from the advised side."
    yield "Legal notice", wording.LEGAL_NOTICE
