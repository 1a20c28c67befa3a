"""No output lets the words of a contract act, in a browser, a spreadsheet, a terminal or a file system."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from clausegap.batch.naming import unique_stems
from clausegap.loaders import load
from clausegap.model.outcome import Outcome
from clausegap.portfolio.reduce import row_of
from clausegap.renderers.assets import script
from clausegap.renderers.summary_csv import write_csv
from clausegap.reviewer import Reviewer

HOSTILE_PARTY = "=HYPERLINK(1) <script>alert(1)</script> \x1b]0;evil\x07 Ltd"
CONTRACT = (
    f'AGREEMENT between {HOSTILE_PARTY} (the "Customer") and <img src=x onerror=alert(1)> Inc. (the "Supplier").\n'
    "1. [CLICK](javascript:alert(1)) <svg onload=alert(1)>\n"
    "The Supplier shall keep the Customer's Confidential Information \x1b[2J secret </script><script>alert(2)</script>"
    " and shall not disclose it | to # anyone.\n"
)


def test_no_format_lets_the_words_of_a_contract_act(tmp_path):
    name = "'\"><script>alert(3)</script>\x1b[31m.txt"
    reviewer = Reviewer()
    report = reviewer.review(load(CONTRACT.encode(), name=name))
    page = report.to_html()
    own = page[page.rindex("<script>") : page.rindex("</script>") + len("</script>")]
    assert own == f"<script>{script('search.js', 'report.js').text}</script>"
    for text in (page.replace(own, ""), report._repr_html_()):
        lower = text.lower()
        # The page has a script of its own; what the contract and its name hold is text.
        assert not any(tag in lower for tag in ("<script>alert", "<img src=x", "<svg onload", "</script><script"))
        assert "\x1b" not in text
    assert "&lt;script&gt;" in page
    markdown = report.to_markdown()
    assert "\x1b" not in markdown
    assert "<script" not in markdown
    assert "](javascript:" not in markdown
    assert "\x1b" not in report.to_json()


def test_the_summary_of_a_hostile_contract_has_no_formula(tmp_path):
    report = Reviewer().review(load(CONTRACT.encode(), name="a.txt"))
    row = row_of(Outcome(source="=1+1.txt", status="reviewed", report=report))
    write_csv([row], tmp_path / "summary.csv")
    with (tmp_path / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize(
    ("source", "stem"),
    [
        ("a\x1b[31m\n.pdf", "a_[31m_"),
        ("x\u202efdp.exe.pdf", "x_fdp.exe"),
        ("../../etc/passwd.pdf", "passwd"),
        ("\u00fcber uns.pdf", "\u00fcber uns"),
    ],
)
def test_names_of_reports_cannot_steer_a_terminal_or_leave_the_folder(source, stem):
    assert unique_stems([source]) == [stem]
    assert Path(stem).name == stem
