"""One line for each input of a batch, for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from clausegap.model.finding import Finding
from clausegap.model.outcome import Outcome
from clausegap.model.report import Report
from clausegap.model.terms import Side, Status
from clausegap.renderers.wording import printable

_FIXED_COLUMNS: Final = (
    "file",
    "status",
    "error",
    "contract_type",
    "side",
    "customer",
    "supplier",
    "worst_severity",
    "weak",
    "missing",
    "undetermined",
)
_COUNTED: Final[tuple[Status, ...]] = ("weak", "missing", "undetermined")

# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"); the wide forms are those that some
# take for the narrow ones in East Asian settings.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def summary_rows(outcomes: Iterable[Outcome]) -> list[list[str]]:
    """Returns the header and one row for each outcome, in the order given.

    After the fixed columns comes one for each protection that any report speaks of. It holds the
    status, and for a gap the severity: ``weak (high)``. A cell that a spreadsheet would take for a
    formula begins with an apostrophe.
    """
    rows = tuple(outcomes)
    protections = _protections(rows)
    header = [*_FIXED_COLUMNS, *protections]
    return [header, *([_guarded(cell) for cell in _row(outcome, protections)] for outcome in rows)]


def write_summary(outcomes: Iterable[Outcome], path: Path) -> None:
    """Writes the summary as CSV (RFC 4180).

    It is UTF-8 with a byte order mark, without which Excel garbles accented names.

    Raises:
        OSError: The file cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(summary_rows(outcomes))


def _protections(outcomes: tuple[Outcome, ...]) -> list[str]:
    # A playbook may leave protections out, so each one is put behind its predecessor in its own report.
    order: list[str] = []
    for report in (outcome.report for outcome in outcomes):
        position = 0
        for finding in report.findings if report else ():
            if finding.protection not in order:
                order.insert(position, finding.protection)
            position = order.index(finding.protection) + 1
    return order


def _row(outcome: Outcome, protections: list[str]) -> list[str]:
    error = f"{outcome.error.code}: {outcome.error.message}" if outcome.error else ""
    start = [outcome.source, outcome.status, error]
    if outcome.report is None:
        return start + [""] * (len(_FIXED_COLUMNS) - len(start) + len(protections))
    return start + _report_cells(outcome.report) + _protection_cells(outcome.report, protections)


def _report_cells(report: Report) -> list[str]:
    gaps = [gap.status for gap in report.gaps]
    return [
        report.contract_type.type,
        report.side,
        _party_names(report, "customer"),
        _party_names(report, "supplier"),
        report.worst_severity() or "",
        *(str(gaps.count(status)) for status in _COUNTED),
    ]


def _protection_cells(report: Report, protections: list[str]) -> list[str]:
    cells = {finding.protection: _verdict(finding) for finding in report.findings}
    return [cells.get(protection, "") for protection in protections]


def _verdict(finding: Finding) -> str:
    status = f"{finding.status}, adverse" if "adverse" in finding.flags else finding.status
    return f"{status} ({finding.severity})" if finding.is_gap else status


def _party_names(report: Report, role: Side) -> str:
    return "; ".join(printable(party.name) for party in report.parties if party.role == role)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
