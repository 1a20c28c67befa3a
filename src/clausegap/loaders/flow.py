"""Running text in the making: words with their places, white space as a page shows it, and lines of table cells.

What web pages and Markdown share: white space in the source says nothing but "a space", and the
kind of a block comes from the markup as well as from its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from clausegap.loaders.base import CELL_SEPARATOR, INVISIBLE, LINE_SEPARATOR, Piece
from clausegap.model.document import BlockKind, TextRef
from clausegap.numbering import HEADING_WORDS, ends_sentence, is_heading, kind_of, number_at_start

BULLET: Final = "\u2022"

_HEADING_WORDS: Final = 25  # a longer paragraph marked as a heading is a clause that is set in large type
_SENTENCE_WORDS: Final = 6
_LAYOUT_BLOCKS: Final = 6  # a cell with more paragraphs is a column of the page, not a cell of a table
# Words with single spaces between them, which need no change; everything else is collapsed.
_RUN: Final = re.compile(r"\S+(?: \S+)*")
_HYPHENS: Final = str.maketrans("\u2010\u2011", "--")
_BULLET_ALONE: Final = re.compile(
    r"[\u2022\u25cf\u25aa\u25e6\u25a0\u25a1\u25cb\u00b7\u25ba\u27a2\uf0b7*\u2013\u2014o-]$"
)
_OPENING_SIGN: Final = re.compile(r"(?:[$\u20ac\u00a3\u00a5(]|US\$|\(\$)$")
_CLOSING_SIGN: Final = re.compile(r"[)%]{1,2}$")


class Flowing(NamedTuple):
    """What becomes one block.

    Attributes:
        pieces: Its words and where they stand.
        kind: Kind of the block.
        number: Displayed number, which begins the words, or None.
        level: Outline level from 1, or None.
    """

    pieces: tuple[Piece, ...]
    kind: BlockKind = "paragraph"
    number: str | None = None
    level: int | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return "".join([text for text, _ in self.pieces])


class Label(NamedTuple):
    """What a list puts before an item.

    Attributes:
        text: As displayed, for instance ``1.`` or a bullet.
        is_item: Whether it is a bullet or a letter, and not the number of a clause.
    """

    text: str
    is_item: bool


class Words:
    """Collects the words of one block.

    Attributes:
        pieces: What was collected, without white space at the ends.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._gap = ""
        self._strong = False
        self._weak = False

    def add(self, text: str, ref: TextRef | None, *, strong: bool = False, kept: bool = False) -> None:
        """Adds characters of one line of the source.

        Args:
            text: The characters.
            ref: Where the first of them stands; the others follow it in the source.
            strong: Whether they are set in bold or underlined.
            kept: Whether white space stands as it is, as in preformatted text.
        """
        if text.isascii():
            self._add_plain(text, ref, kept=kept)
        else:
            self._add_shown(text.translate(_HYPHENS), ref, kept=kept)
        if strong:
            self._strong = self._strong or any(map(str.isalpha, text))
        elif not self._weak:
            self._weak = any(map(str.isalpha, text))

    def _add_shown(self, shown: str, ref: TextRef | None, *, kept: bool) -> None:
        """Adds characters without those that are not seen, such as hyphens where a line may be broken."""
        start = 0
        for hidden in INVISIBLE.finditer(shown):
            self._add_plain(shown[start : hidden.start()], _moved(ref, start), kept=kept)
            start = hidden.end()
        self._add_plain(shown[start:], _moved(ref, start), kept=kept)

    def line_break(self) -> None:
        """Ends a line inside the block."""
        self._gap = LINE_SEPARATOR if self.pieces else ""

    @property
    def at_line_start(self) -> bool:
        """Whether nothing was added since the last line began."""
        return not self.pieces or self._gap == LINE_SEPARATOR

    @property
    def is_strong(self) -> bool:
        """Whether all words are set in bold or underlined."""
        return self._strong and not self._weak

    def _add_plain(self, text: str, ref: TextRef | None, *, kept: bool) -> None:
        if kept:
            self._add_kept(text, ref)
            return
        end = 0
        for run in _RUN.finditer(text):
            if run.start() > end:
                self._gap = self._gap or " "
            self._put(run.group(), _moved(ref, run.start()))
            end = run.end()
        if end < len(text):
            self._gap = self._gap or " "

    def _add_kept(self, text: str, ref: TextRef | None) -> None:
        for line in re.finditer(r"\n|[^\n]+", text):
            words = line.group()
            if words == "\n":
                self.line_break()
            elif words.strip() or self.pieces:
                lead = 0 if self.pieces else len(words) - len(words.lstrip())  # no block begins with blanks
                self._put(words[lead:].rstrip(), _moved(ref, line.start() + lead))
                if words[-1:].isspace():
                    self._gap = self._gap or " "

    def _put(self, words: str, ref: TextRef | None) -> None:
        if not words:
            return
        if self._gap and self.pieces:
            self.pieces.append((self._gap, None))
        self._gap = ""
        self.pieces.append((words, ref))


