"""Whether a protection got stronger or weaker between two findings, and why.

The rule, in this order:

1. Either finding is undetermined: *undetermined*. What could not be read is never called removed; that a version
   was not wholly read, ``compare.reports`` knows.
2. An operative clause before and none now: *removed*; the other way: *added*. A protection is without a clause
   if it is missing, or weak only because supporting parts of it stand elsewhere.
3. The status, from the worst: missing with something taken from the advised side, missing, weak, present;
   then the grade. Lower is *weakened*, higher is *strengthened*.
4. Signs of one status and grade: weakeners that came, went, or got another severity by wording that cures
   them, and elements with another grade. The weightiest sign decides; losses and gains that are equally
   heavy leave it *changed*.
5. Nothing of all this: *changed* if a sentence of its own has other words (``compare.reports``), a number in it for
   instance, that are not shown with another protection; else *unchanged*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clausegap.model.comparison import ChangeKind, ElementChange, WeakenerChange
from clausegap.model.finding import ElementFinding, Finding
from clausegap.model.terms import (
    STATUSES,
    Grade,
    Role,
    Severity,
    Status,
    grade_rank,
    severity_rank,
)

_FOUND: Final[tuple[Status, ...]] = ("weak", "present")
# As weights of signs: a core element counts as much as a weakener of high severity (two of these make a clause weak).
_OF_WEAKENER: Final[dict[Severity, int]] = {"critical": 4, "high": 3, "medium": 2, "low": 1, "info": 0}
_OF_ELEMENT: Final[dict[Role, int]] = {"core": 3, "major": 2, "minor": 1}
_UNEXPECTED: Final = ("optional", "not_expected")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a protection, its words left aside.

    Attributes:
        kind: ``unchanged`` where neither verdict nor its parts differ, whatever the words.
        elements: Those that changed.
        weakeners: Those that changed, gravest first.
    """

    kind: ChangeKind
    elements: tuple[ElementChange, ...]
    weakeners: tuple[WeakenerChange, ...]


def judge(old: Finding, new: Finding) -> Judgement:
    """Returns what became of a protection between two findings on it."""
    weakeners = tuple(_weakener_changes(old, new))
    both_found = old.status in _FOUND and new.status in _FOUND
    elements = tuple(_element_changes(old, new)) if both_found else ()
    return Judgement(_kind(old, new, elements, weakeners), elements, weakeners)


def has_clause(finding: Finding) -> bool:
    """Returns whether an operative clause gives the protection, or the contract needs none."""
    incorporated = "by_reference" in finding.flags
    return finding.status == "present" or (finding.status == "weak" and (finding.score is not None or incorporated))


def severity_of(kind: ChangeKind, old: Finding, new: Finding, weakeners: Sequence[WeakenerChange]) -> Severity:
    """Returns how much a change matters.

    A loss weighs as the finding on the new version does. Where that is no gap it weighs as the gravest
    new weakener, at least ``low``; ``info`` if the playbook does not ask for the protection. A gain
    weighs as the gap did that it closes or lessens. A change that is neither is ``info``.
    """
    if kind in ("removed", "undetermined"):
        return new.severity
    if kind == "weakened":
        return new.severity if new.status != "present" else _loss_of_present(new, weakeners)
    if kind in ("added", "strengthened"):
        return old.severity
    return "info"


def _loss_of_present(new: Finding, weakeners: Sequence[WeakenerChange]) -> Severity:
    if new.expectation in _UNEXPECTED and "adverse" not in new.flags:
        return "info"
    return max((c.new for c in weakeners if is_worse(c) and c.new), key=severity_rank, default="low")


def _kind(
    old: Finding, new: Finding, elements: Sequence[ElementChange], weakeners: Sequence[WeakenerChange]
) -> ChangeKind:
    if "undetermined" in (old.status, new.status):
        return "undetermined"
    if has_clause(old) != has_clause(new):
        return "removed" if has_clause(old) else "added"
    before, after = _standing(old), _standing(new)
    if before != after:
        return "weakened" if after < before else "strengthened"
    losses, gains = weights_of(elements, weakeners)
    lost, gained = max(losses, default=-1), max(gains, default=-1)
    if lost != gained:
        return "weakened" if lost > gained else "strengthened"
    return "changed" if losses else "unchanged"


def weights_of(elements: Iterable[ElementChange], weakeners: Iterable[WeakenerChange]) -> tuple[list[int], list[int]]:
    """Returns the weights of all losses and of all gains."""
    losses, gains = [], []
    for weakener in weakeners:
        if is_worse(weakener):
            losses.append(_OF_WEAKENER[weakener.new or "info"])
        else:
            gains.append(_OF_WEAKENER[weakener.old or "info"])
    for element in elements:
        if element.new != element.old:
            is_lower = grade_rank(element.new) < grade_rank(element.old)
            # Between weak and not found there is little: a poor wording that goes is hardly a loss.
            little = {element.old, element.new} == {"absent", "weak"}
            (losses if is_lower else gains).append(_OF_ELEMENT[element.role] - little)
    return losses, gains


def _standing(finding: Finding) -> tuple[int, int, int]:
    takes = finding.status == "missing" and "adverse" in finding.flags
    return STATUSES.index(finding.status), 0 if takes else 1, grade_rank(finding.grade)


def is_worse(change: WeakenerChange) -> bool:
    """Returns whether a weakener came or got graver."""
    return _rank(change.new) > _rank(change.old)


def _rank(severity: Severity | None) -> int:
    return -1 if severity is None else severity_rank(severity)


def _weakener_changes(old: Finding, new: Finding) -> Iterator[WeakenerChange]:
    before, after = _weakeners(old), _weakeners(new)
    why = {w.id: w.why for finding in (old, new) for w in finding.weakeners}
    changes = [
        WeakenerChange(id=name, why=why[name], old=before.get(name), new=after.get(name))
        for name in why
        if before.get(name) != after.get(name)
    ]
    yield from sorted(changes, key=lambda c: (-max(_rank(c.old), _rank(c.new)), c.id))


def _weakeners(finding: Finding) -> dict[str, Severity]:
    """Returns the severity of each weakener that counts."""
    return {w.id: w.severity for w in finding.weakeners if w.cured_by is None}


def _element_changes(old: Finding, new: Finding) -> Iterator[ElementChange]:
    """Yields the elements with another grade, or with other numbers in the place of those they had."""
    before, after = ({element.id: element for element in finding.elements} for finding in (old, new))
    for name in [*after, *(name for name in before if name not in after)]:
        known = after.get(name) or before[name]
        grades = [_grade(before.get(name)), _grade(after.get(name))]
        gone, come = _numbers_without(before, after, name), _numbers_without(after, before, name)
        if grades[0] != grades[1] or (gone and come):
            yield ElementChange(
                id=name,
                role=known.role,
                content=known.content,
                old=grades[0],
                new=grades[1],
                old_numbers=gone,
                new_numbers=come,
            )


def _grade(element: ElementFinding | None) -> Grade:
    return "absent" if element is None else element.grade  # what is not listed was not found


def _numbers_without(
    these: Mapping[str, ElementFinding], those: Mapping[str, ElementFinding], name: str
) -> tuple[str, ...]:
    """Returns the words of the numbers of an element that have no equal on the other side.

    Only values are compared: "thirty (30) days" and "30 days" are equal.
    """
    own, other = ([] if element is None else element.parameters for element in (these.get(name), those.get(name)))
    values = {(p.kind, p.value, p.note) for p in other}
    return tuple(dict.fromkeys(p.text for p in own if (p.kind, p.value, p.note) not in values))
