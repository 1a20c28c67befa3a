"""A review in short: what the summary of many contracts keeps of each, a few dozen kilobytes at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clausegap.model.outcome import OutcomeStatus
from clausegap.model.report import ReportNotice
from clausegap.model.term import TermKind
from clausegap.model.terms import ContractType, Expectation, Flag, Grade, Severity, Side, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one protection in one contract.

    Attributes:
        protection: Its id, for instance ``audit_rights``.
        family: Id of its family.
        title: Its name in plain words.
        status: present, weak, missing or undetermined.
        severity: Weight of the gap; ``info`` when there is none.
        is_gap: Whether a reader should act.
        grade: Quality of the clause.
        expectation: What the playbook says of the protection.
        flags: Refinements of the status.
        reason: The most important reason, shortened; empty without any.
        quote: Words of the first clause, shortened; empty where nothing was found.
        section: Number of its section, or empty.
        page: Its page from 1, or None.
        document: Its file, where several were reviewed as one, else empty.
        rule: Id of the rule that found it, or empty.
        quotes: Number of quotes that the report has of it.
        score: 0 to 1, or None when there is nothing to grade.
    """

    protection: str
    family: str
    title: str
    status: Status
    severity: Severity
    is_gap: bool
    grade: Grade
    expectation: Expectation
    flags: tuple[Flag, ...] = ()
    reason: str = ""
    quote: str = ""
    section: str = ""
    page: int | None = None
    document: str = ""
    rule: str = ""
    quotes: int = 0
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """How long a contract runs: a ``ContractTerm`` without its evidence."""

    kind: TermKind = "unknown"
    starts: date | None = None
    expires: date | None = None
    computed: bool = False
    renews: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What a report says of the whole contract.

    Attributes:
        sha256: Of the reviewed file.
        contract_type: What kind of contract it was taken for.
        side: The party that was advised.
        playbook: Name of the playbook.
        version: Version of clausegap that made the report.
        rules: Fingerprint of the rules that ran.
        customers: Names of the parties in that role.
        suppliers: The same.
        others: Names of parties whose role the text does not tell.
        governing_law: As named in the contract, or None.
        term: How long it runs.
        coverage: Mean coverage of its risks, 0 to 1, or None.
        worst_severity: Gravest severity of a gap or of a deviation from the playbook, or None without any.
        deviations: Number of deviations from the playbook's own rules.
        verdicts: One for each protection, in catalogue order.
        notices: Remarks on the reading.
    """

    sha256: str
    contract_type: ContractType
    side: Side
    playbook: str
    version: str
    rules: str
    customers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    governing_law: str | None = None
    term: Term = Term()
    coverage: float | None = None
    worst_severity: Severity | None = None
    deviations: int = 0
    verdicts: tuple[Verdict, ...] = ()
    notices: tuple[ReportNotice, ...] = ()

    @property
    def counterparties(self) -> tuple[str, ...]:
        """Names of all parties but the advised one; those in no known role count among them."""
        return (self.suppliers if self.side == "customer" else self.customers) + self.others

    def gaps_with(self, status: Status) -> int:
        """Returns the number of gaps with a status."""
        return sum(verdict.is_gap and verdict.status == status for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One contract of a portfolio.

    Attributes:
        source: Its path or name, as given.
        status: ``reviewed``, ``unreadable`` or ``failed``.
        error: Code and message where there is no review, else empty.
        page: Path of the report as a web page, or None.
        report: Path of the report as JSON, or None.
        review: What the report says, or None.
    """

    source: str
    status: OutcomeStatus
    error: str = ""
    page: str | None = None
    report: str | None = None
    review: Review | None = None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts; none without a review."""
        return self.review.verdicts if self.review else ()
