"""Phrases ready to be looked for in readings: signs, and what the rules make of them.

How signs are written is the matter of ``models``, ``shared`` and ``playbook``; ``compiler`` makes one of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from clausegap.rules.required import Required


@dataclass(frozen=True)
class Sign:
    """A phrase that is looked for around the words that it needs, many times faster than everywhere.

    Attributes:
        source: The expression of the phrase.
        needs: Beginnings of tokens, of which a reading must hold one for the phrase to occur; empty if it
            needs none.
        most: Tokens that a match has at most.
    """

    source: str
    needs: tuple[str, ...]
    most: int

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The phrase, ready to run; compiled at the first use, for most signs are never needed."""
        return re.compile(self.source)

    def may_occur_in(self, reading: str) -> bool:
        """Whether a reading's text has the words without which the phrase cannot occur."""
        return not self.needs or any(need in reading for need in self.needs)

    def occurs_in(self, reading: str) -> bool:
        """Whether the phrase occurs in a reading's text."""
        return self.may_occur_in(reading) and self.expression.search(reading) is not None

    def found_in(self, reading: str) -> Iterator[re.Match[str]]:
        """Yields where the phrase occurs in a reading's text, as ``expression.finditer`` does."""
        if not self.needs:
            yield from self.expression.finditer(reading)
            return
        done = 0
        for place in sorted({place for need in self.needs for place in _places(need, reading)}):
            # Every match that holds this word lies within so many tokens on either side of it.
            first, end = _tokens_before(reading, place, self.most), _tokens_behind(reading, place, self.most)
            match = self.expression.search(reading, max(first, done), end)
            # One that begins behind it is for the next word: from here its end may be out of sight.
            while match is not None and match.start() <= place + 1:
                yield match
                done = match.end()
                match = self.expression.search(reading, done, end)


@dataclass(frozen=True, slots=True)
class TypeSign:
    """A sign of a contract type, ready to run over a reading."""

    sign: Sign
    weight: float
    title: float
    at_most: int


@dataclass(frozen=True, slots=True)
class RoleSign:
    """A sign of the role of the party in it.

    Attributes:
        source: The expression of the phrase.
        required: Sets of words; a reading must hold one word of each set.
        weight: How much it says.
        of_party: Whether every match names a party.
    """

    source: str
    required: tuple[Required, ...]
    weight: float
    of_party: bool


@dataclass(frozen=True, slots=True)
class HeadingSigns:
    """Section headings of a protection.

    Attributes:
        wanted: Any of these in a heading makes it one of the protection.
        unwanted: Headings that only look like it.
    """

    wanted: tuple[Sign, ...]
    unwanted: tuple[Sign, ...]

    def name(self, reading: str) -> bool:
        """Whether the reading of a heading names the protection."""
        named = any(sign.occurs_in(reading) for sign in self.wanted)
        return named and not any(sign.occurs_in(reading) for sign in self.unwanted)


def _places(word: str, reading: str) -> Iterator[int]:
    place = reading.find(word)
    while place >= 0:
        yield place
        place = reading.find(word, place + 1)


def _tokens_before(reading: str, place: int, count: int) -> int:
    for _ in range(count):
        place = reading.rfind(" ", 0, place)
        if place < 0:
            return 0
    return place


def _tokens_behind(reading: str, place: int, count: int) -> int:
    for _ in range(count):
        place = reading.find(" ", place + 1)
        if place < 0:
            return len(reading)
    return place + 1
