from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from row_factory import clean_row, rows, unread_row, weak_row

from clausegap.model.report import ReportNotice
from clausegap.renderers import workbook
from clausegap.renderers.summary_xlsx import write_xlsx


def _book(rows, tmp_path):
    path = tmp_path / "out" / "summary.xlsx"
    path.parent.mkdir(exist_ok=True)
    write_xlsx(rows, path)
    return openpyxl.load_workbook(path)


def _table(sheet):
    header, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_the_grid_has_a_row_a_contract_and_a_column_a_protection(tmp_path):
    grid = _book(rows(), tmp_path)["Contracts"]
    weak, fine, scan = _table(grid)
    assert [row["Contract"] for row in (weak, fine, scan)] == ["weak.pdf", "fine.pdf", "scan.pdf"]
    assert (weak["Missing"], weak["Weak"], weak["Undetermined"], weak["Worst gap"]) == (2, 3, 1, "critical")
    assert weak["Ownership of the results"] == "weak (critical)"
    assert (fine["Ends"], fine["Term"]) == (datetime(2027, 12, 31), "2027-12-31 (computed), renews itself")
    assert scan["Result"] == "unreadable"
    assert grid.freeze_panes == "B2"
    assert grid.auto_filter.ref == grid.dimensions


def test_colours_say_what_the_words_say(tmp_path):
    grid = _book([weak_row()], tmp_path)["Contracts"]
    looks = {cell.value: (cell.fill.fgColor.rgb[2:], cell.font.b) for cell in grid[2] if isinstance(cell.value, str)}
    assert looks["present"] == ("E2F3E7", False)
    assert looks["weak (critical)"] == ("FDEED3", True)
    assert looks["missing, adverse (high)"] == ("FBE4E2", True)
    assert looks["missing"] == ("000000", False)  # no fill: it is not asked for


def test_the_contract_links_to_its_report(tmp_path):
    row = replace(weak_row("a b.pdf"), page=str(tmp_path / "out" / "a #1%.html"))
    grid = _book([row, unread_row()], tmp_path)["Contracts"]
    assert grid["A2"].hyperlink.target == "a%20%231%25.html"
    assert grid["A2"].value == "a b.pdf"
    assert grid["A3"].hyperlink is None


def test_findings_have_reason_quote_and_place(tmp_path):
    found = _table(_book(rows(), tmp_path)["Findings"])
    by_title = {row["Protection"]: row for row in found if row["Contract"] == "weak.pdf"}
    verdict = next(v for v in weak_row().verdicts if v.protection == "confidentiality")
    row = by_title[verdict.title]
    assert (row["Status"], row["Severity"], row["Reason"]) == ("weak", "high", verdict.reason)
    assert (row["Quote"], row["Section"], row["Page"]) == (verdict.quote, verdict.section, verdict.page)
    assert row["Governing law"] == "England and Wales"
    assert all(row["Severity"] or row["Quote"] for row in found)


def test_what_was_not_read_has_a_sheet(tmp_path):
    unread = ReportNotice(level="unread", code="no_text_page", message="The page has no text.", page=4)
    one = weak_row("a.pdf", notices=(unread,))
    sheet = _book([one, weak_row("copy.pdf", notices=()), unread_row()], tmp_path)["Not read and notices"]
    assert [tuple(row.values()) for row in _table(sheet)] == [
        ("a.pdf", "not read", 4, "The page has no text."),
        ("copy.pdf", "duplicate", None, "The same content as a.pdf."),
        ("scan.pdf", "unreadable", None, "no_text: scan.pdf: no text layer; read it by OCR"),
    ]


def test_a_sheet_explains_the_words_and_what_ran(tmp_path):
    about = dict(_book(rows(), tmp_path)["About"].iter_rows(values_only=True))
    assert about["Contracts"].startswith("2 contracts reviewed, 1 unreadable,")
    assert (about["Side advised"], about["Playbook"], about["clausegap"]) == ("customer", "msa", "0.1.0")
    assert about["Rules"] == "cd" * 32
    assert "could not be read" in about["Status undetermined"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "{=", "http://x/", "_x0041_", "\x00\x1b[31m"])
def test_no_words_become_a_formula_a_link_or_an_escape(tmp_path, start):
    hostile = f"{start}1+1"
    row = weak_row(hostile, governing_law=hostile, suppliers=(hostile,))
    row = replace(row, review=replace(row.review, verdicts=tuple(replace(v, quote=hostile) for v in row.verdicts)))
    book = _book([row], tmp_path)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}
    assert all(cell.hyperlink.target.endswith("weak.html") for cell in cells if cell.hyperlink)
    with zipfile.ZipFile(tmp_path / "out" / "summary.xlsx") as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)
    assert b"<f>" not in sheets
    assert b"\x1b" not in sheets


def test_a_table_goes_on_in_a_second_sheet_where_the_format_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_MOST_ROWS", 3)
    book = _book([clean_row(f"{number}.pdf") for number in range(5)], tmp_path)
    names = [name for name in book.sheetnames if name.startswith("Contracts")]
    assert names == ["Contracts", "Contracts 2", "Contracts 3"]
    shown = [row["Contract"] for name in names for row in _table(book[name])]
    assert shown == [f"{number}.pdf" for number in range(5)]


def test_an_empty_portfolio_has_its_sheets(tmp_path):
    assert _book([], tmp_path).sheetnames == ["Contracts", "Findings", "Not read and notices", "About"]


def test_no_clock_is_in_the_workbook(tmp_path):
    assert _book([], tmp_path).properties.created == datetime(2000, 1, 1)
