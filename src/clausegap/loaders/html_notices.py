"""What the reader of a report must know about how a web page, or a Markdown file, was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from clausegap.loaders.html_looks import LEFT_OUT
from clausegap.loaders.html_walk import Item, PageBreak
from clausegap.model.document import Notice, NoticeLevel
from clausegap.model.reading import ChangesView

_FEW_WORDS: Final = 50
_HIDDEN: Final = ("words:hidden", "words:noscript", "words:template")


def has_few_words(items: Iterable[Item]) -> bool:
    """Whether so little was read that what was not may be the contract."""
    return sum(len(item.text.split()) for item in items if not isinstance(item, PageBreak)) < _FEW_WORDS


def page_notices(counts: Counter[str], view: ChangesView, *, few_words: bool) -> Iterator[Notice]:
    """Yields the notices on what was met besides words.

    Args:
        counts: How often, by name, as ``html_walk.Walk`` counts.
        view: Which text was read where words are struck through or inserted.
        few_words: Whether pictures may hold the contract, as in a scan.
    """
    struck, inserted = (
        f"Passages marked as {what} were {'left out' if LEFT_OUT[view] == change else 'read like any other'}: {{n}}."
        for change, what in (("struck", "deleted or struck through"), ("inserted", "inserted"))
    )
    notes: tuple[tuple[NoticeLevel, str, str, int], ...] = (
        ("unread", "embedded_document", "Frames or objects in the page that were not read: {n}.", counts["embedded"]),
        (
            "warning",
            "hidden_text",
            "Words that the page hides were left out: {n}.",
            sum(counts[name] for name in _HIDDEN),
        ),
        ("warning", "struck_text", struck, counts["struck"]),
        ("info", "inserted_text", inserted, counts["inserted"]),
        (
            "unread" if few_words else "info",
            "pictures",
            "Pictures, whose words if any were not read: {n}.",
            counts["pictures"],
        ),
    )
    for level, code, message, count in notes:
        if count:
            yield Notice(level, code, message.format(n=count))
