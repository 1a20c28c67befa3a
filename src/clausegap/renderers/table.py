"""The report formats that can be written to a file: a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clausegap._nearest import unknown_name
from clausegap.model.comparison import Comparison
from clausegap.model.deviation import StandardComparison
from clausegap.model.document import Document
from clausegap.model.report import Report
from clausegap.renderers.comparison_html import render_comparison_html
from clausegap.renderers.comparison_markdown import render_comparison_markdown
from clausegap.renderers.html import render_html
from clausegap.renderers.json_report import render_comparison_json, render_json, render_standard_json
from clausegap.renderers.markdown import render_markdown
from clausegap.renderers.reviewed import Reviewed
from clausegap.renderers.standard_html import render_standard_html
from clausegap.renderers.standard_markdown import render_standard_markdown

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


@dataclass(frozen=True, slots=True)
class CollectionFormat:
    """A way to write the reports on several contracts into one file.

    Attributes:
        suffix: Of the file, with the dot.
        render: Gives its content, also of contracts that have no report: text, or bytes of a format that is no text.
        grows: Whether the texts of several contracts may follow one another, so that each can be written at once.
        encoding: Of a text in a file.
    """

    suffix: str
    render: Callable[[Sequence[Reviewed]], str | bytes]
    grows: bool = False
    encoding: str = "utf-8"


def _jsonl(contracts: Sequence[Reviewed]) -> str:
    from clausegap.renderers.report_jsonl import render_jsonl  # noqa: PLC0415  few runs write these formats

    return render_jsonl(contracts)


def _csv(contracts: Sequence[Reviewed]) -> str:
    from clausegap.renderers.report_csv import render_csv  # noqa: PLC0415  as above

    return render_csv(contracts)


def _xlsx(contracts: Sequence[Reviewed]) -> bytes:
    from clausegap.renderers.report_xlsx import render_xlsx  # noqa: PLC0415  as above

    return render_xlsx(contracts)


def _sarif(contracts: Sequence[Reviewed]) -> str:
    from clausegap.renderers.sarif import render_sarif  # noqa: PLC0415  as above

    return render_sarif(contracts)


COLLECTIONS: Final[Mapping[str, CollectionFormat]] = {
    "jsonl": CollectionFormat(".jsonl", _jsonl, grows=True),
    "csv": CollectionFormat(".csv", _csv, encoding="utf-8-sig"),  # without the mark Excel garbles accented names
    "xlsx": CollectionFormat(".xlsx", _xlsx),
    "sarif": CollectionFormat(".sarif", _sarif),
}


# What of the formats above a comparison can be written in; their files have the same suffixes.
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
        raise unknown_name("format of reports", name, FORMATS)
    return FORMATS[name]


def comparison_format(name: str) -> Callable[[Comparison], str]:
    """Returns what writes a comparison in the format of that name.

    Raises:
        UsageError: There is no such format.
    """
    if name not in COMPARISON_FORMATS:
        raise unknown_name("format of comparisons", name, COMPARISON_FORMATS)
    return COMPARISON_FORMATS[name]


def standard_format(name: str) -> Callable[[StandardComparison], str]:
    """Returns what writes a comparison with standard wording in the format of that name.

    Raises:
        UsageError: There is no such format.
    """
    if name not in STANDARD_FORMATS:
        raise unknown_name("format of comparisons", name, STANDARD_FORMATS)
    return STANDARD_FORMATS[name]
