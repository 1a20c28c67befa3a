"""What was read from a file, before any rule looks at it: ``extract`` for users who check the reading."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Final

from clausegap.loaders import load
from clausegap.model.analysis import Definition, Reference, Target, Zone
from clausegap.model.document import Block, Document
from clausegap.model.extract import (
    ApartText,
    Coverage,
    Extract,
    ExtractBlock,
    ExtractPage,
    ExtractReference,
    ExtractSection,
    ExtractTarget,
    ExtractTerm,
    Resolution,
    SectionKind,
)
from clausegap.model.reading import DEFAULT_READING, ReadOptions
from clausegap.model.report import ReportNotice, source_of
from clausegap.model.section import Section
from clausegap.pipeline.references import find_definitions, find_references
from clausegap.pipeline.segment import find_units
from clausegap.pipeline.structure import find_structure
from clausegap.pipeline.targets import points_elsewhere, with_targets
from clausegap.version import VERSION

_DEFINITIONS: Final = re.compile(
    r"(?i)\bdefin(?:itions?|ed (?:terms|words))\b|^interpretation\b|^(?:glossary|dictionary)\b"
)
# "Section 365(n)" without its Bankruptcy Code: contracts do not count so far.
_STATUTE: Final = re.compile(r"\d{3,}[A-Za-z]?(?:\(|$)")
_NOTES: Final = ("footnote", "endnote", "text_box")
_ZONES: Final[dict[Zone, SectionKind]] = {"recital": "recitals", "signature": "signatures"}


def extract(source: str | os.PathLike[str] | bytes | Document, *, reading: ReadOptions = DEFAULT_READING) -> Extract:
    r"""Returns what is read from a contract: text, sections, defined terms, cross references, notices and coverage.

    Args:
        source: Path, content, text with a line break, or a document.
        reading: How to read it, for instance with a password.

    Raises:
        InputError: It cannot be read.

    Example:
        >>> found = extract("1. Term\nOne year.\n2. Fees\nAs in Section 1.")
        >>> found.sections[1].heading, found.references[0].targets[0].section
        ('Term', 1)
    """
    document = source if isinstance(source, Document) else load(source, reading=reading)
    return _Reading(document).extract()


class _Reading:
    """One document with its sections, and where a character of it stands."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sections, self._zones = find_structure(document.text, document.blocks)
        self._starts = [section.start for section in self._sections]
        self._block_starts = [block.start for block in document.blocks]

    def extract(self) -> Extract:
        document, text, blocks = self._document, self._document.text, self._document.blocks
        units = find_units(text, blocks, self._zones, self._sections)
        references = with_targets(text, blocks, self._sections, find_references(text))
        return Extract(
            clausegap_version=VERSION,
            source=source_of(document),
            coverage=_coverage(document),
            notices=tuple(
                ReportNotice(level=n.level, code=n.code, message=n.message, page=n.page) for n in document.notices
            ),
            sections=tuple(self._shown_sections()),
            blocks=tuple(self._block(block, zone) for block, zone in zip(blocks, self._zones, strict=True)),
            terms=tuple(self._term(definition) for definition in find_definitions(text, units)),
            references=tuple(self._reference(reference) for reference in references if self._points(reference)),
            pages=tuple(ExtractPage(number=page.number, start=page.start, end=page.end) for page in document.pages),
            apart=tuple(ApartText(kind=f.kind, text=f.text, at=f.at, page=f.page) for f in document.furniture),
            text=text,
        )

    def _points(self, reference: Reference) -> bool:
        """Whether a reference is one, and no number of a section itself or entry of a table of contents."""
        if reference.start == self._sections[self._section_at(reference.start)].start:
            return False
        index = bisect_right(self._block_starts, reference.start) - 1
        within = index >= 0 and reference.start < self._document.blocks[index].end
        return not within or self._zones[index] != "toc"

    def _section_at(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)

    def _shown_sections(self) -> Iterator[ExtractSection]:
        zoned = self._zone_lengths()
        above: list[int] = []
        for index, section in enumerate(self._sections):
            while above and self._sections[above[-1]].level >= section.level:
                above.pop()
            yield ExtractSection(
                kind=_kind(index, section, zoned[index]),
                number=section.number,
                heading=section.heading,
                level=section.level,
                parent=above[-1] if above else None,
                start=section.start,
                end=section.end,
                last=section.last,
                page=self._document.page_at(section.start),
            )
            # The opening is no chapter: nothing lies in it.
            above += [index] if index else []

    def _zone_lengths(self) -> list[Counter[Zone]]:
        """Returns for each section the characters of its blocks by zone."""
        found: list[Counter[Zone]] = [Counter() for _ in self._sections]
        for block, zone in zip(self._document.blocks, self._zones, strict=True):
            found[self._section_at(block.start)][zone] += block.end - block.start
        return found

    def _block(self, block: Block, zone: Zone) -> ExtractBlock:
        return ExtractBlock(
            kind=block.kind,
            start=block.start,
            end=block.end,
            number=block.number,
            zone=zone,
            section=self._section_at(block.start),
            page=self._document.page_at(block.start),
        )

    def _term(self, definition: Definition) -> ExtractTerm:
        return ExtractTerm(
            term=definition.term,
            start=definition.start,
            end=definition.end,
            section=self._section_at(definition.start),
            page=self._document.page_at(definition.start),
        )

    def _reference(self, reference: Reference) -> ExtractReference:
        elsewhere = points_elsewhere(self._document.text, reference)
        return ExtractReference(
            text=" ".join(self._document.text[reference.start : reference.end].split()),
            start=reference.start,
            end=reference.end,
            document=reference.document,
            section=self._section_at(reference.start),
            page=self._document.page_at(reference.start),
            targets=tuple(
                _target(number, target, elsewhere=elsewhere)
                for number, target in zip(reference.numbers, reference.targets, strict=True)
            ),
        )


def _target(number: str, target: Target | None, *, elsewhere: bool) -> ExtractTarget:
    if target is None:
        return ExtractTarget(number=number, resolution=_unresolved(number, elsewhere=elsewhere))
    resolution: Resolution = "resolved" if target.whole else "section_only"
    return ExtractTarget(
        number=number, resolution=resolution, section=target.section, start=target.start, end=target.end
    )


def _unresolved(number: str, *, elsewhere: bool) -> Resolution:
    if elsewhere or _STATUTE.match(number):
        return "elsewhere"
    return "not_attached" if number[0].isalpha() and " " in number else "not_resolved"


def _kind(index: int, section: Section, lengths: Counter[Zone]) -> SectionKind:
    zone = lengths.most_common(1)[0][0] if lengths else "body"
    if index and section.level == 0:
        return "part"
    if section.heading is not None and _DEFINITIONS.search(section.heading):
        return "definitions"
    return _ZONES.get(zone, "clause") if index else "opening"


def _coverage(document: Document) -> Coverage:
    return Coverage(
        complete=document.complete,
        readable_share=document.readable_share,
        pages=len(document.pages) or None,
        unread_pages=tuple(sorted({n.page for n in document.notices if n.level == "unread" and n.page is not None})),
        characters=len(document.text),
        blocks=dict(Counter(block.kind for block in document.blocks)),
        note_characters=sum(block.end - block.start for block in document.blocks if block.kind in _NOTES),
        apart=dict(Counter(piece.kind for piece in document.furniture)),
        apart_characters=sum(len(piece.text) for piece in document.furniture),
    )
