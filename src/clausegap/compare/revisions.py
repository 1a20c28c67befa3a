"""Whose tracked changes touch the sentences of a protection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from clausegap.compare.versions import Version
from clausegap.model.comparison import Reviser
from clausegap.model.document import Revision, RevisionKind

# Each kind is looked for in the version that shows its words.
_IN_OLD: Final[tuple[RevisionKind, ...]] = ("deletion", "move_from")
_IN_NEW: Final[tuple[RevisionKind, ...]] = ("insertion", "move_to")


def revisers_of(old: Version, new: Version, pairs: Sequence[tuple[int | None, int | None]]) -> tuple[Reviser, ...]:
    """Returns who made the revisions in some sentences, each author and date once, the earliest first.

    Args:
        old: The text as if all changes were rejected: it holds what was deleted or moved away.
        new: The text as if all were accepted: it holds what was inserted or moved there.
        pairs: Units of the old and the new version.
    """
    touching = [
        *_touching(old, [before for before, _ in pairs if before is not None], _IN_OLD),
        *_touching(new, [after for _, after in pairs if after is not None], _IN_NEW),
    ]
    found = {Reviser(author=revision.author, date=revision.date): None for revision in touching}
    return tuple(sorted(found, key=lambda reviser: (reviser.date or "", reviser.author or "")))


def _touching(version: Version, units: Sequence[int], kinds: Sequence[RevisionKind]) -> Iterator[Revision]:
    spans = [version.units[unit] for unit in units]
    for revision in version.document.revisions:
        inside = any(revision.start < end and start < revision.end for start, end in spans)
        if revision.kind in kinds and inside:
            yield revision
