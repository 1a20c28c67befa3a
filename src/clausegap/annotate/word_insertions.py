"""Proposed clauses as tracked insertions: paragraphs of their own, which Word accepts or rejects like any change."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Final

from lxml import etree

from clausegap.annotate.word_comments import change_attributes, highest_id
from clausegap.loaders import word_names as names
from clausegap.loaders.word_xml import child

_W: Final = names.MAIN
_FLOWS: Final = (names.BODY, names.CELL)
_BLOCKS: Final = (names.PARAGRAPH, names.TABLE, _W + "sdt", _W + "customXml")
_MARK_NEW: Final = (names.INSERTED, names.MOVED_TO)
_MARK_GONE: Final = (names.DELETED, names.MOVED_FROM)
# Of the paragraph before, an inserted one does not take its place in a list, its frame or its page break.
_NOT_TAKEN: Final = tuple(
    _W + name for name in ("numPr", "framePr", "pageBreakBefore", "outlineLvl", "rPr", "sectPr", "pPrChange")
)
_BEFORE_NUMBER: Final = tuple(_W + name for name in ("pStyle", "keepNext", "keepLines", "widowControl"))
# Of its words, only what is equal for a whole contract.
_TAKEN: Final = tuple(_W + name for name in ("rFonts", "color", "sz", "szCs", "lang"))


class Insertions:
    """Inserts paragraphs into the body of one Word file.

    Args:
        root: Root of the part.
        author: Whose changes they are.
        on: Of when, or None.
    """

    def __init__(self, root: etree._Element, author: str, on: date | None) -> None:
        self._author = author
        self._on = on
        self._next = highest_id(root) + 1
        self._last: dict[etree._Element, etree._Element] = {}  # the paragraph inserted last behind another

    def behind(self, paragraph: etree._Element, text: str, *, is_heading: bool = False) -> None:
        """Inserts a paragraph behind another one, and behind those inserted there before.

        It looks like that one but has no number: a number would move those of all clauses behind it, and with
        them what cross references name. Only where no paragraph follows does it go on in the list, since it then
        takes over the end mark of the one before.

        Args:
            paragraph: The one before.
            text: Its words.
            is_heading: Whether the one before is a heading, whose look it does not take.
        """
        host = _host(paragraph)
        before = self._last.get(host, host)
        if before.tag == names.PARAGRAPH and _ends_flow(before):
            new = self._taking_over(before, text)
        else:
            like = before if before.tag == names.PARAGRAPH else paragraph
            look = _look_of(like) if not is_heading else etree.Element(names.PARAGRAPH_PROPERTIES)
            new = self._paragraph(look, text, like)
            _mark_properties(new).insert(0, self._change(names.INSERTED))
        before.addnext(new)
        self._last[host] = new

    def _taking_over(self, before: etree._Element, text: str) -> etree._Element:
        """Returns a paragraph that ends with the mark of the one before, which gets an inserted mark of its own.

        The last mark of a cell, a section or the whole text cannot be taken out again, so it must be an old one.
        """
        properties = child(before, names.PARAGRAPH_PROPERTIES)
        new = self._paragraph(None if properties is None else deepcopy(properties), text, before)
        section = child(properties, names.SECTION)
        if properties is not None and section is not None:
            properties.remove(section)
        mark = _mark_properties(before)
        for change in list(mark.iterchildren(*_MARK_NEW)):  # it went over with the old mark
            mark.remove(change)
        mark.insert(0, self._change(names.INSERTED))
        return new

    def _paragraph(self, look: etree._Element | None, text: str, before: etree._Element) -> etree._Element:
        paragraph = etree.Element(names.PARAGRAPH)
        if look is not None:
            paragraph.append(look)
        change = self._change(names.INSERTED)
        paragraph.append(change)
        run = etree.SubElement(change, names.RUN)
        words = _words_look(before)
        if len(words):
            run.append(words)
        etree.SubElement(run, names.TEXT, {names.SPACE: "preserve"}).text = text
        return paragraph

    def _change(self, tag: str) -> etree._Element:
        change = etree.Element(tag, change_attributes(str(self._next), self._author, self._on))
        self._next += 1
        return change


def _host(paragraph: etree._Element) -> etree._Element:
    """Returns what a paragraph can be inserted behind: the paragraph, or a content control that it ends.

    A control that no paragraph follows is not left: what is inserted there could not be taken out again.
    """
    chain = [paragraph]
    while (parent := chain[-1].getparent()) is not None and parent.tag not in _FLOWS:
        chain.append(parent)
    host = next(filter(_is_before_paragraph, chain), paragraph)
    # A paragraph whose mark is deleted goes on in the next one.
    while host.tag == names.PARAGRAPH and _goes_on(host):
        following = host.getnext()
        if following is None or following.tag != names.PARAGRAPH:
            break
        host = following
    return host


def _goes_on(paragraph: etree._Element) -> bool:
    mark = child(child(paragraph, names.PARAGRAPH_PROPERTIES), names.RUN_PROPERTIES)
    return child(mark, *_MARK_GONE) is not None


def _ends_flow(paragraph: etree._Element) -> bool:
    """Whether a paragraph's end mark is one that must stay last: of a section, a cell, or before a table."""
    section = child(child(paragraph, names.PARAGRAPH_PROPERTIES), names.SECTION)
    return section is not None or not _is_before_paragraph(paragraph)


def _is_before_paragraph(node: etree._Element) -> bool:
    """Whether the next thing in the flow is a paragraph."""
    following = next(node.itersiblings(*_BLOCKS), None)
    first = None if following is None else next(following.iter(names.PARAGRAPH, names.TABLE), None)
    return first is not None and first.tag == names.PARAGRAPH


def _look_of(before: etree._Element) -> etree._Element:
    """Returns properties like those of the paragraph before, without its number."""
    own = next(before.iter(names.PARAGRAPH_PROPERTIES), None)
    look = etree.Element(names.PARAGRAPH_PROPERTIES) if own is None else deepcopy(own)
    for unwanted in list(look.iterchildren(*_NOT_TAKEN)):
        look.remove(unwanted)
    number = etree.Element(names.NUM_PR)
    etree.SubElement(number, names.ILVL, {names.VAL: "0"})
    etree.SubElement(number, names.NUM_ID, {names.VAL: "0"})
    look.insert(sum(1 for _ in look.iterchildren(*_BEFORE_NUMBER)), number)
    return look


def _words_look(before: etree._Element) -> etree._Element:
    """Returns the properties of the last words of a paragraph that hold for the whole contract, such as their size."""
    look = etree.Element(names.RUN_PROPERTIES)
    runs = [run for run in before.iter(names.RUN) if child(run, names.TEXT) is not None]
    own = child(runs[-1], names.RUN_PROPERTIES) if runs else None
    for wanted in () if own is None else own.iterchildren(*_TAKEN):
        look.append(deepcopy(wanted))
    return look


def _mark_properties(paragraph: etree._Element) -> etree._Element:
    """Returns the properties of a paragraph's end mark, which are made where there are none."""
    properties = child(paragraph, names.PARAGRAPH_PROPERTIES)
    if properties is None:
        properties = etree.Element(names.PARAGRAPH_PROPERTIES)
        paragraph.insert(0, properties)
    mark = child(properties, names.RUN_PROPERTIES)
    if mark is None:
        mark = etree.Element(names.RUN_PROPERTIES)
        last = child(properties, names.SECTION, names.FORMER_PROPERTIES)
        if last is None:
            properties.append(mark)
        else:
            last.addprevious(mark)
    return mark
