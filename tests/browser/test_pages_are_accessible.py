"""All pages by the rules of axe-core (WCAG and its best practices); ``tests/bench/page.py`` has every combination."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watching import Opener

import clausegap
from clausegap.renderers.html import render_html
from clausegap.renderers.summary_html import write_html

_SAMPLES = Path(__file__).resolve().parents[2] / "sample_contracts"
_DESK_LIGHT: dict[str, bool] = {}
_PHONE_DARK = {"phone": True, "dark": True}
_PAGES = ("report", "bare", "clean", "deal", "summary", "comparison")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    reviewer = clausegap.Reviewer()
    weak, strong = _SAMPLES / "weak-msa.docx", _SAMPLES / "strong-msa.docx"
    broken = folder / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\n%%EOF\n")
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
    # Without the list of all that is right, which takes axe-core four times as long.
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['failureSummary']} {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("report", _DESK_LIGHT),
        ("report", _PHONE_DARK),
        ("bare", _PHONE_DARK),
        ("clean", _DESK_LIGHT),
        ("summary", _DESK_LIGHT),
        ("summary", _PHONE_DARK),
        ("comparison", _DESK_LIGHT),
        ("comparison", _PHONE_DARK),
    ],
)
def test_no_violation(opened: Opener, pages: dict[str, Path], axe: Any, name: str, options: dict[str, bool]) -> None:
    assert _violations(axe, opened(pages[name], **options)) == []


def test_no_violation_in_what_opens_on_demand(opened: Opener, pages: dict[str, Path], axe: Any) -> None:
    page = opened(pages["clean"], **_PHONE_DARK)
    page.click(".filter > summary")
    assert _violations(axe, page) == []
    page.click(".tabs [value=contract]")
    page.fill("#q", "information")
    assert _violations(axe, page) == []
    page.keyboard.press("Escape")
    page.locator("#contract").focus()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    assert _violations(axe, page) == []


@pytest.mark.parametrize("name", _PAGES)
def test_no_page_is_wider_than_a_phone(opened: Opener, pages: dict[str, Path], name: str) -> None:
    assert opened(pages[name], **_PHONE_DARK).evaluate("document.documentElement.scrollWidth") == 390
