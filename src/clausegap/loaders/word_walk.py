"""Walks a part of a Word file and yields its blocks in reading order.

A block is a paragraph or a table row. What the chosen view of the tracked changes leaves out takes no
part in the text nor in the numbers, and a paragraph whose end mark is left out runs on into the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.base import Change, Changed, Piece
from clausegap.loaders.word_changes import CELL_DELETED, CELL_INSERTED, FORMER_PROPERTIES, View
from clausegap.loaders.word_line import (
    CELL_SEPARATOR,
    LINE_SEPARATOR,
    Aside,
    Line,
    Look,
    has_words,
    join_lines,
    paragraph_line,
    row_line,
)
from clausegap.loaders.word_numbering import Counters, Numbering, Place
from clausegap.loaders.word_text import RICH, Findings, ParagraphReader, plain_words
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
_VALUES: Final = frozenset(
    {names.PARAGRAPH_STYLE, names.NUM_ID, names.ILVL, names.OUTLINE_LEVEL, names.SECTION}
)  # properties that matter, by one value or by being there
_CHANGES_OF_ROWS: Final = (names.INSERTED, names.DELETED, CELL_INSERTED, CELL_DELETED)


class _Properties(NamedTuple):
    """What a paragraph's own properties say, without its style; values as they are written."""

    style: str | None = None
    num_id: str | None = None
    ilvl: str | None = None
    outline: str | None = None
    mark_gone: Change | None = None
    ends_section: bool = False


class _Paragraph(NamedTuple):
    """A paragraph element that was read."""

    pieces: list[Piece]
    asides: list[Aside]
    properties: _Properties


class _Facts(NamedTuple):
    """What holds for all paragraphs of one style, list, list level and outline level."""

    place: Place | None
    look: Look


_PLAIN: Final = _Properties()


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
        self._indices = {element: index for index, element in enumerate(root.iter(names.PARAGRAPH))}
        self._rich = {p for element in root.iter(*RICH) for p in element.iterancestors(names.PARAGRAPH)}
        self._any_changed = next(root.iter(*_CHANGES_OF_ROWS), None) is not None
        self._numbering = numbering
        self._counters = Counters(numbering)
        self._findings = findings
        self._facts: dict[tuple[str | None, ...], _Facts] = {}

    def lines(self, container: etree._Element, *, in_cell: bool = False) -> Iterator[Line]:
        """Yields the blocks inside an element, in reading order.

        Args:
            container: The element.
            in_cell: Whether it is a table cell, whose lines need no kind.
        """
        held: list[_Paragraph] = []
        for element in self._content(container):
            if element.tag == names.PARAGRAPH:
                held.append(self._read(element))
                if held[-1].properties.mark_gone is not None:
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

    def _read(self, element: etree._Element) -> _Paragraph:
        asides: list[Aside] = []
        place = WordRef(self.part, self._indices[element], 0)
        if self._findings.watch_hidden or element in self._rich:
            reader = ParagraphReader(self._findings, self._numbering.styles, self._view, place)
            reader.read(element)
            pieces, asides = reader.finish(), reader.asides
        else:
            pieces = plain_words(element, place)
        found = next(iter(element), None)
        if found is not None and found.tag != names.PARAGRAPH_PROPERTIES:  # they come first in sound files
            found = child(element, names.PARAGRAPH_PROPERTIES)
        properties = _PLAIN if found is None else _read_properties(found, self._view)
        if properties.mark_gone is not None:
            pieces.append(("", Changed(properties.mark_gone, None, LINE_SEPARATOR)))
        return _Paragraph(pieces, asides, properties)

    def _line(self, paragraph: _Paragraph, *, in_cell: bool) -> Line:
        pieces, asides, own = paragraph
        if own.mark_gone is not None and not asides and not has_words(pieces):
            # A paragraph that is left out, which must not be counted.
            return Line(tuple(pieces), ends_section=own.ends_section)
        look = self._look(own)
        return paragraph_line(pieces, look, in_cell=in_cell, asides=tuple(asides), ends_section=own.ends_section)

    def _look(self, own: _Properties) -> Look:
        key = own[:4]
        facts = self._facts.get(key)
        if facts is None:
            facts = self._facts[key] = self._find_facts(own)
        place, look = facts
        return look if place is None else Look(self._counters.advance(place), look.outline, look.is_contents)

    def _find_facts(self, own: _Properties) -> _Facts:
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
        gone = self._gone(element)
        if gone is not None:
            yield Line(tuple(self._absent_pieces(element, gone)))
            return
        cells = [element] if element.tag == names.CELL else self._content(element)
        yield row_line(self._cell(cell) for cell in cells)

    def _cell(self, element: etree._Element) -> Line:
        gone = self._gone(element)
        if gone is not None:
            return Line(tuple(self._absent_pieces(element, gone)))
        return join_lines(self.lines(element, in_cell=True))

    def _gone(self, element: etree._Element) -> Change | None:
        """Returns the change that takes a row or cell out of the view, or None."""
        if not self._any_changed:
            return None
        tag = names.ROW_PROPERTIES if element.tag == names.ROW else names.CELL_PROPERTIES
        return self._view.gone(child(element, tag))

    def _absent_pieces(self, element: etree._Element, change: Change) -> Iterator[Piece]:
        """Yields the words of a row or cell that is left out, which take no part in notes or numbers."""
        separator = ""
        for paragraph in element.iter(names.PARAGRAPH):
            reader = ParagraphReader(self._findings, self._numbering.styles, self._view, WordRef(self.part, 0, 0))
            reader.read_absent(paragraph, change)
            pieces = reader.finish()
            if pieces:
                yield ("", Changed(change, None, separator))
                yield from pieces
                separator = CELL_SEPARATOR


def _joined(held: list[_Paragraph]) -> _Paragraph:
    """Returns the one paragraph that some make, whose properties are those of the last."""
    own = held[-1].properties._replace(ends_section=any(paragraph.properties.ends_section for paragraph in held))
    pieces = [piece for paragraph in held for piece in paragraph.pieces]
    return _Paragraph(pieces, [aside for paragraph in held for aside in paragraph.asides], own)


def _read_properties(element: etree._Element, view: View) -> _Properties:
    values: dict[str, str | None] = {}
    mark = former = None
    # Going once through all that is inside takes half the time of asking elements for their children.
    for inner in element.iter():
        tag = inner.tag
        if tag in _VALUES:
            values[tag] = inner.get(names.VAL)
        elif tag == names.RUN_PROPERTIES and inner.getparent() is element:
            mark = view.gone(inner)
        elif tag == names.INSERTED and view.is_former and _is_in(inner, names.NUM_PR):
            values[names.NUM_ID] = values[names.ILVL] = None
        elif tag == FORMER_PROPERTIES:  # the last in a paragraph's properties
            former = inner
            break
    found = values.get
    own = _Properties(
        found(names.PARAGRAPH_STYLE),
        found(names.NUM_ID),
        found(names.ILVL),
        found(names.OUTLINE_LEVEL),
        mark,
        names.SECTION in values,
    )
    if former is None or not view.is_former:
        return own
    # It holds all that the paragraph said of itself before, save its mark and section.
    properties = child(former, names.PARAGRAPH_PROPERTIES)
    before = _PLAIN if properties is None else _read_properties(properties, view)
    return before._replace(mark_gone=mark, ends_section=own.ends_section)


def _is_in(element: etree._Element, tag: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag
