"""Builds a small contract beside standard wording, reviewed by hand, with words that attack every format."""

from __future__ import annotations

from collections.abc import Mapping

from comparison_factory import HOSTILE, element, evidence, finding, version, weakener

from clausegap.compare.standard import compare_with_wordings
from clausegap.compare.versions import Version
from clausegap.compare.wordings import Wording
from clausegap.model.clause import Party
from clausegap.model.deviation import StandardComparison

CONTRACT = f"""Customer may, with its <b>consent</b>, audit the records of Supplier at no cost.
Supplier shall keep all secrets for ten years.
Supplier shall insure itself against loss of data and of profit at its own cost.
Supplier shall not employ the people of Customer in the year after the end.
Supplier shall hold the source code ready for Customer with an agent.
Everything that Supplier learns stays with Customer {HOSTILE}.
"""
PARTIES = (
    Party(name="Alpha", terms=("Customer",), role="customer"),
    Party(name="Beta", terms=("Supplier",), role="supplier"),
)
STANDARD = {
    "audit_rights": (
        "Customer may audit the *records* of Supplier at no cost.",
        "Customer may look at a list once a year.",
    ),
    "confidentiality": ("Supplier shall keep all secrets for ten years.",),
    "insurance": ("Supplier shall insure itself against loss of data and profit at its own cost.",),
    "non_solicit": ("No member of staff is to be approached.",),
    "escrow": ("An agent holds what is needed to build.",),
    "survival": ("Duties go on.",),
    "non_compete": ("No work for others.",),
    "knowledge": ("What is taught is secret.",),
}
_WORDS = (
    "Customer may, with",
    "Supplier shall keep",
    "Supplier shall insure",
    "Supplier shall not",
    "Supplier shall hold",
    "Everything that",
)


def _contract() -> Version:
    lines = CONTRACT.splitlines()
    quotes = [(evidence(CONTRACT, next(line for line in lines if line.startswith(words))),) for words in _WORDS]
    audit, secrecy, insurance, staff, escrow, knowledge = quotes
    findings = (
        finding(
            "audit_rights",
            "weak",
            evidence=audit,
            weakeners=(weakener("consent", "high", evidence=audit),),
            elements=(element("right", "acceptable", evidence=audit),),
        ),
        finding("confidentiality", evidence=secrecy, elements=(element("duty", "strong"),)),
        finding("insurance", evidence=insurance, elements=(element("cover", "strong"),)),
        finding("non_solicit", evidence=staff, elements=(element("ban", "strong"), element("year", "strong", "minor"))),
        finding("escrow", evidence=escrow, elements=(element("deposit", "weak"), element("agent", "strong"))),
        finding("survival", "missing"),
        finding("non_compete", "undetermined"),
        finding("knowledge", evidence=knowledge, elements=(element("secret", "strong"),)),
    )
    return version(CONTRACT, findings, parties=PARTIES)


def reviewed(wording: Wording) -> Version:
    """Returns a standard wording as if the rules had recognised the parts that it should have."""
    parts = {
        "audit_rights": ("right",),
        "confidentiality": ("duty",),
        "insurance": ("cover",),
        "non_solicit": ("ban",),
        "escrow": ("deposit",),
        "knowledge": (),
    }
    quote = (evidence(wording.words, wording.words),)
    findings = {
        name: finding(name, elements=tuple(element(part, "strong", evidence=quote) for part in found))
        for name, found in parts.items()
    }
    return version(wording.words, tuple(findings.values()))


def wordings() -> dict[str, list[Wording]]:
    """Returns the standard wordings: two own ones on audits, else shipped ones."""
    own = [Wording("own preferred", "playbook", STANDARD["audit_rights"][0])]
    own.append(Wording("own fallback 1", "playbook", STANDARD["audit_rights"][1]))
    shipped = {name: [Wording("balanced", "rules", words[0])] for name, words in STANDARD.items()}
    return {**shipped, "audit_rights": own}


def build_standard(**fields: Mapping[str, object]) -> StandardComparison:
    """Returns a comparison with standard wording that has most kinds of deviation."""
    return compare_with_wordings(_contract(), wordings(), reviewed).model_copy(update=fields)
