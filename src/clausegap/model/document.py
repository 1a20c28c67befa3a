"""A contract as text: one string, one offset space, and the way back to the source.

All offsets are character offsets into ``Document.text``, start included, end excluded.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

BlockKind = Literal["paragraph", "heading", "list_item", "table_row", "footnote", "endnote", "text_box"]
FurnitureKind = Literal["header", "footer", "page_number", "source_line", "stamp", "comment", "line_number", "hyphen"]
NoticeLevel = Literal["info", "warning", "unread"]
RevisionKind = Literal["insertion", "deletion", "move_from", "move_to"]


@dataclass(frozen=True, slots=True)
class PdfRef:
    """A place in a PDF: page from 1, and the index of the character in that page's own text."""

    page: int
    char: int


@dataclass(frozen=True, slots=True)
class WordRef:
    """A place in a Word file: part name, paragraph from 0 in that part, character in the paragraph."""

    part: str
    paragraph: int
    char: int


@dataclass(frozen=True, slots=True)
class TextRef:
    """A place in the source of a text file, a web page or a Markdown file: line and column, both from 1.

    Lines end as the file ends them, columns are characters of the decoded file, also inside tags. The
    character may stand there in other form: as an entity, whose ``&`` is then the place.
    """

    line: int
    column: int


SourceRef = PdfRef | WordRef | TextRef


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that maps character by character to consecutive characters of the source."""

    start: int
    end: int
    ref: SourceRef


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like piece of the text, in reading order; blocks never overlap.

    Attributes:
        kind: What the source calls it, or what the loader took it for.
        start: First character.
        end: One past the last character.
        number: The number displayed before it ("9.1", "(a)"), which is part of the text, or None.
        level: Outline level in the source, 1 for the top, or None when the source does not say.
    """

    kind: BlockKind
    start: int
    end: int
    number: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page and the text that stands on it.

    Attributes:
        number: From 1.
        start: First character.
        end: One past the last character; equal to ``start`` for an empty page.
        confidence: How sure OCR was of its words, 0 to 1; None where the words are the file's own.
    """

    number: int
    start: int
    end: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text kept apart from the contract's words: running heads, feet, page numbers, comments, hyphens of broken words.

    Attributes:
        kind: What it was recognised as.
        text: Its words.
        at: Offset in ``Document.text`` where it stood.
        page: Page from 1, or None where the source has no pages.
    """

    kind: FurnitureKind
    text: str
    at: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change in one paragraph, row or cell.

    Attributes:
        kind: What was done; a move shows as one ``move_from`` and one ``move_to``.
        start: First of its characters, or the place where they would stand.
        end: One past the last; ``start`` where the view that was read leaves the words out.
        text: Its words. A paragraph mark that the view leaves out is a line feed at their end.
        author: Who made it, as the file says, or None.
        date: When, in the file's own notation (ISO 8601 as a rule), or None.
    """

    kind: RevisionKind
    start: int
    end: int
    text: str
    author: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of a report must know about how the document was read.

    Attributes:
        level: ``unread`` when words of the contract may be missing from the text, else ``warning`` or ``info``.
        code: Stable name, for instance ``no_text_page``.
        message: One sentence.
        page: Page from 1, or None.
    """

    level: NoticeLevel
    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where a document came from.

    Attributes:
        name: File name (never a full path, so reports are the same on every machine); inside a mail or
            archive that of the container, a ``!`` and its own.
        media_type: For instance ``application/pdf``.
        sha256: Hash of the bytes, hexadecimal.
        size: Bytes.
    """

    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text that came from one file of several that are reviewed together."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, repr=False)
class Document:
    """A loaded contract.

    Attributes:
        text: The contract's words in reading order.
        source: Where they came from.
        blocks: Paragraph-like pieces, ascending, without overlap.
        segments: The map back to the source, ascending, without overlap.
        pages: Pages, ascending; empty for formats without fixed pages.
        furniture: Words kept apart from the text.
        notices: What was not read, or was read with doubt.
        revisions: Tracked changes in the text, ascending, those that the view leaves out included.
        parts: The files it was put together from; empty for a single one.
        share: The readable share of the pages, where the parts were counted apart.
        searchable: The PDF in which places (``PdfRef``) stand, where that is not the file itself: a copy with the
            text of pages read by OCR, not encrypted. It never gets into a report.

    Example:
        >>> document = clausegap.load("sample_contracts/one-way-nda-supplier.docx")
        >>> document.text[document.blocks[0].start : document.blocks[0].end]
        'CONFIDENTIALITY UNDERTAKING'
    """

    text: str
    source: SourceInfo
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...] = ()
    pages: tuple[Page, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notices: tuple[Notice, ...] = ()
    revisions: tuple[Revision, ...] = ()
    parts: tuple[Part, ...] = ()
    share: float | None = None
    searchable: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def complete(self) -> bool:
        """Whether no word of the contract is known to be missing from the text, so that absence can be claimed.

        Example:
            >>> clausegap.load_text("Supplier shall keep it secret.").complete
            True
        """
        return not any(notice.level == "unread" for notice in self.notices)

    @property
    def readable_share(self) -> float:
        """Share of pages without a notice that words of them may be missing, 0 to 1; 1 for formats without pages."""
        if self.share is not None:
            return self.share
        if not self.pages:
            return 1.0
        unread = {n.page for n in self.notices if n.level == "unread" and n.page is not None}
        return 1.0 - len(unread) / len(self.pages)

    def part_at(self, offset: int) -> str | None:
        """Returns the name of the file that holds a character, or None for a document of one file."""
        if not self.parts:
            return None
        return self.parts[max(bisect_right(self._part_starts, offset) - 1, 0)].name

    def page_at(self, offset: int) -> int | None:
        """Returns the number of the page that holds a character, or None without pages.

        Example:
            >>> clausegap.load("sample_contracts/one-way-nda-supplier.pdf").page_at(0)
            1
        """
        if not self.pages:
            return None
        segment = self._segment_at(offset)
        if segment is not None and isinstance(segment.ref, PdfRef):
            return segment.ref.page  # a footnote stands behind its paragraph, which may end on the next page
        page = self.pages[max(bisect_right(self._page_starts, offset) - 1, 0)]
        # In a deal a file without pages may stand behind one with pages.
        outside = self.parts and self.part_at(page.start) != self.part_at(offset)
        return None if outside else page.number

    def source_at(self, offset: int) -> SourceRef | None:
        """Returns the place in the source of one character, or None for implied white space."""
        segment = self._segment_at(offset)
        return None if segment is None else shifted(segment.ref, offset - segment.start)

    def _segment_at(self, offset: int) -> Segment | None:
        index = bisect_right(self._segment_starts, offset) - 1
        return self.segments[index] if index >= 0 and offset < self.segments[index].end else None

    def __repr__(self) -> str:
        pages = f", pages={len(self.pages)}" if self.pages else ""
        return (
            f"Document({self.source.name!r}, characters={len(self.text)}{pages}, blocks={len(self.blocks)}, "
            f"complete={self.complete})"
        )

    @cached_property
    def _segment_starts(self) -> list[int]:
        return [segment.start for segment in self.segments]

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]


def shifted(ref: SourceRef, by: int) -> SourceRef:
    """Returns the place some characters after another: on its page, in its paragraph or its line."""
    if isinstance(ref, PdfRef):
        return PdfRef(ref.page, ref.char + by)
    if isinstance(ref, WordRef):
        return WordRef(ref.part, ref.paragraph, ref.char + by)
    return TextRef(ref.line, ref.column + by)
