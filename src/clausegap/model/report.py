"""The gap report: what was found for each protection, with the evidence.

These models are the published JSON format (``clausegap schema report``). Offsets are character
offsets into the text of the document the report speaks of, start included, end excluded.
"""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, ConfigDict

from clausegap.model.document import NoticeLevel
from clausegap.model.terms import (
    Confidence,
    ContractType,
    Direction,
    Expectation,
    Flag,
    Grade,
    Modality,
    Role,
    Severity,
    Side,
    Status,
    severity_rank,
)

SCHEMA_VERSION: Final = "1.0"


class Value(BaseModel):
    """Base of all report values: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Location(Value):
    """Where a quote stands, in the terms a lawyer uses.

    Attributes:
        page: Page from 1, or None where the source has no pages.
        section: Number as displayed ("9.1(a)"), or None.
        heading: Heading of the section, or None.
    """

    page: int | None = None
    section: str | None = None
    heading: str | None = None

    def __str__(self) -> str:
        parts = []
        if self.page is not None:
            parts.append(f"p. {self.page}")
        if self.section:
            parts.append(f"section {self.section}")
        if self.heading:
            parts.append(self.heading if self.section is None else f"({self.heading})")
        return ", ".join(parts).replace(", (", " (") or "no section"


class Evidence(Value):
    """Words of the contract that support a statement of the report.

    Attributes:
        start: First character in the document's text.
        end: One past the last character.
        quote: The words, white space collapsed, at most a few hundred characters.
        location: Page and section.
        rule: Id of the anchor, element, weakener or negative that found them.
    """

    start: int
    end: int
    quote: str
    location: Location
    rule: str


class Parameter(Value):
    """A number read from a clause.

    Attributes:
        kind: ``duration``, ``notice``, ``frequency``, ``amount`` or ``percentage``.
        value: Months for durations, calendar days for notices, times a year for frequencies,
            units of the currency for amounts, percent for percentages; None when the text has
            no number (``open_ended``, ``redacted``).
        text: The words it was read from.
        note: ``open_ended``, ``redacted``, ``immediate``, ``business_days`` or empty.
    """

    kind: str
    value: float | None
    text: str
    note: str = ""


class ElementFinding(Value):
    """One checkable part of a protection, and how well the contract does on it."""

    id: str
    role: Role
    content: str
    grade: Grade
    evidence: tuple[Evidence, ...] = ()
    parameters: tuple[Parameter, ...] = ()


class WeakenerFinding(Value):
    """Wording that drains value from a clause.

    Attributes:
        id: Rule id.
        severity: After cures; a cured weakener is kept with ``cured_by`` set and no effect.
        why: One line.
        cured_by: Id of the element that takes its sting, or None.
        evidence: Where it stands; empty for a weakener that consists in silence.
    """

    id: str
    severity: Severity
    why: str
    cured_by: str | None = None
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


class Finding(Value):
    """The verdict on one protection.

    Attributes:
        protection: Id, for instance ``audit_rights``.
        family: Id of its family.
        title: Its name in plain words.
        status: present, weak, missing or undetermined.
        grade: Quality of a clause that is there, ``absent`` otherwise.
        score: 0 to 1, or None when there is nothing to grade; never decides the status.
        direction: Whom the clause serves, seen from the reviewing side.
        severity: Weight of the gap; ``info`` when there is none.
        expectation: What the playbook says of this protection.
        confidence: How sure the reading is.
        flags: Refinements of the status.
        reasons: Why, one line each, the most important first.
        evidence: Quotes of the operative clauses.
        elements: Those found, in catalogue order.
        absent: Ids of the core and major elements not found.
        weakeners: Found, gravest first.
        search: What was searched.
        notices: Ids of jurisdiction notices.
        fallbacks: Wording to propose, by stance (``customer``, ``balanced``); only for gaps.
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
    absent: tuple[str, ...] = ()
    weakeners: tuple[WeakenerFinding, ...] = ()
    search: Search
    notices: tuple[str, ...] = ()
    fallbacks: dict[str, str] = {}

    @property
    def is_gap(self) -> bool:
        """Whether a reader should act: not present although expected, or taken by the other side."""
        if self.status != "present":
            return self.expectation in ("required", "recommended") or "adverse" in self.flags
        return "adverse" in self.flags


class Clause(Value):
    """A passage that a rule recognised as an operative clause.

    Attributes:
        id: Stable within a report: protection and running number ("audit_rights-2").
        protection: Whose clause it is.
        start: First character.
        end: One past the last character.
        location: Page and section.
        direction: Whom it serves.
        modality: What kind of sentence it is.
        score: 0 to 1, higher for more and stronger rules.
        rules: Ids of the rules that fired in it.
    """

    id: str
    protection: str
    start: int
    end: int
    location: Location
    direction: Direction
    modality: Modality
    score: float
    rules: tuple[str, ...]


class Party(Value):
    """A party of the contract.

    Attributes:
        name: As written in the preamble.
        terms: Defined terms and short names that mean it.
        role: ``customer``, ``supplier`` or None when the text does not tell.
    """

    name: str
    terms: tuple[str, ...]
    role: Side | None


class TypeGuess(Value):
    """The contract type and why.

    Attributes:
        type: One of the playbook types.
        assumed: True when the text gave no sign and the default was taken.
        given: True when the caller named the type.
        evidence: The words that decided.
    """

    type: ContractType
    assumed: bool = False
    given: bool = False
    evidence: tuple[str, ...] = ()


class ReportNotice(Value):
    """A remark on how the document was read or judged."""

    level: NoticeLevel
    code: str
    message: str
    page: int | None = None


class ReportSource(Value):
    """The reviewed file."""

    name: str
    media_type: str
    sha256: str
    size: int
    pages: int | None
    characters: int


class JurisdictionNotice(Value):
    """A point of law to check with local counsel; information, never a verdict."""

    id: str
    text: str
    reviewed_on: str


class Report(Value):
    """All findings on one document.

    Attributes:
        schema_version: Version of this format.
        clausegap_version: Version of the library.
        rules_fingerprint: SHA-256 over the rule files that ran.
        playbook: Name of the playbook.
        side: The party that is advised.
        source: The reviewed file.
        contract_type: What kind of contract it was taken for.
        governing_law: As named in the contract, or None.
        parties: Parties found.
        findings: One for each protection, in catalogue order.
        clauses: Operative clauses found, in text order.
        jurisdiction_notices: Texts of the notices that findings refer to.
        notices: Remarks on the reading.
    """

    schema_version: str = SCHEMA_VERSION
    clausegap_version: str
    rules_fingerprint: str
    playbook: str
    side: Side
    source: ReportSource
    contract_type: TypeGuess
    governing_law: str | None = None
    parties: tuple[Party, ...] = ()
    findings: tuple[Finding, ...]
    clauses: tuple[Clause, ...] = ()
    jurisdiction_notices: tuple[JurisdictionNotice, ...] = ()
    notices: tuple[ReportNotice, ...] = ()

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """Findings to act on, gravest first, then in catalogue order."""
        found = [f for f in self.findings if f.is_gap]
        return tuple(sorted(found, key=lambda f: -severity_rank(f.severity)))

    def finding(self, protection: str) -> Finding:
        """Returns the finding for a protection id.

        Raises:
            KeyError: The report has no such protection.
        """
        for finding in self.findings:
            if finding.protection == protection:
                return finding
        raise KeyError(protection)

    def worst_severity(self) -> Severity | None:
        """Returns the gravest severity among the gaps, or None without gaps."""
        return self.gaps[0].severity if self.gaps else None
