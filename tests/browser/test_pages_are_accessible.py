"""All pages by the rules of axe-core: WCAG and its best practices, on a desk and a phone, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import clausegap
from clausegap.renderers.html import render_html
from clausegap.renderers.summary_html import write_html
from conftest import Opener

_SAMPLES = Path(__file__).resolve().parents[2] / "sample_contracts"
_UNREAD = b"%PDF-1.4\n%%EOF\n"
_PAGES = ("report", "bare", "clean", "deal", "summary", "comparison")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    reviewer = clausegap.Reviewer()
    weak, strong = _SAMPLES / "weak-msa.docx", _SAMPLES / "strong-msa.docx"
    broken = folder / "broken.pdf"
    broken.write_bytes(_UNREAD)
    report = reviewer.review(weak)
    texts = {
        "report": report.to_html(),
        "bare": render_html(report),
        "clean": reviewer.review(strong).to_html(),
        "deal": reviewer.review_deal([weak, _SAMPLES / "sow-by-reference.docx"]).to_html(),
        "comparison": reviewer.compare(strong, weak).to_html(),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    outcomes = reviewer.review_many([weak, strong, broken])
    write_html(clausegap.Portfolio.from_outcomes(outcomes).contracts, folder / "summary.html")
    return {name: folder / f"{name}.html" for name in _PAGES}


@pytest.fixture(scope="module")
def axe() -> Iterator[Any]:
    module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs clausegap[browser]")
    return module.Axe()


def _violations(axe: Any, page: Any) -> list[str]:
    found = axe.run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['failureSummary']} {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("name", _PAGES)
def test_no_violation(opened: Opener, pages: dict[str, Path], axe: Any, name: str, phone: bool, dark: bool) -> None:
    page = opened(pages[name], phone=phone, dark=dark)
    assert _violations(axe, page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_violation_in_what_opens_on_demand(opened: Opener, pages: dict[str, Path], axe: Any, dark: bool) -> None:
    page = opened(pages["report"], phone=True, dark=dark)
    page.click(".filter > summary")
    assert _violations(axe, page) == []
    page.click(".tabs [value=contract]")
    page.locator("mark").nth(20).click()
    page.fill("#q", "information")
    assert _violations(axe, page) == []
    page.keyboard.press("Escape")
    page.locator("#contract").focus()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    assert _violations(axe, page) == []


@pytest.mark.parametrize("name", _PAGES)
def test_no_page_is_wider_than_a_phone(opened: Opener, pages: dict[str, Path], name: str) -> None:
    page = opened(pages[name], phone=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
