"""The site shows every page of the documentation once; .ci/run builds it, with broken links as errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from build_site import listed_notebooks, prepare
from doc_pages import READ, ROOT
from notebook_page import notebook_page

_PROJECT = READ["toml"]((ROOT / ".zensical.toml").read_text(encoding="utf-8"))["project"]
_DOCS = ROOT / _PROJECT["docs_dir"]


def _named(nav: list[dict[str, object]]) -> Iterator[str]:
    """Yields the pages of the navigation in its order."""
    for entry in nav:
        for inside in entry.values():
            if isinstance(inside, str):
                yield inside
            else:
                yield from _named(inside)


def test_every_page_stands_in_the_navigation_once() -> None:
    named = list(_named(_PROJECT["nav"]))
    written = [path.relative_to(_DOCS).as_posix() for path in _DOCS.rglob("*.md")]
    assert sorted(named) == sorted(written), "add new pages to nav in .zensical.toml"


def test_the_navigation_names_each_page_and_group_differently() -> None:
    titles = list(_titles(_PROJECT["nav"]))
    assert len(titles) == len(set(titles))


def _titles(nav: list[dict[str, object]]) -> Iterator[str]:
    for entry in nav:
        for title, inside in entry.items():
            yield title
            if not isinstance(inside, str):
                yield from _titles(inside)


def test_the_theme_loads_no_fonts_from_a_network() -> None:
    assert _PROJECT["theme"]["font"] is False


def test_style_sheets_of_the_site_are_there() -> None:
    assert [name for name in _PROJECT["extra_css"] if not (_DOCS / name).is_file()] == []


@pytest.mark.parametrize("page", sorted(_DOCS.rglob("*.md")), ids=lambda page: page.relative_to(_DOCS).as_posix())
def test_code_in_tables_has_no_bars(page: Path) -> None:
    # As they are they end the cell in the repository's web view; with a backslash the site shows that. So: &#124;.
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert [row for row in rows if any("|" in code for code in re.findall("`[^`]*`", row))] == []


def test_the_page_about_notebooks_names_each() -> None:
    assert sorted(listed_notebooks()) == sorted(path.name for path in (_DOCS / "notebooks").glob("*.ipynb"))


def test_notebooks_become_pages_of_the_navigation(tmp_path: Path) -> None:
    prepare(tmp_path)
    nav = READ["toml"]((tmp_path / ".zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    pages = {f"notebooks/{name.removesuffix('.ipynb')}.md" for name in listed_notebooks()}
    assert pages <= set(_named(nav))
    assert ".ipynb)" not in (tmp_path / "docs" / "notebooks" / "index.md").read_text(encoding="utf-8")


def test_a_notebook_is_shown_with_what_its_cells_gave(tmp_path: Path) -> None:
    html = {"output_type": "execute_result", "data": {"text/html": ["<b>a</b>\n\n", "<i>b</i>"], "text/plain": "c"}}
    plot = {"output_type": "display_data", "data": {"image/png": "iVBO\n", "text/plain": "<Figure>"}}
    said = {"output_type": "stream", "name": "stdout", "text": ["1 < 2\n"]}
    cells = [
        {"cell_type": "markdown", "source": ["# One\n", "\n", "Two."]},
        {"cell_type": "code", "source": "f()", "outputs": [html, plot, said]},
    ]
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    page = notebook_page(path)
    assert page.startswith("# One\n\nTwo.\n")
    assert "```python\nf()\n```" in page
    assert '<div class="notebook-output"><b>a</b>\n<i>b</i></div>' in page  # an empty line would end the block
    assert 'src="data:image/png;base64,iVBO"' in page
    assert "<pre>1 &lt; 2\n</pre>" in page
