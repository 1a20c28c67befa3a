"""The summary as plain rows, one a contract and protection, for data tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from clausegap.model.portfolio import ContractRow, Review, Verdict
from clausegap.renderers.summary_wording import names_line

Plain = str | int | float | bool | date | None

# The columns in order, with their types.
COLUMNS: Final[dict[str, type]] = {
    "contract": str,
    "result": str,
    "error": str,
    "sha256": str,
    "contract_type": str,
    "side": str,
    "playbook": str,
    "customer": str,
    "supplier": str,
    "counterparty": str,
    "governing_law": str,
    "term": str,
    "starts": date,
    "expires": date,
    "expires_computed": bool,
    "renews": bool,
    "coverage": float,
    "worst_severity": str,
    "protection": str,
    "family": str,
    "title": str,
    "status": str,
    "severity": str,
    "is_gap": bool,
    "grade": str,
    "score": float,
    "expectation": str,
    "flags": str,
    "reason": str,
    "quote": str,
    "section": str,
    "page": int,
    "document": str,
    "rule": str,
    "quote_number": int,
    "quotes": int,
}


def tidy_rows(rows: Iterable[ContractRow]) -> Iterator[dict[str, Plain]]:
    """Yields a row for each contract and protection, and one for each contract without a review.

    Rows that keep all quotes of a report give a row for each of them; ``quote_number`` counts them from 1, ``quotes``
    is how many the report has. Every row has all of ``COLUMNS``; what is not known is None.
    """
    for row in rows:
        start: dict[str, Plain] = dict.fromkeys(COLUMNS)
        start.update(contract=row.source, result=row.status, error=row.error or None)
        if row.review is None:
            yield start
            continue
        start.update(_of_review(row.review))
        numbers: Counter[str] = Counter()
        for verdict in row.verdicts:
            numbers[verdict.protection] += 1
            yield {**start, **_of_verdict(verdict, numbers[verdict.protection])}


def _of_review(review: Review) -> dict[str, Plain]:
    return {
        "sha256": review.sha256,
        "contract_type": review.contract_type,
        "side": review.side,
        "playbook": review.playbook,
        "customer": names_line(review.customers) or None,
        "supplier": names_line(review.suppliers) or None,
        "counterparty": names_line(review.counterparties) or None,
        "governing_law": review.governing_law,
        "term": review.term.kind,
        "starts": review.term.starts,
        "expires": review.term.expires,
        "expires_computed": review.term.computed,
        "renews": review.term.renews,
        "coverage": review.coverage,
        "worst_severity": review.worst_severity,
    }


def _of_verdict(verdict: Verdict, number: int) -> dict[str, Plain]:
    return {
        "protection": verdict.protection,
        "family": verdict.family,
        "title": verdict.title,
        "status": verdict.status,
        "severity": verdict.severity,
        "is_gap": verdict.is_gap,
        "grade": verdict.grade,
        "score": verdict.score,
        "expectation": verdict.expectation,
        "flags": ", ".join(verdict.flags) or None,
        "reason": verdict.reason or None,
        "quote": verdict.quote or None,
        "section": verdict.section or None,
        "page": verdict.page,
        "document": verdict.document or None,
        "rule": verdict.rule or None,
        "quote_number": number if verdict.quotes else None,
        "quotes": verdict.quotes,
    }
