"""From an analysis and a playbook to the gap report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from clausegap.gaps import reasons
from clausegap.gaps.absence import Absence, Traces
from clausegap.gaps.conditions import ElementState, Evaluation, WeakenerState
from clausegap.gaps.decide import (
    Verdict,
    confidence_of,
    direction_of,
    missing_severity,
    verdict_on,
    weak_severity,
)
from clausegap.gaps.group import clause_group
from clausegap.gaps.quotes import all_evidence
from clausegap.model.analysis import Analysis
from clausegap.model.document import Document
from clausegap.model.finding import AbsentElement, ElementFinding, Finding, Search, WeakenerFinding
from clausegap.model.terms import (
    ContractType,
    Expectation,
    Flag,
    Severity,
    Status,
    lower_severity,
    severity_rank,
)
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Protection
from clausegap.rules.shared import Playbook

_MOST_CLAUSES: Final = 12
_MOST_QUOTES: Final = 4
# Text that is not there, not filled in or not agreed cannot be read with confidence (catalogue, section 1.6).
_DOUBTFUL: Final[frozenset[Flag]] = frozenset({"by_reference", "redacted_parameter", "draft_text"})


@dataclass(frozen=True)
class Case:
    """One document under one playbook.

    Attributes:
        document: The contract.
        analysis: What the pipeline found in it.
        library: The rules.
        playbook: What to expect.
        contract_type: What kind of contract it is.
    """

    document: Document
    analysis: Analysis
    library: RuleLibrary
    playbook: Playbook
    contract_type: ContractType

    @cached_property
    def traces(self) -> Traces:
        """What stands in the document in the place of missing clauses."""
        return Traces(self.document, self.analysis, self.library)


def check(case: Case) -> tuple[Finding, ...]:
    """Returns a finding for every protection, in catalogue order."""
    return tuple(_finding(case, protection) for protection in case.library.protections)


def _finding(case: Case, protection: Protection) -> Finding:
    group = clause_group(case.document.text, case.analysis, protection)
    generic = case.library.generic.weakeners
    evaluation = Evaluation(
        case.document.text,
        case.analysis,
        protection,
        group,
        case.contract_type,
        generic,
        severities=case.playbook.weakener_severity,
    )
    elements, weakeners = evaluation.elements(), evaluation.weakeners()
    verdict = verdict_on(evaluation, elements, weakeners)
    absence = case.traces.absence_of(protection)
    adverse = [w for w in weakeners if w.weakener.adverse and w.counts]
    status = _final_status(case, protection, verdict, absence)
    if status in ("missing", "undetermined") or not group.serving:
        weakeners = tuple(adverse)
    flags = _flags(case, evaluation, verdict, status, absence, elements, adverse=bool(adverse))
    expectation = case.playbook.expects.get(protection.id, "not_expected")
    severity = _severity(case, evaluation, status, flags, weakeners, expectation)
    shown = [h for h in group.serving or group.opposed if status != "missing" or h in group.opposed]
    evidence = all_evidence(case.document, case.analysis, shown, _MOST_CLAUSES)
    if status == "weak" and not group.serving:
        evidence = tuple(e for e in (absence.incorporation,) if e and "by_reference" in flags) + evidence
    return Finding(
        protection=protection.id,
        family=protection.family,
        title=protection.title,
        status=status,
        grade=verdict.grade if status in ("present", "weak") else "absent",
        score=verdict.score if status in ("present", "weak") else None,
        direction=direction_of(group),
        severity=severity,
        expectation=expectation,
        confidence="low"
        if _DOUBTFUL & set(flags)
        else confidence_of(case.analysis, group, protection.id, resolved=_resolved(case)),
        flags=flags,
        reasons=reasons.for_finding(status, verdict, elements, weakeners, flags, protection),
        evidence=evidence,
        elements=tuple(_element(case, state) for state in elements if state.grade != "absent"),
        absent=tuple(
            AbsentElement(id=s.element.id, role=s.role, content=s.element.content)
            for s in elements
            if s.grade == "absent" and s.role != "minor"
        ),
        weakeners=tuple(_weakener(case, state) for state in weakeners),
        search=_search(case, evaluation, status),
        notices=protection.notices if status in ("present", "weak") else (),
        fallbacks=protection.fallbacks.model_dump() if status != "present" else {},
    )


def _final_status(case: Case, protection: Protection, verdict: Verdict, absence: Absence) -> Status:
    """Returns the status after incorporation, deletion and what could not be read."""
    status = verdict.status
    if status == "missing" and absence.incorporation is not None and absence.deletion is None:
        return "weak"
    if status != "present" and verdict.score is None and absence.deletion is not None:
        status = "missing"  # unless what was not read may hold the clause after all
    unsure = not case.document.complete or bool(_unfinished(case, protection))
    return "undetermined" if status == "missing" and unsure else status


def _unfinished(case: Case, protection: Protection) -> tuple[str, ...]:
    """Returns the keys of the protection's patterns that did not finish; a key is ``rule.signal#index``."""
    ids = set(_rule_ids(protection))
    return tuple(key for key in case.analysis.unfinished if key.split("#")[0].split(".")[0] in ids)


