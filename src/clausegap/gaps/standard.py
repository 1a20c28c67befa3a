"""The rules of each protection as a playbook and a contract type set them: the same for every document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from clausegap.model.analysis import Hit
from clausegap.model.evidence import Parameter
from clausegap.model.finding import AbsentElement
from clausegap.model.terms import ContractType, Grade, Role, Severity, Side
from clausegap.rules.base import Conditions
from clausegap.rules.compiled import CompiledPattern
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Element, Measure, Protection, Weakener
from clausegap.rules.playbook import Playbook


class Condition(NamedTuple):
    """A condition of a rule, taken apart: ``!audit_rights>=acceptable``.

    Attributes:
        name: Of a signal, measure, rule, protection, sign or fact.
        least: The grade that it must have.
        negated: Whether it must not hold.
    """

    name: str
    least: Grade
    negated: bool


@lru_cache(maxsize=16_384)  # rule files hold a few thousand
def condition_of(written: str) -> Condition:
    """Returns a condition as rule files write it, taken apart."""
    name, _, least = written.lstrip("!").partition(">=")
    return Condition(name, least or "weak", written.startswith("!"))  # type: ignore[arg-type]


Rows = tuple[tuple[Condition, ...], ...]
_BEST_FIRST: Final[tuple[Grade, ...]] = ("strong", "acceptable", "unknown", "weak")


@dataclass(frozen=True, slots=True)
class ElementState:
    """How an element fared: its role here, its grade, and the hits that earned it."""

    element: Element
    role: Role
    grade: Grade
    hits: tuple[Hit, ...] = ()
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementStandard:
    """An element with its conditions taken apart, and what follows where nothing of it is found.

    Attributes:
        element: The rules.
        role: For the contract type.
        grades: With the conditions that earn each, the best first.
        limits: With the conditions under which the element gets no more than it, the worst first.
        signals: Names of its signals.
        measures: By name.
        needs_signal: Whether no grade can hold without one of its own signals.
        silent: Its state where it has no grade and no signal.
        absent: How a report names it then.
    """

    element: Element
    role: Role
    grades: tuple[tuple[Grade, Rows], ...]
    limits: tuple[tuple[Grade, Rows], ...]
    signals: frozenset[str]
    measures: Mapping[str, Measure]
    needs_signal: bool
    silent: ElementState
    absent: AbsentElement

    @classmethod
    def of(cls, element: Element, contract_type: ContractType) -> ElementStandard:
        """Returns an element as a contract type takes it."""
        role = element.role_for.get(contract_type, element.role)
        grades = tuple((grade, _rows_of(element.grades[grade])) for grade in _BEST_FIRST if grade in element.grades)
        worst = _BEST_FIRST[::-1]
        own = {*element.signals, *element.measures}
        return cls(
            element=element,
            role=role,
            grades=grades,
            limits=tuple((limit, _rows_of(element.limits[limit])) for limit in worst if limit in element.limits),
            signals=frozenset(element.signals),
            measures=element.measures,
            needs_signal=all(_asks_for(own, row) for _, rows in grades for row in rows),
            silent=ElementState(element, role, "absent"),
            absent=AbsentElement(id=element.id, role=role, content=element.content),
        )


def _rows_of(conditions: Conditions) -> Rows:
    return tuple(tuple(map(condition_of, row)) for row in conditions)


def _asks_for(names: Set[str], row: Iterable[Condition]) -> bool:
    return any(condition.name in names and not condition.negated for condition in row)


@dataclass(frozen=True)
class Standard:
    """The rules of one protection.

    Attributes:
        protection: With the thresholds of the playbook.
        contract_type: For severities that depend on it.
        generic: Weakeners of all protections.
        severities: Severities that the playbook sets for weakeners.
        side: The party that is advised.
    """

    protection: Protection
    contract_type: ContractType
    generic: tuple[Weakener, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    side: Side = "customer"

    @property
    def is_mirrored(self) -> bool:
        """Whether a protection of the customer is read with the parties exchanged."""
        return self.side == "supplier" and self.protection.mirror is not None

    @property
    def is_of_both(self) -> bool:
        """Whether the clauses of a mirrored protection serve both sides, whichever party their words name."""
        mirror = self.protection.mirror
        return self.is_mirrored and mirror is not None and mirror.of_both

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The anchors that prove a clause."""
        return frozenset(anchor.id for anchor in self.protection.anchors if anchor.strength != "A3")

    @cached_property
    def elements(self) -> Mapping[str, ElementStandard]:
        """By id, in catalogue order."""
        return {one.id: ElementStandard.of(one, self.contract_type) for one in self.protection.elements}

    @cached_property
    def weakeners(self) -> Mapping[str, Weakener]:
        """By id: its own, then the generic ones that count here."""
        all_ = (*self.protection.weakeners, *self.generic)
        return {one.id: one for one in all_ if one.id not in self.protection.without_generic}

    @cached_property
    def silences(self) -> frozenset[str]:
        """The weakeners that need no wording."""
        return frozenset(one.id for one in self.weakeners.values() if not one.patterns)

    @cached_property
    def generic_ids(self) -> frozenset[str]:
        """The weakeners of all protections."""
        return frozenset(one.id for one in self.generic)

    @cached_property
    def fallbacks(self) -> Mapping[str, str]:
        """The wording to propose, by stance."""
        return self.protection.fallbacks.for_side(self.side)


@dataclass(frozen=True)
class Standards:
    """The rules of all protections under one playbook.

    Attributes:
        library: The rules.
        playbook: What to expect.
        contract_type: What kind of contract it is for.
    """

    library: RuleLibrary
    playbook: Playbook
    contract_type: ContractType

    def __iter__(self) -> Iterator[Standard]:
        """Yields the protections of the advised side in catalogue order."""
        return (self._by_id[protection.id] for protection in self.library.catalogue)

    def of(self, protection: str) -> Standard:
        """Returns the rules of a protection."""
        return self._by_id[protection]

    def own_wordings(self, protection: str) -> dict[str, str]:
        """Returns the playbook's own wording for a protection by its name, the better first."""
        position = self.playbook.positions.get(protection)
        if position is None:
            return {}
        preferred = {"own preferred": position.preferred} if position.preferred else {}
        return preferred | {f"own fallback {n}": words for n, words in enumerate(position.fallback, start=1)}

    @cached_property
    def _by_id(self) -> Mapping[str, Standard]:
        severities, side = self.playbook.weakener_severity, self.library.side
        return {
            one.id: Standard(self.playbook.adapted(one), self.contract_type, self._generic(one), severities, side)
            for one in self.library.protections
        }

    def _generic(self, protection: Protection) -> tuple[Weakener, ...]:
        """Returns the weakeners of all protections: they drain what serves the advised side, not what burdens it."""
        return () if protection.logic == "bounded" else self.library.generic.weakeners

    @cached_property
    def pattern_counts(self) -> Mapping[str, int]:
        """How many patterns each protection has."""
        return Counter(pattern.protection for pattern in self.library.patterns if pattern.kind != "cue")

    @cached_property
    def opening_signs(self) -> frozenset[str]:
        """The signs that are looked for in the title only."""
        owners: Iterable[Protection] = self.library.protections
        signs = (*self.library.generic.signs, *(sign for protection in owners for sign in protection.signs))
        return frozenset(sign.id for sign in signs if sign.where == "opening")

    @cached_property
    def opening_patterns(self) -> tuple[CompiledPattern, ...]:
        """The wording of those signs."""
        return tuple(pattern for pattern in self.library.patterns if pattern.rule in self.opening_signs)
