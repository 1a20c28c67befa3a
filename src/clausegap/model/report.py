"""The gap report: what was found for each protection, with the evidence.

These models are the published JSON format (``clausegap schema report``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from clausegap.model.clause import Clause, Party
from clausegap.model.document import Document, NoticeLevel
from clausegap.model.duty import Duty
from clausegap.model.evidence import Evidence, Value
from clausegap.model.finding import Finding
from clausegap.model.policy import PolicyFinding, is_deviation
from clausegap.model.ranking import Ranking
from clausegap.model.risk import RiskView
from clausegap.model.shown import Shown
from clausegap.model.term import ContractTerm
from clausegap.model.terms import SEVERITIES, ContractType, Severity, Side, severity_rank

SCHEMA_VERSION: Final = "1.4"


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


def source_of(document: Document) -> ReportSource:
    """Returns the facts about the file that a document was read from."""
    return ReportSource(
        name=document.source.name,
        media_type=document.source.media_type,
        sha256=document.source.sha256,
        size=document.source.size,
        pages=len(document.pages) or None,
        characters=len(document.text),
    )


class DocumentReference(Value):
    """Another document that the contract points to.

    Attributes:
        name: As the contract calls it.
        supplied: Whether it is among what was reviewed; what is not may change any verdict.
        evidence: The first place that names it.
    """

    name: str
    supplied: bool
    evidence: Evidence


class JurisdictionNotice(Value):
    """A point of law to check with local counsel; information, never a verdict."""

    id: str
    text: str
    reviewed_on: str


class Report(Shown):
    """All findings on one document.

    Attributes:
        schema_version: Version of this format.
        clausegap_version: Version of the library.
        rules_fingerprint: SHA-256 over the rule files that ran.
        playbook: Name of the playbook.
        side: The party that is advised.
        source: The reviewed file; the files of a deal as one.
        documents: The files of a deal, in the order they were given; empty for a single contract.
        references: Other documents that the contract points to.
        contract_type: What kind of contract it was taken for.
        governing_law: As named in the contract, or None.
        term: How long the contract runs; None in reports of versions that did not read it.
        parties: Parties found.
        risks: The risks of outsourcing, each with its state, and one figure that sums them up.
        findings: One for each protection, in catalogue order.
        duties: What the customer owes, by kind, where the supplier is advised; empty otherwise.
        policy: How the contract stands against the playbook's own rules and positions.
        clauses: Operative clauses found, in text order.
        ranking: Clauses by type as the learned ranker sees them; None without weights.
        jurisdiction_notices: Texts of the notices that findings refer to.
        notices: Remarks on the reading.

    Example:
        >>> report = clausegap.review("sample_contracts/one-way-nda-supplier.docx")
        >>> report.contract_type.type, len(report.findings)
        ('nda', 36)
        >>> Report.model_validate_json(report.to_json()).source == report.source
        True
    """

    schema_version: str = SCHEMA_VERSION
    clausegap_version: str
    rules_fingerprint: str
    playbook: str
    side: Side
    source: ReportSource
    documents: tuple[ReportSource, ...] = ()
    references: tuple[DocumentReference, ...] = ()
    contract_type: TypeGuess
    governing_law: str | None = None
    term: ContractTerm | None = None
    parties: tuple[Party, ...] = ()
    risks: RiskView
    findings: tuple[Finding, ...]
    duties: tuple[Duty, ...] = ()
    policy: tuple[PolicyFinding, ...] = ()
    clauses: tuple[Clause, ...] = ()
    ranking: Ranking | None = None
    jurisdiction_notices: tuple[JurisdictionNotice, ...] = ()
    notices: tuple[ReportNotice, ...] = ()

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """Findings to act on, gravest first, then in catalogue order."""
        found = [f for f in self.findings if f.is_gap]
        return tuple(sorted(found, key=lambda f: -severity_rank(f.severity)))

    @property
    def deviations(self) -> tuple[PolicyFinding, ...]:
        """Results of the playbook's own rules that are not as asked, gravest first."""
        found = [p for p in self.policy if is_deviation(p.result, p.severity)]
        return tuple(sorted(found, key=lambda p: -severity_rank(p.severity)))

    @property
    def adverse(self) -> tuple[Finding, ...]:
        """Findings where the contract takes something from the advised side, gravest first."""
        found = [f for f in self.findings if "adverse" in f.flags]
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
        """Returns the gravest severity among the gaps and the deviations from the playbook, or None without any."""
        found = [gap.severity for gap in self.gaps] + [p.severity for p in self.deviations]
        return max(found, key=severity_rank, default=None)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        counts = Counter(gap.severity for gap in self.gaps)
        yield "source", self.source.name
        yield "contract_type", self.contract_type.type
        yield "side", self.side
        yield "gaps", {severity: counts[severity] for severity in reversed(SEVERITIES) if counts[severity]}
        yield "findings", len(self.findings)
        if any(notice.level == "unread" for notice in self.notices):
            yield "complete", False
