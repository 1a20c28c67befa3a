"""The summary as a workbook: a grid of contracts by protections, all findings, what was not read, and a legend.

It is written row by row (XlsxWriter's constant-memory mode), so its size costs no memory. Words of contracts are
written as strings, never as formulas, whatever they begin with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook

from clausegap.model.portfolio import ContractRow, Review, Verdict
from clausegap.renderers import summary_wording as said
from clausegap.renderers.links import link_to
from clausegap.renderers.wording import CONTRACT_TYPE_NAMES, printable
from clausegap.renderers.workbook import Cell, Columns, Looks, Table, new_workbook, write_notes

_FACTS: Final[Columns] = (
    ("Contract", 44),
    ("Result", 11),
    ("Type", 36),
    ("Counterparty", 34),
    ("Governing law", 20),
    ("Ends", 12),
    ("Term", 24),
    ("Worst gap", 10),
    ("Missing", 9),
    ("Weak", 8),
    ("Undetermined", 13),
    ("Off playbook", 12),
)
_PROTECTION_WIDTH: Final = 23
_FINDINGS: Final[Columns] = (
    ("Contract", 42),
    ("Protection", 34),
    ("Status", 13),
    ("Severity", 10),
    ("Reason", 60),
    ("Quote", 70),
    ("Section", 12),
    ("Page", 7),
    ("Document", 16),
    ("Counterparty", 32),
    ("Governing law", 20),
)
_REMARKS: Final[Columns] = (("Contract", 40), ("What", 14), ("Page", 7), ("Words", 100))


def write_xlsx(rows: Sequence[ContractRow], path: Path) -> None:
    """Writes the workbook.

    Raises:
        OSError: The file cannot be written.
    """
    book = new_workbook(str(path), "Gaps of a portfolio")
    looks = Looks(book)
    _write_grid(book, looks, rows, path.parent)
    _write_findings(book, looks, rows)
    _write_remarks(book, looks, rows)
    write_notes(book, looks, said.notes(rows))
    book.close()


def _write_grid(book: Workbook, looks: Looks, rows: Sequence[ContractRow], folder: Path) -> None:
    titles = said.protections_of(rows)
    columns = (*_FACTS, *((title, _PROTECTION_WIDTH) for title in titles.values()))
    table = Table(book, looks, "Contracts", columns)
    places = {protection: column for column, protection in enumerate(titles, start=len(_FACTS))}
    for row in rows:
        cells: list[Cell] = [printable(row.source), row.status, *_fact_cells(row.review)]
        cells += [None] * (len(columns) - len(cells))
        coloured = {}
        for verdict in row.verdicts:
            column = places[verdict.protection]
            cells[column], coloured[column] = said.verdict_cell(verdict), looks.of(verdict)
        table.add(cells, coloured, link_to(row.page or row.report, folder))
    table.close()


def _fact_cells(review: Review | None) -> Iterator[Cell]:
    if review is None:
        return
    yield CONTRACT_TYPE_NAMES[review.contract_type]
    yield said.names_line(review.counterparties)
    yield review.governing_law or "not named"
    yield review.term.expires
    yield said.term_line(review.term)
    yield review.worst_severity or "none"
    yield review.gaps_with("missing")
    yield review.gaps_with("weak")
    yield review.gaps_with("undetermined")
    yield review.deviations


def _write_findings(book: Workbook, looks: Looks, rows: Sequence[ContractRow]) -> None:
    table = Table(book, looks, "Findings", _FINDINGS)
    for row in rows:
        if row.review is None:
            continue
        name, parties = printable(row.source), said.names_line(row.review.counterparties)
        law = row.review.governing_law or "not named"
        for verdict in filter(_is_told, row.verdicts):
            severity = verdict.severity if verdict.is_gap else ""
            place = (verdict.section, verdict.page, verdict.document)
            cells = [name, verdict.title, verdict.status, severity, verdict.reason, verdict.quote, *place, parties, law]
            table.add(cells, {1: looks.wrapped, 2: looks.of(verdict), 4: looks.wrapped, 5: looks.wrapped})
    table.close()


def _is_told(verdict: Verdict) -> bool:
    """Whether a verdict says more than the grid: of what is neither there nor expected nothing can be told."""
    return verdict.is_gap or verdict.quote != ""


def _write_remarks(book: Workbook, looks: Looks, rows: Sequence[ContractRow]) -> None:
    table = Table(book, looks, "Not read and notices", _REMARKS)
    for name, what, page, words in said.remarks_of(rows):
        table.add([name, what, int(page) if page else None, words], {3: looks.wrapped})
    table.close()
