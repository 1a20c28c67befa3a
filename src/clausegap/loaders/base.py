"""The one place where the offsets of a document are computed, while its text is put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from clausegap.errors import TooLargeError
from clausegap.model.document import (
    Block,
    BlockKind,
    Document,
    Furniture,
    FurnitureKind,
    Notice,
    Page,
    Revision,
    RevisionKind,
    Segment,
    SourceInfo,
    SourceRef,
    shifted,
)

MAX_CHARACTERS: Final = 6_000_000  # some 2,000 pages; the longest contracts have a third of it
BLOCK_SEPARATOR: Final = "\n"
LINE_SEPARATOR: Final = "\n"  # inside a block
CELL_SEPARATOR: Final = " | "
INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]+")
"""Characters that are not seen: soft hyphens, and those without width."""


class Change(NamedTuple):
    """A tracked change: what was done, by whom and when."""

    kind: RevisionKind
    author: str | None = None
    date: str | None = None


class Changed(NamedTuple):
    """The place of a piece that a tracked change touches.

    Attributes:
        change: The change.
        ref: Where its first character stands, or None.
        absent: The words that are not there, of a piece without any.
    """

    change: Change
    ref: SourceRef | None = None
    absent: str = ""


Piece = tuple[str, SourceRef | Changed | None]


class DocumentBuilder:
    """Assembles a ``Document`` from pieces of text given in reading order.

    A piece is a run of characters and the place in the source where the first of them stands; the
    others follow it there one by one. A piece without a place is white space or a number that the
    source only implies. A piece that a tracked change touches says so in its place, and becomes a
    revision; neighbouring pieces of one change and one block make one. Blocks are set apart by one line
    feed, unless the source's own white space was given with ``add_space``. Furniture stands where it
    was added: between two blocks, or inside an open one.

    Example:
        >>> from clausegap.model.document import TextRef
        >>> source = SourceInfo("a.txt", "text/plain", "", 5)
        >>> builder = DocumentBuilder(source)
        >>> builder.add_block([("1.", None), (" ", None), ("Term", TextRef(1, 1))], number="1.")
        >>> builder.build().text
        '1. Term'
    """

    def __init__(self, source: SourceInfo) -> None:
        self._source = source
        self._parts: list[str] = []
        self._position = 0
        self._separator_due = False
        self._block_start: int | None = None
        self._blocks: list[Block] = []
        self._segments: list[Segment] = []
        self._pages: list[Page] = []
        self._waiting_pages: list[int] = []
        self._furniture: list[Furniture] = []
        self._notices: list[Notice] = []
        self._revisions: list[Revision] = []
        self._absent: list[Changed] = []  # words left out where the next piece of the block will stand
        self._mergeable = False  # whether the last revision lies in the open block

    @property
    def position(self) -> int:
        """Number of characters written so far."""
        return self._position

    def add_block(
        self,
        pieces: Iterable[Piece],
        *,
        kind: BlockKind = "paragraph",
        number: str | None = None,
        level: int | None = None,
    ) -> None:
        """Adds one whole block; pieces without any character add nothing.

        Raises:
            TooLargeError: The text grows over ``MAX_CHARACTERS``.
        """
        for text, ref in pieces:
            if self._block_start is None or self._absent or isinstance(ref, Changed):
                self.write(text, ref)
            elif text:
                self._append(text, ref)  # what ``write`` comes to inside a block
        self.close_block(kind=kind, number=number, level=level)

    def write(self, text: str, ref: SourceRef | Changed | None = None) -> None:
        """Appends a piece to the open block, or opens one with it.

        Raises:
            TooLargeError: The text grows over ``MAX_CHARACTERS``.
        """
        if isinstance(ref, Changed):
            self._write_changed(text, ref)
            return
        if not text:
            return
        if self._block_start is None:
            self._separate()
            self._block_start = self._position
        if self._absent:
            self._add_absent()
        self._append(text, ref)

    def close_block(
        self, *, kind: BlockKind = "paragraph", number: str | None = None, level: int | None = None
    ) -> None:
        """Ends the open block and says what it is; without an open block nothing happens."""
        if self._absent:
            self._add_absent()
        self._mergeable = False
        if self._block_start is None:
            return
        self._blocks.append(Block(kind, self._block_start, self._position, number, level))
        self._block_start = None
        self._separator_due = True

    def add_space(self, text: str, ref: SourceRef | None = None) -> None:
        """Appends the source's own white space between two blocks, in place of the line feed."""
        if text:
            self._separator_due = False
            self._append(text, ref)

    def begin_page(self, number: int) -> None:
        """Lets the next character be the first of a page; allowed inside an open block."""
        self._end_page()
        self._waiting_pages.append(number)

    def add_furniture(self, kind: FurnitureKind, text: str, *, page: int | None = None) -> None:
        """Keeps words apart from the text, and remembers that they stood here."""
        self._furniture.append(Furniture(kind, text, self._position, page))

    def add_notice(self, notice: Notice) -> None:
        """Adds a remark on how the source was read."""
        self._notices.append(notice)

    def build(self) -> Document:
        """Returns the document; the builder must not be used afterwards."""
        self.close_block()
        self._end_page()
        self._start_pages()
        return Document(
            text="".join(self._parts),
            source=self._source,
            blocks=tuple(self._blocks),
            segments=tuple(self._segments),
            pages=tuple(self._pages),
            furniture=tuple(self._furniture),
            notices=tuple(self._notices),
            revisions=tuple(self._revisions),
        )

    def _write_changed(self, text: str, changed: Changed) -> None:
        self.write(text, changed.ref)
        if text:
            self._revise(self._position - len(text), changed.change, text)
        elif changed.absent:
            self._absent.append(changed)

    def _add_absent(self) -> None:
        for changed in self._absent:
            self._revise(self._position, changed.change, changed.absent)
        self._absent.clear()

    def _revise(self, start: int, change: Change, text: str) -> None:
        """Adds a revision from a place to the end of what is written, or lets the last one grow."""
        last = self._revisions[-1] if self._mergeable else None
        kind, author, date = change
        end = self._position
        if last is not None and _grows(last, start, end, change):
            self._revisions[-1] = Revision(kind, last.start, end, last.text + text, author, date)
        else:
            self._revisions.append(Revision(kind, start, end, text, author, date))
        self._mergeable = True

    def _separate(self) -> None:
        if self._separator_due:
            self._separator_due = False
            self._parts.append(BLOCK_SEPARATOR)
            self._position += len(BLOCK_SEPARATOR)

    def _append(self, text: str, ref: SourceRef | None) -> None:
        start = self._position
        end = start + len(text)
        if end > MAX_CHARACTERS:
            raise too_long(self._source.name)
        if self._waiting_pages:
            self._start_pages()
        self._parts.append(text)
        self._position = end
        if ref is None:
            return
        last = self._segments[-1] if self._segments else None
        if last is not None and last.end == start and _follows(last, ref):
            self._segments[-1] = Segment(last.start, end, last.ref)
        else:
            self._segments.append(Segment(start, end, ref))

    def _start_pages(self) -> None:
        for number in self._waiting_pages:
            self._pages.append(Page(number, self._position, self._position))
        self._waiting_pages.clear()

    def _end_page(self) -> None:
        if self._pages and not self._waiting_pages:
            page = self._pages[-1]
            self._pages[-1] = Page(page.number, page.start, self._position)


def _grows(last: Revision, start: int, end: int, change: Change) -> bool:
    """Whether a revision goes on with a piece from start to end."""
    same = (last.kind, last.author, last.date) == change and last.end == start
    if start < end:
        return same and last.start < last.end
    return same and last.start == last.end and not last.text.endswith(BLOCK_SEPARATOR)


def too_long(name: str) -> TooLargeError:
    """Returns the error of a file with more text than a document may have."""
    return TooLargeError(name, f"it has more than {MAX_CHARACTERS:,} characters of text", "split the file")


def _follows(last: Segment, ref: SourceRef) -> bool:
    """Whether a place is the one right after a segment in the source."""
    return ref == shifted(last.ref, last.end - last.start)
