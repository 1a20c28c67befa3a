"""From an analysis and a playbook to the findings of a gap report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from clausegap.gaps import reasons
from clausegap.gaps.case import Case, Judged
from clausegap.gaps.conditions import WeakenerState
from clausegap.gaps.decide import confidence_of, direction_of, missing_severity, weak_severity
from clausegap.gaps.flags import flags_of
from clausegap.gaps.quotes import all_evidence, beginning
from clausegap.gaps.standard import ElementState
from clausegap.model.evidence import Evidence
from clausegap.model.finding import AbsentElement, ElementFinding, Finding, NearMiss, Search, WeakenerFinding
from clausegap.model.ranking import RankedPassage
from clausegap.model.terms import Confidence, Expectation, Flag, Severity, lower_severity, severity_rank

_MOST_CLAUSES: Final = 12
_MOST_QUOTES: Final = 4
# Text that is not there, not filled in or not agreed cannot be read with confidence (catalogue, section 1.6).
_DOUBTFUL: Final[frozenset[Flag]] = frozenset({"by_reference", "redacted_parameter", "draft_text", "doubtful"})


def check(case: Case) -> tuple[Finding, ...]:
    """Returns a finding for every protection, in catalogue order."""
    return tuple(_finding(Judged.of(case, standard)) for standard in case.standards)


def _finding(judged: Judged) -> Finding:
    case, protection, verdict, status = judged.case, judged.protection, judged.verdict, judged.status
    found = status in ("weak", "present")
    flags = flags_of(judged)
    expectation = _expectation(judged)
    return Finding(
        protection=protection.id,
        family=protection.family,
        title=protection.title,
        status=status,
        grade=verdict.grade if found else "absent",
        score=verdict.score if found else None,
        direction=direction_of(judged.group),
        severity=_severity(judged, flags, expectation),
        expectation=expectation,
        confidence=_confidence(judged, flags),
        flags=flags,
        reasons=reasons.for_finding(judged, flags),
        evidence=_evidence(judged, flags),
        elements=tuple(_element(case, state) for state in verdict.elements if state.grade != "absent"),
        absent=tuple(_absent(judged)),
        weakeners=tuple(_weakener(case, state) for state in judged.weakeners),
        search=_search(judged),
        notices=protection.notices if found else (),
        fallbacks=_fallbacks(judged) if status != "present" else {},
    )


def _confidence(judged: Judged, flags: Sequence[Flag]) -> Confidence:
    if _DOUBTFUL & set(flags):
        return "low"
    case = judged.case
    return confidence_of(case.analysis, judged.group, judged.protection.id, resolved=case.resolved)


def _absent(judged: Judged) -> Iterator[AbsentElement]:
    """Yields the elements that lack; limits of a right of the other side lack only where there is such a right."""
    logic = judged.protection.logic
    if logic == "inverted" or (logic == "bounded" and not judged.threatened):
        return
    for state in judged.verdict.elements:
        if state.grade == "absent" and state.role != "minor":
            yield judged.standard.elements[state.element.id].absent


def _evidence(judged: Judged, flags: Sequence[Flag]) -> tuple[Evidence, ...]:
    """Returns the quotes of the operative clauses, or of those that serve only the other side."""
    group, case = judged.group, judged.case
    shown = group.serving or group.opposed
    if judged.status == "missing" and not judged.threatened:
        shown = group.opposed
    quotes = all_evidence(case.document, case.analysis, shown, _MOST_CLAUSES)
    if judged.absence.incorporation is not None and "by_reference" in flags:
        return (judged.absence.incorporation, *quotes)
    return quotes


def _expectation(judged: Judged) -> Expectation:
    if judged.evaluation.holds(judged.protection.required_when):
        return "required"
    playbook, name = judged.case.playbook, judged.protection.id
    for row in playbook.expects_when:
        if name in row.expects and judged.evaluation.holds(row.by):
            return row.expects[name]
    return playbook.expects.get(name, "not_expected")


def _fallbacks(judged: Judged) -> dict[str, str]:
    """Returns the wording to propose: the playbook's own positions first, then those of the rule."""
    case = judged.case
    wordings = {**case.standards.own_wordings(judged.protection.id), **judged.standard.fallbacks}
    return {stance: case.named(words) for stance, words in wordings.items()}


def _severity(judged: Judged, flags: Sequence[Flag], expectation: Expectation) -> Severity:
    whole = missing_severity(_base_severity(judged), expectation)
    adverse = [w.severity for w in judged.adverse]
    if judged.status in ("missing", "undetermined"):
        return max((whole, *adverse), key=severity_rank)
    if "by_reference" in flags:
        return lower_severity(whole)
    if judged.status == "weak":
        return weak_severity(judged.evaluation, judged.weakeners, whole, expectation)
    return max(("info", *adverse), key=severity_rank)


def _base_severity(judged: Judged) -> Severity:
    """Returns the severity of a missing required protection: the playbook's, else the rule's."""
    case, protection = judged.case, judged.protection
    if protection.id in case.playbook.severity:
        return case.playbook.severity[protection.id]
    for setting in protection.missing_severity_when:
        if judged.evaluation.holds(setting.by):
            return setting.to
    return protection.missing_severity_for.get(case.contract_type, protection.missing_severity)


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
        adverse=state.weakener.adverse and state.counts,
        evidence=all_evidence(case.document, case.analysis, state.hits, _MOST_QUOTES),
    )


def _ranked_miss(case: Case, passage: RankedPassage) -> NearMiss:
    return NearMiss(
        evidence=beginning(case.document, case.analysis, passage.start, passage.end, passage.id),
        why=f"only the learned ranker takes it for such a clause (probability {passage.probability:.2f}), no rule does",
    )


def _search(judged: Judged) -> Search:
    case, protection = judged.case, judged.protection
    miss = None
    if judged.status in ("missing", "undetermined") and not judged.threatened:
        passage = judged.unrecognised
        miss = case.traces.nearest_miss(protection, judged.group) if passage is None else _ranked_miss(case, passage)
    return Search(
        rules=case.standards.pattern_counts[protection.id],
        unfinished=judged.unfinished,
        units=case.searched_units,
        readable_share=case.readable_share,
        near_miss=miss,
    )
