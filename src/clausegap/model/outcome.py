"""What became of one input of a batch."""

from __future__ import annotations

from typing import Literal

from clausegap.model.evidence import Value
from clausegap.model.report import Report

OutcomeStatus = Literal["reviewed", "unreadable", "failed"]


class OutcomeError(Value):
    """Why an input has no report.

    Attributes:
        code: Stable name of the kind of error, for instance ``encrypted`` or ``no_text``.
        message: One line: what is wrong and what to do.
    """

    code: str
    message: str


class Outcome(Value):
    """Exactly one of these is made for each input.

    Attributes:
        source: Path or name, as given.
        status: ``reviewed`` with a report; ``unreadable`` for a document that cannot be read;
            ``failed`` when reviewing it went wrong.
        report: The report, or None.
        error: The reason, or None.
    """

    source: str
    status: OutcomeStatus
    report: Report | None = None
    error: OutcomeError | None = None
