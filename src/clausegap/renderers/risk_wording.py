"""The sentences on risks and on the rules of a playbook that all reports share."""

from __future__ import annotations

from typing import Final

from clausegap.model.evidence import Evidence
from clausegap.model.finding import Finding
from clausegap.model.policy import PolicyResult
from clausegap.model.report import Report
from clausegap.model.risk import Risk, RiskPart, RiskView
from clausegap.model.terms import RiskState
from clausegap.renderers.wording import plural, printable, sentence

RISK_STATE_NAMES: Final[dict[RiskState, str]] = {
    "open": "open",
    "undetermined": "undetermined",
    "partly": "partly covered",
    "covered": "covered",
    "not_expected": "not expected here",
}

POLICY_RESULT_NAMES: Final[dict[PolicyResult, str]] = {
    "ok": "as asked",
    "deviates": "not as asked",
    "silent": "the contract is silent",
    "undetermined": "undetermined",
}


def coverage_line(view: RiskView) -> str:
    """Returns the summary figure of the risk view, with how many risks are in which state."""
    states = [risk.state for risk in view.risks]
    counts = [f"{states.count(s)} {RISK_STATE_NAMES[s]}" for s in RISK_STATE_NAMES if s in states]
    said = f"{plural(len(states), 'risk')}: {', '.join(counts)}."
    if view.coverage is None or view.coverage_at_most is None:
        return said
    most = f", at most {percent(view.coverage_at_most)} with what was not read"
    return f"{said} Coverage {percent(view.coverage)}{most if view.coverage_at_most > view.coverage else ''}."


def percent(share: float) -> str:
    """Returns a share as a whole percentage."""
    return f"{round(100 * share)}%"


def risk_answers(report: Report, risk: Risk) -> tuple[tuple[Finding, RiskPart], ...]:
    """Returns the protections that decide a risk with their parts: primary answers first, then the worst."""
    order = ("missing", "undetermined", "weak", "present")
    pairs = [(report.finding(part.protection), part) for part in risk.parts]
    return tuple(sorted(pairs, key=lambda p: (p[1].answer != "primary", order.index(p[1].status))))


def answers_line(report: Report, risk: Risk) -> str:
    """Returns the primary answers to a risk with their statuses, or that there are none to expect."""
    pairs = [(f, part) for f, part in risk_answers(report, risk) if part.answer == "primary"]
    if not pairs:
        return "No main answer is expected of this type of contract."
    return printable("; ".join(f"{f.title}: {part.status}" for f, part in pairs))


def adverse_lines(finding: Finding) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """Returns what a finding takes from the advised side, each with its quotes."""
    taken = [(sentence(w.why), w.evidence) for w in finding.weakeners if w.adverse]
    return tuple(taken) or ((sentence(finding.reasons[0]), finding.evidence),)
