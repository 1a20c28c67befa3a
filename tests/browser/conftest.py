"""Pages in a headless Chromium, driven by Playwright; every test watches what a page asks for and complains about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from watching import Opener, Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DESK = {"width": 1400, "height": 900}
_PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of this machine, since Playwright's own would have to be downloaded."""
    driver = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install 'clausegap[browser]'")
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def opened(chromium: Browser, watch: Watch) -> Iterator[Opener]:
    """Opens files in tabs of their own; afterwards nothing may have left the machine and nothing gone wrong."""
    contexts = []

    def open_page(path: Path, *, phone: bool = False, dark: bool = False, **options: Any) -> Page:
        scheme = "dark" if dark else "light"
        context = chromium.new_context(viewport=_PHONE if phone else _DESK, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        watch.guard(page)
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_load_state("domcontentloaded")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.requests == []
    assert watch.complaints == []
