"""The summary as one self-contained web page: a grid of contracts by protections that can be sorted and filtered.

The table is there without the page's own script, which only sorts and hides its rows. No other script can run: the
page allows exactly the one with its hash, and nothing from the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausegap.model.portfolio import ContractRow, Review, Verdict
from clausegap.model.terms import SEVERITIES, STATUSES
from clausegap.renderers import assets, summary_wording, wording
from clausegap.renderers.environment import environment
from clausegap.renderers.links import link_to

_TEMPLATE = "portfolio.html.j2"
_SCRIPT = "portfolio.js"
_FIRST_PAGE = 200  # rows; the rest is hidden until the script pages it, and shown where no script runs


def write_html(rows: Sequence[ContractRow], path: Path) -> None:
    """Writes the page.

    Raises:
        OSError: The file cannot be written.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(html_pieces(rows, path.parent))


def html_pieces(rows: Sequence[ContractRow], folder: Path) -> Iterator[str]:
    """Yields the page piece by piece, since that of thousands of contracts is long.

    Args:
        rows: The contracts, in order.
        folder: Where the page will be, so that its links lead to the reports.
    """
    protections = summary_wording.protections_of(rows)
    names = [wording.printable(row.source) for row in rows]
    shared = summary_wording.shared_folder(names) if len(names) > 1 else ""
    return (
        environment()
        .get_template(_TEMPLATE)
        .generate(
            rows=(_shown(row, protections, folder) for row in rows),
            shared=shared,
            number=len(rows),
            first_page=_FIRST_PAGE,
            protections=protections,
            types=_values(rows, "contract_type"),
            laws=_values(rows, "governing_law"),
            counts=summary_wording.counts_line(rows),
            remarks=tuple(summary_wording.remarks_of(rows)),
            notes=tuple(summary_wording.notes(rows)),
            statuses=STATUSES,
            severities=SEVERITIES,
            style=assets.style("report.css", "portfolio.css"),
            script=assets.script(_SCRIPT),
            type_names=wording.CONTRACT_TYPE_NAMES,
        )
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """A row of the grid.

    Attributes:
        row: The contract.
        review: Its review, or None.
        link: Where its report is, or None.
        cells: One for each protection; None where the playbook leaves it out.
        parties: The names of the counterparties.
        ends: When it ends, in words.
        gaps: Number of its gaps.
    """

    row: ContractRow
    review: Review | None
    link: str | None
    cells: tuple[Verdict | None, ...]
    parties: str = ""
    ends: str = ""
    gaps: int = 0


def _shown(row: ContractRow, protections: Mapping[str, str], folder: Path) -> _Shown:
    found = {verdict.protection: verdict for verdict in row.verdicts}
    cells = tuple(found.get(protection) for protection in protections)
    review, link = row.review, link_to(row.page or row.report, folder)
    if review is None:
        return _Shown(row, None, link, cells)
    parties = summary_wording.names_line(review.counterparties)
    gaps = sum(verdict.is_gap for verdict in row.verdicts)
    return _Shown(row, review, link, cells, parties, summary_wording.term_line(review.term), gaps)


def _values(rows: Sequence[ContractRow], fact: str) -> list[str]:
    return sorted({value for row in rows if row.review and (value := getattr(row.review, fact))})
