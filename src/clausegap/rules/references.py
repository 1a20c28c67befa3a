"""Checks that the names a rule file uses exist: conditions, measures, notices, unique ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final, NoReturn

from clausegap.rules.models import Conditions, Element, Protection
from clausegap.rules.shared import Generic, NoticesFile, Playbook
from clausegap.rules.yamlfile import RuleSource, mistake

# Facts about a contract that the pipeline establishes and conditions may name.
FACTS: Final = (
    "individual_supplier",
    "employment_agreement",
    "subcontracting_barred",
    "confidentiality_survives",
    "supplier_offshore",
    "supplier_home_law",
)

_Steps = tuple[int | str, ...]


def check_references(
    protection: Protection, everywhere: Set[str], generic: Generic, notices: NoticesFile, source: RuleSource
) -> None:
    """Checks one protection file.

    Args:
        protection: The file's content.
        everywhere: Ids of all protections and of all their rules, which conditions may name.
        generic: Rules of all protections.
        notices: The jurisdiction notices.
        source: The file, for messages.

    Raises:
        RulesError: A name refers to nothing.
    """
    known = everywhere | {w.id for w in generic.weakeners} | set(FACTS)
    for steps, conditions, local in _conditions(protection):
        _check_names(conditions, known | local, steps, source)
    for a, anchor in enumerate(protection.anchors):
        for s, name in enumerate(anchor.signals):
            if not _names_signal(protection, name):
                _fail(source, ("anchors", a, "signals", s), f"{name!r} is no signal of an element of this protection")
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
    known |= {protection.id for protection in protections}
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
                _fail(source, (*steps, r, c), f"{name!r} is no signal, measure, rule, protection or fact")


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
    for kind in ("anchors", "signs", "elements", "weakeners", "negatives"):
        for index, rule in enumerate(getattr(protection, kind)):
            yield (kind, index, "id"), rule.id


def _names_signal(protection: Protection, name: str) -> bool:
    wanted, _, signal = name.partition(".")
    return any(e.id == wanted and (not signal or signal in e.signals) for e in protection.elements)


def _conditions(protection: Protection) -> Iterator[tuple[_Steps, Conditions, frozenset[str]]]:
    for e, element in enumerate(protection.elements):
        local = _local_names(element)
        for key in ("grades", "limits"):
            for grade, conditions in getattr(element, key).items():
                yield ("elements", e, key, grade), conditions, local
    for steps, conditions in (*_of_weakeners(protection), *_of_decision(protection)):
        yield steps, conditions, frozenset()


def _of_weakeners(protection: Protection) -> Iterator[tuple[_Steps, Conditions]]:
    for w, weakener in enumerate(protection.weakeners):
        for key in ("when", "unless", "cured_by"):
            yield ("weakeners", w, key), getattr(weakener, key)
        for r, setting in enumerate(weakener.reduced):
            yield ("weakeners", w, "reduced", r, "by"), setting.by


def _of_decision(protection: Protection) -> Iterator[tuple[_Steps, Conditions]]:
    decision = protection.decision
    yield ("required_when",), protection.required_when
    for r, setting in enumerate(protection.missing_severity_when):
        yield ("missing_severity_when", r, "by"), setting.by
    for key in ("weak_when", "missing_when"):
        yield ("decision", key), getattr(decision, key)
    for key in ("present_when", "weak_without_clause", "severity_when_weak"):
        for r, row in enumerate(getattr(decision, key)):
            yield ("decision", key, r, "by"), row.by


def _local_names(element: Element) -> frozenset[str]:
    return frozenset(element.signals) | frozenset(element.measures)


def _fail(source: RuleSource, steps: _Steps, reason: str) -> NoReturn:
    raise mistake(source, steps, reason)
