"""Status, grade, severity and confidence of one protection (catalogue, sections 1.2 to 1.6 and 1.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from clausegap.gaps.conditions import ElementState, Evaluation, WeakenerState
from clausegap.gaps.group import Group
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
    """The status of a protection and what led to it."""

    status: Status
    grade: Grade
    score: float | None
    failing: tuple[ElementState, ...]
    decisive: tuple[WeakenerState, ...]


def verdict_on(evaluation: Evaluation, elements: Sequence[ElementState], weakeners: Sequence[WeakenerState]) -> Verdict:
    """Returns the status by the catalogue's decision rule; the score never decides it."""
    decision = evaluation.protection.decision
    found = [state for state in elements if state.grade != "absent"]
    clause = bool(evaluation.group.serving) and not evaluation.holds(decision.missing_when)
    if not clause:
        supported = any(state.role == "major" for state in found)
        if supported and not evaluation.group.serving and not evaluation.group.opposed:
            return Verdict("weak", "weak", None, (), ())
        return Verdict("missing", "absent", None, (), ())
    failing = tuple(s for s in elements if s.role == "core" and grade_rank(s.grade) < grade_rank("acceptable"))
    counting = [w for w in weakeners if w.counts]
    critical = [w for w in counting if w.severity == "critical"]
    high = [w for w in counting if w.severity == "high"]
    decisive = tuple(critical + (high if len(high) >= _MOST_HIGH else []))
    score = score_of(elements, counting)
    if failing or decisive or evaluation.holds(decision.weak_when):
        return Verdict("weak", "weak", score, failing, decisive or tuple(high))
    bare = any(evaluation.grade(name) == "absent" for name in decision.never_strong_without)
    strong = score >= _STRONG_SCORE and not high and not bare
    return Verdict("present", "strong" if strong else "acceptable", score, (), ())


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
