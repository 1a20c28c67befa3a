"""Pages in a headless Chromium, driven by Playwright; every test watches what a page asks for and complains about."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
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


@dataclass
class Watch:
    """What the pages of a test asked from elsewhere, and what the browser said against them."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def guard(self, page: Page) -> None:
        def answer(route: Route) -> None:
            if route.request.url.startswith("file:"):
                route.continue_()
            else:
                self.requests.append(route.request.url)
                route.abort()

        page.route("**/*", answer)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


Opener = Callable[..., Any]


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def opened(chromium: Browser, watch: Watch) -> Iterator[Opener]:
    """Opens a file in a tab of its own; in the end nothing may have left the machine, and nothing may have gone wrong."""
    contexts = []

    def open_page(path: Path, *, phone: bool = False, dark: bool = False, **options: Any) -> Page:
        scheme = "dark" if dark else "light"
        context = chromium.new_context(viewport=PHONE if phone else _DESK, color_scheme=scheme, **options)
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
