"""Walks a parsed web page and gives its blocks, in reading order, as they are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders import html_looks as looks
from clausegap.loaders.flow import Flowing, Label, Words, paragraph, row
from clausegap.loaders.html_places import Places
from clausegap.loaders.word_symbols import BOXES, symbol
from clausegap.model.reading import ChangesView

_OPEN_QUOTE: Final = "\u201c"
_CLOSE_QUOTE: Final = "\u201d"
_SHOWN_INPUTS: Final = frozenset(
    {"", "text", "date", "email", "number", "tel", "url", "search", "time", "month", "week", "datetime-local"}
)
_SYMBOL_FONTS: Final = frozenset({"symbol", "wingdings", "wingdings 2"})


class PageBreak(NamedTuple):
    """The end of a printed page between two blocks."""


Item = Flowing | PageBreak


class Opened(NamedTuple):
    """What an open element changes until it ends.

    Attributes:
        block: Whether it stands in lines of its own.
        muted: Why its words are not in the text, or None.
        strong: Whether it sets words in bold.
        kept: Whether white space stands as it is.
        level: Level of the heading that it is, or None.
        font: Symbol font that it sets, or nothing.
        breaks_after: Whether a page ends behind it.
    """

    block: bool = False
    muted: str | None = None
    strong: bool = False
    kept: bool = False
    level: int | None = None
    font: str = ""
    breaks_after: bool = False


@dataclass(slots=True)
class _Row:
    """The cells of an open table row."""

    cells: list[list[Flowing]] = field(default_factory=list)


class Walk:
    """Collects the blocks of a page.

    Attributes:
        items: Blocks and page breaks, in reading order.
        counts: What was met besides words, by name.

    Args:
        places: Finds the words in the source.
        view: Which text is read where words are struck through or inserted.
    """

    def __init__(self, places: Places, view: ChangesView) -> None:
        self.items: list[Item] = []
        self.counts: Counter[str] = Counter()
        self._places = places
        self._view = view
        self._words = Words()
        self._open: list[Opened] = [Opened()]
        self._rows: list[_Row] = []
        self._lists: list[looks.ItemCounter] = []
        self._labels: list[Label] = []
        self._items: list[Label | None] = []
        self._chosen: frozenset[etree._Element] = frozenset()

    def read(self, root: etree._Element) -> None:
        """Reads everything inside an element, and the element itself."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                if event == "end":
                    self._read_text(element.tail)
            elif event == "start":
                self._enter(element)
            else:
                self._leave(element)
                if element is not root:
                    self._read_text(element.tail)
        self._flush()

    def _enter(self, element: etree._Element) -> None:
        tag = element.tag
        above = self._open[-1]
        styles = looks.styles_of(element)
        muted = above.muted or self._why_muted(element, tag, styles)
        block = looks.is_block(tag, styles)
        before, after = looks.page_breaks(tag, styles) if styles or tag in ("hr", "page") else (False, False)
        if muted is None:
            self._begin(element, tag, block=block, breaks=before)
        elif above.muted is None and (block or tag in looks.EMBEDDED):
            self._flush()  # what stands on both sides of it is not one word
        font = looks.font_of(element, styles)
        self._open.append(
            Opened(
                block,
                muted,
                above.strong or looks.is_strong(tag, styles),
                (above.kept or tag in looks.PREFORMATTED or styles.get("white-space", "").startswith("pre")),
                looks.HEADINGS.get(tag, None if tag in looks.CELLS else above.level),
                (font if font in _SYMBOL_FONTS else "") if font else above.font,
                after and muted is None,
            )
        )
        self._read_text(element.text)

    def _begin(self, element: etree._Element, tag: str, *, block: bool, breaks: bool) -> None:
        """Does what the start of a shown element brings with it."""
        if block:
            self._flush()
        if breaks:
            self._break_page()
        if tag == "tr":
            self._rows.append(_Row())
        elif tag in looks.CELLS and self._rows:
            self._rows[-1].cells.append([])
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(looks.ItemCounter(element))
        elif tag == "li":
            self._begin_item(element)
        else:
            handler = _ON_START.get(tag)
            if handler is not None:
                handler(self, element)

    def _begin_item(self, element: etree._Element) -> None:
        label = self._lists[-1].label(element) if self._lists else None
        self._items.append(label)
        if label is not None:
            self._labels.append(label)

    def _end_item(self) -> None:
        label = self._items.pop()
        if label is not None and self._labels and self._labels[-1] is label:
            self._labels.pop()  # an item without words

    def _leave(self, element: etree._Element) -> None:
        opened = self._open.pop()
        if opened.muted is not None:
            return
        tag = element.tag
        if opened.block:
            self._flush(opened)
        if tag == "tr" and self._rows:
            for block in row(self._rows.pop().cells):
                self._emit(block)
        elif tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._end_item()
        elif tag == "q":
            self._words.add(_CLOSE_QUOTE, None)
        if opened.breaks_after:
            self._break_page()

    def _why_muted(self, element: etree._Element, tag: str, styles: dict[str, str]) -> str | None:
        """Returns why the words of an element are not read, or None if they are."""
        if tag in looks.EMBEDDED:
            self.counts["embedded"] += 1
            return tag
        is_left = tag == "option" and element not in self._chosen
        if tag in looks.MUTED or is_left:
            return tag
        if looks.is_hidden(element, styles):
            return "hidden"
        return self._change(tag, styles)

    def _change(self, tag: str, styles: dict[str, str]) -> str | None:
        """Counts what is marked as changed, and tells whether the wanted view is without it."""
        change = "struck" if looks.is_struck(tag, styles) else "inserted" if tag == "ins" else None
        if change is None:
            return None
        self.counts[change] += 1
        return change if looks.LEFT_OUT[self._view] == change else None

    def _read_text(self, text: str | None) -> None:
        if not text:
            return
        opened = self._open[-1]
        if opened.muted is not None:
            if not text.isspace() and opened.muted not in ("script", "style"):
                self._places.runs(text)  # so that the search goes on behind it
                self.counts[f"words:{opened.muted}"] += len(text.split())
            return
        if text.isspace() and not opened.kept:
            self._words.add(" ", None)
            return
        for run in self._places.runs(text):
            shown = run.text if not opened.font else _translated(run.text, opened.font)
            self._words.add(shown, run.ref, strong=opened.strong, kept=opened.kept)

    def _flush(self, opened: Opened | None = None) -> None:
        """Ends the block that is being written."""
        words, self._words = self._words, Words()
        level = (opened or self._open[-1]).level
        label = Label(" ".join(one.text for one in self._labels), self._labels[-1].is_item) if self._labels else None
        block = paragraph(words, label=label, level=level)
        if block is not None:
            self._labels.clear()
            self._emit(block)

    def _emit(self, block: Flowing) -> None:
        if not self._rows:
            self.items.append(block)
            return
        cells = self._rows[-1].cells
        if not cells:
            cells.append([])
        cells[-1].append(block)

    def _break_page(self) -> None:
        # Inside a table row the page goes on: rows are not parted.
        if not self._rows:
            self._flush()
            self.items.append(PageBreak())

    def _line_break(self, _: etree._Element) -> None:
        """Ends a line; a second one directly behind it ends the block, as an empty line does."""
        if self._words.at_line_start:
            self._flush()
        else:
            self._words.line_break()

    def _add_input(self, element: etree._Element) -> None:
        kind = element.get("type", "").lower()
        if kind in ("checkbox", "radio"):
            self._words.add(BOXES[element.get("checked") is not None], None)
        elif kind in _SHOWN_INPUTS:
            self._words.add(element.get("value", ""), None)

    def _open_menu(self, element: etree._Element) -> None:
        """Notes which options of a menu are shown: those selected, else the first."""
        options = list(element.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None][-1:] or options[:1]
        self._chosen = frozenset(options if element.get("multiple") is not None else chosen)

    def _add_space(self, _: etree._Element) -> None:
        self._words.add(" ", None)

    def _add_quote(self, _: etree._Element) -> None:
        self._words.add(_OPEN_QUOTE, None)

    def _count_picture(self, _: etree._Element) -> None:
        self.counts["pictures"] += 1


_ON_START: Final[dict[str, Callable[[Walk, etree._Element], None]]] = {
    "br": Walk._line_break,
    "input": Walk._add_input,
    "option": Walk._add_space,
    "select": Walk._open_menu,
    "q": Walk._add_quote,
    "img": Walk._count_picture,
    "svg": Walk._count_picture,
}


def _translated(text: str, font: str) -> str:
    """Returns the characters that a symbol font shows in place of others, one for one."""
    return "".join([character if character.isspace() else symbol(f"{ord(character):x}", font) for character in text])
