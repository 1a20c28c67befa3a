"""The part of a JSON report that a portfolio reads.

What is not named here is skipped while the JSON is parsed, which takes a fifth of the time that a whole ``Report``
takes. Fields that other versions of the format have or lack do no harm.
"""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, ConfigDict

from clausegap.model.finding import is_to_act_on
from clausegap.model.policy import PolicyResult
from clausegap.model.report import ReportNotice
from clausegap.model.term import ContractTerm
from clausegap.model.terms import ContractType, Expectation, Flag, Grade, Severity, Side, Status

FORMAT: Final = "1"  # major version of the report format


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Location(_Part):
    page: int | None = None
    section: str | None = None
    heading: str | None = None
    document: str | None = None


class StoredEvidence(_Part):
    """What a portfolio reads of an ``Evidence``."""

    quote: str
    location: _Location
    rule: str


class StoredFinding(_Part):
    """What a portfolio reads of a ``Finding``."""

    protection: str
    family: str
    title: str
    status: Status
    grade: Grade
    score: float | None
    severity: Severity
    expectation: Expectation
    flags: tuple[Flag, ...] = ()
    reasons: tuple[str, ...] = ()
    evidence: tuple[StoredEvidence, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether a reader should act, as ``Finding.is_gap``."""
        return is_to_act_on(self.status, self.expectation, self.flags)


class _Source(_Part):
    name: str
    sha256: str


class _TypeGuess(_Part):
    type: ContractType


class _Party(_Part):
    name: str
    role: Side | None


class _Risks(_Part):
    coverage: float | None


class _Policy(_Part):
    result: PolicyResult
    severity: Severity


class StoredReport(_Part):
    """What a portfolio reads of a ``Report``."""

    schema_version: str
    clausegap_version: str
    rules_fingerprint: str
    playbook: str
    side: Side
    source: _Source
    contract_type: _TypeGuess
    governing_law: str | None = None
    term: ContractTerm | None = None
    parties: tuple[_Party, ...] = ()
    risks: _Risks | None = None
    findings: tuple[StoredFinding, ...]
    policy: tuple[_Policy, ...] = ()
    notices: tuple[ReportNotice, ...] = ()
