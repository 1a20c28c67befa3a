"""Notes on the same words put together, so that a reader can reach each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from clausegap.annotate.notes import Note
from clausegap.annotate.palette import Shade
from clausegap.model.terms import STATUSES, severity_rank

BETWEEN: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the contract and what is noted on them.

    Attributes:
        start: First character.
        end: One past the last; equal to ``start`` for a place where words are missing.
        notes: Notes on just these words, the gravest first.
        others: Notes on longer passages that lie wholly under other ones, and so are told here too.
    """

    start: int
    end: int
    notes: tuple[Note, ...]
    others: tuple[Note, ...] = ()

    @property
    def shade(self) -> Shade:
        """Says which colour it has: the worst status of its notes, but for those on the whole contract."""
        found = (note.status for note in self.notes if note.kind != "summary")
        return min(found, key=STATUSES.index, default="summary")

    @property
    def title(self) -> str:
        """Names of the protections."""
        return "; ".join(dict.fromkeys(note.title for note in self.notes if note.title))

    @property
    def body(self) -> str:
        """What the notes say."""
        return BETWEEN.join(dict.fromkeys(note.body for note in (*self.notes, *self.others)))

    @property
    def name(self) -> str:
        """Tells it from all others of the contract."""
        return f"{'+'.join(dict.fromkeys(note.protection or note.kind for note in self.notes))}:{self.start}-{self.end}"


def passages(notes: Iterable[Note], text: str) -> tuple[Passage, ...]:
    """Returns the words to mark, longer passages before the shorter ones that are drawn on top of them.

    Args:
        notes: Those on words; white space at their ends is left out.
        text: The contract's.
    """
    trimmed = (_trimmed(note, text) for note in notes)
    ordered = sorted(trimmed, key=lambda note: (note.start - note.end, note.start, -severity_rank(note.severity)))
    found = [
        Passage(start, end, tuple(same)) for (start, end), same in groupby(ordered, key=lambda n: (n.start, n.end))
    ]
    return tuple(_with_covered(found, text))


def _trimmed(note: Note, text: str) -> Note:
    words = text[note.start : note.end]
    start = note.start + len(words) - len(words.lstrip())
    return replace(note, start=start, end=max(note.start + len(words.rstrip()), start))


def _with_covered(found: Sequence[Passage], text: str) -> Iterator[Passage]:
    """Yields the passages, each with the notes of those that no reader could reach but through it."""
    others: dict[int, list[Note]] = {}
    for index, passage in enumerate(found):
        above = [at for at in range(index + 1, len(found)) if _meet(passage, found[at])]
        if above and _is_covered(passage, [found[at] for at in above], text):
            topmost = max(at for at in above if found[at].start <= passage.start)
            others.setdefault(topmost, []).extend(passage.notes)
        yield replace(passage, others=tuple(others.get(index, ())))


def _meet(one: Passage, other: Passage) -> bool:
    return one.start < other.end and other.start < one.end


def _is_covered(passage: Passage, above: Iterable[Passage], text: str) -> bool:
    reached = passage.start
    for other in sorted(above, key=lambda other: other.start):
        if text[reached : other.start].strip():
            return False
        reached = max(reached, other.end)
    return reached >= passage.end
