"""The shape of the rule files, one model per kind of thing a lawyer writes down.

Unknown keys are refused everywhere. ``docs/how-to/add-a-protection.md`` explains each field.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from clausegap.model.terms import ContractType, Grade, Modality, Role, Severity, Side, Strength
from clausegap.rules.base import Conditions, Identifier, Pattern, RuleModel
from clausegap.rules.decision import Decision, Setting
from clausegap.rules.mirror import Answers, Mirror

_OPERATIVE: tuple[Modality, ...] = ("duty", "prohibition", "right", "transfer")


class Anchor(RuleModel):
    """Wording that proves that an operative clause of the protection exists.

    Attributes:
        id: Unique in the protection.
        strength: How plain the wording is: ``A1`` the plainest; ``A3`` alone decides nothing.
        bearing: How its parties tell the direction: ``duty`` (the subject owes), ``right`` (the
            subject holds), ``ownership`` (the party named as owner or transferee benefits).
        weight: How sure a sentence with it is a clause of this kind, 0 to 1.
        patterns: Wording of its own.
        signals: Signals of the protection's elements (``element.signal``, or ``element`` for all of
            them) that are the anchor where they stand in an operative sentence.
        modalities: The kinds of sentence in which those signals are the anchor.
    """

    id: Identifier
    strength: Strength = "A2"
    bearing: Literal["duty", "right", "ownership"] = "duty"
    weight: Annotated[float, Field(ge=0, le=1)] = 0.7
    patterns: tuple[Pattern, ...] = ()
    signals: tuple[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")], ...] = ()
    modalities: tuple[Modality, ...] = _OPERATIVE

    @model_validator(mode="after")
    def _has_wording(self) -> Anchor:
        if not self.patterns and not self.signals:
            raise ValueError("give patterns, signals or both")
        return self


class Sign(RuleModel):
    """Wording that is no part of a protection but that conditions may ask for, anywhere in the document.

    A cap on liability, for instance: only where there is one does a contract need carve-outs.

    Attributes:
        id: What conditions call it.
        where: ``opening`` looks in the title only, where parties have no role yet.
    """

    id: Identifier
    where: Literal["document", "opening"] = "document"
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]


class Measure(RuleModel):
    """A test on a number read from the words that a signal matched.

    Attributes:
        of: Name of the signal.
        kind: What to read: see ``model.evidence.Parameter`` for the units.
        min: Least value that passes.
        max: Greatest value that passes.
        below: Values under this pass.
        above: Values over this pass.
        note: Passes when the parameter carries this note (``redacted``, ``open_ended`` ...).
    """

    of: Identifier
    kind: Literal["duration", "notice", "frequency", "amount", "percentage"]
    min: float | None = None
    max: float | None = None
    below: float | None = None
    above: float | None = None
    note: str | None = None


class Element(RuleModel):
    """A checkable part of a protection.

    Attributes:
        id: What conditions, playbooks and reports call it.
        content: What it asks for, in a few words.
        role: Its weight in the verdict.
        role_for: Other roles for some contract types.
        signals: Named groups of patterns.
        measures: Named tests on numbers in signals.
        grades: For each grade the conditions that earn it; the best that holds counts. A
            condition names a signal, a measure, or an anchor or element of the protection.
        limits: For each grade the conditions under which the element gets no more than it.
        reach: ``group`` counts wording only in the protection's own clauses, ``document`` anywhere.
        not_when: Facts about the contract; where all of them hold the element does not apply.
        of_counterparty: Whether wording that binds only the advised side is ignored.
    """

    id: Identifier
    content: str
    role: Role
    role_for: dict[ContractType, Role] = Field(default_factory=dict)
    signals: dict[Identifier, tuple[Pattern, ...]] = Field(default_factory=dict)
    measures: dict[Identifier, Measure] = Field(default_factory=dict)
    grades: dict[Grade, Conditions]
    limits: dict[Grade, Conditions] = Field(default_factory=dict)
    reach: Literal["group", "document"] = "group"
    not_when: tuple[Identifier, ...] = ()
    of_counterparty: bool = True


class Weakener(RuleModel):
    """Wording, or a silence, that drains value from a clause that exists.

    Attributes:
        id: What conditions, playbooks and reports call it.
        severity: Its weight.
        severity_for: Other weights for some contract types.
        why: One line for the report.
        patterns: Wording that shows it.
        when: Conditions under which it applies without wording of its own (a silence).
        unless: Conditions under which it does not fire at all.
        cured_by: Conditions that take its whole effect.
        reduced: Conditions that lower its severity.
        measure: A test on the number in the matched words; its ``of`` is ``pattern``.
        reach: ``group``: only inside the protection's own clauses; ``document``: anywhere.
        adverse: Whether it takes something from the advised side even without a clause.
    """

    id: Identifier
    severity: Severity
    severity_for: dict[ContractType, Severity] = Field(default_factory=dict)
    why: str
    patterns: tuple[Pattern, ...] = ()
    when: Conditions = ()
    unless: Conditions = ()
    cured_by: Conditions = ()
    reduced: tuple[Setting, ...] = ()
    measure: Measure | None = None
    reach: Literal["group", "document"] = "group"
    adverse: bool = False

    @model_validator(mode="after")
    def _has_a_sign(self) -> Weakener:
        if bool(self.patterns) == bool(self.when):
            raise ValueError("give either patterns or when")
        return self


class Negative(RuleModel):
    """Text that looks like the protection and is not.

    Attributes:
        id: What reports call it.
        why: One line; printed with a near-miss.
        scope: What it takes away: every anchor of the ``sentence``, anchors that ``overlap`` its
            words, anchors ``after`` it in the sentence, or all anchors of the ``section``.
        keeps: Whether the passage still counts as a clause of this kind for clause finding.
    """

    id: Identifier
    why: str
    scope: Literal["sentence", "overlap", "after", "section"] = "sentence"
    keeps: bool = False
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]


class Fallbacks(RuleModel):
    """Wording to propose for a gap.

    Attributes:
        customer: In favour of the customer; None where the protection is the supplier's alone.
        supplier: In favour of the supplier; None where the protection is the customer's alone.
        balanced: What both sides can sign.
    """

    customer: str | None = None
    supplier: str | None = None
    balanced: str

    def for_side(self, side: Side) -> dict[str, str]:
        """Returns the wording to propose to one side, by stance: its own first."""
        own = self.customer if side == "customer" else self.supplier
        return ({} if own is None else {side: own}) | {"balanced": self.balanced}


class Headings(RuleModel):
    """Section headings of a protection, as phrases over the heading's reading.

    Attributes:
        phrases: Any of these in a heading puts the section into the family.
        not_phrases: Headings that only look like it.
        match: Headings that must be recognised.
        avoid: Headings that must not.
    """

    phrases: Annotated[tuple[str, ...], Field(min_length=1)]
    not_phrases: tuple[str, ...] = ()
    match: Annotated[tuple[str, ...], Field(min_length=1)]
    avoid: Annotated[tuple[str, ...], Field(min_length=1)]


class Protection(RuleModel):
    """One file of ``clause_patterns/``: everything about one protection.

    Attributes:
        id: What playbooks and reports call it; the name of the file.
        family: The group of protections that it is shown with.
        order: Its place in reports.
        title: Its name in plain words.
        definition: What it is, in a sentence or two.
        answers: The risks that it answers.
        missing_severity: How grave its absence is where it is required.
        missing_severity_for: The same for some contract types.
        missing_severity_when: Conditions that set another severity of its absence.
        required_when: Conditions under which it is required whatever the playbook says.
        side: Whose protection it is; the rules of the supplier's run only where the supplier is advised.
        mirror: What is said of a protection of the customer that serves the supplier too, with the parties
            exchanged; None where it is none of the supplier's.
        logic: ``inverted`` where the anchors are a right that threatens the advised side, its
            absence is the protection, and the elements are limits of that right. ``bounded`` where such a
            right is in order within limits: with its core limits the protection is present.
        without_generic: Generic weakeners and negatives that do not count here, since its own wording
            says as a rule what they look for.
        headings: Section headings under which its clauses stand.
        keywords: Words by which the nearest passage is looked for when nothing is found.
        anchors: Wording that proves an operative clause.
        signs: Wording that conditions ask for.
        elements: The parts that a good clause has.
        weakeners: What drains value from a clause.
        negatives: What only looks like a clause.
        decision: Where it departs from the general rule for the status.
        notices: Ids of jurisdiction notices that concern it.
        fallbacks: Wording to propose.
    """

    id: Identifier
    family: Identifier
    order: int
    title: str
    definition: str
    answers: Answers = Answers()
    missing_severity: Severity
    missing_severity_for: dict[ContractType, Severity] = Field(default_factory=dict)
    missing_severity_when: tuple[Setting, ...] = ()
    required_when: Conditions = ()
    side: Side = "customer"
    mirror: Mirror | None = None
    logic: Literal["direct", "inverted", "bounded"] = "direct"
    without_generic: tuple[Identifier, ...] = ()
    headings: Headings
    keywords: Annotated[tuple[str, ...], Field(min_length=1)]
    anchors: Annotated[tuple[Anchor, ...], Field(min_length=1)]
    signs: tuple[Sign, ...] = ()
    elements: tuple[Element, ...]
    weakeners: tuple[Weakener, ...] = ()
    negatives: tuple[Negative, ...] = ()
    decision: Decision = Decision()
    notices: tuple[str, ...] = ()
    fallbacks: Fallbacks

    @model_validator(mode="after")
    def _is_of_a_side(self) -> Protection:
        if self.mirror is not None and self.side == "supplier":
            raise ValueError("only a protection of the customer can have a mirror")
        for side, is_served in (("customer", self.side == "customer"), ("supplier", self.is_of("supplier"))):
            if is_served and getattr(self.fallbacks, side) is None:
                raise ValueError(f"give a fallback in favour of the {side}")
        return self

    @property
    def runs_for(self) -> tuple[Side, ...]:
        """The sides for which its rules run: those of the customer always, since the ranker was taught with them."""
        return ("supplier",) if self.side == "supplier" else ("customer", "supplier")

    def is_of(self, side: Side) -> bool:
        """Whether it is a protection of a side."""
        return self.side == side or (side == "supplier" and self.mirror is not None)
