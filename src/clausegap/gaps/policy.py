"""Checks the rules and positions of a playbook: a small function for each shape of rule.

Order of evaluation for positions: the preferred wording, then each fallback, then always the
unacceptable wording, even where a position is met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clausegap.gaps.case import Case
from clausegap.gaps.quotes import quote
from clausegap.model.evidence import Evidence, Parameter
from clausegap.model.finding import ElementFinding, Finding
from clausegap.model.policy import PolicyFinding, PolicyResult
from clausegap.model.terms import Severity, grade_rank
from clausegap.rules.playbook import Position
from clausegap.rules.policy import (
    AcceptableSet,
    MustBeAbsent,
    MustBePresent,
    MustHaveFeature,
    NumericCeiling,
    NumericFloor,
    Policy,
)

_NEAR: Final = 75.0  # token_set_ratio, 0 to 100, from which a clause counts as the wording of a position
_COMPARED: Final = 4_000  # characters; the comparison grows with the square of its input
_MOST_QUOTES: Final = 4


@dataclass(frozen=True, slots=True)
class _Result:
    """What a check found: the result, what the contract says, and where."""

    result: PolicyResult
    said: str
    evidence: tuple[Evidence, ...] = ()


def check_policy(case: Case, findings: Sequence[Finding]) -> tuple[PolicyFinding, ...]:
    """Returns the result of every rule and position of the case's playbook, in the playbook's order."""
    view = _View(case, {finding.protection: finding for finding in findings})
    rules = tuple(_ruled(view, rule) for rule in case.playbook.rules)
    positions = tuple(p for name, position in case.playbook.positions.items() for p in _positions(view, name, position))
    return rules + positions


class _View:
    """The findings of a case as the checks ask for them."""

    def __init__(self, case: Case, findings: Mapping[str, Finding]) -> None:
        self.case = case
        self.findings = findings
        self._elements = {e.id: e for finding in findings.values() for e in finding.elements}

    def finding(self, name: str) -> Finding:
        """Returns the finding of the protection that a protection or rule id belongs to."""
        return self.findings[self.case.library.owners[name].id]

    def element(self, name: str) -> ElementFinding | None:
        """Returns an element that was found, or None."""
        return self._elements.get(name)

    def nothing(self, name: str | None = None) -> _Result:
        """Returns the result of silence: undetermined where not everything was read."""
        unread = not self.case.document.complete
        unread = unread or (name is not None and self.finding(name).status == "undetermined")
        said = "not found, but not everything could be read" if unread else "the contract does not speak of it"
        return _Result("undetermined" if unread else "silent", said)

    def wording(self, phrases: Sequence[str], protection: str | None) -> tuple[Evidence, ...]:
        """Returns where phrases stand, in the clauses of a protection or anywhere."""
        members = None if protection is None else self.case.board.evaluation(protection).group.units
        found = sorted(self.case.traces.units_with(map(self.case.library.sign, phrases)))
        chosen = [index for index in found if members is None or index in members][:_MOST_QUOTES]
        units = [self.case.analysis.units[index] for index in chosen]
        return tuple(quote(self.case.document, self.case.analysis, u.start, u.end, "playbook") for u in units)


def _ruled(view: _View, rule: Policy) -> PolicyFinding:
    found = CHECKS[type(rule)](view, rule)
    severity: Severity = rule.severity
    if found.result == "ok":
        severity = "info"
    elif found.result == "silent":
        severity = rule.silence or rule.severity
    return PolicyFinding(
        id=rule.id,
        title=rule.title,
        check=rule.check,
        result=found.result,
        severity=severity,
        said=found.said,
        evidence=found.evidence[:_MOST_QUOTES],
        action="" if found.result == "ok" else rule.action,
    )


def _numeric(view: _View, rule: NumericCeiling | NumericFloor, passes: Callable[[float, float], bool]) -> _Result:
    element = view.element(rule.of)
    if element is None:
        return view.nothing(rule.of)
    numbers = [p for p in element.parameters if p.kind == rule.kind]
    values = [p.value for p in numbers if p.value is not None]
    said = "; ".join(p.text for p in numbers)
    if not numbers or not values:
        return _without_value(rule, numbers, element)
    good = all(passes(value, rule.value) for value in values)
    return _Result("ok" if good else "deviates", said, element.evidence)


def _without_value(
    rule: NumericCeiling | NumericFloor, numbers: Sequence[Parameter], element: ElementFinding
) -> _Result:
    """A period without end is above every number; a blank says nothing."""
    if any(p.note == "open_ended" for p in numbers):
        return _Result("ok" if isinstance(rule, NumericFloor) else "deviates", numbers[0].text, element.evidence)
    if any(p.note == "redacted" for p in numbers):
        return _Result("undetermined", "the number is blank or redacted", element.evidence)
    return _Result("silent", "no number is given", element.evidence)


def _at_most(view: _View, rule: NumericCeiling) -> _Result:
    return _numeric(view, rule, lambda value, limit: value <= limit)


def _at_least(view: _View, rule: NumericFloor) -> _Result:
    return _numeric(view, rule, lambda value, limit: value >= limit)


def _present(view: _View, rule: MustBePresent) -> _Result:
    if rule.of in view.findings:
        finding = view.findings[rule.of]
        if finding.status in ("missing", "undetermined"):
            return view.nothing(rule.of)
        good = grade_rank(finding.grade) >= grade_rank(rule.least)
        return _Result("ok" if good else "deviates", f"{finding.status}, {finding.grade}", finding.evidence)
    element = view.element(rule.of)
    if element is None:
        return view.nothing(rule.of)
    good = grade_rank(element.grade) >= grade_rank(rule.least)
    return _Result("ok" if good else "deviates", element.grade, element.evidence)


def _absent(view: _View, rule: MustBeAbsent) -> _Result:
    found = view.wording(rule.wording, None) if rule.of is None else _evidence_of(view, rule.of)
    if found is not None and (found or rule.of is not None):
        return _Result("deviates", "it is there", found)
    missing = view.nothing(rule.of)
    return missing if missing.result == "undetermined" else _Result("ok", "not found")


def _evidence_of(view: _View, name: str) -> tuple[Evidence, ...] | None:
    """Returns the quotes of a protection, element or weakener that was found; None when it was not."""
    if name in view.findings:
        finding = view.findings[name]
        return finding.evidence if finding.status in ("present", "weak") else None
    element = view.element(name)
    if element is not None:
        return element.evidence
    weakeners = [w for w in view.finding(name).weakeners if w.id == name and w.cured_by is None]
    return weakeners[0].evidence if weakeners else None


def _one_of(view: _View, rule: AcceptableSet) -> _Result:
    evidence: tuple[Evidence, ...] = ()
    if rule.of in ("governing_law", "contract_type"):
        said = view.case.analysis.governing_law if rule.of == "governing_law" else view.case.contract_type
        texts = [said] if said else []
    else:
        element = view.element(rule.of)
        evidence = element.evidence if element else ()
        texts = [e.quote for e in evidence]
    if not texts:
        return view.nothing(None if rule.of in ("governing_law", "contract_type") else rule.of)
    good = any(re.search(rf"\b{re.escape(v)}\b", text, re.I) for v in rule.values for text in texts)
    return _Result("ok" if good else "deviates", texts[0][:160], evidence)


def _has(view: _View, rule: MustHaveFeature) -> _Result:
    finding = view.findings[rule.of]
    if finding.status in ("missing", "undetermined"):
        return view.nothing(rule.of)
    found = view.wording(rule.wording, rule.of)
    return _Result("ok", "found", found) if found else _Result("deviates", "the clause lacks it", finding.evidence)


CHECKS: Final[Mapping[type, Callable[..., _Result]]] = {
    NumericCeiling: _at_most,
    NumericFloor: _at_least,
    MustBePresent: _present,
    MustBeAbsent: _absent,
    AcceptableSet: _one_of,
    MustHaveFeature: _has,
}


def _positions(view: _View, name: str, position: Position) -> Iterator[PolicyFinding]:
    finding = view.findings[name]
    wordings = {"the preferred wording": position.preferred}
    wordings |= {f"fallback {n}": text for n, text in enumerate(position.fallback, start=1)}
    if any(wordings.values()) and finding.status in ("present", "weak"):
        yield _nearest(view, finding, {label: text for label, text in wordings.items() if text}, position)
    if position.unacceptable:
        found = view.wording(position.unacceptable, name)
        yield PolicyFinding(
            id=f"unacceptable:{name}",
            title=f"{finding.title}: no unacceptable wording",
            check="unacceptable",
            result="deviates" if found else "ok",
            severity=position.severity if found else "info",
            said="unacceptable wording was found" if found else "none was found in the clauses",
            evidence=found,
            action=_action(position) if found else "",
        )


def _nearest(view: _View, finding: Finding, wordings: Mapping[str, str], position: Position) -> PolicyFinding:
    """Returns which of the own positions the clauses are closest to."""
    text = view.case.document.text
    units = view.case.analysis.units
    members = sorted({view.case.analysis.unit_at(e.start) for e in finding.evidence})
    clause = " ".join(" ".join(text[units[i].start : units[i].end].split()) for i in members)[:_COMPARED]
    from rapidfuzz import fuzz  # noqa: PLC0415  only own positions are compared

    scores = {label: fuzz.token_set_ratio(clause, wording[:_COMPARED]) for label, wording in wordings.items()}
    # The first of equals, which is the better position.
    best = max(scores, key=lambda label: scores[label])
    near = scores[best] >= _NEAR
    return PolicyFinding(
        id=f"position:{finding.protection}",
        title=f"{finding.title}: own positions",
        check="position",
        result="ok" if near else "deviates",
        severity="info",
        said=f"{'like' if near else 'unlike all positions; closest to'} {best} (similarity {scores[best]:.0f} of 100)",
        evidence=finding.evidence[:_MOST_QUOTES],
        action="" if near else _action(position),
    )


def _action(position: Position) -> str:
    decides = f"Decides: {position.approver}." if position.approver else ""
    return " ".join(part for part in (position.instruction, decides) if part)
