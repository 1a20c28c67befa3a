"""The report formats that can be written to a file: a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from clausegap.errors import UsageError
from clausegap.model.comparison import Comparison
from clausegap.model.deviation import StandardComparison
from clausegap.model.document import Document
from clausegap.model.report import Report
from clausegap.renderers.comparison_html import render_comparison_html
from clausegap.renderers.comparison_markdown import render_comparison_markdown
from clausegap.renderers.deviation_html import render_standard_html
from clausegap.renderers.deviation_markdown import render_standard_markdown
from clausegap.renderers.html import render_html
from clausegap.renderers.json_report import render_comparison_json, render_json, render_standard_json
from clausegap.renderers.markdown import render_markdown

Render = Callable[[Report, Document | None], str]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A way to write a report down.

    Attributes:
        suffix: Of the file it is written to, with the dot.
        render: Gives the text; formats that show the contract itself want the document too.
        shows_contract: Whether it is one of these.
    """

    suffix: str
    render: Render
    shows_contract: bool = False


def _without_document(render: Callable[[Report], str]) -> Render:
    return lambda report, _document: render(report)


FORMATS: Final[Mapping[str, ReportFormat]] = {
    "json": ReportFormat(".json", _without_document(render_json)),
    "markdown": ReportFormat(".md", _without_document(render_markdown)),
    "html": ReportFormat(".html", render_html, shows_contract=True),
}


# What of these a comparison can be written in; their files have the same suffixes.
COMPARISON_FORMATS: Final[Mapping[str, Callable[[Comparison], str]]] = {
    "json": render_comparison_json,
    "markdown": render_comparison_markdown,
    "html": render_comparison_html,
}
STANDARD_FORMATS: Final[Mapping[str, Callable[[StandardComparison], str]]] = {
    "json": render_standard_json,
    "markdown": render_standard_markdown,
    "html": render_standard_html,
}


def report_format(name: str) -> ReportFormat:
    """Returns the format of that name.

    Raises:
        UsageError: There is no such format.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown report format {name!r}; known: {', '.join(FORMATS)}")
    return FORMATS[name]


def comparison_format(name: str) -> Callable[[Comparison], str]:
    """Returns what writes a comparison in the format of that name.

    Raises:
        UsageError: There is no such format.
    """
    if name not in COMPARISON_FORMATS:
        raise UsageError(f"unknown format of comparisons {name!r}; known: {', '.join(COMPARISON_FORMATS)}")
    return COMPARISON_FORMATS[name]


def standard_format(name: str) -> Callable[[StandardComparison], str]:
    """Returns what writes a comparison with standard wording in the format of that name.

    Raises:
        UsageError: There is no such format.
    """
    if name not in STANDARD_FORMATS:
        raise UsageError(f"unknown format of comparisons {name!r}; known: {', '.join(STANDARD_FORMATS)}")
    return STANDARD_FORMATS[name]
