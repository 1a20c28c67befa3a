"""What the styles of a Word file say about a paragraph: outline level, numbering, hidden words.

Properties are inherited one by one along ``basedOn`` (ECMA-376 part 1, 17.7.4.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.word_xml import child, integer, is_on, is_true, value_of

_TABLE_STYLE_OPENS: Final = b'<w:style w:type="table"'
_STYLE_ENDS: Final = b"</w:style>"

_BASED_ON: Final = names.MAIN + "basedOn"
_DEFAULT: Final = names.MAIN + "default"
_NAME: Final = names.MAIN + "name"


@dataclass(frozen=True, slots=True)
class Style:
    """One style as written in the file, without what it inherits.

    Attributes:
        id: Name by which paragraphs and runs refer to it.
        name: Name that users see.
        based_on: Id of the style it inherits from, or None.
        num_id: Id of the list it puts paragraphs in ("0" for none), or None when it does not say.
        ilvl: Level in that list, from 0, or None.
        outline: Outline level, from 0, or None.
        hidden: Whether words in this style are hidden, or None when it does not say.
    """

    id: str
    name: str = ""
    based_on: str | None = None
    num_id: str | None = None
    ilvl: int | None = None
    outline: int | None = None
    hidden: bool | None = None


class Styles:
    """All styles of a file; each is read when a paragraph first needs it.

    Attributes:
        any_hidden: Whether any of them hides words.
    """

    def __init__(self, root: etree._Element | None) -> None:
        elements = () if root is None else tuple(root.iterchildren(names.STYLE))
        self.any_hidden = root is not None and next(root.iter(names.VANISH), None) is not None
        self._elements = {el.get(names.STYLE_ID, ""): el for el in elements}
        self._default = next((el.get(names.STYLE_ID) for el in elements if _is_default_paragraph(el)), None)
        self._chains: dict[str, tuple[Style, ...]] = {}

    def chain(self, style_id: str | None) -> tuple[Style, ...]:
        """Returns a style and those it inherits from, nearest first; a circle is cut.

        Without an id this is the style of paragraphs that name none.
        """
        key = style_id or self._default or ""
        if key not in self._chains:
            self._chains[key] = tuple(self._inherit(key))
        return self._chains[key]

    def outline(self, style_id: str | None) -> int | None:
        """Returns the outline level that a paragraph style gives, from 0 to 9 for none, or None."""
        return next((style.outline for style in self.chain(style_id) if style.outline is not None), None)

    def is_contents(self, style_id: str | None) -> bool:
        """Whether a paragraph style is one of Word's own for entries of a table of contents."""
        return any(style.name.lower().startswith("toc ") for style in self.chain(style_id)[:1])

    def hides(self, style_id: str) -> bool:
        """Whether words in a character style are hidden."""
        if not self.any_hidden or not style_id:
            return False
        return next((style.hidden for style in self.chain(style_id) if style.hidden is not None), False)

    def _inherit(self, style_id: str) -> Iterator[Style]:
        seen: set[str] = set()
        key: str | None = style_id
        while key is not None and key in self._elements and key not in seen:
            seen.add(key)
            style = _read_style(self._elements[key])
            yield style
            key = style.based_on


def without_table_styles(data: bytes) -> bytes:
    """Returns a styles part without its table styles.

    They are most of a usual styles part, and no text depends on them; the rest is parsed in a fraction
    of the time. A part that is not written the usual way comes back whole, or with some of them.
    """
    head, *rest = data.split(_TABLE_STYLE_OPENS)
    kept = [head]
    for piece in rest:
        opened = piece.find(b">")
        empty = piece[opened - 1 : opened] == b"/"
        end = opened if empty else piece.find(_STYLE_ENDS)
        if end < 0:
            return data
        kept.append(piece[end + (1 if empty else len(_STYLE_ENDS)) :])
    return b"".join(kept)


def _read_style(element: etree._Element) -> Style:
    properties = child(element, names.PARAGRAPH_PROPERTIES)
    numbering = child(properties, names.NUM_PR)
    vanish = child(child(element, names.RUN_PROPERTIES), names.VANISH)
    return Style(
        id=element.get(names.STYLE_ID, ""),
        name=value_of(element, _NAME) or "",
        based_on=value_of(element, _BASED_ON),
        num_id=value_of(numbering, names.NUM_ID),
        ilvl=integer(value_of(numbering, names.ILVL)),
        outline=integer(value_of(properties, names.OUTLINE_LEVEL)),
        hidden=None if vanish is None else is_on(vanish),
    )


def _is_default_paragraph(element: etree._Element) -> bool:
    return element.get(names.TYPE) == "paragraph" and is_true(element.get(_DEFAULT))