def _rule_ids(protection: Protection) -> Sequence[str]:
    anchors = [anchor.id for anchor in protection.anchors]
    return [*anchors, *(e.id for e in protection.elements), *(n.id for n in protection.negatives)]


def _flags(  # noqa: PLR0913 - every flag has its own source
    case: Case,
    evaluation: Evaluation,
    verdict: Verdict,
    status: Status,
    absence: Absence,
    elements: Sequence[ElementState],
    *,
    adverse: bool,
) -> tuple[Flag, ...]:
    group = evaluation.group
    found: list[Flag] = []
    gone = status in ("missing", "undetermined")
    if gone and group.opposed:
        found.append("counterparty_only")
    if not gone and direction_of(group) == "mutual":
        found.append("mutual")
    if status == "weak" and verdict.status == "missing":
        found.append("by_reference")
    if gone and absence.deletion is not None:
        found.append("deleted_by_amendment")
    elif gone and absence.heading is not None and not group.opposed:
        found.append("heading_only")
    if not gone and any(s.grade == "unknown" for s in elements):
        found.append("redacted_parameter")
    if not gone and group.serving and not _resolved(case) and "mutual" not in found:
        found.append("unresolved_party")
    if not gone and _in_draft(case, evaluation):
        found.append("draft_text")
    if adverse:
        found.append("adverse")
    return tuple(found)


def _in_draft(case: Case, evaluation: Evaluation) -> bool:
    for hit in evaluation.group.serving:
        unit = case.analysis.units[hit.unit]
        shown = case.document.text[unit.start : unit.end].strip()
        if (shown.startswith("[") and shown.endswith("]")) or "note to draft" in shown.lower():
            return True
    return False


def _resolved(case: Case) -> bool:
    return any(party.role is not None for party in case.analysis.parties)


def _severity(
    case: Case,
    evaluation: Evaluation,
    status: Status,
    flags: Sequence[Flag],
    weakeners: Sequence[WeakenerState],
    expectation: Expectation,
) -> Severity:
    protection = evaluation.protection
    base = case.playbook.severity.get(
        protection.id, protection.missing_severity_for.get(case.contract_type, protection.missing_severity)
    )
    whole = missing_severity(base, expectation)
    adverse = [w.severity for w in weakeners if w.weakener.adverse and w.counts]
    if status in ("missing", "undetermined"):
        return max((whole, *adverse), key=severity_rank)
    if "by_reference" in flags:
        return lower_severity(whole)
    if status == "weak":
        return weak_severity(evaluation, weakeners, whole, expectation)
    return max(("info", *adverse), key=severity_rank)


def _element(case: Case, state: ElementState) -> ElementFinding:
    return ElementFinding(
        id=state.element.id,
        role=state.role,
        content=state.element.content,
        grade=state.grade,
        evidence=all_evidence(case.document, case.analysis, state.hits, _MOST_QUOTES),
        parameters=state.parameters,
    )


def _weakener(case: Case, state: WeakenerState) -> WeakenerFinding:
    return WeakenerFinding(
        id=state.weakener.id,
        severity=state.severity,
        why=state.weakener.why,
        cured_by=state.cured_by,
        evidence=all_evidence(case.document, case.analysis, state.hits, _MOST_QUOTES),
    )


def _search(case: Case, evaluation: Evaluation, status: Status) -> Search:
    protection = evaluation.protection
    miss = None
    if status in ("missing", "undetermined"):
        miss = case.traces.nearest_miss(protection, evaluation.group)
    return Search(
        rules=sum(pattern.protection == protection.id for pattern in case.library.patterns),
        unfinished=_unfinished(case, protection),
        units=sum(unit.zone == "body" and unit.kind != "heading" for unit in case.analysis.units),
        readable_share=round(case.document.readable_share, 4),
        near_miss=miss,
    )
