"""All protections of one document side by side, so that conditions of one may ask for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from clausegap.gaps.conditions import Evaluation
from clausegap.gaps.decide import Verdict, verdict_on
from clausegap.gaps.group import clause_group
from clausegap.model.analysis import Analysis
from clausegap.model.document import Document
from clausegap.model.terms import ContractType, Severity
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Protection


@dataclass
class Board:
    """Works out each protection once, at the first need.

    Args:
        document: The contract.
        analysis: What the pipeline found in it.
        library: The rules.
        contract_type: For roles and severities that depend on it.
        severities: Severities that a playbook sets for weakeners.
    """

    document: Document
    analysis: Analysis
    library: RuleLibrary
    contract_type: ContractType
    severities: Mapping[str, Severity]
    _evaluations: dict[str, Evaluation] = field(default_factory=dict)
    _verdicts: dict[str, Verdict] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)

    def evaluation(self, protection: Protection) -> Evaluation:
        """Returns the evaluation of a protection."""
        if protection.id not in self._evaluations:
            self._evaluations[protection.id] = Evaluation(
                self.document.text,
                self.analysis,
                protection,
                clause_group(self.document.text, self.analysis, protection),
                self.contract_type,
                self.library.generic.weakeners,
                severities=self.severities,
                elsewhere=self._holds,
            )
        return self._evaluations[protection.id]

    def verdict(self, protection: Protection) -> Verdict:
        """Returns the verdict on a protection, before incorporation, deletion and unread parts."""
        if protection.id not in self._verdicts:
            self._verdicts[protection.id] = verdict_on(self.evaluation(protection))
        return self._verdicts[protection.id]

    def _holds(self, name: str, least: str) -> bool:
        """Whether a sign stands in the document, a rule of another protection holds, or it is itself found.

        ``audit_rights`` holds when it is weak or present, ``audit_rights>=acceptable`` when it is present.
        """
        if name in self._signs:
            return True
        owner = self.library.owners.get(name)
        if owner is None or name in self._busy:
            return False  # two that lean on each other: neither holds the other up
        self._busy.add(name)
        try:
            if owner.id != name:
                return self.evaluation(owner).asks(name, least)
            status = self.verdict(owner).status
            return status == "present" or (status == "weak" and least == "weak")
        finally:
            self._busy.discard(name)

    @cached_property
    def _signs(self) -> frozenset[str]:
        return frozenset(hit.rule for hit in self.analysis.hits if hit.kind == "sign")
