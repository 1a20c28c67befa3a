"""Shows an answer over many reports in a terminal; readable at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from clausegap.cli.terminal import SEVERITY_STYLES, STATUS_STYLES, print_hanging
from clausegap.model.portfolio import ContractRow, Review, Verdict
from clausegap.portfolio import Portfolio
from clausegap.portfolio.question import Question
from clausegap.renderers.summary_wording import names_line, protections_of, shared_folder, term_line, verdict_cell
from clausegap.renderers.wording import plural, printable


def print_answer(answer: Portfolio, number: int, question: Question, left_open: Sequence[str]) -> None:
    """Prints how many contracts it is, a table of them, and what the answer leaves open.

    Args:
        answer: The contracts, with the verdicts that were asked for.
        number: How many were asked.
        question: What was asked.
        left_open: Sentences on it.
    """
    console = Console(highlight=False)
    titles = protections_of(answer) if question.is_of_verdicts else {}
    subject = f"{next(iter(titles.values()))}: " if len(titles) == 1 else ""
    shared = shared_folder([printable(row.source) for row in answer])
    place = f" in {shared}" if shared else ""
    console.print(Text(f"{subject}{len(answer)} of {plural(number, 'contract')}{place}", style="bold"))
    if len(answer):
        console.print()
        rows = [(printable(row.source)[len(shared) :], row) for row in answer]
        console.print(_verdicts(rows, titles) if question.is_of_verdicts else _contracts(rows))
    if left_open:
        console.print()
    for line in left_open:
        print_hanging(console, "  - ", Text(printable(line)))


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _verdicts(rows: Sequence[tuple[str, ContractRow]], titles: dict[str, str]) -> Table:
    table = _table("Contract", *(["Protection"] if len(titles) > 1 else []), "Found", "Where")
    for name, row in rows:
        for number, verdict in enumerate(row.verdicts):
            shown = name if number == 0 else ""
            title = [verdict.title] if len(titles) > 1 else []
            table.add_row(*map(Text, (shown, *title)), _found(verdict), Text(_place(verdict)))
    return table


def _found(verdict: Verdict) -> Text:
    style = SEVERITY_STYLES[verdict.severity] if verdict.is_gap else STATUS_STYLES[verdict.status]
    return Text(verdict_cell(verdict), style=style)


def _place(verdict: Verdict) -> str:
    page = [] if verdict.page is None else [f"p. {verdict.page}"]
    return ", ".join([part for part in (verdict.document, *page, verdict.section) if part]) or "-"


def _contracts(rows: Sequence[tuple[str, ContractRow]]) -> Table:
    table = _table("Contract", "Counterparty", "Governing law", "Ends", "Worst gap", "Gaps")
    for name, row in rows:
        table.add_row(Text(name), *map(Text, _facts(row, row.review)))
    return table


def _facts(row: ContractRow, review: Review | None) -> tuple[str, ...]:
    if review is None:
        return (row.status, "-", "-", "-", "-")
    gaps = sum(verdict.is_gap for verdict in review.verdicts)
    return (
        names_line(review.counterparties) or "not recognised",
        review.governing_law or "not named",
        term_line(review.term),
        review.worst_severity or "none",
        str(gaps),
    )
