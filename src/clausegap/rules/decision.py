"""Where a rule file departs from the general rule for status and severity, and under what conditions."""

from __future__ import annotations

from clausegap.model.terms import Severity
from clausegap.rules.base import Conditions, Identifier, RuleModel


class Setting(RuleModel):
    """Conditions under which a severity is set."""

    by: Conditions
    to: Severity


class Ruling(RuleModel):
    """Conditions that decide a status where there is no clause, and why, in one line for the report."""

    by: Conditions
    why: str


class Decision(RuleModel):
    """What departs from the general decision rule of the catalogue (section 1.4).

    Attributes:
        present_when: What makes a clause needless; it is then present whatever else is found.
        weak_without_clause: What makes it weak, and not missing, where there is no clause.
        weak_when: Conditions that make the clause weak whatever its elements.
        missing_when: Conditions under which no clause is held to exist.
        never_strong_without: Elements without which the grade is at most acceptable.
        severity_when_weak: Conditions that set the severity of a weak clause.
    """

    present_when: tuple[Ruling, ...] = ()
    weak_without_clause: tuple[Ruling, ...] = ()
    weak_when: Conditions = ()
    missing_when: Conditions = ()
    never_strong_without: tuple[Identifier, ...] = ()
    severity_when_weak: tuple[Setting, ...] = ()
