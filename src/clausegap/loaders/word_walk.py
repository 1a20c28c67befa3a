"""Walks a part of a Word file and yields its blocks in reading order.

A block is a paragraph or a table row. What the chosen view of the tracked changes leaves out takes no
part in the text nor in the numbers, and a paragraph whose end mark is left out runs on into the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.base import CELL_SEPARATOR, LINE_SEPARATOR, Change, Changed, Piece
from clausegap.loaders.word_changes import CELL_DELETED, CELL_INSERTED, View, change_of
from clausegap.loaders.word_findings import Findings
from clausegap.loaders.word_line import (
    Aside,
    Line,
    Look,
    has_words,
    join_lines,
    paragraph_line,
    row_line,
)
from clausegap.loaders.word_lists import Numbering, Place
from clausegap.loaders.word_numbering import Counters
from clausegap.loaders.word_scan import NO_PROPERTIES, Properties, nested, properties_of, scan
from clausegap.loaders.word_shown import plain_words
from clausegap.loaders.word_text import RICH, ParagraphReader
from clausegap.loaders.word_xml import child, chosen, integer
from clausegap.model.document import WordRef

_W: Final = names.MAIN
_TEXT_CARRIERS: Final = frozenset({names.PARAGRAPH, names.TABLE, names.ROW, names.CELL})
_LEFT_OUT: Final = frozenset(
    {_W + name for name in ("pPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr",
                            "sdtEndPr", "customXmlPr")}
    | {names.FALLBACK}
)  # fmt: skip
_ALT_CHUNK: Final = _W + "altChunk"
_CHANGES_OF_ROWS: Final = (names.INSERTED, names.DELETED, CELL_INSERTED, CELL_DELETED)


class _Paragraph(NamedTuple):
    """A paragraph element that was read."""

    pieces: list[Piece]
    asides: tuple[Aside, ...]
    properties: Properties
    mark_gone: Change | None = None


class _Facts(NamedTuple):
    """What holds for all paragraphs of one style, list, list level and outline level."""

    place: Place | None
    look: Look


class Story:
    """One part of the file with text of its own: the body, the notes, a header or a footer.

    Paragraphs are named by their place among all ``w:p`` elements of the part, in document order, and
    characters by their place among the paragraph's own, a tab or line break counting as one.

    Attributes:
        part: Name of the part.
    """

    def __init__(self, part: str, root: etree._Element, numbering: Numbering, findings: Findings, view: View) -> None:
        self.part = part
        self._view = view
        self._scanned = dict(scan(root))
        self._rich = {p for element in root.iter(*RICH) for p in element.iterancestors(names.PARAGRAPH)}
        self._rich |= nested(root)
        self._around: Change | None = None  # of the row or cell that is being read
        self._any_changed = next(root.iter(*_CHANGES_OF_ROWS), None) is not None
        self._numbering = numbering
        self._counters = Counters(numbering)
        self._findings = findings
        self._facts: dict[tuple[str | None, ...], _Facts] = {}
        self._blank_leaves_no_trace = numbering.place(None, None, None) is None

    def lines(self, container: etree._Element, *, in_cell: bool = False) -> Iterator[Line]:
        """Yields the blocks inside an element, in reading order.

        Args:
            container: The element.
            in_cell: Whether it is a table cell, whose lines need no kind.
        """
        held: list[_Paragraph] = []
        for element in self._content(container):
            if element.tag == names.PARAGRAPH:
                if self._is_blank(element) and not held:
                    continue
                held.append(self._read(element))
                if held[-1].mark_gone is not None:
                    continue
            if held:
                yield self._line(held[0] if len(held) == 1 else _joined(held), in_cell=in_cell)
                held.clear()
            if element.tag != names.PARAGRAPH:
                yield from self._table(element)
        if held:
            yield self._line(_joined(held), in_cell=in_cell)

    def _content(self, container: etree._Element) -> Iterator[etree._Element]:
        """Yields the children that carry text, looking into every wrapper."""
        for inner in container:
            tag = inner.tag
            if tag in _TEXT_CARRIERS:
                yield inner
            elif tag == names.ALTERNATE:
                yield from self._content(chosen(inner))
            elif tag == _ALT_CHUNK:
                self._findings.counts["foreign"] += 1
            elif tag not in _LEFT_OUT and tag not in self._view.absent:
                yield from self._content(inner)

    def _is_blank(self, element: etree._Element) -> bool:
        """Whether a paragraph is a mere gap; files have been seen, and made, with a great many of them."""
        scanned = self._scanned[element]
        plain = not scanned.text and scanned.properties is NO_PROPERTIES
        return plain and self._blank_leaves_no_trace and element not in self._rich

    def _read(self, element: etree._Element) -> _Paragraph:
        index, text, properties = self._scanned[element]
        place = WordRef(self.part, index, 0)
        if element not in self._rich and not self._findings.watch_hidden and self._around is None:
            return _Paragraph(plain_words(text, place), (), properties)
        reader = ParagraphReader(self._findings, self._numbering.styles, self._view, place)
        reader.read(element, self._around)
        pieces = reader.finish()
        own = child(element, names.PARAGRAPH_PROPERTIES)
        gone = self._view.gone(child(own, names.RUN_PROPERTIES))
        if gone is not None:
            pieces.append(("", Changed(gone, None, LINE_SEPARATOR)))
        return _Paragraph(pieces, tuple(reader.asides), self._properties(own), gone)

    def _properties(self, element: etree._Element | None) -> Properties:
        """Returns a paragraph's own properties in the view, from the element that holds them."""
        if element is None:
            return NO_PROPERTIES
        own = properties_of(element, former=self._view.is_former)
        former = child(element, names.FORMER_PROPERTIES) if self._view.is_former else None
        if former is None:
            return own
        # It holds all that the paragraph said of itself before, save its mark and section.
        before = child(former, names.PARAGRAPH_PROPERTIES)
        found = NO_PROPERTIES if before is None else properties_of(before, former=True)
        return found._replace(ends_section=own.ends_section)

    def _line(self, paragraph: _Paragraph, *, in_cell: bool) -> Line:
        pieces, asides, own, gone = paragraph
        if gone is not None and not asides and not has_words(pieces):
            # A paragraph that is left out, which must not be counted.
            return Line(tuple(pieces), ends_section=own.ends_section)
        look = self._look(own)
        return paragraph_line(pieces, look, in_cell=in_cell, asides=asides, ends_section=own.ends_section)

    def _look(self, own: Properties) -> Look:
        key = own[:4]
        facts = self._facts.get(key)
        if facts is None:
            facts = self._facts[key] = self._find_facts(own)
        place, look = facts
        return look if place is None else Look(self._counters.advance(place), look.outline, look.is_contents)

    def _find_facts(self, own: Properties) -> _Facts:
        styles = self._numbering.styles
        outline = integer(own.outline)
        look = Look(None, styles.outline(own.style) if outline is None else outline, styles.is_contents(own.style))
        return _Facts(self._numbering.place(own.style, own.num_id, integer(own.ilvl)), look)

    def _table(self, element: etree._Element) -> Iterator[Line]:
        """Yields the rows of a table; a row or cell outside any table is read as one."""
        if element.tag == names.TABLE:
            for row in self._content(element):
                yield from self._table(row) if row.tag == names.ROW else self.lines(row)
            return
        if element.tag == names.CELL:
            yield row_line([self._cell(element)])
        else:
            yield self._tracked(element, lambda: row_line(self._cell(cell) for cell in self._content(element)))

    def _cell(self, element: etree._Element) -> Line:
        return self._tracked(element, lambda: join_lines(self.lines(element, in_cell=True)))

    def _tracked(self, element: etree._Element, read: Callable[[], Line]) -> Line:
        """Returns what a row or cell reads as, with the change that put it there or took it away."""
        found = self._change_of(element) if self._any_changed else None
        if found is None:
            return read()
        change = change_of(found)
        if found.tag in self._view.absent:
            return Line(tuple(self._absent_pieces(element, change)))
        outer, self._around = self._around, change
        line = read()
        self._around = outer
        return line

    def _change_of(self, element: etree._Element) -> etree._Element | None:
        tag = names.ROW_PROPERTIES if element.tag == names.ROW else names.CELL_PROPERTIES
        return child(child(element, tag), *_CHANGES_OF_ROWS)

    def _absent_pieces(self, element: etree._Element, change: Change) -> Iterator[Piece]:
        """Yields the words of a row or cell that is left out, which take no part in notes or numbers."""
        separator = ""
        for paragraph in element.iter(names.PARAGRAPH):
            reader = ParagraphReader(self._findings, self._numbering.styles, self._view, WordRef(self.part, 0, 0))
            reader.read(paragraph, change, is_absent=True)
            pieces = reader.finish()
            if pieces:
                yield ("", Changed(change, None, separator))
                yield from pieces
                separator = CELL_SEPARATOR


def _joined(held: list[_Paragraph]) -> _Paragraph:
    """Returns the one paragraph that some make, whose properties are those of the last."""
    last = held[-1]
    own = last.properties._replace(ends_section=any(paragraph.properties.ends_section for paragraph in held))
    pieces = [piece for paragraph in held for piece in paragraph.pieces]
    asides = tuple(aside for paragraph in held for aside in paragraph.asides)
    return _Paragraph(pieces, asides, own, last.mark_gone)
