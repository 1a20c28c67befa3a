"""What each rule is about, in words: for the clues that say why a passage was ranked as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from clausegap.rules.clause_type import ClauseType
from clausegap.rules.models import Protection
from clausegap.rules.shared import Generic

_DIRECTIONS: Final = {
    "for_user": "for the advised side",
    "mutual": "for both sides",
    "against_user": "for the other side",
    "unknown": "for a side that is not told",
}


def meanings_of(
    protections: Iterable[Protection], generic: Generic, clause_types: Iterable[ClauseType]
) -> dict[str, str]:
    """Returns what each rule is about, by the name under which the ranker knows it.

    Args:
        protections: Of two with the same rules the later one has the word.
        generic: The rules of all protections.
        clause_types: With the cues of the ranker.
    """
    found = {cue.id: cue.says for one in clause_types for cue in one.cues}
    found |= {weakener.id: weakener.why for weakener in generic.weakeners}
    found |= {negative.id: negative.why for negative in generic.negatives}
    found |= {sign.id: sign.id.replace("_", " ") for sign in generic.signs}
    for protection in protections:
        found |= _of_wording(protection)
        found |= _of_clauses(protection)
    return found


def _of_wording(protection: Protection) -> Iterator[tuple[str, str]]:
    name = protection.title.lower()
    for sign in protection.signs:
        yield sign.id, f"wording that bears on {name} ({sign.id})"
    for anchor in protection.anchors:
        yield anchor.id, f"wording of {name} ({anchor.id})"
        yield f"{anchor.id}!", f"wording of {name} that an exception takes away"
    for element in protection.elements:
        yield element.id, element.content
        yield from ((f"{element.id}.{signal}", element.content) for signal in element.signals)
    yield from ((weakener.id, weakener.why) for weakener in protection.weakeners)
    yield from ((negative.id, negative.why) for negative in protection.negatives)


def _of_clauses(protection: Protection) -> Iterator[tuple[str, str]]:
    name = protection.title.lower()
    yield f"{protection.id}#", f"a clause of {name}"
    for direction, whom in _DIRECTIONS.items():
        yield f"{protection.id}#{direction}", f"a clause of {name} {whom}"
