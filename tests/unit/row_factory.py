"""Rows of a portfolio: a contract with every status, one that is fine, and one that could not be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from report_factory import build_clean_report, build_report

from clausegap.model.outcome import Outcome, OutcomeError
from clausegap.model.portfolio import ContractRow, Term
from clausegap.portfolio.reduce import row_of


def weak_row(source: str = "weak.pdf", **changes: object) -> ContractRow:
    """Returns the row of ``build_report()``; changes are those of its review."""
    row = row_of(Outcome(source=source, status="reviewed", report=build_report()), ["out/weak.json", "out/weak.html"])
    return _changed(row, changes)


def clean_row(source: str = "fine.pdf", **changes: object) -> ContractRow:
    """Returns the row of a report without gaps, which ends on the last day of 2027."""
    row = row_of(Outcome(source=source, status="reviewed", report=build_clean_report()))
    ends = Term("fixed", date(2025, 1, 1), date(2027, 12, 31), computed=True, renews=True)
    return _changed(row, {"sha256": "ef" * 32, "term": ends, **changes})


def unread_row(source: str = "scan.pdf") -> ContractRow:
    """Returns the row of a document that could not be read."""
    error = OutcomeError(code="no_text", message=f"{source}: no text layer; read it by OCR")
    return row_of(Outcome(source=source, status="unreadable", error=error))


def rows() -> list[ContractRow]:
    """Returns all three."""
    return [weak_row(), clean_row(), unread_row()]


def _changed(row: ContractRow, changes: dict[str, object]) -> ContractRow:
    assert row.review is not None
    return replace(row, review=replace(row.review, **changes))
