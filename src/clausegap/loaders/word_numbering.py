"""Computes the numbers that Word displays before paragraphs; the file holds only definitions of lists (``word_lists``).

Instances of one definition count together, until one of them overrides the start of a level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from clausegap.loaders.word_lists import LEVELS, UNDEFINED, Level, ListInstance, Numbering, Place
from clausegap.loaders.word_numerals import numeral_writer

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_SYMBOL_BULLET: Final = re.compile(r"[\ue000-\uf8ff\u00b7o§]$")  # glyphs of symbol fonts, shown as round bullets


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


def _restarts(level: Level, *, after: int) -> bool:
    return level.restart is None or after < level.restart


def _recipe(instance: ListInstance, ilvl: int) -> _Recipe:
    levels = [instance.levels.get(index, UNDEFINED) for index in range(LEVELS)]
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
