"""Status, grade, severity and confidence of one protection (catalogue, sections 1.2 to 1.6 and 1.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from clausegap.gaps.conditions import Evaluation, WeakenerState
from clausegap.gaps.group import Group
from clausegap.gaps.standard import ElementState
from clausegap.model.analysis import Analysis
from clausegap.model.terms import (
    Confidence,
    Direction,
    Expectation,
    Grade,
    Role,
    Severity,
    Status,
    grade_rank,
    lower_severity,
    severity_rank,
)

_WEIGHTS: Final[dict[Role, int]] = {"core": 3, "major": 2, "minor": 1}
_FACTORS: Final[dict[Grade, float]] = {"strong": 1.0, "acceptable": 0.75, "unknown": 0.5, "weak": 0.25, "absent": 0.0}
_PENALTIES: Final[dict[Severity, float]] = {"critical": 0.2, "high": 0.2, "medium": 0.1, "low": 0.03, "info": 0.0}
_STRONG_SCORE: Final = 0.60
_MOST_HIGH: Final = 2
_SERVING: Final[tuple[Direction, ...]] = ("for_user", "mutual", "unknown")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a protection and what led to it.

    Attributes:
        status: Before incorporation, deletion and unread parts are looked at.
        grade: Quality of the clause.
        score: 0 to 1, or None without a clause.
        elements: All that apply.
        weakeners: Those that fire.
        failing: Core elements below acceptable.
        decisive: Weakeners that made it weak.
        why: The rule's own reason, where a rule of its own decided.
        rests_on_absence: Whether it holds only if something is nowhere in the document.
    """

    status: Status
    grade: Grade
    score: float | None
    elements: tuple[ElementState, ...] = ()
    weakeners: tuple[WeakenerState, ...] = ()
    failing: tuple[ElementState, ...] = ()
    decisive: tuple[WeakenerState, ...] = ()
    why: str = ""
    rests_on_absence: bool = False


def verdict_on(evaluation: Evaluation) -> Verdict:
    """Returns the status by the catalogue's decision rule; the score never decides it."""
    elements, weakeners = evaluation.elements(), evaluation.weakeners()
    if evaluation.protection.logic == "inverted":
        return _inverted(evaluation, elements, weakeners)
    if evaluation.protection.logic == "bounded":
        return _bounded(evaluation, elements, weakeners)
    decision = evaluation.protection.decision
    needless = next((ruling for ruling in decision.present_when if evaluation.holds(ruling.by)), None)
    if needless is not None:
        silent = all(name.startswith("!") for row in needless.by for name in row)
        return Verdict("present", "acceptable", None, elements, weakeners, why=needless.why, rests_on_absence=silent)
    if not evaluation.group.serving or evaluation.holds(decision.missing_when):
        return _without_clause(evaluation, elements, weakeners)
    return _with_clause(evaluation, elements, weakeners)


def _with_clause(
    evaluation: Evaluation,
    elements: tuple[ElementState, ...],
    weakeners: tuple[WeakenerState, ...],
    *,
    least: Severity = "high",
) -> Verdict:
    """Core elements and grave weakeners decide whether a clause is weak (section 1.4).

    Two weakeners of the least severity are as grave as one above it.
    """
    decision = evaluation.protection.decision
    failing = tuple(s for s in elements if s.role == "core" and grade_rank(s.grade) < grade_rank("acceptable"))
    counting = [w for w in weakeners if w.counts]
    grave = [w for w in counting if severity_rank(w.severity) > severity_rank(least)]
    high = [w for w in counting if w.severity == least]
    decisive = tuple(grave + (high if len(high) >= _MOST_HIGH else []))
    score = score_of(elements, counting)
    if failing or decisive or evaluation.holds(decision.weak_when):
        return Verdict("weak", "weak", score, elements, weakeners, failing, decisive or tuple(high))
    bare = any(evaluation.grade(name) == "absent" for name in decision.never_strong_without)
    strong = score >= _STRONG_SCORE and not high and not bare
    return Verdict("present", "strong" if strong else "acceptable", score, elements, weakeners)


