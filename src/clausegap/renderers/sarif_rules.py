"""The rules of a SARIF run: what each protection and each rule of a playbook asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from clausegap.model.finding import Finding
from clausegap.model.policy import PolicyFinding
from clausegap.model.report import Report
from clausegap.model.terms import Severity
from clausegap.renderers import wording
from clausegap.rules.library import load_library
from clausegap.rules.models import Protection

Json = dict[str, Any]

LEVELS: Final[dict[Severity, str]] = {
    "critical": "error",
    "high": "error",
    "medium": "warning",
    "low": "note",
    "info": "note",
}
_HELP: Final = "What to look for: {parts}."


def rules_of(reports: Sequence[Report]) -> list[Json]:
    """Returns the rules that any of some reports speaks of, in catalogue order, those of playbooks behind them."""
    known = {protection.id: protection for protection in load_library().protections}
    found: dict[str, Json] = {}
    for report in reports:
        for finding in report.findings:
            found.setdefault(finding.protection, _of_protection(finding, known.get(finding.protection)))
    for report in reports:
        for policy in report.policy:
            found.setdefault(f"playbook/{policy.id}", _of_policy(policy))
    return list(found.values())


def _of_protection(finding: Finding, protection: Protection | None) -> Json:
    """Returns a rule; of a protection from the user's own files only the report is at hand."""
    if protection is None:
        said = finding.title
        asks = [*(part.content for part in finding.elements), *(part.content for part in finding.absent)]
    else:
        said, asks = protection.definition, [element.content for element in protection.elements]
    helped = wording.sentence(said)
    if asks:
        helped += " " + _HELP.format(parts="; ".join(map(wording.printable, asks)))
    name = "".join(word.capitalize() for word in finding.protection.split("_"))
    return {
        "id": finding.protection,
        **({} if name.casefold() == finding.protection else {"name": name}),  # a name that tells no more is not allowed
        "shortDescription": {"text": wording.sentence(finding.title)},
        "fullDescription": {"text": wording.sentence(said)},
        "help": {"text": helped},
        "defaultConfiguration": {"level": LEVELS[protection.missing_severity if protection else "medium"]},
        "properties": {"tags": [finding.family]},
    }


def _of_policy(policy: PolicyFinding) -> Json:
    asked = wording.sentence(policy.title)
    return {
        "id": f"playbook/{policy.id}",
        "name": "".join(word.capitalize() for word in policy.id.replace(":", "_").split("_")),
        "shortDescription": {"text": asked},
        "fullDescription": {"text": asked},
        "help": {"text": " ".join(filter(None, (asked, policy.action and wording.sentence(policy.action))))},
        "properties": {"tags": ["playbook"]},
    }
