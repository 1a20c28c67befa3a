from __future__ import annotations

from datetime import date

import pytest
from report_factory import build_clean_report, build_report, build_unread_report

from clausegap.model.outcome import Outcome
from clausegap.model.policy import PolicyFinding
from clausegap.model.term import ContractTerm
from clausegap.portfolio.reduce import review_of, row_of
from clausegap.portfolio.stored import StoredReport


@pytest.mark.parametrize("build", [build_report, build_clean_report, build_unread_report])
def test_a_report_and_its_json_give_the_same_review(build):
    report = build()
    assert review_of(StoredReport.model_validate_json(report.model_dump_json())) == review_of(report)


def test_gaps_and_the_worst_severity_are_those_of_the_report():
    report, review = build_report(), review_of(build_report())
    assert [v.protection for v in review.verdicts if v.is_gap] == [f.protection for f in report.findings if f.is_gap]
    assert review.worst_severity == report.worst_severity() == "critical"


def test_a_deviation_from_the_playbook_may_be_the_worst():
    asked = PolicyFinding(id="cap", title="Cap", check="x", result="deviates", severity="high", said="none")
    review = review_of(build_clean_report().model_copy(update={"policy": (asked,)}))
    assert (review.worst_severity, review.deviations) == ("high", 1)


def test_the_counterparties_are_all_parties_but_the_advised_one():
    report = build_report()
    assert review_of(report).counterparties == review_of(report).suppliers
    assert review_of(report.model_copy(update={"side": "supplier"})).counterparties == ("Northwind Foods plc",)


def test_texts_are_short_and_on_one_line():
    finding = build_report().findings[0].model_copy(update={"reasons": ("a\n" * 500, "second")})
    review = review_of(build_report().model_copy(update={"findings": (finding,)}))
    assert len(review.verdicts[0].reason) <= 240
    assert "\n" not in review.verdicts[0].reason


def test_the_term_is_kept_without_its_quotes():
    term = ContractTerm(kind="fixed", starts=date(2020, 1, 1), months=12, expires=date(2020, 12, 31), computed=True)
    kept = review_of(build_report().model_copy(update={"term": term})).term
    assert (kept.kind, kept.starts, kept.expires, kept.computed) == ("fixed", term.starts, term.expires, True)


def test_a_row_links_to_the_page_and_the_json():
    outcome = Outcome(source="a.pdf", status="reviewed", report=build_report())
    row = row_of(outcome, ["out/a.json", "out/a.html"])
    assert (row.report, row.page) == ("out/a.json", "out/a.html")
