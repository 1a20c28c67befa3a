"""Which contracts and verdicts of a portfolio are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clausegap.model.portfolio import ContractRow, Review, Term, Verdict
from clausegap.model.term import TermKind
from clausegap.model.terms import Severity, Status, severity_rank


@dataclass(frozen=True, slots=True)
class Question:
    """What must hold: all that is given, and of several values one.

    Attributes:
        protections: Ids of protections.
        statuses: Statuses.
        severity: Least severity of a gap.
        counterparties: Parts of a name of a party other than the advised one; capitals do not matter.
        laws: Parts of the name of the governing law.
        terms: Kinds of term.
        expires_before: The first term ends before this day; not true where the end is unknown.
        expires_after: It ends after this day.
    """

    protections: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    severity: Severity | None = None
    counterparties: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    terms: tuple[TermKind, ...] = ()
    expires_before: date | None = None
    expires_after: date | None = None

    @property
    def is_of_verdicts(self) -> bool:
        """Whether it asks for protections, statuses or severities, and so for single verdicts."""
        return bool(self.protections or self.statuses or self.severity)

    @property
    def is_of_dates(self) -> bool:
        """Whether it asks when contracts end."""
        return self.expires_before is not None or self.expires_after is not None

    @property
    def is_of_reviews(self) -> bool:
        """Whether it asks anything of a contract that only its review can answer."""
        return bool(self.counterparties or self.laws or self.terms) or self.is_of_dates or self.is_of_verdicts


def answer(row: ContractRow, question: Question) -> ContractRow | None:
    """Returns a contract with the verdicts that a question asks for, or None where it does not ask for it."""
    if not question.is_of_reviews:
        return row
    review = row.review
    if review is None or not _asks_for(review, question):
        return None
    if not question.is_of_verdicts:
        return row
    found = tuple(verdict for verdict in review.verdicts if _is_wanted(verdict, question))
    return replace(row, review=replace(review, verdicts=found)) if found else None


def _asks_for(review: Review, question: Question) -> bool:
    return (
        _names_any(question.counterparties, review.counterparties)
        and _names_any(question.laws, (review.governing_law or "",))
        and (not question.terms or review.term.kind in question.terms)
        and (not question.is_of_dates or _ends_in_time(review.term, question))
    )


def _names_any(wanted: Sequence[str], names: Iterable[str]) -> bool:
    folded = [name.casefold() for name in names]
    return not wanted or any(part.casefold() in name for part in wanted for name in folded)


def _ends_in_time(term: Term, question: Question) -> bool:
    if term.expires is None:
        return False
    is_early = question.expires_before is None or term.expires < question.expires_before
    return is_early and (question.expires_after is None or term.expires > question.expires_after)


def _is_wanted(verdict: Verdict, question: Question) -> bool:
    return (
        (not question.protections or verdict.protection in question.protections)
        and (not question.statuses or verdict.status in question.statuses)
        and (question.severity is None or _is_as_grave(verdict, question.severity))
    )


def _is_as_grave(verdict: Verdict, least: Severity) -> bool:
    return verdict.is_gap and severity_rank(verdict.severity) >= severity_rank(least)
