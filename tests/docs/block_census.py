"""Counts the code blocks of all pages, and lists those that are not run with the reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from doc_pages import READ, ROOT, RUN, SHELL, Block, blocks, pages

PAGE = ROOT / "docs" / "documentation.md"
_PLACE = re.compile(r"(?<=<!-- begin blocks -->\n).*?(?=<!-- end blocks -->)", re.S)


def with_census(text: str) -> str:
    """Returns the page on the documentation with the figures of now."""
    return _PLACE.sub(lambda _: "\n".join(["", *_census(), "", ""]), text)


def _census() -> Iterator[str]:
    every = [block for page in pages() for block in blocks(page)]
    count = Counter(_kind(block) for block in every)
    yield f"Of {len(every)} blocks {count['run']} are run, {count['output']} are the output of one above,"
    yield f"{count['parsed']} are parsed, {count['drawing']} are drawings, and {count['not run']} are not run:"
    yield from ("", "| page | why not |", "|---|---|")
    yield from (f"| {_link(block.page)} | {block.reason} |" for block in every if _kind(block) == "not run")
    needing = Counter((block.page, block.needs) for block in every if block.needs)
    if needing:
        yield from ("", "Run only where something more is installed:", "", "| page | blocks | needs |", "|---|---|---|")
    for (page, needs), number in needing.items():
        yield f"| {_link(page)} | {number} | {', '.join(needs)} |"


def _link(page: str) -> str:
    """Returns a link with the title of a page; the README is no page of the site."""
    inside = page.removeprefix("docs/")
    title = (ROOT / page).read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
    return f"`{page}`" if inside == page else f"[{title}]({inside})"


def _kind(block: Block) -> str:
    if block.reason is not None or block.language in SHELL:
        return "not run"
    if block.language in RUN:
        return "run"
    if block.language in READ:
        return "parsed"
    return "output" if block.is_output else "drawing"
