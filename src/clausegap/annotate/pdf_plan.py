"""Where the notes on a PDF go, before anything is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clausegap.annotate.notes import Note
from clausegap.annotate.passages import Passage, passages
from clausegap.loaders.pdf_lines import Box
from clausegap.loaders.pdf_places import Marked, PdfPlaces
from clausegap.model.document import Document
from clausegap.model.terms import severity_rank

_LINE: Final = 400  # characters that surely hold a line


@dataclass(frozen=True, slots=True)
class Marking:
    """Words to highlight, on each page on which they stand."""

    passage: Passage
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A note beside the text.

    Attributes:
        passage: The place and its note.
        page: From 1.
        line: Box of the line beside which it belongs; None for a document without print.
    """

    passage: Passage
    page: int
    line: Box | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What to draw.

    Attributes:
        markings: In the order in which they are drawn, longer ones first.
        signs: In the order of the text, the gravest of one place first.
        print_on: Boxes around all print of the pages that have signs.
    """

    markings: tuple[Marking, ...]
    signs: tuple[Sign, ...]
    print_on: Mapping[int, Sequence[Box]]

    @property
    def pages(self) -> frozenset[int]:
        """The pages that get anything."""
        marked = {part.page for marking in self.markings for part in marking.marked}
        return frozenset(marked | {sign.page for sign in self.signs})


def plan(notes: Sequence[Note], document: Document, places: PdfPlaces) -> Plan:
    """Returns where notes go; none is left out.

    A note on words without a place in print, as those typed into forms, is put beside the line before them.
    """
    found = passages([note for note in notes if note.start < note.end], document.text)
    in_text = sorted(found, key=lambda passage: passage.start)  # places are read page by page
    marked = {passage: places.boxes(passage.start, passage.end) for passage in in_text}
    beside = [note for note in notes if note.start >= note.end]
    beside += [note for passage in found if not marked[passage] for note in passage.notes]
    beside.sort(key=lambda note: (note.start, -severity_rank(note.severity), note.title))
    signs = tuple(_sign(note, document, places) for note in beside)
    return Plan(
        tuple(Marking(passage, marked[passage]) for passage in found if marked[passage]),
        signs,
        {page: places.print_on(page) for page in sorted({sign.page for sign in signs})},
    )


def _sign(note: Note, document: Document, places: PdfPlaces) -> Sign:
    page, line = _line_at(note.start, document, places)
    return Sign(Passage(note.start, note.start, (note,)), page, line)


def _line_at(offset: int, document: Document, places: PdfPlaces) -> tuple[int, Box | None]:
    """Returns the page and the box of the last line of print before an offset, else of the first of the document."""
    blocks = document.blocks
    index = bisect_left(blocks, max(offset, 1), key=lambda block: block.start)
    for block in reversed(blocks[:index]):
        end = min(block.end, max(offset, 1))
        marked = places.boxes(max(block.start, end - _LINE), end)
        if marked:
            return marked[-1].page, marked[-1].boxes[-1]
    for block in blocks:
        marked = places.boxes(block.start, min(block.end, block.start + _LINE))
        if marked:
            return marked[0].page, marked[0].boxes[0]
    return 1, None
