"""Puts the blocks of a web page into a document, and takes out what only its printed pages had.

Filings are made from print: a page ends with its number and a rule or a forced break, and a sentence
may go on behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from clausegap.loaders.base import DocumentBuilder
from clausegap.loaders.flow import Flowing
from clausegap.loaders.html_walk import Item, PageBreak
from clausegap.model.document import FurnitureKind
from clausegap.numbering import ends_sentence

# "12", "- 12 -", "Page 3 of 10", "A-3", "iv"; "12." would be a clause number.
_NUMBER: Final = re.compile(
    r"[-\u2013\u2014|\s]*(?:page\s+)?(?:[A-Z]{1,2}-)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s+of\s+\d{1,4})?[-\u2013\u2014|\s]*$",
    re.I,
)
_CONTENTS_LINK: Final = "table of contents"  # filers' programs put it on top of every page
_HEAD_CHARACTERS: Final = 120
_LEAST_REPEATS: Final = 3
_LEAST_SHARE: Final = 0.5


@dataclass(slots=True)
class _Page:
    """The blocks of one printed page, and what was taken from its ends."""

    blocks: list[Flowing]
    head: list[tuple[FurnitureKind, str]] = field(default_factory=list)
    foot: list[tuple[FurnitureKind, str]] = field(default_factory=list)


def is_page_number(text: str) -> bool:
    """Whether a line at the end of a page is its number.

    Example:
        >>> is_page_number("- 12 -"), is_page_number("12.")
        (True, False)
    """
    return _NUMBER.match(text) is not None


def add_items(items: Iterable[Item], builder: DocumentBuilder) -> None:
    """Adds the blocks of a page to a document, with running heads and page numbers as furniture."""
    pages = _pages(items)
    _peel(pages)
    last: Flowing | None = None
    for page in pages:
        for kind, text in page.head:
            builder.add_furniture(kind, text)
        for index, block in enumerate(page.blocks):
            if last is not None and index == 0 and _goes_on(last, block):
                builder.write(" ")
            elif last is not None:
                builder.close_block(kind=last.kind, number=last.number, level=last.level)
                last = None
            for text, ref in block.pieces:
                builder.write(text, ref)
            last = last or block
        for kind, text in page.foot:
            builder.add_furniture(kind, text)
    if last is not None:
        builder.close_block(kind=last.kind, number=last.number, level=last.level)


def _pages(items: Iterable[Item]) -> list[_Page]:
    pages = [_Page([])]
    for item in items:
        if not isinstance(item, PageBreak):
            pages[-1].blocks.append(item)
        elif pages[-1].blocks:  # a break before and one after the same rule make one
            pages.append(_Page([]))
    return pages


def _peel(pages: list[_Page]) -> None:
    """Moves page numbers and running heads and feet out of the blocks at the ends of pages."""
    for page in pages[:-1]:
        _take(page.blocks, -1, page.foot, is_page_number, "page_number")
    for page in pages[1:]:
        _take(page.blocks, 0, page.head, is_page_number, "page_number")
    breaks = len(pages) - 1
    heads = frozenset(_repeated(pages[1:], 0, breaks))
    feet = frozenset(_repeated(pages[:-1], -1, breaks))
    for page in pages[1:]:
        _take(page.blocks, 0, page.head, lambda text: _bare(text) in heads, "header")
        _take(page.blocks, 0, page.head, is_page_number, "page_number")
    for page in pages[:-1]:
        _take(page.blocks, -1, page.foot, lambda text: _bare(text) in feet, "footer")
        _take(page.blocks, -1, page.foot, is_page_number, "page_number")


def _take(
    blocks: list[Flowing],
    end: int,
    taken: list[tuple[FurnitureKind, str]],
    wanted: Callable[[str], bool],
    kind: FurnitureKind,
) -> None:
    """Moves the block at one end of a page, if it is of the wanted kind."""
    if blocks and len(blocks[end].text) <= _HEAD_CHARACTERS and wanted(blocks[end].text):
        block = blocks.pop(end)
        taken.insert(0 if end else len(taken), (kind, block.text))


def _repeated(pages: list[_Page], end: int, breaks: int) -> Iterator[str]:
    """Yields the short lines that stand at the same end of many pages, digits aside."""
    lines = Counter(_bare(page.blocks[end].text) for page in pages if page.blocks)
    for line, count in lines.items():
        often = count >= _LEAST_REPEATS and count >= _LEAST_SHARE * breaks
        if line == _CONTENTS_LINK or (often and len(line) <= _HEAD_CHARACTERS):
            yield line


def _bare(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold()[: _HEAD_CHARACTERS + 1]).strip()


def _goes_on(last: Flowing, block: Flowing) -> bool:
    """Whether a paragraph that a page ends in goes on with the next page's first."""
    if last.kind not in ("paragraph", "list_item") or block.kind != "paragraph" or block.number is not None:
        return False
    return block.text[:1].islower() and not ends_sentence(last.text)
