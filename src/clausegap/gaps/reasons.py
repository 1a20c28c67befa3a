"""One-line reasons, the most important first, in words a lawyer would accept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from clausegap.gaps.conditions import ElementState, WeakenerState
from clausegap.gaps.decide import Verdict
from clausegap.model.terms import Flag, Status
from clausegap.rules.models import Protection

_MOST: Final = 8


def for_finding(
    status: Status,
    verdict: Verdict,
    elements: Sequence[ElementState],
    weakeners: Sequence[WeakenerState],
    flags: Sequence[Flag],
    protection: Protection,
) -> tuple[str, ...]:
    """Returns the reasons for a status."""
    if status == "undetermined":
        return (
            "No operative clause was found, but not everything could be read or run, so absence cannot be claimed.",
        )
    if status == "missing":
        return _missing(flags, weakeners)
    if "by_reference" in flags:
        return ("The subject is only incorporated from another document that was not supplied; ask for it.",)
    found = [_failing(state) for state in verdict.failing]
    found += [_capital(w.weakener.why) for w in weakeners if w.counts]
    if status == "weak" and verdict.score is None:
        majors = ", ".join(s.element.content for s in elements if s.role == "major" and s.grade != "absent")
        found.insert(0, f"Only supporting parts were found ({majors}); the operative clause itself is not there.")
    if status == "present":
        cores = [s.element.content for s in elements if s.role == "core"]
        found.insert(0, f"All core parts are there: {'; '.join(cores)}.")
    return tuple(dict.fromkeys(found))[:_MOST] or (f"{protection.title}: an operative clause was found.",)


def _missing(flags: Sequence[Flag], weakeners: Sequence[WeakenerState]) -> tuple[str, ...]:
    if "counterparty_only" in flags:
        first = "A clause of this kind exists, but it serves only the other side."
    elif "deleted_by_amendment" in flags:
        first = "The clause is marked as deleted, reserved or intentionally omitted."
    elif "heading_only" in flags:
        first = "A heading was found without operative text for the advised side; check the extraction."
    else:
        first = "No operative clause that serves the advised side was found in the whole text."
    return tuple(dict.fromkeys((first, *(_capital(w.weakener.why) for w in weakeners))))[:_MOST]


def _failing(state: ElementState) -> str:
    if state.grade == "absent":
        return f"Nothing was found on: {state.element.content}."
    if state.grade == "unknown":
        return f"The value is blank or redacted: {state.element.content}."
    return f"The wording is too weak on: {state.element.content}."


def _capital(sentence: str) -> str:
    shown = sentence[:1].upper() + sentence[1:]
    return shown if shown.endswith(".") else f"{shown}."
