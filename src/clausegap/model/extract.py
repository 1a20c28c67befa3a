"""What was read from a file, as a user may check it: text, structure, notices and coverage.

These models are a published JSON format (``clausegap schema extract``). Offsets are character offsets
into ``Extract.text``, start included, end excluded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from clausegap.model.analysis import Zone
from clausegap.model.document import BlockKind, FurnitureKind
from clausegap.model.evidence import Value
from clausegap.model.report import ReportNotice, ReportSource
from clausegap.model.shown import Shown

EXTRACT_VERSION: Final = "1.0"

SectionKind = Literal["opening", "clause", "definitions", "recitals", "signatures", "part"]
Resolution = Literal["resolved", "section_only", "not_attached", "elsewhere", "not_resolved"]


class Coverage(Value):
    """How much of the file was read, and what was kept apart.

    Attributes:
        complete: Whether every word of the file is in the text, so that absence can be claimed.
        readable_share: Share of the pages with text, 0 to 1.
        pages: Number of pages, or None where the format has none.
        unread_pages: Pages of which words may be missing.
        characters: Length of the text.
        blocks: Number of blocks by kind.
        note_characters: Characters of footnotes, endnotes and text boxes, which are part of the text.
        apart: Pieces kept apart by kind: running heads, feet, page numbers.
        apart_characters: Their characters, which are no part of the text.
    """

    complete: bool
    readable_share: float
    pages: int | None
    unread_pages: tuple[int, ...]
    characters: int
    blocks: Mapping[BlockKind, int]
    note_characters: int
    apart: Mapping[FurnitureKind, int]
    apart_characters: int


class ExtractBlock(Value):
    """A paragraph-like piece of the text.

    Attributes:
        kind: Paragraph, heading, list item and so on.
        start: First character.
        end: One past the last character.
        number: The number displayed before it, or None.
        zone: Part of the contract; only what is ``body`` is searched for clauses.
        section: Index of the section that it begins in.
        page: Page from 1, or None.
    """

    kind: BlockKind
    start: int
    end: int
    number: str | None
    zone: Zone
    section: int
    page: int | None


class ExtractSection(Value):
    """A numbered or headed piece of the contract.

    Attributes:
        kind: What it is; ``part`` is an exhibit or schedule, whose sections are counted anew.
        number: As displayed, or None.
        heading: Without the number, or None.
        level: Depth, 0 for the opening, an exhibit or a schedule.
        parent: Index of the section around it, or None.
        start: First character of its number or heading.
        end: Where the next section begins.
        last: One past the last character of its subsections too.
        page: Page from 1, or None.
    """

    kind: SectionKind
    number: str | None
    heading: str | None
    level: int
    parent: int | None
    start: int
    end: int
    last: int
    page: int | None


class ExtractTerm(Value):
    """A defined term and the sentence that defines it."""

    term: str
    start: int
    end: int
    section: int
    page: int | None


class ExtractTarget(Value):
    """What a number in a cross reference leads to.

    Attributes:
        number: As the reference names it.
        resolution: Found; found but for the list item (``section_only``); an exhibit or schedule that is not in
            the file (``not_attached``); in another agreement or a statute (``elsewhere``); or not found.
        section: Index of the section, or None.
        start: First character of the section or list item, or None.
        end: One past its last character, or None.
    """

    number: str
    resolution: Resolution
    section: int | None = None
    start: int | None = None
    end: int | None = None


class ExtractReference(Value):
    """A pointer to a section or schedule.

    Attributes:
        text: Its words.
        start: First character.
        end: One past the last character.
        document: Name of another agreement it points into, or None.
        section: Index of the section that it stands in.
        page: Page from 1, or None.
        targets: One for each number.
    """

    text: str
    start: int
    end: int
    document: str | None
    section: int
    page: int | None
    targets: tuple[ExtractTarget, ...]


class ExtractPage(Value):
    """A page and the text that stands on it."""

    number: int
    start: int
    end: int


class ApartText(Value):
    """Words kept apart from the text, and the offset where they stood."""

    kind: FurnitureKind
    text: str
    at: int
    page: int | None


class Extract(Shown):
    """What was read from one file.

    Attributes:
        schema_version: Version of this format.
        clausegap_version: Version that made it.
        source: The file.
        coverage: How much of it was read.
        notices: What was not read, or was read with doubt.
        sections: In text order; the first covers the text before any heading.
        blocks: In text order.
        terms: Defined terms in text order.
        references: Cross references in text order.
        pages: Where each page begins and ends; empty where the format has none.
        apart: What was kept apart from the text.
        text: The words of the contract in reading order.

    Example:
        >>> found = clausegap.extract("sample_contracts/one-way-nda-supplier.docx")
        >>> found.coverage.complete, len(found.sections) > 5
        (True, True)
    """

    schema_version: str = EXTRACT_VERSION
    clausegap_version: str
    source: ReportSource
    coverage: Coverage
    notices: tuple[ReportNotice, ...]
    sections: tuple[ExtractSection, ...]
    blocks: tuple[ExtractBlock, ...]
    terms: tuple[ExtractTerm, ...]
    references: tuple[ExtractReference, ...]
    pages: tuple[ExtractPage, ...]
    apart: tuple[ApartText, ...]
    text: str

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "source", self.source.name
        yield "pages", self.coverage.pages
        yield "characters", self.coverage.characters
        yield "sections", len(self.sections)
        yield "complete", self.coverage.complete
