"""What values look like on a terminal: one line, whatever they hold."""

from __future__ import annotations

import pytest
from comparison_factory import build_comparison
from document_factory import build_document
from report_factory import build_ranked_report, build_report, build_unread_report
from row_factory import rows
from standard_factory import build_standard

import clausegap
from clausegap.model.outcome import Outcome, OutcomeError
from clausegap.portfolio import Portfolio

_LONGEST = 400  # characters


def _values():
    report = build_ranked_report()
    return [
        report,
        clausegap.GapReport.model_construct(**{**dict(report), "document": build_document()}),
        *report.findings,
        *report.clauses,
        report.ranking,
        *report.ranking.types,
        build_comparison(),
        *build_comparison().changes,
        build_standard(),
        *build_standard().deviations,
        build_document(),
        clausegap.extract(build_document()),
        Outcome(source="a.pdf", status="reviewed", report=report, gaps=3, worst_severity="high"),
        Portfolio(rows()),
    ]


@pytest.mark.parametrize("value", _values(), ids=lambda value: type(value).__name__)
def test_a_line_is_short_and_names_its_type(value):
    line = repr(value)
    assert len(line) < _LONGEST
    assert line.isprintable()
    assert line.startswith(f"{type(value).__name__}(")
    assert len(str(value)) < _LONGEST


def test_a_line_says_what_matters():
    report = build_report()
    assert "status='weak', severity=" in repr(next(f for f in report.findings if f.is_gap and f.status == "weak"))
    assert "severity" not in repr(next(f for f in report.findings if not f.is_gap))
    assert "complete" not in repr(report)
    assert "complete=False" in repr(build_unread_report())
    assert "gaps={'critical':" in repr(report)
    error = OutcomeError(code="no_text", message="no text layer")
    assert repr(Outcome(source="a.pdf", status="unreadable", error=error)) == (
        "Outcome(source='a.pdf', status='unreadable', error='no text layer')"
    )


def test_an_analysis_is_counted():
    from clausegap.pipeline import analysis_of, build_pipeline

    line = repr(analysis_of(build_pipeline()("Supplier shall keep Customer's information confidential.")))
    assert line.startswith("Analysis(sections=1, units=1, ")