def paragraph(words: Words, *, label: Label | None = None, level: int | None = None) -> Flowing | None:
    """Returns the block of some words, or None without any.

    Args:
        words: What was collected.
        label: What a list puts before them.
        level: Level of the heading that the markup says it is, or None.
    """
    if not words.pieces:
        return None
    text = "".join([piece for piece, _ in words.pieces])
    own = number_at_start(text)
    is_marked = own is not None or _BULLET_ALONE.match(text.split(maxsplit=1)[0]) is not None
    if label is not None and label.text == BULLET and is_marked:
        label = None  # the number that the author typed is what the item is called by
    if label is None:
        return Flowing(tuple(words.pieces), _kind(text, words, level), own, level)
    pieces = ((label.text + " ", None), *words.pieces)
    number = None if label.text == BULLET else label.text
    if level is not None and _fits_heading(text):
        return Flowing(pieces, "heading", number, level)
    if label.is_item:
        return Flowing(pieces, "list_item", number)
    return Flowing(pieces, "heading" if is_heading(f"1. {text}") else "paragraph", number)


def row(cells: Iterable[Sequence[Flowing]]) -> list[Flowing]:
    """Returns the blocks of one row of a table.

    Tables also lay out pages: a number in one cell and its clause in the next is one line, and a row
    with one filled cell, or with whole columns of text, is no row at all.

    Args:
        cells: The blocks in each.
    """
    full = [list(cell) for cell in cells if cell]
    if len(full) > 1 and all(len(cell) == 1 and _is_label(cell[0].text) for cell in full[:-1]):
        return _labelled(full)
    if len(full) < 2 or any(_is_layout(cell) for cell in full):
        return [block for cell in full for block in cell]
    pieces: list[Piece] = []
    before = ""
    for cell in full:
        text = cell[0].text
        if pieces:
            joined = _OPENING_SIGN.match(before) or (len(cell) == 1 and _CLOSING_SIGN.match(text))
            pieces.append(("", None) if joined else (CELL_SEPARATOR, None))
        pieces += joined_pieces(cell)
        before = text if len(cell) == 1 else ""
    whole = tuple(piece for piece in pieces if piece[0])
    return [Flowing(whole, "table_row", number_at_start("".join([text for text, _ in whole])))]


def joined_pieces(blocks: Iterable[Flowing], separator: str = LINE_SEPARATOR) -> list[Piece]:
    """Returns the words of several blocks as those of one."""
    pieces: list[Piece] = []
    for block in blocks:
        if pieces:
            pieces.append((separator, None))
        pieces.extend(block.pieces)
    return pieces


def _labelled(cells: list[list[Flowing]]) -> list[Flowing]:
    """Joins the labels of the first cells with the text of the last."""
    *labels, last = cells
    pieces = joined_pieces([*(cell[0] for cell in labels), last[0]], " ")
    text = "".join([piece for piece, _ in pieces])
    kind = last[0].kind
    if kind != "heading" or last[0].level is None:
        kind = kind_of(text)
    return [Flowing(tuple(pieces), kind, number_at_start(text), last[0].level), *last[1:]]


def _is_label(text: str) -> bool:
    return number_at_start(text) == text or _BULLET_ALONE.match(text) is not None


def _is_layout(cell: Sequence[Flowing]) -> bool:
    return len(cell) > _LAYOUT_BLOCKS or any(block.kind == "table_row" for block in cell)


def _kind(text: str, words: Words, level: int | None) -> BlockKind:
    if level is not None:
        return "heading" if _fits_heading(text) else kind_of(text)
    kind = kind_of(text)
    if kind == "paragraph" and words.is_strong and len(text.split()) <= HEADING_WORDS and not ends_sentence(text):
        # Filings mark their headings by bold or underlined type alone.
        number = number_at_start(text)
        title = text[len(number) :].lstrip(" .") if number else text
        return "heading" if title[:1].isupper() and "," not in title and LINE_SEPARATOR not in text else kind
    return kind


def _fits_heading(text: str) -> bool:
    """Whether words that are marked as a heading are one, and not a whole clause."""
    length = len(text.split())
    is_sentence = length >= _SENTENCE_WORDS and text.endswith((".", ";", ":", ","))
    return length <= _HEADING_WORDS and (not is_sentence or is_heading(text) or is_heading(f"1. {text}"))


def _moved(ref: TextRef | None, by: int) -> TextRef | None:
    return TextRef(ref.line, ref.column + by) if ref is not None and by else ref
