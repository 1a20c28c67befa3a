"""The risk view: which risks a contract answers, by the matrix of the catalogue (sections 3 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from clausegap.model.finding import Finding
from clausegap.model.risk import ChecklistItem, Risk, RiskPart, RiskView
from clausegap.model.terms import Answer, Grade, RiskState, Severity, severity_rank
from clausegap.rules.models import Protection
from clausegap.rules.shared import RiskEntry, RisksFile

_WEIGHTS: Final[Mapping[Answer, int]] = {"primary": 3, "supporting": 1}
_CREDITS: Final[Mapping[Grade, float]] = {"strong": 1.0, "acceptable": 0.75, "weak": 0.25}
_GRAVE: Final[Severity] = "high"
FORMULA: Final = (
    "Coverage of a risk: mean of the credits of its answers (strong 1, acceptable 0.75, weak 0.25, missing 0), "
    "a primary answer counting three times a supporting one; only answers that the playbook asks for or that were "
    "found count. Coverage of the contract: mean over its risks."
)


def risk_view(findings: Sequence[Finding], protections: Iterable[Protection], file: RisksFile) -> RiskView:
    """Returns the state of every risk, the summary figure, and what lies outside the contract.

    Args:
        findings: One for each protection.
        protections: The rules, which say what each protection answers.
        file: The risks.
    """
    answers = _answers(protections)
    grave = {
        f.protection for f in findings if "adverse" in f.flags and severity_rank(f.severity) >= severity_rank(_GRAVE)
    }
    made: dict[tuple[str, Answer], RiskPart | None] = {}  # one protection answers several risks
    risks = []
    for entry in file.risks:
        parts = []
        for finding in findings:
            answer = answers.get((entry.id, finding.protection))
            if answer is not None:
                key = (finding.protection, answer)
                if key not in made:
                    made[key] = _counted(finding, answer)
                parts.append(made[key])
        risks.append(_risk(entry, [part for part in parts if part is not None], grave))
    return RiskView(
        coverage=_mean(_coverage(risk.parts, 0.0) for risk in risks),
        coverage_at_most=_mean(_coverage(risk.parts, 1.0) for risk in risks),
        formula=FORMULA,
        risks=tuple(risks),
        checklist=tuple(
            ChecklistItem(id=item.id, mitigation=file.mitigations[item.mitigation], text=item.text, risks=item.risks)
            for item in file.checklist
        ),
    )


def _answers(protections: Iterable[Protection]) -> Mapping[tuple[str, str], Answer]:
    """Returns how a protection answers a risk, by the ids of both."""
    found: dict[tuple[str, str], Answer] = {}
    for protection in protections:
        found |= {(risk, protection.id): "supporting" for risk in protection.answers.supporting}
        found |= {(risk, protection.id): "primary" for risk in protection.answers.primary}
    return found


def _counted(finding: Finding, answer: Answer) -> RiskPart | None:
    """Returns a part for a protection that the playbook asks for, or of which something was found; else None."""
    asked = finding.expectation in ("required", "recommended")
    if not asked and finding.status not in ("present", "weak") and "adverse" not in finding.flags:
        return None
    known = finding.status != "undetermined"
    return RiskPart(
        protection=finding.protection,
        answer=answer,
        status=finding.status,
        expectation=finding.expectation,
        credit=_CREDITS.get(finding.grade, 0.0) if known else None,
        adverse="adverse" in finding.flags,
    )


def _risk(entry: RiskEntry, parts: Sequence[RiskPart], grave: Set[str]) -> Risk:
    threatened = any(part.protection in grave for part in parts)
    states = {_state(parts, read, threatened=threatened) for read in (False, True)}
    return Risk(
        id=entry.id,
        title=entry.title,
        text=entry.text,
        state=states.pop() if len(states) == 1 else "undetermined",
        coverage=_coverage(parts, 0.0),
        parts=tuple(parts),
    )


def _state(parts: Sequence[RiskPart], present_if_unread: bool, *, threatened: bool) -> RiskState:
    """Returns the state, what is undetermined taken for present or for missing."""
    primary = [part for part in parts if part.answer == "primary"]
    if not primary:
        return "not_expected"
    statuses = [("present" if present_if_unread else "missing") if p.credit is None else p.status for p in primary]
    if all(status == "missing" for status in statuses):
        return "open"
    asked = [
        status
        for part, status in zip(primary, statuses, strict=True)
        if part.expectation in ("required", "recommended")
    ]
    whole = all(status == "present" for status in asked or statuses)
    return "covered" if whole and not threatened else "partly"


def _coverage(parts: Sequence[RiskPart], unread: float) -> float | None:
    whole = sum(_WEIGHTS[part.answer] for part in parts)
    if not whole:
        return None
    earned = sum(_WEIGHTS[part.answer] * (unread if part.credit is None else part.credit) for part in parts)
    return round(earned / whole, 4)


def _mean(values: Iterable[float | None]) -> float | None:
    counted = [value for value in values if value is not None]
    return round(sum(counted) / len(counted), 4) if counted else None
