"""One-line reasons, the most important first, in words a lawyer would accept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from clausegap._sentences import sentence
from clausegap.gaps.case import Judged
from clausegap.gaps.conditions import WeakenerState
from clausegap.gaps.standard import ElementState
from clausegap.model.terms import Flag

_MOST: Final = 8


def for_finding(judged: Judged, flags: Sequence[Flag]) -> tuple[str, ...]:
    """Returns the reasons for a status."""
    if judged.status == "undetermined":
        return (_open(judged),)
    if judged.protection.logic != "direct":
        return _of_a_threat(judged)
    if judged.status == "missing":
        return _numbered([_missing(flags), *_elsewhere(judged)], judged.weakeners)
    if "by_reference" in flags:
        return ("The subject is only incorporated from another document that was not supplied; ask for it.",)
    found = [_failing(state) for state in judged.verdict.failing]
    counting = [w for w in judged.weakeners if w.counts]
    if judged.verdict.why:
        found.insert(0, sentence(judged.verdict.why))
    elif judged.status == "present":
        cores = [s.element.content for s in judged.verdict.elements if s.role == "core"]
        found.insert(0, f"All core parts are there: {'; '.join(cores)}.")
    elif judged.verdict.score is None:
        found.insert(0, _supported(judged.verdict.elements))
    return _numbered(found, counting) or (f"{judged.protection.title}: an operative clause was found.",)


def _open(judged: Judged) -> str:
    if judged.threatened:
        return (
            "The other side has such a right and no limit of it was found, but not everything could be read or run: "
            "a limit may stand elsewhere."
        )
    if judged.unrecognised is not None and judged.doubted:
        return (
            "No rule recognised an operative clause, but the learned ranker is sure of a passage "
            f"(probability {judged.unrecognised.probability:.2f}): read it; absence cannot be claimed."
        )
    return "No operative clause was found, but not everything could be read or run, so absence cannot be claimed."


def _numbered(first: Sequence[str], weakeners: Sequence[WeakenerState]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *(sentence(w.weakener.why) for w in weakeners))))[:_MOST]


def _supported(elements: Sequence[ElementState]) -> str:
    majors = ", ".join(s.element.content for s in elements if s.role == "major" and s.grade != "absent")
    return f"Only supporting parts were found ({majors}); the operative clause itself is not there."


def _of_a_threat(judged: Judged) -> tuple[str, ...]:
    """Returns the reasons where a right of the other side is looked for."""
    if judged.protection.logic == "inverted":
        return _numbered(_of_inverted(judged), judged.weakeners)
    return _numbered(_of_bounded(judged), [w for w in judged.weakeners if w.counts])


def _of_inverted(judged: Judged) -> list[str]:
    if judged.status == "present":
        barred = [s.element.content for s in judged.verdict.elements if s.role == "core" and s.grade == "strong"]
        return [f"The contract says so: {'; '.join(barred)}."] if barred else ["No such right was found in the text."]
    limits = [s.element.content for s in judged.verdict.elements if s.grade != "absent"]
    if judged.status == "weak":
        return [f"The other side has such a right, within limits: {'; '.join(limits)}."]
    return ["The other side has such a right, and nothing limits it."]


def _of_bounded(judged: Judged) -> list[str]:
    """Returns the reasons where the other side may have a right or be owed a duty, but within limits."""
    if not judged.threatened:
        return ["No such clause was found in the text."]
    if judged.status == "missing":
        return ["There is such a clause, and nothing limits it."]
    failing = judged.verdict.failing
    limits = [s.element.content for s in judged.verdict.elements if s.grade != "absent" and s not in failing]
    within = f"There is such a clause, within limits: {'; '.join(limits)}." if limits else "There is such a clause."
    return [within, *map(_failing, failing)]


def _elsewhere(judged: Judged) -> list[str]:
    """Wholesale incorporation is no clause, but what was not supplied may hold one (section 1.9, no. 2)."""
    name = judged.case.traces.wholesale
    return [] if name is None else [f"{name} is incorporated as a whole and was not supplied; it may hold the clause."]


def _missing(flags: Sequence[Flag]) -> str:
    if "counterparty_only" in flags:
        return "A clause of this kind exists, but it serves only the other side."
    if "deleted_by_amendment" in flags:
        return "The clause is marked as deleted, reserved or intentionally omitted."
    if "heading_only" in flags:
        return "A heading was found without operative text for the advised side; check the extraction."
    return "No operative clause that serves the advised side was found in the whole text."


def _failing(state: ElementState) -> str:
    if state.grade == "absent":
        return f"Nothing was found on: {state.element.content}."
    if state.grade == "unknown":
        return f"The value is blank or redacted: {state.element.content}."
    return f"The wording is too weak on: {state.element.content}."
