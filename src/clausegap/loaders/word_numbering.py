"""Computes the numbers that Word displays before paragraphs (ECMA-376 part 1, 17.9).

The file holds only definitions: a paragraph or its style names a list instance (``num``), that names
a definition (``abstractNum``) of up to nine levels. Instances of one definition count together, until
one of them overrides the start of a level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.word_numerals import numeral_writer
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

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_SUFFIXES: Final = MappingProxyType({"nothing": "", "space": " "})
_NOT_IN_A_LIST: Final = "0"
_SYMBOL_BULLET: Final = re.compile(r"[\ue000-\uf8ff\u00b7o§]$")  # glyphs of symbol fonts, shown as round bullets


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


_UNDEFINED: Final = Level()


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


class Label(NamedTuple):
    """A displayed number.

    Attributes:
        text: What is displayed, without what follows it; empty when the level shows nothing.
        suffix: Space between it and the paragraph's words.
        number_format: Numeral format of its level.
        ilvl: Its level, from 0.
    """

    text: str
    suffix: str
    number_format: str
    ilvl: int

    @property
    def is_bullet(self) -> bool:
        """Whether it is a bullet, which counts nothing."""
        return self.number_format == "bullet"


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


class _Recipe(NamedTuple):
    """How the number of one place is made, worked out once for all its paragraphs.

    Attributes:
        definition: Id of the definition whose counters are used.
        starts: First numbers of the levels down to its own.
        restarted: Deeper levels that start anew after it.
        template: What is displayed, as a format string for the counters.
        counters: The level of each counter in it, and what writes that.
        suffix: Space after it.
        number_format: Numeral format of its level.
    """

    definition: str
    starts: tuple[int, ...]
    restarted: tuple[int, ...]
    template: str
    counters: tuple[tuple[int, Callable[[int], str]], ...]
    suffix: str
    number_format: str


class Counters:
    """The state of all lists while a story is read from its beginning."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._recipes: dict[Place, _Recipe] = {}
        self._counts: dict[str, list[int | None]] = {}

    def advance(self, place: Place) -> Label:
        """Counts one paragraph and returns the number that is displayed before it."""
        recipe = self._recipes.get(place)
        if recipe is None:
            recipe = self._begin(place)
        counts = self._counts[recipe.definition]
        ilvl = place.ilvl
        count = counts[ilvl]
        counts[ilvl] = recipe.starts[ilvl] if count is None else count + 1
        if None in counts[:ilvl]:
            # A level that was skipped counts as if it had a paragraph: the next one of it is its second.
            # Word has done so since version 6 (Microsoft's article Q110380), LibreOffice does.
            above = zip(counts[:ilvl], recipe.starts[:ilvl], strict=True)
            counts[:ilvl] = [start if seen is None else seen for seen, start in above]
        for deeper in recipe.restarted:
            counts[deeper] = None
        text = recipe.template % tuple([write(counts[level] or 0) for level, write in recipe.counters])
        return Label(text, recipe.suffix, recipe.number_format, ilvl)

    def _begin(self, place: Place) -> _Recipe:
        """Returns the recipe of a place at its first paragraph, which an override lets start anew."""
        instance = self._numbering.lists[place.num_id]
        recipe = self._recipes[place] = _recipe(instance, place.ilvl)
        counts = self._counts.setdefault(recipe.definition, [None] * LEVELS)
        if place.ilvl in instance.overridden:
            counts[place.ilvl] = None
        return recipe


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
            own[ilvl] = replace(own.get(ilvl, _UNDEFINED), start=start)
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


def _restarts(level: Level, *, after: int) -> bool:
    return level.restart is None or after < level.restart


def _recipe(instance: ListInstance, ilvl: int) -> _Recipe:
    levels = [instance.levels.get(index, _UNDEFINED) for index in range(LEVELS)]
    own = levels[ilvl]
    template, counters = _pattern(levels, ilvl)
    return _Recipe(
        definition=instance.definition,
        starts=tuple(level.start for level in levels[: ilvl + 1]),
        restarted=tuple(i for i in range(ilvl + 1, LEVELS) if _restarts(levels[i], after=ilvl)),
        template=template,
        counters=tuple(counters),
        suffix=own.suffix,
        number_format=own.number_format,
    )


def _pattern(levels: Sequence[Level], ilvl: int) -> tuple[str, list[tuple[int, Callable[[int], str]]]]:
    """Returns a level's pattern as a format string, and its counters in order."""
    own = levels[ilvl]
    if own.number_format == "bullet":
        bullet = "\u2022" if _SYMBOL_BULLET.match(own.text) else own.text
        return bullet.replace("%", "%%"), []
    template, counters = "", []
    # Splitting by the one group of the pattern gives text and level numbers in turn.
    for index, piece in enumerate(_PLACEHOLDER.split(own.text)):
        if index % 2 == 0:
            template += piece.replace("%", "%%")
            continue
        counted = int(piece) - 1
        number_format = levels[counted].number_format
        if counted > ilvl or number_format == "bullet":
            continue
        # Legal style shows letters and roman numerals as digits; "01" of Word's own "Section 1.01" stays.
        decimal = own.legal and number_format not in ("none", "decimalZero")
        template += "%s"
        counters.append((counted, numeral_writer("decimal" if decimal else number_format)))
    return template, counters
