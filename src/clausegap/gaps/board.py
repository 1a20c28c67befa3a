"""All protections of one document side by side, so that conditions of one may ask for another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from clausegap.gaps.conditions import Evaluation
from clausegap.gaps.decide import Verdict, verdict_on
from clausegap.gaps.group import Group, clause_group
from clausegap.model.analysis import Analysis
from clausegap.model.document import Document
from clausegap.model.terms import ContractType
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Protection
from clausegap.rules.playbook import Playbook
from clausegap.rules.reading import Reader

_OPENING_CHARACTERS: Final = 600  # the title


@dataclass
class Board:
    """Works out each protection once, at the first need.

    Args:
        document: The contract.
        analysis: What the pipeline found in it.
        library: The rules.
        contract_type: For roles and severities that depend on it.
        playbook: For thresholds and severities of its own.
    """

    document: Document
    analysis: Analysis
    library: RuleLibrary
    contract_type: ContractType
    playbook: Playbook
    _evaluations: dict[str, Evaluation] = field(default_factory=dict)
    _verdicts: dict[str, Verdict] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)

    def evaluation(self, protection: Protection) -> Evaluation:
        """Returns the evaluation of a protection."""
        if protection.id not in self._evaluations:
            adapted = self.playbook.adapted(protection)
            self._evaluations[protection.id] = Evaluation(
                self.document.text,
                self.analysis,
                adapted,
                clause_group(self.document, self.analysis, adapted),
                self.contract_type,
                self.library.generic.weakeners,
                severities=self.playbook.weakener_severity,
                elsewhere=self._holds,
            )
        return self._evaluations[protection.id]

    def group(self, protection: str) -> Group:
        """Returns the clause group of a protection."""
        return self.evaluation(self.library.owners[protection]).group

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
        signs = (*self.library.generic.signs, *(sign for p in self.library.protections for sign in p.signs))
        early = {sign.id for sign in signs if sign.where == "opening"}
        found = {hit.rule for hit in self.analysis.hits if hit.kind == "sign" and hit.rule not in early}
        # The title is a heading, in which the pipeline looks for no wording.
        end = min(len(self.document.text), _OPENING_CHARACTERS)
        opening = Reader(self.library.spelling).read(self.document.text, 0, end).text
        for pattern in self.library.patterns:
            if pattern.rule in early and pattern.expression.search(opening):
                found.add(pattern.rule)
        return frozenset(found)
