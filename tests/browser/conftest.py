"""The browser that the tests of a module share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import Page, find_chromium


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    page = Page(find_chromium() or "", tmp_path_factory.mktemp("profile"))
    try:
        yield page
    finally:
        page.close()
