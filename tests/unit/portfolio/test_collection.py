from __future__ import annotations

from datetime import date

import pytest
from report_factory import build_report
from row_factory import clean_row, rows, unread_row, weak_row

from clausegap.errors import UsageError
from clausegap.model.outcome import Outcome
from clausegap.portfolio import Portfolio
from clausegap.portfolio.caveats import caveats
from clausegap.portfolio.folder import PassedOver
from clausegap.portfolio.question import Question

_PORTFOLIO = Portfolio(rows())


def _sources(portfolio):
    return [row.source for row in portfolio]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["weak.pdf", "fine.pdf", "scan.pdf"]),
        ({"status": "missing"}, ["weak.pdf"]),
        ({"protection": "ip_ownership", "status": "weak"}, ["weak.pdf"]),
        ({"protection": "ip_ownership", "status": ["missing", "present"]}, []),
        ({"severity": "critical"}, ["weak.pdf"]),
        ({"protection": "non_compete", "severity": "critical"}, []),
        ({"counterparty": "NORTHWIND"}, []),
        ({"governing_law": ["nevada", "england"]}, ["weak.pdf", "fine.pdf"]),
        ({"governing_law": "nevada"}, []),
        ({"term": "fixed"}, ["fine.pdf"]),
        ({"term": ["unknown", "open_ended"]}, ["weak.pdf"]),
        ({"expires_before": date(2028, 1, 1)}, ["fine.pdf"]),
        ({"expires_before": date(2027, 12, 31)}, []),
        ({"expires_after": date(2027, 12, 30), "term": "fixed"}, ["fine.pdf"]),
        ({"expires_after": date(2027, 12, 30), "severity": "low"}, []),
    ],
)
def test_all_that_is_asked_must_hold_and_of_several_values_one(asked, found):
    assert _sources(_PORTFOLIO.where(**asked)) == found


def test_an_answer_holds_the_verdicts_that_were_asked_for():
    found = _PORTFOLIO.where(status="missing")
    assert {verdict.status for row in found for verdict in row.verdicts} == {"missing"}
    assert (
        _PORTFOLIO.where(status="missing").where(protection="exclusivity").contracts[0].verdicts[0].status == "missing"
    )


def test_a_counterparty_is_found_by_a_part_of_its_name():
    portfolio = Portfolio([weak_row(side="supplier")])
    assert len(portfolio.where(counterparty="northwind FOODS")) == 1


def test_a_mistyped_protection_is_answered_with_the_nearest():
    with pytest.raises(
        UsageError, match=r"no report speaks of a protection 'audit_right'; did you mean 'audit_rights'\?"
    ):
        _PORTFOLIO.where(protection="audit_right")


def test_outcomes_make_a_portfolio():
    outcomes = (Outcome(source=name, status="reviewed", report=build_report()) for name in ("b", "a"))
    assert _sources(Portfolio.from_outcomes(outcomes)) == ["b", "a"]


def test_plain_rows_are_one_a_contract_and_protection():
    table = _PORTFOLIO.to_rows()
    assert len({tuple(row) for row in table}) == 1
    assert len(table) == sum(max(len(row.verdicts), 1) for row in _PORTFOLIO)
    assert table[-1]["result"] == "unreadable"
    assert table[-1]["protection"] is None
    assert {row["expires"] for row in table if row["contract"] == "fine.pdf"} == {date(2027, 12, 31)}


def test_a_portfolio_is_written_by_the_suffix(tmp_path):
    for name in ("a.csv", "a.xlsx", "a.HTML", "a.json"):
        _PORTFOLIO.write(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 200
    with pytest.raises(UsageError, match="the suffix names no format"):
        _PORTFOLIO.write(tmp_path / "a.pdf")


def test_what_an_answer_leaves_open_is_said():
    undetermined = [v.protection for v in weak_row().verdicts if v.status == "undetermined"]
    portfolio = Portfolio([weak_row(), clean_row(), unread_row()], [PassedOver("x.json", "it is no report")])
    question = Question(protections=tuple(undetermined), statuses=("missing",), expires_before=date(2030, 1, 1))
    assert list(caveats(portfolio, Question(protections=tuple(undetermined), statuses=("missing",)))) == [
        "Undetermined in 1 contract, of which not everything was read.",
        "1 contract could not be reviewed and is in no answer.",
        "Passed over, since it is no report: x.json",
    ]
    assert next(caveats(Portfolio([weak_row(term=clean_row().review.term)]), question)).startswith("Undetermined in 1")


def test_contracts_without_a_known_end_are_counted():
    question = Question(expires_after=date(2020, 1, 1))
    assert list(caveats(Portfolio([weak_row(), clean_row()]), question)) == [
        "No end is known of 1 further contract, which is left out."
    ]
    assert list(caveats(Portfolio([clean_row()]), question)) == []
