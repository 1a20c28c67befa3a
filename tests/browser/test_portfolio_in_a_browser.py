"""The summary of a batch as a browser shows it: it sorts, filters, pages and links, and loads nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from watching import Opener, Watch

import clausegap
from clausegap.model.portfolio import ContractRow
from clausegap.renderers.summary_html import write_html

_SAMPLES = Path(__file__).resolve().parents[2] / "sample_contracts"
_ROWS = ".grid tbody tr"


@pytest.fixture(scope="module")
def contracts() -> list[ContractRow]:
    names = ("weak-msa.docx", "strong-msa.docx", "mutual-nda-marked-only.docx")
    outcomes = clausegap.Reviewer().review_many([_SAMPLES / name for name in names])
    rows = clausegap.Portfolio.from_outcomes(outcomes).contracts
    return [replace(row, source=Path(row.source).name) for row in rows]


def _written(rows: list[ContractRow], folder: Path) -> Path:
    path = folder / "summary.html"
    write_html(rows, path)
    return path


@pytest.fixture
def page(opened: Opener, contracts: list[ContractRow], tmp_path: Path) -> Any:
    report = tmp_path / "a report.html"
    report.write_text("<title>The report</title>", encoding="utf-8")
    return opened(_written([replace(contracts[0], page=str(report)), *contracts[1:]], tmp_path))


def _names(page: Any) -> list[str]:
    return list(page.locator(f"{_ROWS} > :first-child").all_text_contents())


def _cells(page: Any, column: int) -> list[str]:
    return list(page.locator(f"{_ROWS} > :nth-child({column})").all_text_contents())


def _shown(page: Any) -> str:
    return str(page.inner_text(".shown"))


def _column(page: Any, title: str) -> int:
    titles = page.locator(".grid thead th").all_text_contents()
    return [" ".join(shown.split()) for shown in titles].index(title) + 1


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_it_round(page: Any) -> None:
    before = _names(page)
    page.click(".grid thead th:first-child button")
    assert _names(page) == sorted(before)
    page.click(".grid thead th:first-child button")
    assert _names(page) == sorted(before, reverse=True)
    assert page.get_attribute(".grid thead th", "aria-sort") == "descending"


def test_a_protection_sorts_the_gravest_gap_first(page: Any) -> None:
    column = _column(page, "Ownership of the results (foreground IP)")
    page.click(f".grid thead th:nth-child({column}) button")
    cells = _cells(page, column)
    assert cells[0] == "weakcritical"
    assert cells[-1] in ("present", "missing")


def test_headings_work_by_keyboard(page: Any) -> None:
    before = _names(page)
    page.press(".grid thead button >> nth=0", "Enter")
    assert _names(page) == sorted(before)


def test_filters_join_and_can_be_taken_back(page: Any) -> None:
    assert _shown(page) == "3 of 3 contracts"
    page.select_option("#status", "missing")
    page.select_option("#severity", "critical")
    assert _names(page) == ["weak-msa.docx"]
    page.fill("#words", "coppervane")
    assert _shown(page) == "0 of 3 contracts"
    page.click(".filters button[type=reset]")
    page.wait_for_selector(".shown:text-is('3 of 3 contracts')")


def test_a_protection_filters_by_its_own_column(page: Any) -> None:
    column = _column(page, "Right to audit, inspect and verify")
    missing = sum(cell.startswith("missing") for cell in _cells(page, column))
    page.select_option("#protection", str(column - 8))
    page.select_option("#status", "missing")
    assert page.locator(_ROWS).count() == missing > 0


def test_a_contract_leads_to_its_report(page: Any) -> None:
    page.click(".grid tbody a")
    page.wait_for_url("**/a%20report.html")
    assert page.title() == "The report"


def test_all_protections_fit_across_a_sheet_of_paper(page: Any) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1040, "height": 720})  # A4 across, without its margins
    assert page.locator(".grid").evaluate("e => e.getBoundingClientRect().right") <= 1040
    assert page.locator(".grid thead th").count() == 43
    assert "Click" not in page.inner_text(".grid caption")


def test_thousands_of_contracts_are_shown_page_by_page(
    opened: Opener, contracts: list[ContractRow], tmp_path: Path
) -> None:
    many = [replace(contracts[number % 3], source=f"{number:04}.pdf") for number in range(450)]
    page = opened(_written(many, tmp_path))
    assert _shown(page) == "450 of 450 contracts, rows 1 to 200"
    page.click("#after")
    page.click("#after")
    assert _names(page) == [f"{number:04}.pdf" for number in range(400, 450)]
    assert page.is_disabled("#after")
    page.fill("#words", "0449")
    assert _names(page) == ["0449.pdf"]


def test_no_other_script_runs(page: Any, watch: Watch) -> None:
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = true';"
        " document.body.append(s); }"
    )
    assert page.evaluate("window.ran === undefined")
    assert any("Content Security Policy" in said for said in watch.complaints)
    watch.complaints.clear()


def test_hostile_words_stay_words(opened: Opener, contracts: list[ContractRow], tmp_path: Path) -> None:
    attack = "</script><script>window.ran = true</script><img src=x onerror='window.ran = true'>"
    page = opened(_written([replace(contracts[0], source=attack)], tmp_path))
    assert _names(page) == [attack]
    assert page.evaluate("window.ran === undefined && document.querySelectorAll('img').length === 0")
