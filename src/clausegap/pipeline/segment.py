"""Units: the sentences and list items that patterns are matched against.

A sentence ends at a full stop that legal writing does not use for something else. A list whose
items stand in paragraphs of their own gives one unit an item, each with its stem; a list inside one
paragraph stays one sentence, as people who label clauses see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from clausegap.model.analysis import Section, Unit, UnitKind, Zone
from clausegap.model.document import Block
from clausegap.numbering import number_at_start

_ABBREVIATIONS: Final = (
    "inc ltd llc corp co no nos sec secs art arts para paras cl cls v vs e.g i.e etc al mr mrs ms dr st jr sr "
    "u.s u.k u.s.a n.a s.a b.v n.v pvt pte gmbh l.p l.l.c l.l.p bros dept est fig ref vol viz approx cf p pp ed d.c"
)
_ABBREVIATION: Final = frozenset(_ABBREVIATIONS.split())
_END: Final = re.compile(r"[.?!][\"”’')\]]*(?=\s+[\"“'‘(\[]?[A-Z0-9(\[_“])")
_LAST_WORD: Final = re.compile(r"(?<![^\s(\"“])([A-Za-z][\w.]*|\d+(?:\.\d+)*|[IVXLC]+)$")
_CLOSED: Final = re.compile(r"[.?!][\"”’')\]]*\s*$")
_LIST_START: Final = re.compile(
    r"\s*(?:\((?:[a-z]{1,3}|[ivxl]{1,6}|[A-Z]|\d{1,2})\)|[a-z]\)|[•●▪◦■·*-]\s|\d{1,2}\)|[ivx]{1,4}[.)]\s|[a-z][.]\s)"
)
_LONGEST: Final = 6000  # characters; a longer sentence is cut at semicolons, then hard
_STEM_MOST: Final = 500


def find_units(
    text: str, blocks: Sequence[Block], zones: Sequence[Zone], sections: Sequence[Section]
) -> tuple[Unit, ...]:
    """Returns the units of a document in text order."""
    cuts = sorted({section.start for section in sections})
    units: list[Unit] = []
    stem = _NO_STEM
    for paragraph in _paragraphs(text, blocks, zones):
        in_list = stem.covers(paragraph)
        pieces = list(_sentences(text, paragraph.start, paragraph.end, cuts))
        for first, last in pieces:
            kind: UnitKind = "heading" if paragraph.heading else "item" if in_list else "sentence"
            own_stem = stem.words if in_list else None
            units.append(Unit(first, last, kind, paragraph.zone, _section(sections, first), own_stem))
        stem = _next_stem(text, pieces, paragraph, stem if in_list else _NO_STEM)
    return tuple(units)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph put together again: its label is the number or bullet that it begins with."""

    start: int
    end: int
    zone: Zone
    heading: bool
    item: bool
    label: str


@dataclass(frozen=True, slots=True)
class _Stem:
    """The words that introduce a list ("Supplier shall not:"), and how far the list has come.

    Attributes:
        words: Start and end of the words, or None when no list is open.
        label: Label of the paragraph with the stem; "9.1" introduces "9.1.1".
        first: Label of the first item, empty before it.
    """

    words: tuple[int, int] | None
    label: str = ""
    first: str = ""

    def covers(self, paragraph: _Paragraph) -> bool:
        """Whether a paragraph is an item of the list; a label that starts again is another list."""
        if self.words is None or paragraph.heading:
            return False
        below = bool(self.label) and paragraph.label.startswith(f"{self.label}.")
        return (paragraph.item or below) and (not self.first or paragraph.label != self.first)


_NO_STEM: Final = _Stem(None)


def _next_stem(text: str, pieces: Sequence[tuple[int, int]], paragraph: _Paragraph, stem: _Stem) -> _Stem:
    """Returns the stem for the paragraph that follows; items may end in full stops, the list goes on."""
    if not pieces:
        return stem
    first, last = pieces[-1]
    if text[first:last].rstrip().endswith((":", "—", "–", ":-")):
        return _Stem((max(first, last - _STEM_MOST), last), paragraph.label)
    return replace(stem, first=stem.first or paragraph.label)


def _paragraphs(text: str, blocks: Sequence[Block], zones: Sequence[Zone]) -> Iterator[_Paragraph]:
    """Yields the paragraphs.

    A paragraph that was torn apart, as by a page break, is put together again: the first part ends
    in the middle of a sentence and the next begins with a small letter.
    """
    pending: _Paragraph | None = None
    for block, zone in zip(blocks, zones, strict=True):
        shown = text[block.start : block.end]
        heading = block.kind == "heading"
        item = not heading and (block.kind == "list_item" or bool(_LIST_START.match(shown)))
        if pending is not None:
            joins = not heading and not item and zone == pending.zone and not pending.heading
            if joins and _continues(text, pending.end, shown):
                pending = replace(pending, end=block.end)
                continue
            yield pending
        label = (block.number or number_at_start(shown) or shown.lstrip()[:1]).rstrip(".")
        pending = _Paragraph(block.start, block.end, zone, heading, item, label)
    if pending is not None:
        yield pending


def _continues(text: str, end: int, shown: str) -> bool:
    before = text[max(end - 40, 0) : end].rstrip()
    begins_small = shown.lstrip()[:1].islower()
    return bool(before) and begins_small and not _CLOSED.search(before) and not before.endswith(":")


def _sentences(text: str, start: int, end: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yields the sentences of a paragraph, trimmed; a section start inside it also cuts."""
    edges = [start, *(cut for cut in cuts if start < cut < end), end]
    for low, high in pairwise(edges):
        borders = [low]
        for match in _END.finditer(text, low, high):
            if not _is_abbreviation(text, borders[-1], match.start()):
                borders.append(match.end())
        for first, last in pairwise([*borders, high]):
            for a, b in _capped(text, first, last):
                trimmed = _trim(text, a, b)
                if trimmed is not None:
                    yield trimmed


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    found = _LAST_WORD.search(text, max(start, stop - 20), stop)
    if found is None:
        return False
    word = found.group(1)
    at_start = not text[start : found.start(1)].strip(' \t\n"“(')
    if word[0].isdigit() or (word.isupper() and set(word) <= set("IVXLC")):
        return at_start  # a clause number, not the end of a sentence
    return word.lower() in _ABBREVIATION or (len(word) == 1 and word.isalpha())


def _capped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(";", start + 1, start + _LONGEST)
        cut = cut + 1 if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _section(sections: Sequence[Section], offset: int) -> int:
    low = 0
    for index, section in enumerate(sections):
        if section.start <= offset:
            low = index
        else:
            break
    return low
