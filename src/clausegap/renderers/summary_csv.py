"""One line for each input of a batch, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from clausegap.model.portfolio import ContractRow, Review
from clausegap.model.terms import Status
from clausegap.renderers.csv_cells import csv_line, guarded
from clausegap.renderers.summary_wording import names_line, protections_of, verdict_cell

_FIXED_COLUMNS: Final = (
    "file",
    "status",
    "error",
    "contract_type",
    "side",
    "customer",
    "supplier",
    "worst_severity",
    "weak",
    "missing",
    "undetermined",
)
_COUNTED: Final[tuple[Status, ...]] = ("weak", "missing", "undetermined")


def summary_rows(rows: Sequence[ContractRow]) -> Iterator[list[str]]:
    """Yields the header and one row for each contract, in the order given.

    After the fixed columns comes one for each protection that any report speaks of. It holds the
    status, and for a gap the severity: ``weak (high)``. A cell that a spreadsheet would take for a
    formula begins with an apostrophe.
    """
    protections = tuple(protections_of(rows))
    yield [*_FIXED_COLUMNS, *protections]
    for row in rows:
        yield [guarded(cell) for cell in _row(row, protections)]


def write_csv(rows: Sequence[ContractRow], path: Path) -> None:
    """Writes the summary as CSV (RFC 4180).

    It is UTF-8 with a byte order mark, without which Excel garbles accented names.

    Raises:
        OSError: The file cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(csv_pieces(rows, path.parent))


def csv_pieces(rows: Sequence[ContractRow], folder: Path) -> Iterator[str]:
    """Yields the lines of the summary as CSV; nothing in it depends on the folder it goes to."""
    for cells in summary_rows(rows):
        yield csv_line(cells)


def _row(row: ContractRow, protections: Sequence[str]) -> list[str]:
    start = [row.source, row.status, row.error]
    if row.review is None:
        return start + [""] * (len(_FIXED_COLUMNS) - len(start) + len(protections))
    cells = {verdict.protection: verdict_cell(verdict) for verdict in row.verdicts}
    return start + _review_cells(row.review) + [cells.get(protection, "") for protection in protections]


def _review_cells(review: Review) -> list[str]:
    return [
        review.contract_type,
        review.side,
        names_line(review.customers),
        names_line(review.suppliers),
        review.worst_severity or "",
        *(str(review.gaps_with(status)) for status in _COUNTED),
    ]
