"""The pre-filter: which patterns each sentence of a document can match at all, from the words it holds.

Every pattern names what a match must contain (``rules.required``): words, each with its alternatives. The sentences of
a document that hold a word are the bits of a row of integers, so the sentences that fulfil a requirement, and those in
which a pattern can match, come from a few operations on tables of such rows, for all patterns at once. Since the
requirements hold by construction, no match is lost (tested against the unfiltered run).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.required import Required

_Numbers = npt.NDArray[np.intp]
_Bits = npt.NDArray[np.uint64]  # a row of integers, of whose bits each is a sentence
_Row = tuple[int, ...]
_BITS: Final = 64
# Sentences of one table; of a document with endless different words each would need a long row.
_AT_A_TIME: Final = 2_048
# Different words of contracts whose meaning for the rules is remembered.
_KNOWN_WORDS: Final = 50_000
_NOTHING: Final = 0  # the place of no word


@dataclass(frozen=True, slots=True)
class _Groups:
    """Numbers in groups, one after the other, for operations that make one row of each group.

    Attributes:
        members: The numbers of all groups.
        starts: Where each group begins; no group is empty.
    """

    members: _Numbers
    starts: _Numbers

    @classmethod
    def of(cls, groups: Sequence[Sequence[int]]) -> _Groups:
        """Returns groups given one by one."""
        sizes = np.fromiter(map(len, groups), np.intp, len(groups))
        members = np.fromiter((member for group in groups for member in group), np.intp, int(sizes.sum()))
        return cls(members, np.cumsum(sizes) - sizes)

    def any_of(self, rows: _Bits) -> _Bits:
        """Returns for each group the sentences of any of its members."""
        return np.bitwise_or.reduceat(rows[self.members], self.starts, axis=0)

    def all_of(self, rows: _Bits) -> _Bits:
        """Returns for each group the sentences of all of its members."""
        return np.bitwise_and.reduceat(rows[self.members], self.starts, axis=0)


@dataclass(frozen=True, slots=True)
class _Level:
    """Requirements with options, whose options rest on earlier requirements only.

    Attributes:
        options: The requirements of each option.
        groups: The options of each requirement.
        numbers: The requirements.
    """

    options: _Groups
    groups: _Groups
    numbers: _Numbers


class WordIndex:
    """Maps the words of sentences to the patterns worth trying.

    Args:
        patterns: All patterns; results are positions in this sequence.
    """

    def __init__(self, patterns: Sequence[CompiledPattern]) -> None:
        numbered = _Numbered()
        rows = [numbered.row(pattern.required) or (numbered.always,) for pattern in patterns]
        self._words, self._prefixes, self._parts = numbered.words, numbered.prefixes, numbered.parts
        self._lengths = sorted(set(map(len, self._prefixes)))
        self._places = numbered.places
        self._always = numbered.always
        self._needs = _Groups.of([places for places, _ in numbered.needs])
        self._levels = list(numbered.levels())
        self._patterns = _Groups.of(rows)
        self._places_of = lru_cache(maxsize=_KNOWN_WORDS)(self._looked_up)

    def candidates(self, sentences: Sequence[Collection[str]]) -> list[list[int]]:
        """Returns for each sentence the positions of the patterns that its words allow, ascending.

        Args:
            sentences: The words of each sentence of a document.
        """
        found: list[list[int]] = []
        for start in range(0, len(sentences), _AT_A_TIME):
            found += self._candidates(sentences[start : start + _AT_A_TIME])
        return found

    def _candidates(self, sentences: Sequence[Collection[str]]) -> list[list[int]]:
        rows = self._patterns.all_of(self._fulfilled(self._table(sentences)))
        # Nearly all integers are zero; only the others are taken apart.
        patterns, columns = np.nonzero(rows)
        bits = np.unpackbits(rows[patterns, columns].view(np.uint8), bitorder="little").reshape(-1, _BITS)
        integers, offsets = np.nonzero(bits)
        places = columns[integers] * _BITS + offsets
        within = places < len(sentences)
        places, integers = places[within], integers[within]
        positions = patterns[integers[np.argsort(places, kind="stable")]]
        ends = np.cumsum(np.bincount(places, minlength=len(sentences)))
        return [positions[start:end].tolist() for start, end in pairwise([0, *ends.tolist()])]

    def _table(self, sentences: Sequence[Collection[str]]) -> _Bits:
        """Returns for each place of a word or beginning the sentences that hold it."""
        words = list(chain.from_iterable(sentences))
        numbers = {word: number for number, word in enumerate(dict.fromkeys(words))}
        rows = np.fromiter(map(numbers.__getitem__, words), np.intp, len(words))
        columns = np.repeat(np.arange(len(sentences)), [len(words) for words in sentences])
        held = np.zeros((len(numbers), -(-len(sentences) // _BITS) * _BITS), np.uint8)
        held[rows, columns] = 1
        of_words = np.packbits(held, axis=1, bitorder="little").view(np.uint64)
        table = np.zeros((self._places, of_words.shape[1]), np.uint64)
        found = list(map(self._places_of, numbers))
        places = np.fromiter(chain.from_iterable(found), np.intp)
        if places.size:
            # A beginning stands for several words, so the words are brought in order of the places.
            order = np.argsort(places, kind="stable")
            present, starts = np.unique(places[order], return_index=True)
            members = np.repeat(np.arange(len(found)), list(map(len, found)))[order]
            table[present] = _Groups(members, starts).any_of(of_words)
        return table

    def _looked_up(self, word: str) -> tuple[int, ...]:
        """Returns the places of a word: its own, those of its beginnings, and those of the parts in it."""
        beginnings = (self._prefixes.get(word[:length]) for length in self._lengths if length <= len(word))
        parts = (place for part, place in self._parts.items() if part in word)
        return tuple(place for place in (self._words.get(word), *beginnings, *parts) if place is not None)

    def _fulfilled(self, table: _Bits) -> _Bits:
        """Returns for each requirement the sentences that fulfil it."""
        needs = self._needs.any_of(table)
        needs[self._always] = ~np.uint64(0)
        for level in self._levels:
            needs[level.numbers] |= level.groups.any_of(level.options.all_of(needs))
        return needs


class _Numbered:
    """Numbers for the requirements of all patterns, for their words, beginnings and parts of words."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.prefixes: dict[str, int] = {}
        self.parts: dict[str, int] = {}
        # Places of words, and options as rows of earlier requirements.
        self.needs: list[tuple[_Row, tuple[_Row, ...]]] = []
        self._known: dict[tuple[_Row, tuple[_Row, ...]], int] = {}
        self._seen: dict[int, int] = {}
        self.always = self._number((_NOTHING,), ())

    @property
    def places(self) -> int:
        """How many places there are so far: one each, and that of no word."""
        return 1 + len(self.words) + len(self.prefixes) + len(self.parts)

    def row(self, row: Iterable[Required]) -> _Row:
        """Returns the numbers of requirements."""
        return tuple(map(self._of, row))

    def _of(self, required: Required) -> int:
        # What is one object is not looked at again: the prepared rules have each requirement once.
        if id(required) not in self._seen:
            self._seen[id(required)] = self._looked_at(required)
        return self._seen[id(required)]

    def _looked_at(self, required: Required) -> int:
        options = tuple(map(self.row, required.options))
        words = [self._place(word, self.words) for word in required.words]
        prefixes = [self._place(prefix, self.prefixes) for prefix in required.prefixes]
        parts = [self._place(part, self.parts) for part in required.parts]
        return self._number(tuple(sorted(words + prefixes + parts)) or (_NOTHING,), options)

    def _place(self, text: str, known: dict[str, int]) -> int:
        return known.setdefault(text, self.places)

    def _number(self, places: _Row, options: tuple[_Row, ...]) -> int:
        need = (places, options)
        if need not in self._known:
            self._known[need] = len(self.needs)
            self.needs.append(need)
        return self._known[need]

    def levels(self) -> Iterator[_Level]:
        """Yields the requirements with options, those that others rest on first."""
        depths: list[int] = []
        for _, options in self.needs:
            depths.append(1 + max(depths[number] for option in options for number in option) if options else 0)
        for depth in range(1, max(depths) + 1):
            numbers = [number for number, found in enumerate(depths) if found == depth]
            rows = [self.needs[number][1] for number in numbers]
            count = iter(range(sum(map(len, rows))))
            yield _Level(
                options=_Groups.of([option for row in rows for option in row]),
                groups=_Groups.of([list(islice(count, len(row))) for row in rows]),
                numbers=np.asarray(numbers, np.intp),
            )
