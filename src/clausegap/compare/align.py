"""Which sentence of one version is which of the other.

Equal sentences belong together wherever they stand, in the order in which they come; so a clause that
moved is no change. Two things are read off them that make further sentences equal: terms that have another name
throughout, and a renumbering, by which "as set out in Section 9" is "as set out in Section 10" where Section 9
became Section 10. For a sentence that has no equal the most similar one is looked for. Sentences that were only cut
otherwise are none to be looked for: between formats, say Word and PDF, those whose words stand in the other version
in a row; within a format, words that are cut otherwise between the same neighbours.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from clausegap.compare.renaming import renamed, renaming
from clausegap.compare.versions import Version
from clausegap.compare.words import plain

# Below this share of equal characters (rapidfuzz, 0 to 100) two sentences have little but grammar in common.
_LEAST_SIMILAR: Final = 55
_SHORTEST: Final = 4  # words; shorter items resemble one another by chance
_REFERENCE: Final = re.compile(
    r"\b(?:sections?|clauses?|articles?|paragraphs?)\s+\d+(?:\.\d+)*"
    r"(?:(?:\s?\([a-z]{1,3}\))*(?:\s?(?:,|and|or|to|through|-))+\s?\d+(?:\.\d+)*)*",
    re.I,
)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*")
_ITEM: Final = re.compile(r"\((?:[a-z]|[ivx]{2,4}|\d{1,2})\)")
_BARE_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Alignment:
    """The sentences of two versions, laid beside one another.

    Attributes:
        equal_to_old: For each unit of the new version its equal in the old one.
        equal_to_new: The same the other way.
        kept_old: Units of the old version without an equal whose words stand in the new one all the same.
        kept_new: The same the other way.
        names: The new name of each term and party of the old version that has another one.
    """

    old: Version
    new: Version
    equal_to_old: Mapping[int, int]
    equal_to_new: Mapping[int, int]
    kept_old: frozenset[int] = frozenset()
    kept_new: frozenset[int] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    def changed(self, old_units: Iterable[int], new_units: Iterable[int]) -> list[tuple[int | None, int | None]]:
        """Returns the units without an equal in the other version, each with the most similar one there.

        Args:
            old_units: Units of the old version that matter.
            new_units: The same of the new one.

        Returns:
            Pairs of an old and a new unit, None where there is nothing similar; in the order of the new
            version, deleted ones behind what they followed in the old one.
        """
        gone, come = self.gone(old_units), self.come(new_units)
        there = most_similar(self.old.keys, gone, self.new.keys, self._only_new)
        taken = set(there.values())
        left = [unit for unit in come if unit not in taken]
        back = most_similar(self.new.keys, left, self.old.keys, [unit for unit in self._only_old if unit not in there])
        pairs: list[tuple[int | None, int | None]] = [(unit, there.get(unit)) for unit in gone]
        pairs += [(back.get(unit), unit) for unit in left]
        known = {**self.equal_to_new, **there}
        return sorted(pairs, key=lambda pair: _place(pair, known))

    def gone(self, units: Iterable[int]) -> list[int]:
        """Returns those of some units of the old version whose words do not stand so in the new one."""
        return [unit for unit in units if unit not in self.equal_to_new and unit not in self.kept_old]

    def come(self, units: Iterable[int]) -> list[int]:
        """Returns those of some units of the new version whose words do not stand so in the old one."""
        return [unit for unit in units if unit not in self.equal_to_old and unit not in self.kept_new]

    def were_cut(self, old_units: Iterable[int], new_units: Iterable[int]) -> bool:
        """Returns whether some of these units stand in the other version with the same words, cut otherwise."""
        return not (self.kept_old.isdisjoint(old_units) and self.kept_new.isdisjoint(new_units))

    @cached_property
    def _only_old(self) -> list[int]:
        return [unit for unit in range(len(self.old.keys)) if unit not in self.equal_to_new]

    @cached_property
    def _only_new(self) -> list[int]:
        return [unit for unit in range(len(self.new.keys)) if unit not in self.equal_to_old]


def _place(pair: tuple[int | None, int | None], known: Mapping[int, int]) -> tuple[int, int]:
    """Returns where a pair stands in the new version; a deleted unit stands behind the last known one before it."""
    old, new = pair
    if new is not None:
        return new, -1
    assert old is not None
    return next((known[unit] for unit in range(old, -1, -1) if unit in known), -1), old


def align(old: Version, new: Version) -> Alignment:
    """Returns the alignment of two versions."""
    pairs = _equal_pairs(old.keys, new.keys, {})
    names = renaming(old, new, pairs)
    keys = [renamed(key, names) for key in old.keys] if names else old.keys
    if names:
        pairs |= _equal_pairs(keys, new.keys, pairs)
    numbers = _renumbering(old, new, pairs)
    if numbers:
        pairs |= _equal_pairs([_renumbered(key, numbers) for key in keys], new.keys, pairs)
    back = {after: before for before, after in pairs.items()}
    if differ_in_format(old, new):
        kept = _kept(old, new, pairs, names), _kept(new, old, back, {})
    else:
        kept = _cut_otherwise(old, new, pairs, names)
    return Alignment(old, new, back, pairs, *kept, names)


def differ_in_format(old: Version, new: Version) -> bool:
    """Returns whether two versions were read by different loaders, which may cut the same words otherwise."""
    return old.document.source.media_type != new.document.source.media_type


def _kept(version: Version, other: Version, pairs: Mapping[int, int], names: Mapping[str, str]) -> frozenset[int]:
    """Returns the units without an equal whose words, one after the other, stand in the other version."""
    whole = f" {_bare(other.document.text)} "
    left = (unit for unit in range(len(version.keys)) if unit not in pairs)
    return frozenset(unit for unit in left if f" {_bare(renamed(version.words[unit], names))} " in whole)


def _cut_otherwise(
    old: Version, new: Version, pairs: Mapping[int, int], names: Mapping[str, str]
) -> tuple[frozenset[int], frozenset[int]]:
    """Returns the units of both versions that stand in the same words between the same neighbours, cut otherwise.

    A sentence made a list is no other sentence. That words stand somewhere else would not be enough where nothing
    but an edit can have cut them: a list item that was struck out may be a word that the contract uses elsewhere.
    """
    runs = {_run_words(old, run, names): run for run in _runs(len(old.keys), pairs)}
    kept_old: set[int] = set()
    kept_new: set[int] = set()
    for run in _runs(len(new.keys), set(pairs.values())):
        same = runs.get(_run_words(new, run, {}))
        if same is not None:
            kept_old.update(same)
            kept_new.update(run)
    return frozenset(kept_old), frozenset(kept_new)


def _runs(count: int, taken: Collection[int]) -> Iterator[range]:
    """Yields the longest runs of units that are not taken."""
    start = 0
    for unit in range(count + 1):
        if unit == count or unit in taken:
            if start < unit:
                yield range(start, unit)
            start = unit + 1


def _run_words(version: Version, run: range, names: Mapping[str, str]) -> str:
    """Returns the words of a run without the letters and numbers of its items, wherever they stand."""
    return _bare(renamed(_ITEM.sub(" ", " ".join(version.words[unit] for unit in run)), names))


def _bare(text: str) -> str:
    """Returns the words of a text without any signs: PDF tables have no bars between their cells."""
    return " ".join(_BARE_WORD.findall(plain(text)))


def _equal_pairs(old: Sequence[str], new: Sequence[str], taken: Mapping[int, int]) -> dict[int, int]:
    """Returns for units of the old version their equals in the new one that are not taken yet."""
    used = set(taken.values())
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for unit, key in enumerate(new):
        if unit not in used:
            waiting[key].append(unit)
    found = {}
    for unit, key in enumerate(old):
        if unit not in taken and waiting[key]:
            found[unit] = waiting[key].popleft()
    return found


def _renumbering(old: Version, new: Version, pairs: Mapping[int, int]) -> dict[str, str]:
    """Returns the new number of each section that has another one, where equal sentences agree on it."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for before, after in pairs.items():
        numbers = [_figures(version.numbers[unit]) for version, unit in ((old, before), (new, after))]
        if numbers[0] and numbers[1]:
            seen[numbers[0]][numbers[1]] += 1
    # Schedules count from 1 again, so a number may mean several sections: then it says nothing.
    agreed = {number: next(iter(others)) for number, others in seen.items() if len(others) == 1}
    return agreed if any(number != other for number, other in agreed.items()) else {}


