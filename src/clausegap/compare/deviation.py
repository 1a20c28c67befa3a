"""How a clause differs from a standard wording by what the rules recognise in both, and why.

The rule, in this order:

1. No part is recognised in the wording, and the contract has other words: *undetermined*.
2. Signs have the weights that they have between two versions: weakeners that the wording does not have, parts of it
   with a lower grade or none (losses), and the other way (gains). *weaker* is a loss that is weightier than each
   gain, or as weighty where the losses weigh more together, or that makes a weak clause of what is none in the wording;
   any other loss is *different*.
3. A loss that consists in silence counts only if the whole contract was read; else *undetermined*.
4. Without a loss: *meets* where each sentence stands in the contract; *stronger* with a gain; *close* where most words
   are those of the wording; else *reworded*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from clausegap._sentences import capitalised, sentence
from clausegap.compare.reasons import grade_name, numbers_line
from clausegap.compare.verdict import has_clause, is_worse, judge, weights_of
from clausegap.model.comparison import ElementChange, WeakenerChange
from clausegap.model.deviation import DeviationKind
from clausegap.model.finding import Finding
from clausegap.model.terms import grade_rank

NEAR: Final = 75  # of 100 words; as for the positions of a playbook in a report
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """What the rules see between a standard wording (old) and the contract (new).

    Attributes:
        parts: How many parts they recognise in the wording.
        is_lower: Whether the contract has a weak clause where the wording alone would be none.
        elements: Parts that differ.
        weakeners: Weakeners that differ.
        unread: What the contract seems to lack, where that cannot be claimed.
    """

    parts: int
    is_lower: bool
    elements: tuple[ElementChange, ...]
    weakeners: tuple[WeakenerChange, ...]
    unread: tuple[str, ...]


def difference_of(standard: Finding, contract: Finding, *, complete: bool) -> Difference:
    """Returns what the rules see between a standard wording and the contract.

    Args:
        standard: The finding on the wording alone.
        contract: The finding on the contract.
        complete: Whether absence can be claimed: all was read, and every pattern finished.
    """
    told = [element.id for element in standard.elements if element.evidence] if has_clause(standard) else []
    judged = judge(standard, contract)
    # What a wording alone has or lacks by being silent is neither a part of it nor a weakness.
    silent = {element.id for element in standard.elements if not element.evidence}
    silent |= {weakener.id for weakener in standard.weakeners if not weakener.evidence}
    elements = [change for change in judged.elements if told and change.id not in silent]
    weakeners = [change for change in judged.weakeners if change.id not in silent or is_worse(change)]
    lacking = {change.id: change.content for change in elements if change.new == "absent"}
    quiet = {weakener.id for weakener in contract.weakeners if not weakener.evidence}
    lacking |= {change.id: change.why.strip() for change in weakeners if change.id in quiet and is_worse(change)}
    unread = {} if complete else lacking
    return Difference(
        len(told),
        contract.status == "weak" and standard.status == "present",
        tuple(change for change in elements if change.id not in unread),
        tuple(change for change in weakeners if change.id not in unread),
        tuple(unread.values()),
    )


def kind_of(found: Difference, *, is_verbatim: bool, closeness: int) -> DeviationKind:
    """Returns how a clause differs from a wording, by the rule above."""
    if not found.parts and not is_verbatim:
        return "undetermined"
    losses, gains = weights_of(found.elements, found.weakeners)
    if losses:
        outweighed = (max(losses), sum(losses)) <= (max(gains, default=-1), sum(gains))
        return "different" if outweighed and not found.is_lower else "weaker"
    if found.unread:
        return "undetermined"
    if is_verbatim:
        return "meets"
    if gains:
        return "stronger"
    return "close" if closeness >= NEAR else "reworded"


def reasons_of(kind: DeviationKind, found: Difference, *, is_verbatim: bool) -> tuple[str, ...]:
    """Returns the reasons, losses first; what is beyond a number is counted."""
    lines = [*_in_short(kind, found, is_verbatim=is_verbatim), *_losses(found), *_gains(found), *_numbers(found)]
    left = len(lines) - _MOST
    return (*lines[:_MOST], f"And {left} more.") if left > 0 else tuple(lines)


def _in_short(kind: DeviationKind, found: Difference, *, is_verbatim: bool) -> Iterator[str]:
    parts = "the one part" if found.parts == 1 else f"the {found.parts} parts"
    nothing = f"Nothing is lacking of {parts} that the rules recognise in this standard."
    if is_verbatim:
        yield "Every sentence of this standard stands in the contract word for word."
    elif kind == "close":
        yield f"Nearly the same words. {nothing}"
    elif kind in ("reworded", "stronger"):
        yield f"Worded differently. {nothing}"
    if not found.parts:
        yield "The rules recognise no part of this standard, so only words were compared."
    for content in found.unread:
        yield f"{capitalised(content)}: not found, but not everything could be read, so it may be there."


def _losses(found: Difference) -> Iterator[str]:
    for weakener in found.weakeners:
        if is_worse(weakener):
            instead = f" instead of {weakener.old}" if weakener.old else ""
            yield f"A weakness beyond the standard ({weakener.new}{instead}): {_why(weakener)}"
    yield from _graded(found, lambda change: grade_rank(change.new) < grade_rank(change.old))


def _gains(found: Difference) -> Iterator[str]:
    for weakener in found.weakeners:
        if not is_worse(weakener):
            yield f"Without a weakness of the standard ({weakener.old}): {_why(weakener)}"
    yield from _graded(found, lambda change: grade_rank(change.new) > grade_rank(change.old))


def _graded(found: Difference, counts: Callable[[ElementChange], bool]) -> Iterator[str]:
    for change in filter(counts, found.elements):
        there, here = grade_name(change.old), grade_name(change.new)
        yield f"{capitalised(change.content)}: {there} in the standard, {here} in the contract{_both(change)}."


def _numbers(found: Difference) -> Iterator[str]:
    for change in found.elements:
        if change.old == change.new:
            yield f"{capitalised(change.content)}: another number{_both(change)}."


def _why(weakener: WeakenerChange) -> str:
    return sentence(weakener.why.strip())


def _both(change: ElementChange) -> str:
    return numbers_line(change, "in the standard", "in the contract")
