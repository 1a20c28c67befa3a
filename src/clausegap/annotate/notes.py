"""What is written on a contract: one note for each place that a finding speaks of.

Notes know nothing of file formats; each format has a module that writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from clausegap.model.document import Document
from clausegap.model.finding import Finding, WeakenerFinding
from clausegap.model.policy import PolicyFinding
from clausegap.model.report import Report
from clausegap.model.terms import Severity, Status
from clausegap.renderers import wording

NoteKind = Literal["finding", "weakener", "policy", "summary"]

AUTHOR: Final = "clausegap"
_STATUS_OF: Final[dict[str, Status]] = {
    "ok": "present",
    "deviates": "weak",
    "silent": "missing",
    "undetermined": "undetermined",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on some words of the contract, or on a place where words are missing.

    Attributes:
        protection: Id of the protection, or of the playbook's rule; empty for the summary.
        title: Its name in plain words.
        status: What was found; ``present`` for the summary.
        severity: Weight of the gap.
        start: First character.
        end: One past the last; equal to ``start`` for what is missing: the note then belongs behind the
            paragraph that ends at ``start``.
        body: What the note says, paragraphs separated by line feeds.
        author: Who is named as its author.
        kind: On a finding, on wording that weakens, on a rule of the playbook, or on the whole contract.
        fallback: Wording to propose behind the paragraph that holds ``end``; empty where there is none, and
            on all notes of a finding but its first.
    """

    protection: str
    title: str
    status: Status
    severity: Severity
    start: int
    end: int
    body: str
    author: str = AUTHOR
    kind: NoteKind = "finding"
    fallback: str = ""


def notes(report: Report, document: Document) -> tuple[Note, ...]:
    """Returns what to write on a contract, in the order of the text.

    Args:
        report: What was found.
        document: The contract it speaks of.
    """
    found = [*_gap_notes(report, document), *_policy_notes(report, document)]
    return tuple(sorted(found, key=lambda note: (note.start, note.end)))


def _gap_notes(report: Report, document: Document) -> Iterator[Note]:
    for finding in report.gaps:
        yield from _finding_notes(report, finding, document)
        for weakener in finding.weakeners:
            yield from _weakener_notes(finding, weakener)


def _finding_notes(report: Report, finding: Finding, document: Document) -> Iterator[Note]:
    spans = sorted({(e.start, e.end) for e in finding.evidence}) or [_home(finding, document)]
    fallback = finding.fallbacks.get(report.side) or next(iter(finding.fallbacks.values()), "")
    for index, (start, end) in enumerate(spans):
        body = _finding_body(report, finding, fallback) if index == 0 else _headline(finding)
        yield Note(
            finding.protection, finding.title, finding.status, finding.severity, start, end, body,
            fallback="" if index else fallback,
        )  # fmt: skip


def _home(finding: Finding, document: Document) -> tuple[int, int]:
    near = finding.search.near_miss
    offset = len(document.text) if near is None else near.evidence.end
    return offset, offset


def _headline(finding: Finding) -> str:
    return f"{finding.title}: {finding.status}, {finding.severity}"


def _finding_body(report: Report, finding: Finding, fallback: str) -> str:
    lines = [_headline(finding), *wording.remarks(report, finding)]
    absent = wording.absent_names(finding)
    if absent:
        lines.append(f"Not found: {'; '.join(absent)}.")
    if fallback:
        lines.append(f"Wording to propose: {fallback}")
    return "\n".join(lines)


def _weakener_notes(finding: Finding, weakener: WeakenerFinding) -> Iterator[Note]:
    body = f"{finding.title}: {weakener.severity}\n{wording.sentence(weakener.why)}\n"
    for start, end in sorted({(e.start, e.end) for e in weakener.evidence}):
        yield Note(
            finding.protection, finding.title, finding.status, weakener.severity, start, end,
            body + wording.cure_line(finding, weakener), kind="weakener",
        )  # fmt: skip


def _policy_notes(report: Report, document: Document) -> Iterator[Note]:
    for deviation in report.deviations:
        yield from _policy_note(deviation, document)


def _policy_note(deviation: PolicyFinding, document: Document) -> Iterator[Note]:
    body = "\n".join(part for part in (deviation.title, deviation.said, deviation.action) if part)
    at = len(document.text)
    for start, end in sorted({(e.start, e.end) for e in deviation.evidence}) or [(at, at)]:
        status = _STATUS_OF[deviation.result]
        yield Note(deviation.id, deviation.title, status, deviation.severity, start, end, body, kind="policy")
