"""The card that a notebook shows for a portfolio: counts, a grid of contracts by protections, and what failed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clausegap.model.portfolio import ContractRow, Verdict
from clausegap.model.terms import SEVERITIES, Severity, Status
from clausegap.renderers import summary_wording, wording
from clausegap.renderers.environment import environment

_MOST_CONTRACTS: Final = 15
_MOST_PROTECTIONS: Final = 24
_MOST_FAILURES: Final = 5

LETTERS: Final[Mapping[Status, str]] = {"missing": "M", "undetermined": "U", "weak": "W", "present": "P"}
# One hue, darker for what is graver, so that the order can be seen without telling colours apart.
_DEPTH: Final[Mapping[Severity, float]] = {"info": 0.06, "low": 0.14, "medium": 0.26, "high": 0.42, "critical": 0.62}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A verdict in the grid.

    Attributes:
        letter: Of its status.
        words: Status and severity.
        depth: How dark its fill is, 0 to 1; 0 where there is no gap.
    """

    letter: str
    words: str
    depth: float


def render_portfolio_card(
    rows: Sequence[ContractRow], titles: Mapping[str, str], passed_over: Sequence[tuple[str, str]] = ()
) -> str:
    """Returns an HTML fragment of bounded length, whatever the portfolio holds.

    Args:
        rows: The contracts, in order.
        titles: Of the protections that they have verdicts on, by id, in catalogue order.
        passed_over: Path and reason of each file that is no report.
    """
    shown = _worst(rows, titles)
    unreviewed = [row for row in rows if row.review is None]
    reviewed = [row for row in rows if row.review is not None]
    template = environment().get_template("portfolio_card.html.j2")
    return template.render(
        contracts=len(rows),
        counts=summary_wording.counts_line(rows),
        severities=_severities(rows),
        titles=[titles[protection] for protection in shown],
        protections=len(titles),
        grid=[(row.source, _name(row.source), _cells(row, shown)) for row in reviewed[:_MOST_CONTRACTS]],
        left=len(reviewed) - _MOST_CONTRACTS,
        depths=[(severity, _DEPTH[severity]) for severity in reversed(SEVERITIES)],
        letters=LETTERS,
        failures=unreviewed[:_MOST_FAILURES],
        failures_left=len(unreviewed) - _MOST_FAILURES,
        passed_over=passed_over[:_MOST_FAILURES],
        passed_over_left=len(passed_over) - _MOST_FAILURES,
        wording=wording,
    )


def _worst(rows: Sequence[ContractRow], titles: Mapping[str, str]) -> list[str]:
    """Returns the protections with the most gaps, in catalogue order."""
    gaps = Counter(verdict.protection for row in rows for verdict in row.verdicts if verdict.is_gap)
    most = sorted(titles, key=lambda protection: -gaps[protection])[:_MOST_PROTECTIONS]
    return [protection for protection in titles if protection in most]


def _severities(rows: Sequence[ContractRow]) -> str:
    counts = Counter(verdict.severity for row in rows for verdict in row.verdicts if verdict.is_gap)
    return ", ".join(f"{counts[severity]} {severity}" for severity in reversed(SEVERITIES) if counts[severity])


def _name(source: str) -> str:
    """Returns the last part of a path or URL: the folders would fill the column."""
    return re.split(r"[/\\]", source.rstrip("/\\"))[-1]


def _cells(row: ContractRow, protections: Sequence[str]) -> list[_Cell | None]:
    found = {verdict.protection: verdict for verdict in row.verdicts}
    return [_cell(found[protection]) if protection in found else None for protection in protections]


def _cell(found: Verdict) -> _Cell:
    words = f"{found.title}: {summary_wording.verdict_cell(found)}"
    return _Cell(LETTERS[found.status], wording.shortened(words, 120), _DEPTH[found.severity] if found.is_gap else 0)
