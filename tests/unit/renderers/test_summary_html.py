from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

from lxml import html
from row_factory import clean_row, rows, unread_row, weak_row

from clausegap.renderers.summary_html import html_pieces


def _page(rows, folder=Path("out")):
    return "".join(html_pieces(rows, folder))


def _grid(rows):
    tree = html.fromstring(_page(rows))
    head, *lines = tree.xpath("//table[@class='grid']//tr")
    titles = [" ".join(cell.text_content().split()) for cell in head]
    return [dict(zip(titles, line, strict=True)) for line in lines]


def test_each_contract_is_a_row_with_a_cell_for_each_protection():
    weak, fine, scan = _grid(rows())
    assert weak["Contract"].text_content() == "weak.pdf"
    assert weak["Ownership of the results"].text_content() == "weakcritical"
    assert weak["Ownership of the results"].get("class") == "weak grave"
    assert weak["Gaps"].text_content() == "6"
    assert fine["Ends"].text_content() == "2027-12-31 (computed), renews itself"
    assert scan["Type"].text_content() == "unreadable"


def test_an_adverse_verdict_is_coloured_as_a_gap_whatever_its_status():
    verdicts = tuple(replace(v, status="present", flags=("adverse",)) for v in weak_row().verdicts)
    (row,) = _grid([weak_row(verdicts=verdicts)])
    cell = row["Ownership of the results"]
    assert cell.get("class").split()[0] == "missing"
    assert cell.text_content().startswith("present, adverse")


def test_the_contract_links_to_its_report():
    (row,) = _grid([replace(weak_row(), page="out/deep/a b#.html")])
    assert row["Contract"].xpath("a/@href") == ["deep/a%20b%23.html"]


def test_the_folder_that_all_contracts_share_is_named_once():
    page = _page([replace(weak_row(), source="deals/2026/a.pdf"), replace(weak_row(), source="deals/2026/x/a.pdf")])
    names = [name.text_content() for name in html.fromstring(page).xpath("//tbody//th[@scope='row']")][:2]
    assert names == ["a.pdf", "x/a.pdf"]
    assert "One row for each contract in deals/2026/." in page


def test_a_root_is_no_folder_that_contracts_share():
    page = _page([replace(weak_row(), source=name) for name in ("/deals/one.pdf", "/old/one.pdf")])
    assert "One row for each contract.<" in page
    assert "/old/one.pdf" in page


def test_words_of_contracts_are_escaped():
    attack = "<script>alert(1)</script>"
    page = _page([weak_row(attack, suppliers=(attack,), governing_law=attack)])
    assert attack not in page
    assert page.count("<script>") == 1


def test_only_the_page_s_own_script_may_run():
    page = _page(rows())
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page)


def test_rows_beyond_the_first_page_are_hidden_only_where_the_script_runs():
    page = _page([clean_row(f"{number}.pdf") for number in range(201)])
    assert page.count("<tr hidden>") == 1
    assert "<noscript><style>tr[hidden] { display: table-row }</style></noscript>" in page


def test_what_was_not_read_is_listed():
    tree = html.fromstring(_page([weak_row(), unread_row()]))
    lines = [[cell.text for cell in row] for row in tree.xpath("//table[@class='remarks']/tbody/tr")]
    assert ["scan.pdf", "unreadable", None, "no_text: scan.pdf: no text layer; read it by OCR"] in lines
