"""All protections of one document side by side, so that conditions of one may ask for another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from clausegap.gaps.conditions import Evaluation
from clausegap.gaps.decide import Verdict, verdict_on
from clausegap.gaps.group import Groups
from clausegap.gaps.standard import Standards
from clausegap.model.analysis import Analysis
from clausegap.model.document import Document
from clausegap.model.terms import Grade

_OPENING_CHARACTERS: Final = 600  # the title


@dataclass
class Board:
    """Works out each protection once, at the first need.

    Args:
        document: The contract.
        analysis: What the pipeline found in it.
        standards: The rules under the playbook.
    """

    document: Document
    analysis: Analysis
    standards: Standards
    _evaluations: dict[str, Evaluation] = field(default_factory=dict)
    _verdicts: dict[str, Verdict] = field(default_factory=dict)
    _busy: set[str] = field(default_factory=set)

    def evaluation(self, protection: str) -> Evaluation:
        """Returns the evaluation of a protection."""
        if protection not in self._evaluations:
            standard = self.standards.of(protection)
            self._evaluations[protection] = Evaluation(
                self.document.text, self.analysis, standard, self._groups.of(standard), elsewhere=self._holds
            )
        return self._evaluations[protection]

    def verdict(self, protection: str) -> Verdict:
        """Returns the verdict on a protection, before incorporation, deletion and unread parts."""
        if protection not in self._verdicts:
            self._verdicts[protection] = verdict_on(self.evaluation(protection))
        return self._verdicts[protection]

    @cached_property
    def _groups(self) -> Groups:
        return Groups(self.document, self.analysis)

    def _holds(self, name: str, least: Grade) -> bool:
        """Whether a sign stands in the document, a rule of another protection holds, or it is itself found.

        ``audit_rights`` holds when it is weak or present, ``audit_rights>=acceptable`` when it is present.
        """
        if name in self._signs:
            return True
        owner = self.standards.library.owners.get(name)
        if owner is None or name in self._busy:
            return False  # two that lean on each other: neither holds the other up
        self._busy.add(name)
        try:
            if owner.id != name:
                return self.evaluation(owner.id).asks(name, least)
            status = self.verdict(owner.id).status
            return status == "present" or (status == "weak" and least == "weak")
        finally:
            self._busy.discard(name)

    @cached_property
    def _signs(self) -> frozenset[str]:
        early = self.standards.opening_signs
        found = {hit.rule for hit in self.analysis.hits if hit.kind == "sign" and hit.rule not in early}
        # The title is a heading, in which the pipeline looks for no wording.
        end = min(len(self.document.text), _OPENING_CHARACTERS)
        opening = self.standards.library.reader.read(self.document.text, 0, end).text
        found.update(p.rule for p in self.standards.opening_patterns if p.expression.search(opening))
        return frozenset(found)
