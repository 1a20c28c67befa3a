"""Formats for programs, links, and the words that summaries share."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from row_factory import clean_row, rows, weak_row

from clausegap.errors import UsageError
from clausegap.model.portfolio import Term
from clausegap.renderers.links import link_to
from clausegap.renderers.summary_json import json_pieces, write_json
from clausegap.renderers.summary_parquet import write_parquet
from clausegap.renderers.summary_table import summary_format
from clausegap.renderers.summary_tidy import COLUMNS, tidy_rows
from clausegap.renderers.summary_wording import counts_line, protections_of, term_line


def test_parquet_reads_back_as_the_plain_rows(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs clausegap[parquet]")
    path = tmp_path / "summary.parquet"
    write_parquet(rows(), path)
    table = parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    assert table.to_pylist() == list(tidy_rows(rows()))


def test_json_is_a_list_of_contracts(tmp_path):
    write_json(rows(), tmp_path / "summary.json")
    weak, fine, scan = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert (weak["source"], scan["status"], scan["review"]) == ("weak.pdf", "unreadable", None)
    assert len(weak["review"]["verdicts"]) == len(weak_row().verdicts)
    assert fine["review"]["term"]["expires"] == "2027-12-31"
    assert json.loads("".join(json_pieces([], tmp_path))) == []


@pytest.mark.parametrize(
    ("term", "line"),
    [
        (Term(), "unknown"),
        (Term("unknown", renews=True), "unknown, renews itself"),
        (Term("open_ended"), "open-ended"),
        (Term("fixed"), "fixed term, date unknown"),
        (Term("fixed", expires=date(2026, 2, 1)), "2026-02-01"),
        (Term("fixed", expires=date(2026, 2, 1), computed=True, renews=True), "2026-02-01 (computed), renews itself"),
    ],
)
def test_a_term_in_words(term, line):
    assert term_line(term) == line


def test_counts_in_a_sentence():
    assert counts_line(rows()) == "2 contracts reviewed, 1 unreadable, 6 gaps."
    assert counts_line([]) == "0 contracts reviewed, 0 gaps."


def test_protections_come_in_catalogue_order_also_when_a_playbook_leaves_some_out():
    verdicts = weak_row().verdicts
    few, rest = weak_row(verdicts=(verdicts[0], verdicts[3])), clean_row(verdicts=verdicts[:4])
    assert list(protections_of([few, rest])) == [verdict.protection for verdict in verdicts[:4]]


@pytest.mark.parametrize(
    ("target", "link"),
    [(None, None), ("out/a.html", "a.html"), ("in/ü b.html", "../in/%C3%BC%20b.html"), ("out/x:y.html", "x%3Ay.html")],
)
def test_links_are_relative_and_encoded(target, link):
    assert link_to(target, Path("out")) == link


def test_an_unknown_format_is_named_with_those_that_are_known():
    with pytest.raises(UsageError, match="known: csv, xlsx, html, json, parquet"):
        summary_format("pdf")
