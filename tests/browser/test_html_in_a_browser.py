"""The HTML report as a browser shows it: links work, nothing is loaded, nothing runs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from chromium import Page, find_chromium

import clausegap

pytestmark = [
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine (apt-get install chromium)"),
    pytest.mark.skipif(os.name == "nt" or shutil.which("bash") is None, reason="the browser is driven through bash"),
]

_SAMPLE = Path(__file__).resolve().parents[2] / "sample_contracts" / "weak-msa.pdf"
_LINKS = "[...document.querySelectorAll('a[href^=\"#passage-\"]')].map(a => a.getAttribute('href'))"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("html") / "report.html"
    path.write_text(clausegap.review(_SAMPLE).to_html(), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Page, address: str) -> Page:
    browser.open("about:blank")
    browser.events.clear()
    browser.open(address)
    return browser


def test_the_report_opens_with_findings_and_contract(page: Page) -> None:
    assert page.value("document.title") == "Gap report: weak-msa.pdf"
    assert page.value("document.querySelectorAll('.finding').length") >= 4
    assert page.value("document.querySelectorAll('.contract mark').length") >= 4


def test_every_link_from_a_finding_leads_to_its_passage(page: Page) -> None:
    links = page.value(_LINKS)
    assert links
    missing = page.value(f"{_LINKS}.filter(link => document.querySelector(link) === null)")
    assert missing == []


def test_a_click_on_a_quote_shows_the_passage_lit_up(page: Page) -> None:
    link = page.value("document.querySelector('article.finding a[href^=\"#passage-\"]').getAttribute('href')")
    number = link.rpartition("-")[2]
    colour = f"getComputedStyle(document.querySelector('mark.in-{number}')).backgroundColor"
    before = page.value(colour)
    page.click(f'article.finding a[href="{link}"]')
    assert page.waits_for(f"location.hash === '{link}'")
    assert page.waits_for(f"{colour} !== '{before}'")
    assert page.waits_for(_is_in_view(f"mark.in-{number}"))


def test_a_click_below_a_passage_leads_back_to_its_finding(page: Page) -> None:
    target = page.value("document.querySelector('nav.back a').getAttribute('href')")
    page.click("nav.back a")
    assert page.waits_for(f"location.hash === '{target}'")
    assert page.waits_for(_is_in_view(target))


def _is_in_view(selector: str) -> str:
    box = f"document.querySelector('{selector}').getBoundingClientRect()"
    return f"{box}.bottom > 0 && {box}.top < innerHeight"


def test_nothing_is_asked_from_the_network(page: Page, address: str) -> None:
    sent = [e["params"]["request"]["url"] for e in page.events if e.get("method") == "Network.requestWillBeSent"]
    assert sent == [address]


def test_the_page_has_no_script_and_would_not_run_one(page: Page) -> None:
    assert page.value("document.querySelectorAll('script').length") == 0
    assert (
        page.value(
            "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/.test(a.name))).length"
        )
        == 0
    )
    page.value(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = true';"
        " document.body.append(s); })()"
    )
    assert page.value("window.ran === undefined")


def test_the_browser_has_nothing_to_complain_about(page: Page) -> None:
    page.value("1")
    complaints = [e["params"] for e in page.events if e.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]
    assert complaints == []


def test_hostile_words_of_a_contract_stay_words(browser: Page, tmp_path: Path) -> None:
    attack = "<script>window.ran = true</script><img src=x onerror='window.ran = true'>"
    text = f'This Agreement is made between {attack} ("Customer") and Bolt ("Supplier").\n1. Audit\n{attack}\n'
    path = tmp_path / "hostile.html"
    path.write_text(clausegap.review(text).to_html(), encoding="utf-8")
    browser.events.clear()
    browser.open(path.as_uri())
    assert browser.value("window.ran === undefined")
    assert browser.value("document.querySelectorAll('img').length") == 0
    sent = [e for e in browser.events if e.get("method") == "Network.requestWillBeSent"]
    assert len(sent) == 1
