"""Walks a part of a Word file and yields its blocks in reading order.

A block is a paragraph or a table row. Tracked changes are read as accepted: deleted and moved-away
content is left out, and a paragraph whose end mark is deleted runs on into the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.base import Piece
from clausegap.loaders.word_line import Aside, Line, Look, join_lines, paragraph_line, row_line
from clausegap.loaders.word_numbering import Counters, Numbering, Place
from clausegap.loaders.word_text import RICH, Findings, ParagraphReader, plain_words
from clausegap.loaders.word_xml import child, chosen, integer, value_of
from clausegap.model.document import WordRef

_W: Final = names.MAIN
_TEXT_CARRIERS: Final = frozenset({names.PARAGRAPH, names.TABLE, names.ROW, names.CELL})
_LEFT_OUT: Final = frozenset(
    {_W + name for name in ("pPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr",
                            "sdtEndPr", "customXmlPr", "del", "moveFrom")}
    | {names.FALLBACK}
)  # fmt: skip
_MARK_GONE: Final = (names.DELETED, names.MOVED_FROM)
_ALT_CHUNK: Final = _W + "altChunk"
_CELL_DELETED: Final = _W + "cellDel"


class _Properties(NamedTuple):
    """What a paragraph's own properties say, without its style."""

    style: str | None = None
    num_id: str | None = None
    ilvl: int | None = None
    outline: int | None = None
    mark_gone: bool = False
    ends_section: bool = False


class _Paragraph(NamedTuple):
    """A paragraph element that was read."""

    pieces: list[Piece]
    asides: list[Aside]
    properties: _Properties


class _Facts(NamedTuple):
    """What holds for all paragraphs of one style, list and list level."""

    place: Place | None
    outline: int | None
    is_contents: bool


_PLAIN: Final = _Properties()


class Story:
    """One part of the file with text of its own: the body, the notes, a header or a footer.

    Paragraphs are named by their place among all ``w:p`` elements of the part, in document order, and
    characters by their place among the paragraph's own, a tab or line break counting as one.

    Attributes:
        part: Name of the part.
    """

    def __init__(self, part: str, root: etree._Element, numbering: Numbering, findings: Findings) -> None:
        self.part = part
        self._indices = {element: index for index, element in enumerate(root.iter(names.PARAGRAPH))}
        self._rich = {p for element in root.iter(*RICH) for p in element.iterancestors(names.PARAGRAPH)}
        self._any_deleted = next(root.iter(names.DELETED, _CELL_DELETED), None) is not None
        self._numbering = numbering
        self._counters = Counters(numbering)
        self._findings = findings
        self._facts: dict[tuple[str | None, str | None, int | None], _Facts] = {}

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
                if held[-1].properties.mark_gone:
                    continue
            if held:
                yield self._joined(held, in_cell=in_cell)
                held = []
            if element.tag != names.PARAGRAPH:
                yield from self._table(element)
        if held:
            yield self._joined(held, in_cell=in_cell)

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
            elif tag not in _LEFT_OUT:
                yield from self._content(inner)

    def _read(self, element: etree._Element) -> _Paragraph:
        asides: list[Aside] = []
        if self._findings.watch_hidden or element in self._rich:
            reader = ParagraphReader(self._findings, self._numbering.styles)
            reader.read(element)
            words, asides = reader.finish(), reader.asides
        else:
            words = plain_words(element)
        part, index = self.part, self._indices[element]
        pieces: list[Piece] = [(text, None if char is None else WordRef(part, index, char)) for text, char in words]
        properties = child(element, names.PARAGRAPH_PROPERTIES)
        return _Paragraph(pieces, asides, _PLAIN if properties is None else _read_properties(properties))

    def _joined(self, held: list[_Paragraph], *, in_cell: bool) -> Line:
        """Returns the one paragraph that the held ones make, whose properties are those of the last."""
        pieces, asides, own = held[-1]
        ends_section = own.ends_section
        if len(held) > 1:
            pieces = [piece for paragraph in held for piece in paragraph.pieces]
            asides = [aside for paragraph in held for aside in paragraph.asides]
            ends_section = any(paragraph.properties.ends_section for paragraph in held)
        if own.mark_gone and not pieces and not asides:
            return Line((), ends_section=ends_section)  # a deleted paragraph, which must not be counted
        look = self._look(own, in_cell=in_cell)
        return paragraph_line(pieces, look, asides=tuple(asides), ends_section=ends_section)

    def _look(self, own: _Properties, *, in_cell: bool) -> Look:
        key = own[:3]
        facts = self._facts.get(key)
        if facts is None:
            styles = self._numbering.styles
            place = self._numbering.place(*key)
            facts = _Facts(place, styles.outline(own.style), styles.is_contents(own.style))
            self._facts[key] = facts
        label = None if facts.place is None else self._counters.advance(facts.place)
        outline = facts.outline if own.outline is None else own.outline
        return Look(label, outline, facts.is_contents, in_cell)

    def _table(self, element: etree._Element) -> Iterator[Line]:
        """Yields the rows of a table; a row or cell outside any table is read as one."""
        if element.tag == names.TABLE:
            for row in self._content(element):
                yield from self._table(row) if row.tag == names.ROW else self.lines(row)
        elif not self._is_deleted(element):
            cells = [element] if element.tag == names.CELL else self._content(element)
            kept = (cell for cell in cells if not self._is_deleted(cell))
            yield row_line(join_lines(self.lines(cell, in_cell=True)) for cell in kept)

    def _is_deleted(self, element: etree._Element) -> bool:
        """Whether a row or cell goes away when all changes are accepted."""
        if not self._any_deleted:
            return False
        row = child(element, names.ROW_PROPERTIES)
        cell = child(element, names.CELL_PROPERTIES)
        return child(row, names.DELETED) is not None or child(cell, _CELL_DELETED) is not None


def _read_properties(element: etree._Element) -> _Properties:
    style = num_id = ilvl = outline = mark = None
    ends_section = False
    for inner in element:
        tag = inner.tag
        if tag == names.PARAGRAPH_STYLE:
            style = inner.get(names.VAL)
        elif tag == names.NUM_PR:
            num_id, ilvl = value_of(inner, names.NUM_ID), value_of(inner, names.ILVL)
        elif tag == names.OUTLINE_LEVEL:
            outline = inner.get(names.VAL)
        elif tag == names.RUN_PROPERTIES:
            mark = inner
        elif tag == names.SECTION:
            ends_section = True
    mark_gone = mark is not None and child(mark, *_MARK_GONE) is not None
    return _Properties(style, num_id, integer(ilvl), integer(outline), mark_gone, ends_section)
