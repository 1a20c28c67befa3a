"""Units: the sentences and list items that patterns are matched against.

A sentence ends at a full stop that legal writing does not use for something else. A list whose
items stand in paragraphs of their own gives one unit an item, each with its stem; a list inside one
paragraph stays one sentence, as people who label clauses see it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from clausegap.model.analysis import Unit, UnitKind, Zone
from clausegap.model.document import Block
from clausegap.model.section import Section
from clausegap.numbering import number_at_start
from clausegap.pipeline.headings import is_numbered_title

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
# "1. inspect the books": a clause begins with a capital letter.
_SMALL_ITEM: Final = re.compile(r"\s*\d{1,2}\.\s+[a-z]")
_LONGEST: Final = 6000  # characters; a longer sentence is cut at semicolons, then hard
_STEM_MOST: Final = 500


def find_units(
    text: str, blocks: Sequence[Block], zones: Sequence[Zone], sections: Sequence[Section]
) -> tuple[Unit, ...]:
    """Returns the units of a document in text order."""
    starts = [section.start for section in sections]
    cuts = sorted(set(starts))
    units: list[Unit] = []
    stems: list[_Stem] = []
    for paragraph in _paragraphs(text, blocks, zones):
        stems = _open_stems(stems, paragraph)
        stem = stems[-1].words if stems else None
        pieces = list(_sentences(text, paragraph.start, paragraph.end, cuts))
        for first, last in pieces:
            kind: UnitKind = "heading" if paragraph.heading else "item" if stem else "sentence"
            units.append(Unit(first, last, kind, paragraph.zone, max(bisect_right(starts, first) - 1, 0), stem))
        _extend(stems, text, pieces, paragraph)
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
        words: Start and end of the words.
        label: Label of the paragraph with the stem; "9.1" introduces "9.1.1".
        first: Label of the first item, empty before it.
    """

    words: tuple[int, int]
    label: str
    first: str = ""

    def takes(self, paragraph: _Paragraph) -> bool:
        """Whether a paragraph is the first item of the list or one in the style of the first."""
        below = bool(self.label) and paragraph.label.startswith(f"{self.label}.")
        if not (paragraph.item or below):
            return False
        return not self.first or _style(paragraph.label, self.first) == _style(self.first, self.first)


def _style(label: str, first: str) -> str:
    """Returns the shape of a label; "(i)" is a roman number in a list that begins with one."""
    roman = first.strip("().").lower() == "i"
    shape = re.sub(r"[ivxl]+" if roman else r"[a-z]{1,2}", "r" if roman else "a", label)
    return re.sub(r"[A-Z]{1,2}", "A", re.sub(r"\d+", "1", shape))


def _open_stems(stems: list[_Stem], paragraph: _Paragraph) -> list[_Stem]:
    """Returns the lists that are still open at a paragraph, the innermost last."""
    if paragraph.heading:
        return []
    for depth in range(len(stems), 0, -1):
        first = stems[depth - 1].first
        begins_again = paragraph.label == first and any(c.isalnum() for c in first)
        if stems[depth - 1].takes(paragraph) and not begins_again:
            return stems[:depth]
    return []


def _extend(stems: list[_Stem], text: str, pieces: Sequence[tuple[int, int]], paragraph: _Paragraph) -> None:
    """Notes an item of the innermost list, and opens a new list where a paragraph introduces one.

    A stem inside a list goes back to the words of the outer one: they name who owes.
    """
    if not pieces:
        return
    first, last = pieces[-1]
    if stems:
        stems[-1] = replace(stems[-1], first=stems[-1].first or paragraph.label)
    shown = text[first:last].rstrip()
    is_open = not stems and shown[-1:].isalpha() and not _is_title(shown, paragraph)
    if is_open or shown.endswith((":", "—", "–", ":-")):
        outer = stems[-1].words[0] if stems and last - stems[-1].words[0] <= _STEM_MOST else first
        stems.append(_Stem((max(outer, last - _STEM_MOST), last), paragraph.label))


def _is_title(shown: str, paragraph: _Paragraph) -> bool:
    # In plain text nothing but its shape tells a title from the beginning of a sentence.
    return paragraph.heading or is_numbered_title(shown)


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
        item = item or bool(_SMALL_ITEM.match(shown))
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
    edges = [start, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)], end]
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
