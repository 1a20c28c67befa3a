"""A comparison with standard wording as one self-contained web page, and as a card; neither has a script."""

from __future__ import annotations

from typing import Final

from clausegap.model.deviation import StandardComparison
from clausegap.renderers import assets, standard_wording, wording
from clausegap.renderers.environment import environment

_MOST_ROWS: Final = 10
_LONGEST_LINE: Final = 160


def render_standard_html(comparison: StandardComparison) -> str:
    """Returns the comparison as an HTML page."""
    template = environment().get_template("standard.html.j2")
    style = assets.style("report.css", "comparison.css")
    return template.render(comparison=comparison, style=style, wording=wording, said=standard_wording)


def render_standard_card(comparison: StandardComparison) -> str:
    """Returns an HTML fragment of bounded length that names the gravest deviations."""
    shown = [one for one in comparison.deviations if one.kind != "no_clause" or one.is_loss]
    template = environment().get_template("standard_card.html.j2")
    return template.render(
        comparison=comparison,
        rows=shown[:_MOST_ROWS],
        more=max(len(shown) - _MOST_ROWS, 0),
        longest=_LONGEST_LINE,
        wording=wording,
        said=standard_wording,
    )
