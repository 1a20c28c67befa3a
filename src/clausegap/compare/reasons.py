"""Why a protection changed, in sentences that a lawyer would accept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clausegap._sentences import capitalised, ended
from clausegap.compare.verdict import Judgement, has_clause
from clausegap.model.comparison import ElementChange, WeakenerChange
from clausegap.model.finding import Finding
from clausegap.model.terms import Grade, severity_rank

_MOST: Final = 10


def reasons_for(old: Finding, new: Finding, judgement: Judgement, *, same_words: bool) -> tuple[str, ...]:
    """Returns the reasons for a change, the most important first.

    Args:
        old: The finding on the old version.
        new: The finding on the new version.
        judgement: What became of the protection.
        same_words: Whether no sentence that it rests on has other words.
    """
    parts = [*map(_of_weakener, judgement.weakeners), *map(_of_element, judgement.elements)]
    if judgement.kind == "unchanged":
        return ("Only words changed; the rules see no difference in what they give.", *parts)[:_MOST]
    found = [*_of_status(old, new), *parts]
    if judgement.kind == "undetermined" and "undetermined" not in (old.status, new.status):
        found.insert(0, "Not everything could be read: the clause may stand in what was not.")
    if same_words and judgement.kind != "undetermined":
        found.append("The words of its own sentences are unchanged; what changed stands elsewhere in the contract.")
    return tuple(dict.fromkeys(found))[:_MOST]


def _of_status(old: Finding, new: Finding) -> Iterator[str]:
    if old.status != new.status:
        yield f"It was {_called(old)} and is now {_called(new)}."
    elif old.grade != new.grade:
        yield f"It was {old.grade} and is now {new.grade}."
    elif new.status == "undetermined":
        yield "In neither version can it be told whether the protection is there."
    elif "adverse" in set(new.flags) - set(old.flags):
        yield "The contract now takes something away from the advised side."
    elif "adverse" in set(old.flags) - set(new.flags):
        yield "The contract no longer takes something away from the advised side."
    if old.status == new.status:
        return
    # Why nothing is there the finding says; why something is weak, the elements and weakeners do.
    if new.status == "undetermined" or not has_clause(new):
        yield from new.reasons[:1]
    elif old.status == "undetermined":
        yield from old.reasons[:1]


def _called(finding: Finding) -> str:
    return f"present ({finding.grade})" if finding.status == "present" else finding.status


def _of_weakener(change: WeakenerChange) -> str:
    why = change.why.strip()
    if change.old is None:
        return f"New weakness ({change.new}): {ended(why)}"
    if change.new is None:
        return f"A weakness is gone or cured ({change.old}): {ended(why)}"
    graver = severity_rank(change.new) > severity_rank(change.old)
    word = "graver" if graver else "lighter"
    return f"A weakness is {word} ({change.new} instead of {change.old}): {ended(why)}"


def _of_element(change: ElementChange) -> str:
    content, numbers = capitalised(change.content), numbers_line(change, "before", "now")
    if change.old == change.new:
        return f"{content}: another number{numbers}."
    return f"{content}: {grade_name(change.old)} before, {grade_name(change.new)} now{numbers}."


def grade_name(grade: Grade) -> str:
    """Returns a grade as a reason names it."""
    return "not found" if grade == "absent" else grade


def numbers_line(change: ElementChange, old: str, new: str) -> str:
    """Returns the numbers of an element that only either side has, in brackets; empty where there are none.

    Args:
        change: The element.
        old: What the one side is called.
        new: What the other side is called.
    """
    told = [", ".join(f"“{words}”" for words in numbers) for numbers in (change.old_numbers, change.new_numbers)]
    if not any(told):
        return ""
    return f" ({told[0] or 'no such number'} {old}, {told[1] or 'no such number'} {new})"
