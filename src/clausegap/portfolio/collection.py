"""A portfolio: many reviewed contracts that can be asked and written down."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from clausegap._nearest import nearest_hint
from clausegap.errors import UsageError
from clausegap.model.outcome import Outcome
from clausegap.model.portfolio import ContractRow
from clausegap.model.term import TermKind
from clausegap.model.terms import Severity, Status
from clausegap.portfolio.folder import PassedOver, read_folder
from clausegap.portfolio.frames import Form, frame_of
from clausegap.portfolio.question import Question, answer
from clausegap.portfolio.reduce import row_of
from clausegap.portfolio.summaries import format_of, write_files
from clausegap.renderers.summary_tidy import Plain, tidy_rows
from clausegap.renderers.summary_wording import protections_of

if TYPE_CHECKING:
    import pandas

_Word = TypeVar("_Word", bound=str)


class Portfolio:
    """Many contracts with what was found in each; some 20 KB of memory a contract.

    Iterating gives a ``ContractRow`` for each, in order.

    Args:
        contracts: The contracts.
        passed_over: Files that were no reports.

    Example:
        >>> portfolio = Portfolio.from_outcomes([])
        >>> len(portfolio.where(status="missing", severity="high"))
        0
    """

    def __init__(self, contracts: Iterable[ContractRow], passed_over: Iterable[PassedOver] = ()) -> None:
        self.contracts = tuple(contracts)
        self.passed_over = tuple(passed_over)
        self._asked: Portfolio | None = None  # the one that this is an answer of

    @classmethod
    def from_folder(cls, folder: str | os.PathLike[str]) -> Portfolio:
        """Returns the contracts of all JSON reports in a folder and the folders in it.

        Files that are no reports are kept in ``passed_over``. Contracts that a batch could not review are
        there too, without a review.

        Raises:
            MissingFileError: There is no such folder.
        """
        found = list(read_folder(Path(folder)))
        return cls(
            (one for one in found if isinstance(one, ContractRow)),
            (one for one in found if isinstance(one, PassedOver)),
        )

    @classmethod
    def from_outcomes(cls, outcomes: Iterable[Outcome]) -> Portfolio:
        """Returns the contracts of a batch, one for each outcome; the reports themselves are not kept."""
        return cls(map(row_of, outcomes))

    def where(  # noqa: PLR0913  each is given by its name
        self,
        *,
        protection: str | Sequence[str] = (),
        status: Status | Sequence[Status] = (),
        severity: Severity | None = None,
        counterparty: str | Sequence[str] = (),
        governing_law: str | Sequence[str] = (),
        term: TermKind | Sequence[TermKind] = (),
        expires_before: date | None = None,
        expires_after: date | None = None,
    ) -> Portfolio:
        """Returns the contracts for which all of this holds, each with the verdicts for which it does.

        Args:
            protection: Ids of protections, one of which is meant.
            status: Statuses, one of which a verdict must have.
            severity: Least severity of a gap.
            counterparty: Parts of the name of a party that is not the advised one.
            governing_law: Parts of the name of the governing law.
            term: ``fixed``, ``open_ended`` or ``unknown``.
            expires_before: Day before which the first term ends; contracts whose end is unknown are left out.
            expires_after: Day after which it ends.

        Raises:
            UsageError: No report speaks of such a protection.
        """
        return self.answer(
            Question(
                protections=_several(protection),
                statuses=_several(status),
                severity=severity,
                counterparties=_several(counterparty),
                laws=_several(governing_law),
                terms=_several(term),
                expires_before=expires_before,
                expires_after=expires_after,
            )
        )

    def answer(self, question: Question) -> Portfolio:
        """Returns what a question asks for; see ``where``.

        Raises:
            UsageError: No report speaks of such a protection.
        """
        self._require(question.protections)
        found = (answer(row, question) for row in self.contracts)
        kept = Portfolio((row for row in found if row is not None), self.passed_over)
        kept._asked = self
        return kept

    @cached_property
    def protections(self) -> Mapping[str, str]:
        """Titles of the protections that any contract has a verdict on, by id, in catalogue order."""
        found = protections_of(self.contracts)
        # Of the verdicts that answer a question each contract has a few: they tell no order.
        order = found if self._asked is None else self._asked.protections
        return {protection: title for protection, title in order.items() if protection in found}

    def _require(self, protections: Sequence[str]) -> None:
        known = self.protections
        for name in protections:
            if name not in known:
                raise UsageError(f"no report speaks of a protection {name!r}{nearest_hint(name, known)}")

    def to_rows(self) -> list[dict[str, Plain]]:
        """Returns one plain row for each contract and protection, and one for each contract without a review."""
        return list(tidy_rows(self.contracts))

    def to_dataframe(self, form: Form = "tidy") -> pandas.DataFrame:
        """Returns the contracts as a table; contracts that could not be reviewed are in it too.

        Args:
            form: ``tidy`` for a row a contract and protection, with the first quote of each; ``grid`` for a row a
                contract, with the status of each protection, in catalogue order.

        Raises:
            UsageError: There is no such form, or pandas is not installed.
        """
        return frame_of(self.contracts, form, self.protections)

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes a summary in the format that the suffix of the path names: csv, xlsx, html, json or parquet.

        Raises:
            OSError: The file cannot be written; an old one is still there.
            UsageError: The suffix names no format, or pyarrow is not installed.
        """
        target = Path(path)
        write_files(self.contracts, {target: format_of(target)})

    def __iter__(self) -> Iterator[ContractRow]:
        return iter(self.contracts)

    def __len__(self) -> int:
        return len(self.contracts)

    def __repr__(self) -> str:
        unreviewed = sum(row.review is None for row in self.contracts)
        return f"Portfolio(contracts={len(self.contracts)}, reviewed={len(self.contracts) - unreviewed})"

    def _repr_html_(self) -> str:
        from clausegap.renderers.portfolio_card import render_portfolio_card  # noqa: PLC0415  only a notebook asks

        passed_over = [(one.path, one.why) for one in self.passed_over]
        return render_portfolio_card(self.contracts, self.protections, passed_over)


def _several(given: _Word | Sequence[_Word]) -> tuple[_Word, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
