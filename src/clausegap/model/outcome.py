"""What became of one input of a batch, and how far the batch has come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from clausegap.model.evidence import Value
from clausegap.model.report import Report
from clausegap.model.shown import Shown
from clausegap.model.terms import Severity

OutcomeStatus = Literal["reviewed", "unreadable", "failed"]


class OutcomeError(Value):
    """Why an input has no report.

    Attributes:
        code: Stable name of the kind of error, for instance ``encrypted`` or ``no_text``.
        message: One line: what is wrong and what to do.
    """

    code: str
    message: str


class Outcome(Shown):
    """Exactly one of these is made for each input.

    Attributes:
        source: Path or name, as given.
        status: ``reviewed`` with a report; ``unreadable`` for a document that cannot be read;
            ``failed`` when reviewing it went wrong.
        report: The report, or None; ``clausegap batch`` leaves it in its file.
        error: The reason, or None.
        sha256: Hash, hexadecimal, by which equal contents are known: of the bytes; of what is behind a URL, of what
            its store tells of it (its version, its size, when it was changed). None when there was nothing to be read.
        duplicate_of: The first source of the batch that has the same content, or None for the first itself.
        gaps: Number of gaps in the report, or None.
        worst_severity: Of the report's gaps and deviations from the playbook, or None.
        files: Names of the files with the report, in the folder of the batch or its journal.

    Example:
        >>> (outcome,) = clausegap.review_many([("empty.txt", b"")], ReviewSpec())
        >>> outcome.status, outcome.error.code
        ('unreadable', 'empty_file')
    """

    source: str
    status: OutcomeStatus
    report: Report | None = None
    error: OutcomeError | None = None
    sha256: str | None = None
    duplicate_of: str | None = None
    gaps: int | None = None
    worst_severity: Severity | None = None
    files: tuple[str, ...] = ()

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "source", self.source
        yield "status", self.status
        if self.gaps is not None:
            yield "gaps", self.gaps
            yield "worst_severity", self.worst_severity
        if self.error is not None:
            yield "error", self.error.message


class Progress(Value):
    """How far a batch has come.

    Attributes:
        done: Inputs with an outcome.
        total: All inputs, or None where their number is not known.
        failed: Of those done, the ones without a report.
        kept: Of those done, the ones taken from the journal of an earlier run.
        rate: Documents a second in this run; 0 before the first.
        seconds_left: Until the end at this rate, or None where that cannot be said.

    Example:
        >>> seen = []
        >>> outcomes = list(clausegap.review_many([("a.txt", b"")], ReviewSpec(), on_progress=seen.append))
        >>> seen[-1].done, seen[-1].failed
        (1, 1)
    """

    done: int
    total: int | None
    failed: int = 0
    kept: int = 0
    rate: float = 0.0
    seconds_left: float | None = None