def _without_clause(
    evaluation: Evaluation, elements: tuple[ElementState, ...], weakeners: tuple[WeakenerState, ...]
) -> Verdict:
    """Only major elements make a protection weak, only minor ones leave it missing (section 1.9, no. 1)."""
    decision = evaluation.protection.decision
    ruling = next((ruling for ruling in decision.weak_without_clause if evaluation.holds(ruling.by)), None)
    supported = any(state.role == "major" and state.grade != "absent" for state in elements)
    alone = not evaluation.group.serving and not evaluation.group.opposed
    if ruling is not None or (supported and alone):
        return Verdict("weak", "weak", None, elements, weakeners, why=ruling.why if ruling else "")
    return Verdict("missing", "absent", None, elements, weakeners, rests_on_absence=True)


def _inverted(
    evaluation: Evaluation, elements: tuple[ElementState, ...], weakeners: tuple[WeakenerState, ...]
) -> Verdict:
    """A right that threatens: absent is present, limited is weak, open is missing (section 5.4)."""
    decision = evaluation.protection.decision
    barred = any(state.role == "core" and state.grade == "strong" for state in elements)
    if not evaluation.group.serving:
        grade: Grade = "strong" if barred else "acceptable"
        return Verdict("present", grade, None, elements, weakeners, rests_on_absence=not barred)
    limited = any(state.role != "minor" and state.grade != "absent" for state in elements)
    counting = [w for w in weakeners if w.counts]
    if limited and not evaluation.holds(decision.missing_when):
        return Verdict("weak", "weak", score_of(elements, counting), elements, weakeners)
    return _without_limits(elements, weakeners, limited=limited)


def _bounded(
    evaluation: Evaluation, elements: tuple[ElementState, ...], weakeners: tuple[WeakenerState, ...]
) -> Verdict:
    """A burden that is in order within limits: none is present, one without any limit is missing, else as a clause."""
    if not evaluation.group.serving:
        return Verdict("present", "acceptable", None, elements, weakeners, rests_on_absence=True)
    limited = any(state.role != "minor" and state.grade != "absent" for state in elements)
    if not limited or evaluation.holds(evaluation.protection.decision.missing_when):
        return _without_limits(elements, weakeners, limited=limited)
    return _with_clause(evaluation, elements, weakeners, least="medium")


def _without_limits(
    elements: tuple[ElementState, ...], weakeners: tuple[WeakenerState, ...], *, limited: bool
) -> Verdict:
    """A right of the other side that nothing limits, which is a claim about the whole text, or not enough."""
    return Verdict("missing", "absent", None, elements, weakeners, rests_on_absence=not limited)


def score_of(elements: Sequence[ElementState], weakeners: Sequence[WeakenerState]) -> float:
    """Returns the score of section 1.4, 0 to 1."""
    whole = sum(_WEIGHTS[state.role] for state in elements)
    raw = sum(_WEIGHTS[state.role] * _FACTORS[state.grade] for state in elements) / whole if whole else 0.0
    return round(max(raw - sum(_PENALTIES[w.severity] for w in weakeners), 0.0), 4)


def missing_severity(base: Severity, expectation: Expectation) -> Severity:
    """Returns the severity of a missing protection: full when required, a step less when recommended."""
    if expectation == "required":
        return base
    return lower_severity(base) if expectation == "recommended" else "info"


def weak_severity(
    evaluation: Evaluation, weakeners: Sequence[WeakenerState], whole: Severity, expectation: Expectation
) -> Severity:
    """Returns the severity of a weak protection (section 1.5)."""
    counting = [w.severity for w in weakeners if w.counts]
    for setting in evaluation.protection.decision.severity_when_weak:
        if evaluation.holds(setting.by):
            return setting.to
    if "critical" in counting and expectation == "required":
        return "critical"
    worst = max((lower_severity(whole), *counting), key=severity_rank)
    return min((worst, whole), key=severity_rank)


def direction_of(group: Group) -> Direction:
    """Returns whom the clauses of a group serve."""
    present = {hit.direction for hit in group.serving}
    for direction in _SERVING:
        if direction in present:
            return direction
    return "against_user" if group.opposed else "unknown"


def confidence_of(analysis: Analysis, group: Group, protection: str, *, resolved: bool) -> Confidence:
    """Returns how sure the reading is (section 1.6)."""
    units = {hit.unit for hit in group.serving}
    headed = any(analysis.units[unit].section in analysis.families[protection] for unit in units)
    if headed and resolved:
        return "high"
    return "medium" if units else "low"
