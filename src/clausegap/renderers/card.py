"""The short card that a notebook shows for a report."""

from __future__ import annotations

from typing import Final

from clausegap.model.report import Report
from clausegap.renderers import ranking_wording, risk_wording, wording
from clausegap.renderers.environment import environment

_MOST_GAPS: Final = 8
_MOST_TYPES: Final = 12


def render_card(report: Report) -> str:
    """Returns an HTML fragment that names the gravest gaps.

    Its length is bounded whatever the contract holds. Colours come from the notebook's own theme,
    so it can be read on light and dark ground; it needs no script and no style sheet.
    """
    return environment().get_template("card.html.j2").render(**card_context(report))


def card_context(report: Report) -> dict[str, object]:
    """Returns what the templates of cards need to show a report."""
    return {
        "report": report,
        "gaps": report.gaps[:_MOST_GAPS],
        "wording": wording,
        "risk_wording": risk_wording,
        "ranking_wording": ranking_wording,
        "types": ranking_wording.type_rows(report)[:_MOST_TYPES],
    }
