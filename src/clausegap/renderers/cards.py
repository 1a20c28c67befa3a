"""The cards that a notebook shows for values of the model: a table of what shows which.

All cards are bounded in length, need no script and no style sheet, and can be read on light and on dark ground.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from clausegap.model.clause import Clause
from clausegap.model.comparison import Comparison
from clausegap.model.deviation import StandardComparison
from clausegap.model.extract import Extract
from clausegap.model.finding import Finding
from clausegap.model.outcome import Outcome
from clausegap.model.report import Report
from clausegap.model.shown import Shown
from clausegap.renderers import ranking_wording, wording
from clausegap.renderers.card import card_context, render_card
from clausegap.renderers.comparison_html import render_comparison_card
from clausegap.renderers.environment import environment
from clausegap.renderers.standard_html import render_standard_card

_MOST_LINES: Final = 6
_MOST_QUOTES: Final = 4
_MOST_SECTIONS: Final = 20
_LONGEST_FALLBACK: Final = 1_500  # characters


def render(value: Shown) -> str:
    """Returns the card of a value.

    Raises:
        TypeError: There is no card for values of its type.
    """
    for kind, card in _CARDS.items():
        if isinstance(value, kind):
            return card(value)
    raise TypeError(f"no card shows a {type(value).__name__}")


def render_finding_card(finding: Finding) -> str:
    """Returns the verdict on a protection with reasons, quotes, what lacks, and how it was searched."""
    return _filled(
        "finding_card.html.j2",
        finding=finding,
        reasons=wording.other_reasons(finding),
        most_lines=_MOST_LINES,
        most_quotes=_MOST_QUOTES,
        longest_fallback=_LONGEST_FALLBACK,
        wording=wording,
    )


def render_clause_card(clause: Clause) -> str:
    """Returns where a clause stands, whom it serves, and the words in which rules fired."""
    return _filled(
        "clause_card.html.j2",
        clause=clause,
        most=_MOST_LINES,
        ranking_wording=ranking_wording,
        wording=wording,
    )


def render_outcome_card(outcome: Outcome) -> str:
    """Returns what became of an input of a batch: its gravest gaps, or why there is no report."""
    context = {} if outcome.report is None else card_context(outcome.report)
    return _filled("outcome_card.html.j2", **{"wording": wording, **context, "outcome": outcome})


def render_extract_card(extract: Extract) -> str:
    """Returns how much of a file was read, the remarks on it, and the beginning of its outline."""
    sections = [section for section in extract.sections if section.number or section.heading]
    return _filled(
        "extract_card.html.j2",
        extract=extract,
        sections=sections[:_MOST_SECTIONS],
        left=len(sections) - _MOST_SECTIONS,
        most=_MOST_LINES,
    )


def _filled(template: str, **context: object) -> str:
    return environment().get_template(template).render(**context)


# A function takes exactly the type it stands beside, which no type of Python says of a table.
_CARDS: Final[Mapping[type[Shown], Callable[[Any], str]]] = {
    Report: render_card,
    Comparison: render_comparison_card,
    StandardComparison: render_standard_card,
    Finding: render_finding_card,
    Clause: render_clause_card,
    Outcome: render_outcome_card,
    Extract: render_extract_card,
}
