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
_DESK = {"width": 1400, "height": 900}
_PHONE_DARK = {"phone": True, "dark": True}
_PAGES = ("report", "bare", "supplier", "deal", "summary", "comparison", "standard")
# What can be wrong in one colour scheme or width and right in another.
_OF_LOOKS = {"type": "rule", "values": ["color-contrast", "scrollable-region-focusable", "target-size"]}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Short contracts, since axe-core takes its time over every element."""
    folder = tmp_path_factory.mktemp("pages")
    reviewer, supplier = clausegap.Reviewer(), clausegap.Reviewer(side="supplier")
    nda, mutual = _SAMPLES / "one-way-nda-supplier.docx", _SAMPLES / "mutual-nda-marked-only.docx"
    broken = folder / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\n%%EOF\n")
    report = reviewer.review(nda)
    texts = {
        "report": report.to_html(),
        "bare": render_html(report),
        "supplier": supplier.review(nda).to_html(),
        "deal": reviewer.review_deal([nda, mutual]).to_html(),
        "comparison": reviewer.compare(nda, mutual).to_html(),
        "standard": reviewer.compare_with_standard(nda).to_html(),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    outcomes = reviewer.review_many([nda, mutual, broken])
    write_html(clausegap.Portfolio.from_outcomes(outcomes).contracts, folder / "summary.html")
    return {name: folder / f"{name}.html" for name in _PAGES}


@pytest.fixture(scope="module")
def axe() -> Iterator[Any]:
    module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs clausegap[browser]")
    return module.Axe()


def _violations(axe: Any, page: Any, context: str | None = None, **options: Any) -> list[str]:
    # Without the list of all that is right, which takes axe-core four times as long.
    ran = axe.run(page, context=context, options={"resultTypes": ["violations"], **options})
    found = ran.response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['failureSummary']} {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("name", _PAGES)
def test_no_violation_and_no_page_wider_than_a_phone(
    opened: Opener, pages: dict[str, Path], axe: Any, name: str
) -> None:
    page = opened(pages[name], **_PHONE_DARK)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert _violations(axe, page) == []
    page.set_viewport_size(_DESK)
    page.emulate_media(color_scheme="light")
    assert _violations(axe, page, runOnly=_OF_LOOKS) == []


def test_no_violation_in_what_opens_on_demand(opened: Opener, pages: dict[str, Path], axe: Any) -> None:
    page = opened(pages["supplier"], **_PHONE_DARK)
    page.click("details.duty summary >> nth=0")
    assert _violations(axe, page, "details.duty") == []
    page.click(".filter > summary")
    assert _violations(axe, page, ".bar") == []
    page.click(".tabs [value=contract]")
    page.fill("#q", "information")
    assert _violations(axe, page, "#contract") == []
    page.keyboard.press("Escape")
    page.locator("#contract").focus()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    assert _violations(axe, page, "#help") == []
