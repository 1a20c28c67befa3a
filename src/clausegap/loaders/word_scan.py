"""One quick pass over a part of a Word file, which is all that plain paragraphs need.

Asking every element for its children costs several times what lxml needs to walk a part once and to
hand out the few elements that matter. Where they stand is not checked: in a file that breaks the
schema, which Word refuses, stray words and properties fall to the paragraph before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders import word_names as names

_SCANNED: Final = (
    names.PARAGRAPH,
    names.TEXT,
    names.PARAGRAPH_STYLE,
    names.NUM_ID,
    names.ILVL,
    names.OUTLINE_LEVEL,
    names.SECTION,
)


class Properties(NamedTuple):
    """What a paragraph says of itself, without its style; values as they are written, None for what it does not say."""

    style: str | None = None
    num_id: str | None = None
    ilvl: str | None = None
    outline: str | None = None
    ends_section: bool = False


class Scanned(NamedTuple):
    """What a pass over a part saw of one paragraph.

    Attributes:
        place: Its place among all paragraphs of the part, in document order.
        text: Its text nodes. Like the properties, they are right only for a paragraph that is not among
            ``nested``, and without former properties.
        properties: Its properties.
    """

    place: int
    text: str
    properties: Properties


NO_PROPERTIES: Final = Properties()
_INSIDE: Final = etree.XPath("descendant::w:p/descendant::w:p", namespaces={"w": names.MAIN.strip("{}")})


def nested(root: etree._Element) -> set[etree._Element]:
    """Returns the paragraphs inside others, as those of text boxes are, and those around them."""
    inside = _INSIDE(root)
    found = {item for item in inside if isinstance(item, etree._Element)} if isinstance(inside, list) else set()
    return found | {outer for inner in found for outer in inner.iterancestors(names.PARAGRAPH)}


def scan(root: etree._Element) -> Iterator[tuple[etree._Element, Scanned]]:
    """Yields all paragraphs of a part with what was seen of them, in document order."""
    paragraph = None
    index = -1
    text: list[str] = []
    values: dict[str, str | None] = {}
    for element in root.iter(*_SCANNED):
        tag = element.tag
        if tag == names.TEXT:
            text.append(element.text or "")
        elif tag == names.PARAGRAPH:
            if paragraph is not None:
                yield paragraph, Scanned(index, "".join(text), _properties(values))
                text.clear()
                values.clear()
            paragraph = element
            index += 1
        elif tag != names.SECTION or _is_in(element, names.PARAGRAPH_PROPERTIES):  # the last stands in the body
            values[tag] = element.get(names.VAL)
    if paragraph is not None:
        yield paragraph, Scanned(index, "".join(text), _properties(values))


def _properties(values: dict[str, str | None]) -> Properties:
    if not values:
        return NO_PROPERTIES
    found = values.get
    return Properties(
        found(names.PARAGRAPH_STYLE),
        found(names.NUM_ID),
        found(names.ILVL),
        found(names.OUTLINE_LEVEL),
        names.SECTION in values,
    )


def properties_of(element: etree._Element, *, former: bool) -> Properties:
    """Returns what the properties of a paragraph say, without those that they hold of an earlier time.

    Args:
        element: Its properties.
        former: Whether a tracked number is passed over, as in the text before it.
    """
    values: dict[str, str | None] = {}
    for inner in element.iter():
        tag = inner.tag
        if tag in _SCANNED:
            values[tag] = inner.get(names.VAL)
        elif tag == names.FORMER_PROPERTIES:  # the last of them
            break
        elif former and tag == names.INSERTED and _is_in(inner, names.NUM_PR):
            values[names.NUM_ID] = values[names.ILVL] = None
    return _properties(values)


def _is_in(element: etree._Element, tag: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag
