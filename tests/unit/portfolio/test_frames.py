"""Contracts as pandas tables: one vocabulary, the same types whatever is in them, and nothing dropped."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

import pytest
from report_factory import build_report
from row_factory import clean_row, rows, unread_row, weak_row

from clausegap.errors import UsageError
from clausegap.model.terms import SEVERITIES, STATUSES
from clausegap.portfolio import Portfolio
from clausegap.renderers.summary_tidy import COLUMNS
from clausegap.reports import GapReport

pandas = pytest.importorskip("pandas", reason="to_dataframe() needs clausegap[dataframe]")


def _gap_report(**changes):
    return GapReport.model_construct(**{**dict(build_report()), **changes})


def test_a_report_has_a_row_for_each_quote_and_one_for_what_has_none():
    report = _gap_report()
    table = report.to_dataframe()
    assert list(table.columns) == list(COLUMNS)
    assert len(table) == sum(max(len(finding.evidence), 1) for finding in report.findings)
    assert set(table["protection"]) == {finding.protection for finding in report.findings}
    missing = table[table["status"] == "missing"]
    assert len(missing) > 0
    assert missing["quote_number"].isna().equals(missing["quote"].isna())


def test_quotes_are_numbered_within_their_protection():
    finding = build_report().finding("audit_rights")
    finding = finding.model_copy(update={"evidence": finding.evidence[:1] * 3})
    table = _gap_report(findings=(finding,)).to_dataframe()
    assert table["quote_number"].tolist() == [1, 2, 3]
    assert table["quotes"].tolist() == [3, 3, 3]
    assert table["rule"].notna().all()
    first = Portfolio([_row_of(finding)]).to_dataframe()
    assert (first["quote_number"].tolist(), first["quotes"].tolist()) == ([1], [3])


def _row_of(finding):
    from clausegap.model.outcome import Outcome
    from clausegap.portfolio.reduce import row_of

    report = build_report().model_copy(update={"findings": (finding,)})
    return row_of(Outcome(source="a.pdf", status="reviewed", report=report))


def test_a_report_and_a_portfolio_of_it_say_the_same():
    report = _gap_report()
    alone = report.to_dataframe()
    kept = Portfolio([weak_row(report.source.name)]).to_dataframe()
    firsts = alone[(alone["quote_number"] == 1) | alone["quote_number"].isna()].reset_index(drop=True)
    pandas.testing.assert_frame_equal(firsts, kept)


@pytest.mark.parametrize("contracts", [[], [unread_row()], [clean_row()], rows()])
def test_types_are_the_same_whatever_is_in_it(contracts):
    table = Portfolio(contracts).to_dataframe()
    assert table.dtypes.equals(_gap_report().to_dataframe().dtypes)
    assert table["severity"].cat.categories.tolist() == list(SEVERITIES)
    assert table["status"].cat.categories.tolist() == list(STATUSES)
    assert table["severity"].cat.ordered
    assert str(table["page"].dtype) == "Int64"


def test_a_contract_without_a_review_has_a_row():
    table = Portfolio([unread_row()]).to_dataframe()
    assert table.loc[0, "result"] == "unreadable"
    assert pandas.isna(table.loc[0, "status"])


def test_ordered_words_compare_by_their_weight():
    table = _gap_report().to_dataframe()
    grave = table[table["severity"] >= "high"]
    assert set(grave["severity"]) <= {"high", "critical"}
    assert len(grave) > 0


def test_dates_far_away_are_kept():
    from clausegap.model.portfolio import Term

    term = Term("fixed", date(1999, 1, 1), date(9999, 12, 31))
    table = Portfolio([clean_row(term=term)]).to_dataframe()
    assert table.loc[0, "expires"].year == 9999


def test_the_grid_has_contracts_by_protections_in_catalogue_order():
    grid = Portfolio(rows()).to_dataframe("grid")
    assert grid.index.tolist() == ["weak.pdf", "fine.pdf", "scan.pdf"]
    assert grid.columns.tolist() == [verdict.protection for verdict in weak_row().verdicts]
    assert grid.loc["weak.pdf", "ip_ownership"] == build_report().finding("ip_ownership").status
    assert grid.loc["scan.pdf"].isna().all()
    assert all(dtype == grid.dtypes.iloc[0] and dtype.ordered for dtype in grid.dtypes)


def _lacking(source, number):
    """Returns a contract that lacks the protection of a number and no other."""
    row = weak_row(source)
    verdicts = [replace(v, status="missing" if n == number else "present") for n, v in enumerate(row.verdicts)]
    return replace(row, review=replace(row.review, verdicts=tuple(verdicts)))


def test_the_grid_of_an_answer_keeps_the_catalogue_order():
    answer = Portfolio([_lacking("a.pdf", 1), _lacking("b.pdf", 3), _lacking("c.pdf", 0)]).where(status="missing")
    names = [verdict.protection for verdict in weak_row().verdicts]
    assert answer.to_dataframe("grid").columns.tolist() == [names[0], names[1], names[3]]
    assert list(answer.where(protection=[names[3], names[0]]).protections) == [names[0], names[3]]


def test_two_contracts_of_one_name_have_two_rows():
    assert len(Portfolio([weak_row("a.pdf"), clean_row("a.pdf")]).to_dataframe("grid")) == 2


def test_the_grid_of_nothing_is_empty():
    assert Portfolio([]).to_dataframe("grid").shape == (0, 0)


def test_an_unknown_form_is_named():
    with pytest.raises(UsageError, match=r"no form of a table named 'wide'.*known: tidy, grid"):
        Portfolio([]).to_dataframe("wide")


def test_without_pandas_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"clausegap\[dataframe\]"):
        _gap_report().to_dataframe()
