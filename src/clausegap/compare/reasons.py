"""Why a protection changed, in sentences that a lawyer would accept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clausegap.compare.verdict import Judgement, has_clause
from clausegap.model.comparison import ElementChange, WeakenerChange
from clausegap.model.finding import Finding
from clausegap.model.terms import severity_rank

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
    content = capital(change.content)
    if change.old != change.new:
        before = "not found" if change.old == "absent" else change.old
        after = "not found" if change.new == "absent" else change.new
        return f"{content}: {before} before, {after} now{_numbers(change)}."
    return f"{content}: another number{_numbers(change)}."


def _numbers(change: ElementChange) -> str:
    old, new = (", ".join(f"“{words}”" for words in numbers) for numbers in (change.old_numbers, change.new_numbers))
    if not old and not new:
        return ""
    return f" ({old or 'no such number'} before, {new or 'no such number'} now)"


def capital(text: str) -> str:
    """Returns a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """Returns a sentence with a sign at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
