"""The closed vocabularies of the domain, as types; their meaning is in docs/reference.

Ordered vocabularies are tuples from the worst or weakest to the best or gravest.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Status = Literal["missing", "undetermined", "weak", "present"]
Grade = Literal["absent", "weak", "unknown", "acceptable", "strong"]
Severity = Literal["info", "low", "medium", "high", "critical"]
Side = Literal["customer", "supplier"]
Direction = Literal["for_user", "against_user", "mutual", "unknown"]
Modality = Literal["duty", "prohibition", "right", "transfer", "statement", "release"]
Strength = Literal["A1", "A2", "A3"]
Role = Literal["core", "major", "minor"]
Confidence = Literal["low", "medium", "high"]
Expectation = Literal["required", "recommended", "optional", "not_expected"]
ContractType = Literal["nda", "msa", "sow", "sw_dev", "bpo", "consulting"]
RiskState = Literal["open", "undetermined", "partly", "covered", "not_expected"]
Answer = Literal["primary", "supporting"]
Flag = Literal[
    "counterparty_only",
    "mutual",
    "by_reference",
    "heading_only",
    "redacted_parameter",
    "unresolved_party",
    "draft_text",
    "deleted_by_amendment",
    "adverse",
    "doubtful",
]

SIDES: Final[tuple[Side, ...]] = get_args(Side)
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
GRADES: Final[tuple[Grade, ...]] = get_args(Grade)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
CONTRACT_TYPES: Final[tuple[ContractType, ...]] = get_args(ContractType)


def grade_rank(grade: Grade) -> int:
    """Returns the position of a grade, 0 for absent to 4 for strong."""
    return GRADES.index(grade)


def severity_rank(severity: Severity) -> int:
    """Returns the position of a severity, 0 for info to 4 for critical."""
    return SEVERITIES.index(severity)


def lower_severity(severity: Severity, steps: int = 1) -> Severity:
    """Returns the severity some steps down, never below info."""
    return SEVERITIES[max(severity_rank(severity) - steps, 0)]
