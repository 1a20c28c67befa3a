"""Checks that the names a rule file uses exist: conditions, measures, notices, unique ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

from clausegap.rules.base import Conditions
from clausegap.rules.models import Element, Protection
from clausegap.rules.shared import Generic, NoticesFile, RisksFile
from clausegap.rules.yamlfile import RuleSource, Steps, mistake

# Facts about a contract that the pipeline establishes and conditions may name.
FACTS: Final = (
    "individual_supplier",
    "employment_agreement",
    "subcontracting_barred",
    "confidentiality_survives",
    "ip_survives",
    "audit_survives",
    "liability_survives",
    "restriction_survives",
    "return_survives",
    "secrecy_breach_ends",
    "supplier_offshore",
    "supplier_home_law",
)


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
    known = everywhere | generic_names(generic)
    for steps, conditions, local in _conditions(protection):
        check_names(conditions, known | local, steps, source)
    for a, anchor in enumerate(protection.anchors):
        for s, name in enumerate(anchor.signals):
            if not _names_signal(protection, name):
                reason = f"{name!r} is no signal of an element of this protection"
                raise mistake(source, ("anchors", a, "signals", s), reason)
    _check_own_names(protection, generic, notices, source)


def _check_own_names(protection: Protection, generic: Generic, notices: NoticesFile, source: RuleSource) -> None:
    """Checks what names signals, generic rules and notices."""
    for e, element in enumerate(protection.elements):
        for name, measure in element.measures.items():
            if measure.of not in element.signals:
                reason = f"{measure.of!r} is no signal of {element.id}"
                raise mistake(source, ("elements", e, "measures", name, "of"), reason)
    for g, name in enumerate(protection.without_generic):
        if name not in {rule.id for rules in (generic.weakeners, generic.negatives) for rule in rules}:
            raise mistake(source, ("without_generic", g), f"there is no generic rule {name!r}")
    listed = {notice.id for notice in notices.notices}
    for n, name in enumerate(protection.notices):
        if name not in listed:
            raise mistake(source, ("notices", n), f"{name!r} is not in notices.yaml")


def check_shared(
    protections: Sequence[Protection], generic: Generic, notices: NoticesFile, sources: Mapping[str, RuleSource]
) -> None:
    """Checks the conditions of the generic rules and of the notices, which may name rules of any protection.

    Raises:
        RulesError: A name refers to nothing.
    """
    known = names_of(protections) | generic_names(generic)
    for w, weakener in enumerate(generic.weakeners):
        for key in ("when", "unless", "cured_by"):
            check_names(getattr(weakener, key), known, ("weakeners", w, key), sources["generic.yaml"])
        for r, reduction in enumerate(weakener.reduced):
            check_names(reduction.by, known, ("weakeners", w, "reduced", r, "by"), sources["generic.yaml"])
    for n, notice in enumerate(notices.notices):
        check_names(notice.needs, known, ("notices", n, "needs"), sources["notices.yaml"])


def names_of(protections: Iterable[Protection]) -> set[str]:
    """Returns the ids of protections and of all their rules."""
    return {name for protection in protections for name in (protection.id, *(rule for _, rule in rule_ids(protection)))}


def generic_names(generic: Generic) -> set[str]:
    """Returns what the conditions of any rule may name besides: generic weakeners, signs and facts."""
    return {w.id for w in generic.weakeners} | {sign.id for sign in generic.signs} | set(FACTS)


def check_names(conditions: Conditions, known: Set[str], steps: Steps, source: RuleSource) -> None:
    """Checks that every name in conditions is known.

    Raises:
        RulesError: A name refers to nothing.
    """
    for r, row in enumerate(conditions):
        for c, condition in enumerate(row):
            name = condition.lstrip("!").split(">=")[0]
            if name not in known:
                raise mistake(source, (*steps, r, c), f"{name!r} is no signal, measure, rule, protection or fact")


def check_answers(protections: Sequence[tuple[Protection, RuleSource]], risks: RisksFile, source: RuleSource) -> None:
    """Checks that protections and checklist name only risks and mitigations that exist.

    Raises:
        RulesError: A name refers to nothing, so that an answer would silently be dropped.
    """
    known = {risk.id for risk in risks.risks} | set(risks.mitigations)
    for protection, own in protections:
        for key in ("primary", "supporting", "mitigations"):
            for n, name in enumerate(getattr(protection.answers, key)):
                if name not in known:
                    raise mistake(own, ("answers", key, n), f"{name!r} is not in risks.yaml")
    for i, item in enumerate(risks.checklist):
        for name in (item.mitigation, *item.risks):
            if name not in known:
                raise mistake(source, ("checklist", i), f"{name!r} is neither a risk nor a mitigation of this file")


def rule_ids(protection: Protection) -> Iterator[tuple[Steps, str]]:
    """Yields the place and the id of every rule of a protection."""
    for kind in ("anchors", "signs", "elements", "weakeners", "negatives"):
        for index, rule in enumerate(getattr(protection, kind)):
            yield (kind, index, "id"), rule.id


def _names_signal(protection: Protection, name: str) -> bool:
    wanted, _, signal = name.partition(".")
    return any(e.id == wanted and (not signal or signal in e.signals) for e in protection.elements)


def _conditions(protection: Protection) -> Iterator[tuple[Steps, Conditions, frozenset[str]]]:
    for e, element in enumerate(protection.elements):
        local = _local_names(element)
        for key in ("grades", "limits"):
            for grade, conditions in getattr(element, key).items():
                yield ("elements", e, key, grade), conditions, local
    for steps, conditions in (*_of_weakeners(protection), *_of_decision(protection)):
        yield steps, conditions, frozenset()


def _of_weakeners(protection: Protection) -> Iterator[tuple[Steps, Conditions]]:
    for w, weakener in enumerate(protection.weakeners):
        for key in ("when", "unless", "cured_by"):
            yield ("weakeners", w, key), getattr(weakener, key)
        for r, setting in enumerate(weakener.reduced):
            yield ("weakeners", w, "reduced", r, "by"), setting.by


def _of_decision(protection: Protection) -> Iterator[tuple[Steps, Conditions]]:
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
