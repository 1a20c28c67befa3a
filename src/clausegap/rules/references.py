"""Checks that the names a rule file uses exist: conditions, measures, notices, unique ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final, NoReturn

from clausegap.rules.models import Conditions, Element, Protection
from clausegap.rules.shared import Generic, NoticesFile, Playbook
from clausegap.rules.yamlfile import RuleSource, mistake

# Facts about a contract that the pipeline establishes and conditions may name.
FACTS: Final = ("individual_supplier", "employment_agreement", "subcontracting_barred", "confidentiality_survives")

_Steps = tuple[int | str, ...]


def check_references(protection: Protection, generic: Generic, notices: NoticesFile, source: RuleSource) -> None:
    """Checks one protection file.

    Raises:
        RulesError: An id is used twice, or a name refers to nothing.
    """
    known = _ids(protection, source) | {w.id for w in generic.weakeners} | set(FACTS)
    for steps, conditions, local in _conditions(protection):
        _check_names(conditions, known | local, steps, source)
    for e, element in enumerate(protection.elements):
        for name, measure in element.measures.items():
            if measure.of not in element.signals:
                _fail(source, ("elements", e, "measures", name, "of"), f"{measure.of!r} is no signal of {element.id}")
    listed = {notice.id for notice in notices.notices}
    for n, name in enumerate(protection.notices):
        if name not in listed:
            _fail(source, ("notices", n), f"{name!r} is not in notices.yaml")


def check_shared(
    protections: Sequence[Protection], generic: Generic, notices: NoticesFile, sources: Mapping[str, RuleSource]
) -> None:
    """Checks the conditions of the generic rules and of the notices, which may name rules of any protection.

    Raises:
        RulesError: A name refers to nothing.
    """
    known = {name for protection in protections for _, name in rule_ids(protection)}
    known |= {weakener.id for weakener in generic.weakeners} | set(FACTS)
    for w, weakener in enumerate(generic.weakeners):
        for key in ("when", "unless", "cured_by"):
            _check_names(getattr(weakener, key), known, ("weakeners", w, key), sources["generic.yaml"])
        for r, reduction in enumerate(weakener.reduced):
            _check_names(reduction.by, known, ("weakeners", w, "reduced", r, "by"), sources["generic.yaml"])
    for n, notice in enumerate(notices.notices):
        _check_names(notice.needs, known, ("notices", n, "needs"), sources["notices.yaml"])


def _check_names(conditions: Conditions, known: Set[str], steps: _Steps, source: RuleSource) -> None:
    for r, row in enumerate(conditions):
        for c, condition in enumerate(row):
            name = condition.lstrip("!").split(">=")[0]
            if name not in known:
                _fail(source, (*steps, r, c), f"{name!r} is no signal, measure, rule of this protection or fact")


def check_playbook(playbook: Playbook, protections: Sequence[Protection], generic: Generic, source: RuleSource) -> None:
    """Checks that a playbook names only protections and weakeners that exist.

    Raises:
        RulesError: A name refers to nothing, so that an expectation would silently be dropped.
    """
    known = {protection.id for protection in protections}
    weakeners = {w.id for w in (*generic.weakeners, *(w for p in protections for w in p.weakeners))}
    for key, names in (("expects", known), ("severity", known), ("weakener_severity", weakeners)):
        for name in getattr(playbook, key):
            if name not in names:
                _fail(source, (key, name), f"there is no {'weakener' if names is weakeners else 'protection'} {name!r}")


def rule_ids(protection: Protection) -> Iterator[tuple[_Steps, str]]:
    """Yields the place and the id of every rule of a protection."""
    for kind in ("anchors", "elements", "weakeners", "negatives"):
        for index, rule in enumerate(getattr(protection, kind)):
            yield (kind, index, "id"), rule.id


def _ids(protection: Protection, source: RuleSource) -> set[str]:
    seen: set[str] = set()
    for steps, name in rule_ids(protection):
        if name in seen:
            _fail(source, steps, f"the id {name!r} is used twice")
        seen.add(name)
    return seen


def _conditions(protection: Protection) -> Iterator[tuple[_Steps, Conditions, frozenset[str]]]:
    none: frozenset[str] = frozenset()
    for e, element in enumerate(protection.elements):
        local = _local_names(element)
        for key in ("grades", "limits"):
            for grade, conditions in getattr(element, key).items():
                yield ("elements", e, key, grade), conditions, local
    for w, weakener in enumerate(protection.weakeners):
        for key in ("when", "unless", "cured_by"):
            yield ("weakeners", w, key), getattr(weakener, key), none
        for r, reduction in enumerate(weakener.reduced):
            yield ("weakeners", w, "reduced", r, "by"), reduction.by, none
    for key in ("weak_when", "missing_when"):
        yield ("decision", key), getattr(protection.decision, key), none
    for r, reduction in enumerate(protection.decision.severity_when_weak):
        yield ("decision", "severity_when_weak", r, "by"), reduction.by, none


def _local_names(element: Element) -> frozenset[str]:
    return frozenset(element.signals) | frozenset(element.measures)


def _fail(source: RuleSource, steps: _Steps, reason: str) -> NoReturn:
    raise mistake(source, steps, reason)
