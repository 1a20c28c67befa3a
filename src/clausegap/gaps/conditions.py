"""Evaluates a protection's elements, weakeners and conditions over its clause group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from clausegap.gaps.group import Group
from clausegap.gaps.standard import Condition, ElementStandard, ElementState, Rows, Standard, condition_of
from clausegap.model.analysis import Analysis, Hit
from clausegap.model.evidence import Parameter
from clausegap.model.terms import Grade, Severity, grade_rank, severity_rank
from clausegap.rules.base import Conditions
from clausegap.rules.measures import is_within, read_parameters
from clausegap.rules.models import Measure, Protection, Weakener


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
        standard: The rules.
        group: Its clause group.
        elsewhere: Whether a condition on another protection, its rules or a sign holds.
    """

    text: str
    analysis: Analysis
    standard: Standard
    group: Group
    elsewhere: Callable[[str, Grade], bool] = lambda name, least: False
    _grades: dict[str, Grade] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)
    _read: dict[tuple[str, int, int], tuple[Parameter, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        name = self.protection.id
        self._elements = self.standard.elements
        self._weakeners = self.standard.weakeners
        self._facts = frozenset(self.analysis.facts)
        self._anchors = {hit.rule for hit in self.group.serving}
        self._anchored = {hit.unit for hit in self.group.serving}
        self._opposed = {hit.unit for hit in self.group.opposed} - self._anchored
        self._spoken: dict[str, dict[str, list[Hit]]] = {}
        for hit in filter(self._counts, self.analysis.hits_of(name, "signal")):
            self._spoken.setdefault(hit.rule, {}).setdefault(hit.signal, []).append(hit)
        self._weakener_hits: dict[str, list[Hit]] = {}
        for owner in (name, "generic"):
            for hit in self.analysis.hits_of(owner, "weakener"):
                if hit.rule in self._weakeners and self._weakens(hit):
                    self._weakener_hits.setdefault(hit.rule, []).append(hit)

    @property
    def protection(self) -> Protection:
        """The protection, with the thresholds of the playbook."""
        return self.standard.protection

    def _counts(self, hit: Hit) -> bool:
        element = self._elements[hit.rule].element
        if hit.unit not in self.group.units and element.reach != "document":
            return False
        against = hit.direction == "against_user" or hit.unit in self._opposed
        return not (against and element.of_counterparty and self.protection.logic == "direct")

    def _weakens(self, hit: Hit) -> bool:
        weakener = self._weakeners[hit.rule]
        if hit.protection == "generic":
            # Without a clause there is nothing to weaken.
            return bool(self._anchored) and (weakener.reach == "document" or hit.unit in self._anchored)
        if hit.unit not in self.group.units and weakener.reach != "document":
            return False
        return weakener.measure is None or self._passes(weakener.measure, hit)

    def _parameters(self, kind: str, hit: Hit) -> tuple[Parameter, ...]:
        """Returns the numbers of one kind in the words of a hit."""
        key = (kind, hit.start, hit.end)
        if key not in self._read:
            self._read[key] = read_parameters(kind, self.text[hit.start : hit.end])
        return self._read[key]

    def _passes(self, measure: Measure, hit: Hit) -> bool:
        return any(is_within(measure, parameter) for parameter in self._parameters(measure.kind, hit))

    def elements(self) -> tuple[ElementState, ...]:
        """Returns all elements that apply to this contract, in catalogue order."""
        return tuple(
            self._state(one)
            for one in self._elements.values()
            if not one.element.not_when or not self._facts.issuperset(one.element.not_when)
        )

    def _state(self, one: ElementStandard) -> ElementState:
        element = one.element
        spoken = self._spoken.get(element.id)
        if spoken is None and one.needs_signal:
            return one.silent
        grade = self.grade(element.id)
        if spoken is None:
            return one.silent if grade == "absent" else ElementState(element, one.role, grade)
        hits = tuple(hit for signal in element.signals for hit in spoken.get(signal, ()))
        parameters = (
            parameter
            for measure in one.measures.values()
            for hit in spoken.get(measure.of, ())
            for parameter in self._parameters(measure.kind, hit)
        )
        return ElementState(element, one.role, grade, hits, tuple(dict.fromkeys(parameters)))

    def grade(self, name: str) -> Grade:
        """Returns the grade of an element."""
        if name not in self._grades:
            one = self._elements[name]
            if one.needs_signal and name not in self._spoken:
                return "absent"
            if name in self._busy:
                return "absent"  # two elements that lean on each other: neither holds the other up
            self._busy.add(name)
            self._grades[name] = self._graded(one)
            self._busy.discard(name)
        return self._grades[name]

    def _graded(self, one: ElementStandard) -> Grade:
        grade: Grade = "absent"
        for candidate, rows in one.grades:
            if self._any_holds(rows, one):
                grade = candidate
                break
        for limit, rows in one.limits:
            if grade_rank(grade) > grade_rank(limit) and self._any_holds(rows, one):
                return limit
        return grade

    def holds(self, conditions: Conditions) -> bool:
        """Whether any row of conditions holds."""
        return any(all(self._holds(condition_of(written)) for written in row) for row in conditions)

    def _any_holds(self, rows: Rows, one: ElementStandard) -> bool:
        """Whether any row of conditions of an element holds; names of signals and measures are its own."""
        return any(all(self._holds_in(condition, one) for condition in row) for row in rows)

    def _holds_in(self, condition: Condition, one: ElementStandard) -> bool:
        name, spoken = condition.name, self._spoken.get(one.element.id, {})
        if name in one.signals:
            return (name in spoken) != condition.negated
        if name in one.measures:
            measure = one.measures[name]
            return any(self._passes(measure, hit) for hit in spoken.get(measure.of, ())) != condition.negated
        return self._holds(condition)

    def _holds(self, condition: Condition) -> bool:
        return self.asks(condition.name, condition.least) != condition.negated

    def asks(self, name: str, least: Grade) -> bool:
        """Whether a rule of this protection, a fact, or what another protection has is found, at least of a grade."""
        if name in self._elements:
            return grade_rank(self.grade(name)) >= grade_rank(least)
        if name in self._weakeners:
            return self._fires(self._weakeners[name])
        return name in self._anchors or name in self._facts or self.elsewhere(name, least)

    def _holds_for(self, weakener: Weakener, conditions: Conditions) -> bool:
        """Whether conditions of a weakener hold; those of a generic one ask for this protection's own rules only."""
        if weakener.id in self.standard.generic_ids:
            known = (self._elements, self._weakeners, self._anchors, self._facts)
            own = [row for row in conditions if all(any(condition_of(c).name in n for n in known) for c in row)]
            return self.holds(tuple(own))
        return self.holds(conditions)

    def _fires(self, weakener: Weakener) -> bool:
        if weakener.id in self.standard.silences:
            return not self._holds_for(weakener, weakener.unless) and self._holds_for(weakener, weakener.when)
        return weakener.id in self._weakener_hits and not self._holds_for(weakener, weakener.unless)

    def weakeners(self) -> tuple[WeakenerState, ...]:
        """Returns the weakeners that fire, gravest first."""
        likely = self._weakener_hits.keys() | self.standard.silences
        found = [self._weakened(w) for name, w in self._weakeners.items() if name in likely and self._fires(w)]
        return tuple(sorted(found, key=lambda state: (not state.counts, -severity_rank(state.severity))))

    def _weakened(self, weakener: Weakener) -> WeakenerState:
        own = weakener.severity_for.get(self.standard.contract_type, weakener.severity)
        severity = self.standard.severities.get(weakener.id, own)
        for reduction in weakener.reduced:
            if severity_rank(reduction.to) < severity_rank(severity) and self._holds_for(weakener, reduction.by):
                severity = reduction.to
        cure = next((row for row in weakener.cured_by if self._holds_for(weakener, (row,))), None)
        cured_by = condition_of(cure[0]).name if cure else None
        return WeakenerState(weakener, severity, cured_by, tuple(self._weakener_hits.get(weakener.id, ())))
