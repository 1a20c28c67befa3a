"""What the note on the title of a contract says: the result of the review in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from clausegap.model.finding import Finding
from clausegap.model.report import Report
from clausegap.renderers import wording


def summary_lines(report: Report) -> Iterator[str]:
    """Yields for whom it was reviewed, the gaps, what is there, what was not read, and the legal notice."""
    advised = [party.name for party in report.parties if party.role == report.side]
    yield f"Review for the {report.side}{f', {advised[0]}' if len(advised) == 1 else ''}"
    yield f"{wording.headline(report)} Playbook: {report.playbook}."
    yield from _gravest(report)
    there = [_placed(finding) for finding in wording.present(report)]
    yield f"Present: {'; '.join(there) or 'none'}."
    if report.deviations:
        yield f"Differs from the playbook's own rules: {wording.plural(len(report.deviations), 'point')}."
    for notice in report.notices:
        if notice.level == "unread":
            yield f"Not read: {wording.notice_line(notice)}"
    yield wording.LEGAL_NOTICE


def _gravest(report: Report) -> Iterator[str]:
    """Yields a line that names the gaps of the greatest severity, unless all there is are matters of information."""
    worst = report.gaps[0].severity if report.gaps else "info"
    if worst != "info":
        named = [f"{_placed(gap)}: {gap.status}" for gap in report.gaps if gap.severity == worst]
        yield f"{worst.capitalize()}: {'; '.join(named)}."


def _placed(finding: Finding) -> str:
    """Returns the title of a protection with the section in which it is found."""
    place = finding.evidence[0].location if finding.evidence else None
    return finding.title if place is None or not place.section else f"{finding.title} ({place.section})"
