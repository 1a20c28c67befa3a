"""How a contract stands against the rules and positions of a playbook."""

from __future__ import annotations

from typing import Literal

from clausegap.model.evidence import Evidence, Value
from clausegap.model.terms import Severity

PolicyResult = Literal["ok", "deviates", "silent", "undetermined"]


class PolicyFinding(Value):
    """The result of one rule or position of a playbook.

    Attributes:
        id: Of the rule, or ``position:`` or ``unacceptable:`` with the protection.
        title: What is asked for.
        check: Shape of the rule, or ``position`` or ``unacceptable``.
        result: ``silent`` where the contract does not speak of it, ``undetermined`` where that
            cannot be claimed because not everything was read.
        severity: Weight; ``info`` when all is well.
        said: What the contract says, in a few words.
        evidence: Where.
        action: What the playbook says to do.
    """

    id: str
    title: str
    check: str
    result: PolicyResult
    severity: Severity
    said: str
    evidence: tuple[Evidence, ...] = ()
    action: str = ""


def is_deviation(result: PolicyResult, severity: Severity) -> bool:
    """Returns whether a result with this weight is one that a reader should act on."""
    return result != "ok" and severity != "info"