def _figures(number: str | None) -> str:
    """Returns the figures of a clause number ("9.1" of "Section 9.1."); empty for letters and items."""
    found = _NUMBER.search(number or "")
    return found.group() if found and "(" not in (number or "") else ""


def _renumbered(text: str, numbers: Mapping[str, str]) -> str:
    def reference(match: re.Match[str]) -> str:
        return _NUMBER.sub(lambda figure: numbers.get(figure.group(), figure.group()), match.group())

    return _REFERENCE.sub(reference, text)


def most_similar(
    texts: Sequence[str], wanted: Sequence[int], others: Sequence[str], free: Sequence[int]
) -> dict[int, int]:
    """Returns the most similar free text for each wanted one that has any; none twice.

    Args:
        texts: Sentences, as they are compared.
        wanted: Indexes of those to look for.
        others: Sentences to find them among.
        free: Indexes of those that may be taken.
    """
    wanted = [unit for unit in wanted if len(texts[unit].split()) >= _SHORTEST]
    if not wanted or not free:
        return {}
    scores = process.cdist(
        [texts[unit] for unit in wanted],
        [others[unit] for unit in free],
        scorer=fuzz.ratio,
        score_cutoff=_LEAST_SIMILAR,
        dtype=np.uint8,
    )
    rows, columns = np.nonzero(scores)
    # Total order: the most similar pair first, then in text order, so that equal input gives equal output.
    ranked = sorted(zip(rows.tolist(), columns.tolist(), strict=True), key=lambda at: (-int(scores[at]), *at))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for row, column in ranked:
        if wanted[row] not in found and free[column] not in taken:
            found[wanted[row]] = free[column]
            taken.add(free[column])
    return found
