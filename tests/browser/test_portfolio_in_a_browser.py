"""The summary of a batch as a browser shows it: it sorts, filters, pages and links, and loads nothing."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import Page, find_chromium

import clausegap
from clausegap.model.portfolio import ContractRow
from clausegap.renderers.summary_html import write_html

pytestmark = [
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine (apt-get install chromium)"),
    pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the browser is driven through bash"),
]

_SAMPLES = Path(__file__).resolve().parents[2] / "sample_contracts"
_ROWS = "[...document.querySelectorAll('.grid tbody tr')]"
_NAMES = f"{_ROWS}.map(row => row.cells[0].textContent)"
_SHOWN = "document.querySelector('.shown').textContent"


@pytest.fixture(scope="module")
def contracts() -> list[ContractRow]:
    names = ("weak-msa.docx", "strong-msa.docx", "mutual-nda-marked-only.docx")
    outcomes = clausegap.Reviewer().review_many([_SAMPLES / name for name in names])
    rows = clausegap.Portfolio.from_outcomes(outcomes).contracts
    return [replace(row, source=Path(row.source).name) for row in rows]


def _opened(browser: Page, rows: list[ContractRow], folder: Path) -> Page:
    path = folder / "summary.html"
    write_html(rows, path)
    browser.open("about:blank")
    browser.events.clear()
    browser.open(path.as_uri())
    return browser


@pytest.fixture
def page(browser: Page, contracts: list[ContractRow], tmp_path: Path) -> Page:
    report = tmp_path / "a report.html"
    report.write_text("<title>The report</title>", encoding="utf-8")
    return _opened(browser, [replace(contracts[0], page=str(report)), *contracts[1:]], tmp_path)


def _choose(page: Page, field: str, value: str) -> None:
    page.value(
        f"(() => {{ const field = document.getElementById('{field}'); field.value = {value!r};"
        " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def _column(page: Page, title: str) -> int:
    titles = page.value("[...document.querySelectorAll('.grid thead th')].map(head => head.textContent)")
    return [" ".join(shown.split()) for shown in titles].index(title) + 1


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_it_round(page: Page) -> None:
    before = page.value(_NAMES)
    page.click(".grid thead th:first-child button")
    assert page.value(_NAMES) == sorted(before)
    page.click(".grid thead th:first-child button")
    assert page.value(_NAMES) == sorted(before, reverse=True)
    assert page.value("document.querySelector('.grid thead th').getAttribute('aria-sort')") == "descending"


def test_a_protection_sorts_the_gravest_gap_first(page: Page) -> None:
    column = _column(page, "Ownership of the results (foreground IP)")
    page.click(f".grid thead th:nth-child({column}) button")
    cells = page.value(f"{_ROWS}.map(row => row.cells[{column - 1}].textContent)")
    assert cells[0] == "weakcritical"
    assert cells[-1] in ("present", "missing")


def test_headings_work_by_keyboard(page: Page) -> None:
    before = page.value(_NAMES)
    page.value("document.querySelector('.grid thead button').focus()")
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r")
    assert page.waits_for(f"{_NAMES}[0] === '{sorted(before)[0]}'")


def test_filters_join_and_can_be_taken_back(page: Page) -> None:
    assert page.value(_SHOWN) == "3 of 3 contracts"
    _choose(page, "status", "missing")
    _choose(page, "severity", "critical")
    assert page.value(_NAMES) == ["weak-msa.docx"]
    _choose(page, "words", "coppervane")
    assert page.value(_SHOWN) == "0 of 3 contracts"
    page.click(".filters button[type=reset]")
    assert page.waits_for(f"{_SHOWN} === '3 of 3 contracts'")


def test_a_protection_filters_by_its_own_column(page: Page) -> None:
    title = "Right to audit, inspect and verify"
    column = _column(page, title)
    missing = page.value(f"{_ROWS}.filter(row => row.cells[{column - 1}].textContent.startsWith('missing')).length")
    _choose(page, "protection", str(column - 8))
    _choose(page, "status", "missing")
    assert page.value(f"{_ROWS}.length") == missing > 0


def test_a_contract_leads_to_its_report(page: Page) -> None:
    page.click(".grid tbody a")
    assert page.waits_for("document.title === 'The report'")


def test_thousands_of_contracts_are_shown_page_by_page(
    browser: Page, contracts: list[ContractRow], tmp_path: Path
) -> None:
    many = [replace(contracts[number % 3], source=f"{number:04}.pdf") for number in range(450)]
    page = _opened(browser, many, tmp_path)
    assert page.value(_SHOWN) == "450 of 450 contracts, rows 1 to 200"
    page.click("#after")
    page.click("#after")
    assert page.value(_NAMES) == [f"{number:04}.pdf" for number in range(400, 450)]
    assert page.value("document.getElementById('after').disabled")
    _choose(page, "words", "0449")
    assert page.value(_NAMES) == ["0449.pdf"]


def test_nothing_is_asked_from_the_network_and_no_other_script_runs(page: Page) -> None:
    sent = [e["params"]["request"]["url"] for e in page.events if e.get("method") == "Network.requestWillBeSent"]
    assert len(sent) == 1
    page.value(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = true';"
        " document.body.append(s); })()"
    )
    assert page.value("window.ran === undefined")
    complaints = [e for e in page.events if e.get("method") == "Runtime.exceptionThrown"]
    assert complaints == []


def test_hostile_words_stay_words(browser: Page, contracts: list[ContractRow], tmp_path: Path) -> None:
    attack = "</script><script>window.ran = true</script><img src=x onerror='window.ran = true'>"
    page = _opened(browser, [replace(contracts[0], source=attack)], tmp_path)
    assert page.value(_NAMES) == [attack]
    assert page.value("window.ran === undefined && document.querySelectorAll('img').length === 0")
