"""A comparison as one self-contained web page, and as a card for notebooks; neither has a script."""

from __future__ import annotations

from typing import Final

from clausegap.model.comparison import Comparison
from clausegap.renderers import assets, comparison_wording, wording
from clausegap.renderers.environment import environment

_MOST_ROWS: Final = 10
_LONGEST_LINE: Final = 160


def render_comparison_html(comparison: Comparison) -> str:
    """Returns the comparison as an HTML page."""
    template = environment().get_template("comparison.html.j2")
    style = assets.style("report.css", "comparison.css")
    return template.render(comparison=comparison, style=style, wording=wording, said=comparison_wording)


def render_comparison_card(comparison: Comparison) -> str:
    """Returns an HTML fragment of bounded length that names the gravest changes."""
    changed = [change for change in comparison.changes if change.kind != "unchanged"]
    template = environment().get_template("comparison_card.html.j2")
    return template.render(
        comparison=comparison,
        rows=changed[:_MOST_ROWS],
        more=max(len(changed) - _MOST_ROWS, 0),
        longest=_LONGEST_LINE,
        wording=wording,
        said=comparison_wording,
    )
