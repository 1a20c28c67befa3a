"""The site shows every page of the documentation once; .ci/run builds it, with broken links as errors."""

from __future__ import annotations

from collections.abc import Iterator

from doc_pages import READ, ROOT

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
