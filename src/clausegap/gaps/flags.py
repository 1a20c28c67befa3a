"""Flags: what refines a status without replacing it (catalogue, section 1.2)."""

from __future__ import annotations

from clausegap.gaps.case import Judged
from clausegap.gaps.decide import direction_of
from clausegap.gaps.ranked import is_doubtful
from clausegap.model.analysis import AMENDED
from clausegap.model.terms import Flag


def flags_of(judged: Judged) -> tuple[Flag, ...]:
    """Returns the flags of a finding."""
    gone = judged.status in ("missing", "undetermined")
    found = [*_of_absence(judged)] if gone else [*_of_clause(judged)]
    if judged.adverse or (judged.threatened and gone):
        found.append("adverse")
    return tuple(found)


def _of_absence(judged: Judged) -> list[Flag]:
    found: list[Flag] = []
    if judged.group.opposed:
        found.append("counterparty_only")
    amended = any(hit.dropped_by == AMENDED for hit in judged.group.dropped)
    if judged.absence.deletion is not None or amended:
        found.append("deleted_by_amendment")
    elif judged.absence.heading is not None and not judged.group.opposed and not judged.threatened:
        found.append("heading_only")
    return found


def _of_clause(judged: Judged) -> list[Flag]:
    found: list[Flag] = []
    mutual = direction_of(judged.group) == "mutual"
    if mutual:
        found.append("mutual")
    if judged.status == "weak" and judged.verdict.status == "missing":
        found.append("by_reference")
    if any(state.grade == "unknown" for state in judged.verdict.elements):
        found.append("redacted_parameter")
    if judged.group.serving and not judged.case.resolved and not mutual:
        found.append("unresolved_party")
    if _in_draft(judged):
        found.append("draft_text")
    if is_doubtful(judged.case.analysis, judged.protection, judged.group):
        found.append("doubtful")
    return found


def _in_draft(judged: Judged) -> bool:
    analysis, text = judged.case.analysis, judged.case.document.text
    for hit in judged.group.serving:
        unit = analysis.units[hit.unit]
        shown = text[unit.start : unit.end].strip()
        if (shown.startswith("[") and shown.endswith("]")) or "note to draft" in shown.lower():
            return True
    return False
