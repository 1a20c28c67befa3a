"""What all summaries of many contracts say in the same words."""

from __future__ import annotations

import os.path
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from clausegap.model.portfolio import ContractRow, Term, Verdict
from clausegap.model.terms import SEVERITIES, STATUSES, Severity, Status
from clausegap.renderers.wording import LEGAL_NOTICE, plural, printable

STATUS_MEANINGS: Final[dict[Status, str]] = {
    "missing": "No clause serves the advised side anywhere in the text.",
    "undetermined": "No clause was found, but part of the file could not be read: nobody can say that it is missing.",
    "weak": "There is a clause, but a core part lacks, is too soft, or other wording drains it.",
    "present": "A clause serves the advised side, and nothing grave weakens it.",
}
SEVERITY_MEANINGS: Final[dict[Severity, str]] = {
    "critical": "The purpose of the contract is at risk; do not sign without a change.",
    "high": "A serious gap.",
    "medium": "Worth negotiating.",
    "low": "Worth knowing.",
    "info": "No gap, or one that the playbook leaves to choice.",
}
TERM_MEANING: Final = (
    "The last day of the first term: the date that the contract names, or, where it says (computed), its effective "
    "date and its length added up. A contract that renews itself may run on. Unknown where the text does not say."
)


def protections_of(rows: Iterable[ContractRow]) -> dict[str, str]:
    """Returns the titles of all protections that any row speaks of, by id, in catalogue order.

    A playbook may leave protections out, so each one is put behind its predecessor in its own report.
    """
    order: list[str] = []
    titles: dict[str, str] = {}
    for row in rows:
        position = 0
        for verdict in row.verdicts:
            if verdict.protection not in titles:
                order.insert(position, verdict.protection)
                titles[verdict.protection] = verdict.title
            position = order.index(verdict.protection) + 1
    return {protection: titles[protection] for protection in order}


def verdict_cell(verdict: Verdict) -> str:
    """Returns the status, and for a gap the severity: ``weak (high)``."""
    status = f"{verdict.status}, adverse" if "adverse" in verdict.flags else verdict.status
    return f"{status} ({verdict.severity})" if verdict.is_gap else status


def term_line(term: Term) -> str:
    """Returns when a contract ends, in a few words; ``unknown`` where its text does not say."""
    if term.kind == "unknown":
        said = "unknown"
    elif term.kind == "open_ended":
        said = "open-ended"
    elif term.expires is None:
        said = "fixed term, date unknown"
    else:
        said = f"{term.expires.isoformat()}{' (computed)' if term.computed else ''}"
    return f"{said}, renews itself" if term.renews else said


def names_line(names: Sequence[str]) -> str:
    """Returns names in one line."""
    return "; ".join(names)


def distinct(rows: Iterable[ContractRow], fact: str) -> str:
    """Returns the distinct values of a fact of the reviews, sorted, in one line."""
    return ", ".join(sorted({str(getattr(row.review, fact)) for row in rows if row.review}))


def counts_line(rows: Sequence[ContractRow]) -> str:
    """Returns in a sentence how many contracts came to which end, and how many gaps they have."""
    counts = Counter(row.status for row in rows)
    gaps = sum(verdict.is_gap for row in rows for verdict in row.verdicts)
    others = [f"{counts[status]} {status}" for status in ("unreadable", "failed") if counts[status]]
    return ", ".join([f"{plural(counts['reviewed'], 'contract')} reviewed", *others, f"{plural(gaps, 'gap')}."])


def remarks_of(rows: Iterable[ContractRow]) -> Iterator[tuple[str, str, str, str]]:
    """Yields what a reader must know beside the verdicts: contract, kind, page and words.

    These are contracts without a review, contracts whose content was reviewed before under another name, and all
    notices on the reading.
    """
    first: dict[str, str] = {}
    for row in rows:
        name = printable(row.source)
        if row.review is None:
            yield name, row.status, "", printable(row.error)
            continue
        original = first.setdefault(row.review.sha256, name)
        if original != name:
            yield name, "duplicate", "", f"The same content as {original}."
        for notice in row.review.notices:
            kind = "not read" if notice.level == "unread" else notice.level
            yield name, kind, "" if notice.page is None else str(notice.page), printable(notice.message)


def notes(rows: Sequence[ContractRow]) -> Iterator[tuple[str, str]]:
    """Yields what explains a summary, as label and text: what was reviewed, how, and what the words mean."""
    yield "Contracts", counts_line(rows)
    for label, fact in (
        ("Side advised", "side"),
        ("Playbook", "playbook"),
        ("clausegap", "version"),
        ("Rules", "rules"),
    ):
        yield label, distinct(rows, fact) or "-"
    for status in reversed(STATUSES):
        yield f"Status {status}", STATUS_MEANINGS[status]
    for severity in reversed(SEVERITIES):
        yield f"Severity {severity}", SEVERITY_MEANINGS[severity]
    yield (
        "Without a severity",
        "No gap: present, or not asked for by the playbook. What lacks and is not asked for has no fill.",
    )
    yield "Adverse", "The contract takes something away from the advised side."
    yield "Ends", TERM_MEANING
    yield "Legal notice", LEGAL_NOTICE


def shared_folder(names: Sequence[str]) -> str:
    """Returns the folder that all names begin with, with its slash; nothing where they share only the root."""
    shared = os.path.commonprefix(list(names))  # noqa: RUF071 - cut at a slash below; commonpath mixes no two kinds
    folder = shared[: max(shared.rfind("/"), shared.rfind("\\")) + 1]
    return folder if folder.strip("/\\") else ""
