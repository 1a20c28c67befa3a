"""The verdict on one protection, with all that led to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field

from clausegap.model.evidence import Evidence, Parameter, Value
from clausegap.model.shown import Shown
from clausegap.model.terms import Confidence, Direction, Expectation, Flag, Grade, Role, Severity, Status


class ElementFinding(Value):
    """One checkable part of a protection, and how well the contract does on it."""

    id: str
    role: Role
    content: str
    grade: Grade
    evidence: tuple[Evidence, ...] = ()
    parameters: tuple[Parameter, ...] = ()


class AbsentElement(Value):
    """A core or major element of which nothing was found."""

    id: str
    role: Role
    content: str


class WeakenerFinding(Value):
    """Wording that drains value from a clause.

    Attributes:
        id: Rule id.
        severity: After cures; a cured weakener is kept with ``cured_by`` set and no effect.
        why: One line.
        cured_by: Id of the element that takes its sting, or None.
        adverse: Whether it takes something from the advised side, so that it counts without a clause too.
        evidence: Where it stands; empty for a weakener that consists in silence.
    """

    id: str
    severity: Severity
    why: str
    cured_by: str | None = None
    adverse: bool = False
    evidence: tuple[Evidence, ...] = ()


class NearMiss(Value):
    """The closest thing to a missing protection, and why it does not count."""

    evidence: Evidence
    why: str


class Search(Value):
    """What was done to look for a protection, so that an absence can be judged.

    Attributes:
        rules: Number of patterns that were run.
        unfinished: Ids of patterns that did not finish; any of them makes absence undetermined.
        units: Number of sentences and list items searched.
        readable_share: Share of the file's pages that had text, 0 to 1.
        near_miss: The nearest passage that did not count, or None.
    """

    rules: int
    unfinished: tuple[str, ...] = ()
    units: int = 0
    readable_share: float = 1.0
    near_miss: NearMiss | None = None


class Finding(Shown):
    """The verdict on one protection.

    Attributes:
        protection: Id, for instance ``audit_rights``.
        family: Id of its family.
        title: Its name in plain words.
        status: present, weak, missing or undetermined.
        grade: Quality of a clause that is there, ``absent`` otherwise.
        score: 0 to 1, or None when there is nothing to grade; never decides the status.
        direction: Whom the clause serves, seen from the advised side.
        severity: Weight of the gap; ``info`` when there is none.
        expectation: What the playbook says of this protection.
        confidence: How sure the reading is.
        flags: Refinements of the status.
        reasons: Why, one line each, the most important first.
        evidence: Quotes of the operative clauses.
        elements: Those found, in catalogue order.
        absent: Core and major elements of which nothing was found.
        weakeners: Found, gravest first.
        search: What was searched.
        notices: Ids of jurisdiction notices.
        fallbacks: Wording to propose, by stance (``customer``, ``balanced``), with the contract's own names of its
            parties; only for gaps.

    Example:
        >>> finding = clausegap.review("sample_contracts/weak-msa.docx").finding("audit_rights")
        >>> finding.status, finding.is_gap
        ('weak', True)
    """

    protection: str
    family: str
    title: str
    status: Status
    grade: Grade
    score: float | None
    direction: Direction
    severity: Severity
    expectation: Expectation
    confidence: Confidence
    flags: tuple[Flag, ...] = ()
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    elements: tuple[ElementFinding, ...] = ()
    absent: tuple[AbsentElement, ...] = ()
    weakeners: tuple[WeakenerFinding, ...] = ()
    search: Search
    notices: tuple[str, ...] = ()
    fallbacks: dict[str, str] = Field(default_factory=dict)

    @property
    def is_gap(self) -> bool:
        """Whether a reader should act: not present although expected, or taken by the other side."""
        return is_to_act_on(self.status, self.expectation, self.flags)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "protection", self.protection
        yield "status", self.status
        if self.is_gap:
            yield "severity", self.severity
        if self.evidence:
            yield "at", str(self.evidence[0].location)


def is_to_act_on(status: Status, expectation: Expectation, flags: Sequence[Flag]) -> bool:
    """Returns whether a finding with these values is one that a reader should act on."""
    adverse = "adverse" in flags
    return adverse or (status != "present" and expectation in ("required", "recommended"))
