"""The lists that a Word file defines, and which of them a paragraph belongs to (ECMA-376 part 1, 17.9).

A paragraph or its style names a list instance (``num``), that names a definition (``abstractNum``) of up to nine
levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.word_styles import Styles
from clausegap.loaders.word_xml import child, integer, is_on, value_of

LEVELS: Final = 9

_ABSTRACT: Final = names.MAIN + "abstractNum"
_ABSTRACT_ID: Final = names.MAIN + "abstractNumId"
_NUM: Final = names.MAIN + "num"
_OVERRIDE: Final = names.MAIN + "lvlOverride"
_START_OVERRIDE: Final = names.MAIN + "startOverride"
_LEVEL: Final = names.MAIN + "lvl"
_START: Final = names.MAIN + "start"
_FORMAT: Final = names.MAIN + "numFmt"
_LEVEL_TEXT: Final = names.MAIN + "lvlText"
_LEGAL: Final = names.MAIN + "isLgl"
_RESTART: Final = names.MAIN + "lvlRestart"
_SUFFIX: Final = names.MAIN + "suff"
_STYLE_LINK: Final = names.MAIN + "numStyleLink"
_SUFFIXES: Final = MappingProxyType({"nothing": "", "space": " "})
_NOT_IN_A_LIST: Final = "0"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition.

    Attributes:
        start: First number.
        number_format: Name of the numeral format.
        text: Pattern with ``%1`` to ``%9`` for the counters of the levels.
        legal: Whether all counters are shown as decimal here.
        restart: Level number, from 1, that lets this one start anew; 0 for never; None for any above.
        suffix: What stands between number and text.
        style: Id of the paragraph style that is bound to this level, or None.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    suffix: str = " "
    style: str | None = None


UNDEFINED: Final = Level()


@dataclass(frozen=True, slots=True)
class ListInstance:
    """A list that paragraphs can belong to.

    Attributes:
        definition: Id of the definition whose counters it shares.
        levels: Its nine levels at most, by index, with the overrides applied.
        overridden: Levels at which its first paragraph starts anew.
    """

    definition: str
    levels: Mapping[int, Level]
    overridden: frozenset[int] = frozenset()


class Place(NamedTuple):
    """The list and the level, from 0, that a paragraph is numbered by."""

    num_id: str
    ilvl: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a file by id, and the styles that place paragraphs in them."""

    lists: Mapping[str, ListInstance]
    styles: Styles

    def place(self, style_id: str | None, num_id: str | None, ilvl: int | None) -> Place | None:
        """Returns where a paragraph is numbered, from its style and its own properties, or None."""
        inherited = self._style_place(style_id, num_id) if num_id is None or ilvl is None else None
        found = num_id if num_id is not None else inherited.num_id if inherited else None
        if found is None or found == _NOT_IN_A_LIST or found not in self.lists:
            return None
        level = ilvl if ilvl is not None else inherited.ilvl if inherited else 0
        return Place(found, min(max(level, 0), LEVELS - 1))

    def _style_place(self, style_id: str | None, num_id: str | None) -> Place | None:
        chain = self.styles.chain(style_id)
        found = num_id or next((style.num_id for style in chain if style.num_id is not None), None)
        instance = self.lists.get(found or "")
        if found is None or instance is None:
            return None
        for style in chain:
            bound = next((i for i, level in instance.levels.items() if level.style == style.id), None)
            if bound is not None or style.ilvl is not None:
                return Place(found, bound if bound is not None else style.ilvl or 0)
        return Place(found, 0)


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """Returns the lists in the root of a numbering part; none without one."""
    if root is None:
        return Numbering({}, styles)
    definitions = {el.get(_ABSTRACT_ID, ""): el for el in root.iterchildren(_ABSTRACT)}
    nums = {el.get(names.NUM_ID, ""): el for el in root.iterchildren(_NUM)}
    levels = {key: _read_levels(el) for key, el in definitions.items()}
    lists = {}
    for num_id, num in nums.items():
        definition = _resolve_links(value_of(num, _ABSTRACT_ID), definitions, nums, styles)
        if definition is not None:
            lists[num_id] = _read_instance(num, definition, levels[definition])
    return Numbering(lists, styles)


def _resolve_links(
    definition: str | None,
    definitions: Mapping[str, etree._Element],
    nums: Mapping[str, etree._Element],
    styles: Styles,
) -> str | None:
    """Follows a definition that only points to a numbering style to the one that style uses."""
    for _ in range(LEVELS):  # a chain of links is one step long; circles end here
        if definition is None or definition not in definitions:
            return None
        style = value_of(definitions[definition], _STYLE_LINK)
        if style is None:
            return definition
        linked = next((s.num_id for s in styles.chain(style) if s.num_id is not None), None)
        definition = value_of(nums.get(linked or ""), _ABSTRACT_ID)
    return None


def _read_instance(num: etree._Element, definition: str, levels: Mapping[int, Level]) -> ListInstance:
    own = dict(levels)
    overridden = set()
    for override in num.iterchildren(_OVERRIDE):
        ilvl = integer(override.get(names.ILVL)) or 0
        replacement = child(override, _LEVEL)
        if replacement is not None:
            own[ilvl] = _read_level(replacement)
        start = integer(value_of(override, _START_OVERRIDE))
        if start is not None:
            own[ilvl] = replace(own.get(ilvl, UNDEFINED), start=start)
            overridden.add(ilvl)
    return ListInstance(definition, own, frozenset(overridden))


def _read_levels(definition: etree._Element) -> dict[int, Level]:
    return {integer(el.get(names.ILVL)) or 0: _read_level(el) for el in definition.iterchildren(_LEVEL)}


def _read_level(element: etree._Element) -> Level:
    # A format outside the standard list stands in an AlternateContent, with a plain one as its fallback.
    formats = [el.get(names.VAL, "decimal") for el in element.iter(_FORMAT)]
    start = integer(value_of(element, _START))
    return Level(
        start=0 if start is None else start,
        number_format=next((name for name in formats if name != "custom"), "decimal"),
        text=value_of(element, _LEVEL_TEXT) or "",
        legal=is_on(child(element, _LEGAL)),
        restart=integer(value_of(element, _RESTART)),
        suffix=_SUFFIXES.get(value_of(element, _SUFFIX) or "tab", " "),
        style=value_of(element, names.PARAGRAPH_STYLE),
    )
