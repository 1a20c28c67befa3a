"""Which defined terms and names of parties have another name in the new version.

A sentence that differs from another only in such a name says the same: "Supplier" that is called "Contractor"
throughout changes every sentence and no duty.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from clausegap.compare.versions import Version

_FEWEST: Final = 2  # sentences that are equal but for the name; one may be so by chance
_MOST_NAMES: Final = 12  # on each side: a version of another contract has other names throughout


def renaming(old: Version, new: Version, pairs: Mapping[int, int]) -> dict[str, str]:
    """Returns the new name of each term of the old version that has another one.

    A name must be gone from the new version, the other one must be no name in the old version, and at least two
    sentences must be equal but for them.

    Args:
        old: The old version.
        new: The new version.
        pairs: Equal units of the old and the new version.
    """
    gone = list(_gone(old, new))
    come = [term for term in new.terms if term not in old.terms]
    if not (gone and come) or max(len(gone), len(come)) > _MOST_NAMES:
        return {}
    left = [key for unit, key in enumerate(old.keys) if unit not in pairs]
    used = set(pairs.values())
    there = {key for unit, key in enumerate(new.keys) if unit not in used}
    found: dict[str, str] = {}
    while best := _best(gone, come, left, there):
        name, other = best
        found[name] = other
        gone.remove(name)
        come.remove(other)
        left = [renamed(key, {name: other}) for key in left]
    return found


def renamed(text: str, names: Mapping[str, str]) -> str:
    """Returns a text in which terms have their new names."""
    for name, other in names.items():
        if name in text:
            text = _as_word(name).sub(lambda _, other=other: other, text)  # type: ignore[misc]
    return text


def _gone(old: Version, new: Version) -> Iterator[str]:
    """Yields the terms of the old version that stand nowhere in the new one."""
    text = " ".join(new.document.text.split())
    for term in old.terms:
        if not _as_word(term).search(text):
            yield term


def _as_word(term: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(term)}(?=s?\b)")


def _best(
    gone: Sequence[str], come: Sequence[str], left: Sequence[str], there: Collection[str]
) -> tuple[str, str] | None:
    """Returns the two names between which most sentences are equal but for them."""
    counts = {}
    for name in gone:
        own = [key for key in left if name in key]
        for other in come:
            counts[name, other] = sum(renamed(key, {name: other}) in there for key in own)
    best = max(counts, key=lambda names: counts[names], default=None)
    return best if best is not None and counts[best] >= _FEWEST else None
