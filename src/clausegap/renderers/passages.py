"""Cuts a contract's text into flat pieces, so that overlapping evidence can be marked in HTML.

Evidence overlaps and nests freely, HTML elements may not. So each paragraph is cut at every
beginning and end of evidence, and each piece knows the passages that cover it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from clausegap.model.document import BlockKind, Document
from clausegap.model.evidence import Evidence
from clausegap.model.finding import Finding
from clausegap.model.report import Report

PassageKind = Literal["evidence", "weakener", "near_miss", "duty"]

# Where the same words serve several ends, a reader must see the warning first.
_KIND_ORDER: tuple[PassageKind, ...] = ("weakener", "evidence", "near_miss", "duty")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the contract that findings or duties quote.

    Attributes:
        number: From 1, in text order; names the anchor in the page.
        start: First character.
        end: One past the last character.
        findings: Numbers of the findings that quote it, ascending.
        kind: The gravest use that is made of it.
        duties: Numbers of the kinds of duties that quote it, ascending.
    """

    number: int
    start: int
    end: int
    findings: tuple[int, ...]
    kind: PassageKind
    duties: tuple[int, ...] = ()


@dataclass(frozen=True)
class Marked:
    """The passages that a page marks, to be looked up.

    Attributes:
        passages: In text order.
    """

    passages: tuple[Passage, ...]

    @cached_property
    def _numbers(self) -> dict[tuple[int, int], int]:
        return {(passage.start, passage.end): passage.number for passage in self.passages}

    def number_of(self, evidence: Evidence) -> int | None:
        """Returns the number of the passage that a quote is, or None where none is marked."""
        return self._numbers.get((evidence.start, evidence.end))

    def number_within(self, start: int, end: int) -> int | None:
        """Returns the number of the first passage that begins in a stretch of the text, or None."""
        return next((passage.number for passage in self.passages if start <= passage.start < end), None)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is covered by the same passages from its first to its last character.

    Attributes:
        text: The words.
        passages: Those that cover it, the innermost first; empty for plain text.
        anchors: Numbers of the passages that begin to show here.
    """

    text: str
    passages: tuple[Passage, ...] = ()
    anchors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the contract in pieces.

    Attributes:
        kind: Of the block.
        level: Outline level of a heading, else None.
        pieces: Its text, without gaps.
        findings: Numbers of the findings that quote it, ascending.
        page: Number of the page when this block is the first on it, else None.
        part: Name of the file, where several are reviewed as one and this block is the first of it, else None.
        duties: Numbers of the kinds of duties that quote it, ascending.
    """

    kind: BlockKind
    level: int | None
    pieces: tuple[Piece, ...]
    findings: tuple[int, ...]
    page: int | None
    part: str | None = None
    duties: tuple[int, ...] = ()


def passages(report: Report) -> tuple[Passage, ...]:
    """Returns every passage that the report quotes, once each, in text order."""
    quoted: dict[tuple[int, int], list[tuple[PassageKind, int]]] = {}
    for kind, number, evidence in _uses(report):
        if evidence.start < evidence.end:
            quoted.setdefault((evidence.start, evidence.end), []).append((kind, number))
    spans = sorted(quoted, key=lambda span: (span[0], -span[1]))
    return tuple(_passage(number, span, quoted[span]) for number, span in enumerate(spans, start=1))


def paragraphs(document: Document, marked: tuple[Passage, ...]) -> tuple[Paragraph, ...]:
    """Returns the whole text of a document in paragraphs, cut at the passages.

    Words that stand in no block get a paragraph of their own, so that nothing is left out.
    """
    shown: set[int] = set()
    made: list[Paragraph] = []
    last: tuple[str | None, int | None] = (None, None)
    for kind, level, start, end in _stretches(document):
        part, page = here = (_part_at(document, start), document.page_at(start))
        pieces = _new_anchors(_pieces(document.text, start, end, marked), shown)
        here_marked = [p for piece in pieces for p in piece.passages]
        findings, duties = _joined(p.findings for p in here_marked), _joined(p.duties for p in here_marked)
        new_page, new_part = None if here == last else page, None if part == last[0] else part
        made.append(Paragraph(kind, level, pieces, findings, new_page, new_part, duties))
        last = here
    return tuple(made)


def _uses(report: Report) -> Iterator[tuple[PassageKind, int, Evidence]]:
    for number, finding in enumerate(report.findings, start=1):
        for kind, evidence in _quotes(finding):
            yield kind, number, evidence
    for number, duty in enumerate(report.duties, start=1):
        for evidence in duty.evidence:
            yield "duty", number, evidence


def _joined(numbers: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({number for some in numbers for number in some}))


def _quotes(finding: Finding) -> Iterator[tuple[PassageKind, Evidence]]:
    for evidence in finding.evidence:
        yield "evidence", evidence
    for element in finding.elements:
        for evidence in element.evidence:
            yield "evidence", evidence
    for weakener in finding.weakeners:
        for evidence in weakener.evidence:
            yield "weakener", evidence
    if finding.search.near_miss is not None:
        yield "near_miss", finding.search.near_miss.evidence


def _passage(number: int, span: tuple[int, int], uses: list[tuple[PassageKind, int]]) -> Passage:
    gravest = min((kind for kind, _ in uses), key=_KIND_ORDER.index)
    findings = _joined((user,) for kind, user in uses if kind != "duty")
    duties = _joined((user,) for kind, user in uses if kind == "duty")
    return Passage(number, span[0], span[1], findings, gravest, duties)


def _stretches(document: Document) -> Iterator[tuple[BlockKind, int | None, int, int]]:
    position = 0
    for block in document.blocks:
        if document.text[position : block.start].strip():
            yield "paragraph", None, position, block.start
        yield block.kind, block.level, block.start, block.end
        position = block.end
    if document.text[position:].strip():
        yield "paragraph", None, position, len(document.text)


def _part_at(document: Document, start: int) -> str | None:
    return next((part.name for part in document.parts if part.start <= start < part.end), None)


def _pieces(text: str, start: int, end: int, marked: tuple[Passage, ...]) -> tuple[Piece, ...]:
    here = [p for p in marked if p.start < end and p.end > start]
    edges = {start, end, *(p.start for p in here), *(p.end for p in here)}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    return tuple(Piece(text[a:b], _covering(here, a, b)) for a, b in pairwise(cuts))


def _covering(here: list[Passage], start: int, end: int) -> tuple[Passage, ...]:
    covering = [p for p in here if p.start <= start and p.end >= end]
    return tuple(sorted(covering, key=lambda p: (p.end - p.start, p.number)))


def _new_anchors(pieces: tuple[Piece, ...], shown: set[int]) -> tuple[Piece, ...]:
    # A passage may begin in the white space between two blocks, so its anchor goes to the first piece shown.
    made = []
    for piece in pieces:
        new = sorted(p.number for p in piece.passages if p.number not in shown)
        shown.update(new)
        made.append(replace(piece, anchors=tuple(new)))
    return tuple(made)
