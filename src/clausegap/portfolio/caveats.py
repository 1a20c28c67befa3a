"""What an answer does not say: contracts that might belong to it, had they said or been read more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from clausegap.portfolio.collection import Portfolio
from clausegap.portfolio.question import Question
from clausegap.renderers.wording import plural

_MOST_NAMED: Final = 5  # files


def caveats(portfolio: Portfolio, question: Question) -> Iterator[str]:
    """Yields sentences on what an answer leaves open.

    Args:
        portfolio: All contracts that were asked.
        question: What was asked.
    """
    if "missing" in question.statuses and "undetermined" not in question.statuses:
        open_ = len(portfolio.answer(replace(question, statuses=("undetermined",))))
        if open_:
            yield f"Undetermined in {plural(open_, 'contract')}, of which not everything was read."
    if question.is_of_dates:
        dateless = replace(question, expires_before=None, expires_after=None)
        unknown = sum(row.review is not None and row.review.term.expires is None for row in portfolio.answer(dateless))
        if unknown:
            yield f"No end is known of {plural(unknown, 'further contract')}, which {_is_are(unknown)} left out."
    unread = sum(row.review is None for row in portfolio)
    if unread:
        yield f"{plural(unread, 'contract')} could not be reviewed and {_is_are(unread)} in no answer."
    yield from (f"Passed over, since {one.why}: {one.path}" for one in portfolio.passed_over[:_MOST_NAMED])
    if len(portfolio.passed_over) > _MOST_NAMED:
        yield f"Passed over: {len(portfolio.passed_over) - _MOST_NAMED} more"


def _is_are(number: int) -> str:
    return "is" if number == 1 else "are"
