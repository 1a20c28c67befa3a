"""Evaluates a protection's elements, weakeners and conditions over its clause group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from clausegap.gaps.group import Group
from clausegap.model.analysis import Analysis, Hit
from clausegap.model.evidence import Parameter
from clausegap.model.terms import ContractType, Grade, Role, Severity, grade_rank, severity_rank
from clausegap.rules.base import Conditions
from clausegap.rules.measures import passes, read_parameters
from clausegap.rules.models import Element, Protection, Weakener

_BEST_FIRST: Final[tuple[Grade, ...]] = ("strong", "acceptable", "unknown", "weak")


@dataclass(frozen=True, slots=True)
class ElementState:
    """How an element fared: its role here, its grade, and the hits that earned it."""

    element: Element
    role: Role
    grade: Grade
    hits: tuple[Hit, ...]
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class WeakenerState:
    """A weakener that fired: its severity after reductions, and whether it was cured."""

    weakener: Weakener
    severity: Severity
    cured_by: str | None
    hits: tuple[Hit, ...]

    @property
    def counts(self) -> bool:
        """Whether it still has an effect."""
        return self.cured_by is None


@dataclass
class Evaluation:
    """The state of one protection while its conditions are worked out; results are kept.

    Args:
        text: The document's text.
        analysis: What the pipeline found.
        protection: The rules.
        group: Its clause group.
        contract_type: For roles and severities that depend on it.
        generic: Generic weakeners.
        severities: Severities that a playbook sets for weakeners.
        elsewhere: Whether a condition on another protection, its rules or a sign holds.
    """

    text: str
    analysis: Analysis
    protection: Protection
    group: Group
    contract_type: ContractType
    generic: tuple[Weakener, ...]
    severities: Mapping[str, Severity] = field(default_factory=dict)
    elsewhere: Callable[[str, str], bool] = lambda name, least: False
    _grades: dict[str, Grade] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._elements: Mapping[str, Element] = {element.id: element for element in self.protection.elements}
        self._weakeners: Mapping[str, Weakener] = {
            w.id: w for w in (*self.protection.weakeners, *self.generic) if w.id not in self.protection.without_generic
        }
        self._generic_ids = frozenset(weakener.id for weakener in self.generic)
        self._anchors = {hit.rule for hit in self.group.serving}
        self._signals: dict[tuple[str, str], list[Hit]] = defaultdict(list)
        self._weakener_hits: dict[str, list[Hit]] = defaultdict(list)
        opposed = {hit.unit for hit in self.group.opposed} - {hit.unit for hit in self.group.serving}
        for hit in self.analysis.hits:
            if hit.kind == "signal" and hit.protection == self.protection.id and self._counts(hit, opposed):
                self._signals[hit.rule, hit.signal].append(hit)
            elif hit.kind == "weakener" and hit.rule in self._weakeners and self._weakens(hit):
                self._weakener_hits[hit.rule].append(hit)

    def _counts(self, hit: Hit, opposed: set[int]) -> bool:
        element = self._elements[hit.rule]
        inverted = self.protection.logic == "inverted"
        if element.of_counterparty and not inverted and (hit.direction == "against_user" or hit.unit in opposed):
            return False
        return element.reach == "document" or hit.unit in self.group.units

    def _weakens(self, hit: Hit) -> bool:
        weakener = self._weakeners[hit.rule]
        if hit.protection == "generic":
            # Without a clause there is nothing to weaken.
            near = weakener.reach == "document" or any(hit.unit == anchor.unit for anchor in self.group.serving)
            return near and bool(self.group.serving)
        if weakener.measure is not None and not passes(weakener.measure, self.text[hit.start : hit.end]):
            return False
        return weakener.reach == "document" or hit.unit in self.group.units

    def elements(self) -> tuple[ElementState, ...]:
        """Returns all elements that apply to this contract, in catalogue order."""
        return tuple(
            self._state(element)
            for element in self.protection.elements
            if not element.not_when or not set(element.not_when) <= set(self.analysis.facts)
        )

    def _state(self, element: Element) -> ElementState:
        hits = tuple(h for signal in element.signals for h in self._signals.get((element.id, signal), ()))
        parameters = tuple(
            dict.fromkeys(
                p
                for measure in element.measures.values()
                for hit in self._signals.get((element.id, measure.of), ())
                for p in read_parameters(measure.kind, self.text[hit.start : hit.end])
            )
        )
        role = element.role_for.get(self.contract_type, element.role)
        return ElementState(element, role, self.grade(element.id), hits, parameters)

    def grade(self, name: str) -> Grade:
        """Returns the grade of an element."""
        if name not in self._grades:
            if name in self._busy:
                return "absent"  # two elements that lean on each other: neither holds the other up
            self._busy.add(name)
            self._grades[name] = self._graded(self._elements[name])
            self._busy.discard(name)
        return self._grades[name]

    def _graded(self, element: Element) -> Grade:
        grade: Grade = "absent"
        for candidate in _BEST_FIRST:
            if self.holds(element.grades.get(candidate, ()), element):
                grade = candidate
                break
        for limit in _BEST_FIRST[::-1]:
            if grade_rank(grade) > grade_rank(limit) and self.holds(element.limits.get(limit, ()), element):
                return limit
        return grade

    def holds(self, conditions: Conditions, element: Element | None = None) -> bool:
        """Whether any row of conditions holds; names of signals are those of the element."""
        return any(all(self._holds(condition, element) for condition in row) for row in conditions)

    def _holds_for(self, weakener: Weakener, conditions: Conditions) -> bool:
        """Whether conditions of a weakener hold; those of a generic one ask for this protection's own rules only."""
        if weakener.id in self._generic_ids:
            known = (self._elements, self._weakeners, self._anchors, self.analysis.facts)
            own = [row for row in conditions if all(any(_name_of(c) in names for names in known) for c in row)]
            return self.holds(tuple(own))
        return self.holds(conditions)

    def _holds(self, condition: str, element: Element | None) -> bool:
        negated = condition.startswith("!")
        name, _, least = condition.lstrip("!").partition(">=")
        return self._is(name, least or "weak", element) != negated

    def _is(self, name: str, least: str, element: Element | None) -> bool:
        if element is not None and name in element.signals:
            return bool(self._signals.get((element.id, name)))
        if element is not None and name in element.measures:
            measure = element.measures[name]
            hits = self._signals.get((element.id, measure.of), ())
            return any(passes(measure, self.text[hit.start : hit.end]) for hit in hits)
        if name in self._elements:
            return grade_rank(self.grade(name)) >= grade_rank(least)  # type: ignore[arg-type]
        if name in self._weakeners:
            return self._fires(self._weakeners[name])
        return name in self._anchors or name in self.analysis.facts or self.elsewhere(name, least)

    def asks(self, name: str, least: str) -> bool:
        """Whether a condition on one of this protection's own rules holds, as another protection asks it."""
        return self._is(name, least, None)

    def _fires(self, weakener: Weakener) -> bool:
        if self._holds_for(weakener, weakener.unless):
            return False
        return (
            bool(self._weakener_hits.get(weakener.id))
            if weakener.patterns
            else self._holds_for(weakener, weakener.when)
        )

    def weakeners(self) -> tuple[WeakenerState, ...]:
        """Returns the weakeners that fire, gravest first."""
        found = [self._weakened(w) for w in self._weakeners.values() if self._fires(w)]
        return tuple(sorted(found, key=lambda state: (not state.counts, -severity_rank(state.severity))))

    def _weakened(self, weakener: Weakener) -> WeakenerState:
        own = weakener.severity_for.get(self.contract_type, weakener.severity)
        severity = self.severities.get(weakener.id, own)
        for reduction in weakener.reduced:
            if severity_rank(reduction.to) < severity_rank(severity) and self._holds_for(weakener, reduction.by):
                severity = reduction.to
        cure = next((row for row in weakener.cured_by if self._holds_for(weakener, (row,))), None)
        cured_by = _name_of(cure[0]) if cure else None
        return WeakenerState(weakener, severity, cured_by, tuple(self._weakener_hits.get(weakener.id, ())))


def _name_of(condition: str) -> str:
    return condition.lstrip("!").split(">=")[0]
