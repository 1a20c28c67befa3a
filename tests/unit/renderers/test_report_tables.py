"""Reports as CSV and as a workbook."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from report_factory import build_clean_report, build_report

from clausegap.errors import EncryptedFileError
from clausegap.model.evidence import Evidence, Location
from clausegap.renderers.report_csv import COLUMNS, render_csv
from clausegap.renderers.report_jsonl import render_jsonl
from clausegap.renderers.report_xlsx import render_xlsx
from clausegap.renderers.reviewed import Reviewed
from clausegap.renderers.sarif import render_sarif
from clausegap.renderers.summary_tidy import COLUMNS as SUMMARY_COLUMNS
from clausegap.reports import GapReport

LOCKED = EncryptedFileError("locked.pdf", "a password is needed", "give it by --password")


def _table(*contracts):
    return list(csv.DictReader(io.StringIO(render_csv(contracts), newline="")))


def _book(*contracts):
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(contracts)))


def _hostile():
    report = build_report()
    quote = Evidence(start=0, end=9, quote="=cmd|' /C calc'!A0", location=Location(page=2, section="9"), rule="x")
    finding = report.findings[0].model_copy(update={"evidence": (quote,), "title": "=1+1"})
    return report.model_copy(update={"findings": (finding, *report.findings[1:])})


def test_the_table_has_a_row_for_each_finding_of_each_contract():
    one, two = build_report(), build_clean_report()
    rows = _table(Reviewed("a.pdf", one), Reviewed("b.pdf", two))
    assert [(r["contract"], r["protection"]) for r in rows] == [
        (name, finding.protection) for name, report in (("a.pdf", one), ("b.pdf", two)) for finding in report.findings
    ]
    assert list(rows[0]) == list(COLUMNS)


def test_columns_of_the_summary_keep_their_names():
    own = {"score", "confidence", "reasons", "lacking", "quotes", "start", "end", "fallback"}
    assert set(COLUMNS) - own <= set(SUMMARY_COLUMNS)


def test_a_contract_without_a_report_says_why():
    (row,) = _table(Reviewed("locked.pdf", error=LOCKED))
    assert (row["result"], row["protection"]) == ("unreadable", "")
    assert row["error"] == "encrypted: a password is needed; give it by --password"


def test_a_cell_is_no_formula():
    row = _table(Reviewed("=x.pdf", _hostile()))[0]
    assert (row["contract"][:2], row["title"][:2], row["quote"][:2]) == ("'=", "'=", "'=")
    assert (row["page"], row["section"], row["quotes"]) == ("2", "9", "1")


def test_lines_are_reports_and_nothing_else():
    contracts = [Reviewed("a.pdf", build_report()), Reviewed("b.pdf", error=LOCKED), Reviewed("c.pdf", build_report())]
    lines = render_jsonl(contracts).splitlines()
    assert [type(build_report()).model_validate_json(line) for line in lines] == [build_report()] * 2


def test_the_workbook_shows_gaps_first_with_colours_and_wording():
    report = build_report()
    sheet = _book(Reviewed("a.pdf", report))["Findings"]
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[1].value for row in rows][: len(report.gaps)] == [gap.title for gap in report.gaps]
    assert len(rows) == len(report.findings)
    fills = {row[2].value.split(",")[0]: row[2].fill.start_color.rgb for row in rows if row[3].value}
    assert len(set(fills.values())) == len(fills) > 1
    gap = next(gap for gap in report.gaps if gap.fallbacks)
    proposed = next(row[10].value for row in rows if row[1].value == gap.title)
    assert all(words in proposed for words in gap.fallbacks.values())


def test_the_workbook_can_be_filtered_scrolled_and_printed():
    sheet = _book(Reviewed("a.pdf", build_report()))["Findings"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:K")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.cell(2, 6).alignment.wrap_text


def test_the_workbook_tells_what_could_not_be_read():
    sheet = _book(Reviewed("a.pdf", build_report()), Reviewed("locked.pdf", error=LOCKED))["Not read and notices"]
    told = {(row[0], row[1]): row[3] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert "a password is needed" in told["locked.pdf", "unreadable"]


def test_words_of_a_contract_are_no_formulas_in_the_workbook():
    cells = [cell for sheet in _book(Reviewed("=x.pdf", _hostile())) for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize("render", [render_csv, render_xlsx, render_jsonl])
def test_the_same_reports_give_the_same_bytes(render):
    assert render([Reviewed("a.pdf", build_report())]) == render([Reviewed("a.pdf", build_report())])


def test_a_report_writes_itself_in_each_form():
    report = GapReport.model_construct(**dict(build_report()))
    contract = [Reviewed(report.source.name, report)]
    assert report.to_csv() == render_csv(contract)
    assert report.to_xlsx() == render_xlsx(contract)
    assert report.to_sarif() == render_sarif(contract)
