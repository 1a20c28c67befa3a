"""The comments of a Word file, as its part for comments holds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.word_xml import integer

_W: Final = names.MAIN
_MOST_INITIALS: Final = 4
_ROOM: Final = 2**31 - 2**20  # ids are signed numbers of 32 bits, and no contract gets a million notes
ELSEWHERE_END: Final = "which stand in a note or a text box."


def change_attributes(identifier: str, author: str, on: date | None) -> dict[str, str]:
    """Returns the attributes by which comments and tracked changes say whose they are and of when."""
    found = {names.ID: identifier, _W + "author": author}
    if on is not None:
        found[_W + "date"] = f"{on.isoformat()}T00:00:00Z"
    return found


def highest_id(root: etree._Element, *tags: str) -> int:
    """Returns the highest whole number among the ids of elements in a part, or -1 without any.

    Ids so high that those which follow would leave what Word can count are passed over: far below them there is room.
    """
    numbers = (integer(element.get(names.ID)) for element in root.iter(*tags))
    return max((number for number in numbers if number is not None and number < _ROOM), default=-1)


class Comments:
    """Adds comments to those of a file.

    Args:
        root: Root of the part for comments.
        first: The lowest id that is free.
    """

    def __init__(self, root: etree._Element, first: int) -> None:
        self._root = root
        self._next = first

    def add(self, lines: Iterable[str], author: str, on: date | None) -> str:
        """Adds a comment and returns its id.

        Args:
            lines: Its paragraphs, the first of them its heading.
            author: Who wrote it.
            on: When, or None.
        """
        identifier = str(self._next)
        self._next += 1
        attributes = {**change_attributes(identifier, author, on), _W + "initials": initials_of(author)}
        comment = etree.SubElement(self._root, _W + "comment", attributes)
        for index, line in enumerate(lines):
            comment.append(_paragraph(line, is_first=index == 0))
        return identifier


def initials_of(author: str) -> str:
    """Returns the first letters of a name's words.

    Example:
        >>> initials_of("Jane van Doe")
        'JVD'
    """
    return "".join(word[0].upper() for word in author.split()[:_MOST_INITIALS])


def _paragraph(line: str, *, is_first: bool) -> etree._Element:
    """Returns a paragraph set in the plain way of comments, whatever the contract's own paragraphs look like."""
    paragraph = etree.Element(names.PARAGRAPH)
    properties = etree.SubElement(paragraph, names.PARAGRAPH_PROPERTIES)
    spacing = {"before": "0", "after": "60", "line": "240", "lineRule": "auto"}
    etree.SubElement(properties, _W + "spacing", {_W + name: value for name, value in spacing.items()})
    etree.SubElement(properties, _W + "ind", {_W + name: "0" for name in ("left", "right", "firstLine")})
    etree.SubElement(properties, _W + "jc", {names.VAL: "left"})
    if is_first:
        mark = etree.SubElement(paragraph, names.RUN)
        etree.SubElement(mark, _W + "annotationRef")
    run = etree.SubElement(paragraph, names.RUN)
    look = etree.SubElement(run, names.RUN_PROPERTIES)
    if is_first:
        etree.SubElement(look, _W + "b")
    etree.SubElement(look, _W + "sz", {names.VAL: "20"})
    text = etree.SubElement(run, names.TEXT, {names.SPACE: "preserve"})
    text.text = line
    return paragraph
