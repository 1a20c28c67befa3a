"""The report as one self-contained web page, with the contract beside the findings.

The page asks nothing from the network, and its one script is allowed by its hash. Without it everything can be read and
every link works; the script adds filters, search, keys and buttons to copy.
"""

from __future__ import annotations

from clausegap.errors import UsageError
from clausegap.model.document import Document
from clausegap.model.report import Report
from clausegap.renderers import assets, duty_wording, page, ranking_wording, risk_wording, wording
from clausegap.renderers.environment import environment
from clausegap.renderers.passages import Marked, paragraphs, passages


def render_html(report: Report, document: Document | None = None) -> str:
    """Returns the report as an HTML page.

    Args:
        report: What to show.
        document: The contract the report speaks of; without it the page has no contract text.

    Raises:
        UsageError: The document is not the one that was reviewed, so its offsets would mislead.
    """
    if document is not None:
        _require_same_text(report, document)
    marked = Marked(passages(report) if document else ())
    families = page.families(report)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            paragraphs=paragraphs(document, marked.passages) if document else (),
            passage_number=marked.number_of,
            passage_within=marked.number_within,
            numbers={f.protection: n for n, f in enumerate(report.findings, start=1)},
            families=families,
            family_numbers={family.id: family.number for family in families},
            facets=page.facets(report),
            groups=page.groups(report),
            page=page,
            reach=page.common_reach(report),
            style=assets.style("report.css", "contract.css"),
            script=assets.script("search.js", "report.js"),
            wording=wording,
            duty_wording=duty_wording,
            risk_wording=risk_wording,
            ranking_wording=ranking_wording,
        )
    )


def _require_same_text(report: Report, document: Document) -> None:
    same_file = document.source.sha256 == report.source.sha256
    if not same_file or len(document.text) != report.source.characters:
        raise UsageError(f"{document.source.name} is not the document that the report speaks of")
