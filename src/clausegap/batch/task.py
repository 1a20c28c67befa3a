"""The task of a batch: one document in, one small result out, wherever it runs.

Nothing here knows of processes, queues or journals: a job and how to read it are values that can be pickled, the
engine is that of the process, and the result is as small as its reader allows.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from clausegap.batch.files import sha256_of, write_report
from clausegap.batch.plan import Job, Prior, Reviews
from clausegap.errors import InputError
from clausegap.loaders import load
from clausegap.loaders.content import source_name
from clausegap.loaders.remote import path_or_url
from clausegap.model.document import Document
from clausegap.model.outcome import Outcome, OutcomeError, OutcomeStatus
from clausegap.model.reading import DEFAULT_READING, ReadOptions
from clausegap.model.report import Report
from clausegap.processes import in_one_line
from clausegap.renderers.table import report_format

OUT_OF_MEMORY: Final = "memory"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job.

    Attributes:
        outcome: Without the report.
        digests: SHA-256 of each file of the outcome.
        report: The report as a pickle, for a job without outputs.
    """

    outcome: Outcome
    digests: tuple[str, ...] = ()
    report: bytes | None = None

    def whole(self) -> Outcome:
        """Returns the outcome, with the report if it came back."""
        if self.report is None:
            return self.outcome
        report: Report = pickle.loads(self.report)
        return self.outcome.model_copy(update={"report": report})

    @property
    def is_out_of_memory(self) -> bool:
        """Whether memory ran out, so that its process is not to be trusted with more."""
        return self.outcome.error is not None and self.outcome.error.code == OUT_OF_MEMORY


def perform(job: Job, engine: Reviews, reading: ReadOptions = DEFAULT_READING) -> Result:
    """Returns what became of one document, after writing its outputs; never raises an ``Exception``."""
    try:
        return _reviewed(job, engine, reading)
    except InputError as error:
        return _without_report(job, "unreadable", error.code, str(error))
    except MemoryError:
        return out_of_memory(job)
    # The one place for this: whatever a strange document provokes in a parser or a rule, the other
    # documents of the batch must still be reviewed, and the outcome names the error.
    except Exception as error:  # noqa: BLE001
        return failed(job, "internal", in_one_line(error))


def failed(job: Job, code: str, message: str) -> Result:
    """Returns the result of a document whose review went wrong."""
    return _without_report(job, "failed", code, message)


def out_of_memory(job: Job) -> Result:
    """Returns the result of a document that needs more memory than it may have."""
    return failed(job, OUT_OF_MEMORY, f"{job.name}: reviewing it needs more memory than allowed")


def renamed(result: Result, source: str) -> Result:
    """Returns the result of a source with the same content, which has no files or none of its own.

    Args:
        result: Of the first source.
        source: Name of the other.
    """
    report = result.whole().report
    renewed = None if report is None else pickle.dumps(_under_name(report, result.outcome.source, source))
    return Result(_under_source(result.outcome, source), report=renewed)


def as_given(result: Result, source: str) -> Result:
    """Returns the result of a source that travelled under its full path under the one that was given."""
    return replace(result, outcome=_under_source(result.outcome, source))


def _under_source(outcome: Outcome, source: str) -> Outcome:
    changes: dict[str, object] = {"source": source}
    if outcome.error is not None:
        prefix = f"{outcome.source}: "
        message = outcome.error.message
        if message.startswith(prefix):
            message = f"{source}: {message[len(prefix) :]}"
        changes["error"] = outcome.error.model_copy(update={"message": message})
    return outcome.model_copy(update=changes)


def _reviewed(job: Job, engine: Reviews, reading: ReadOptions) -> Result:
    report = None if job.prior is None else _report_in(job.prior, job.name)
    document: Document | None = None
    if report is None or any(report_format(output.format).shows_contract for output in job.outputs):
        document = _loaded(job, reading)
    if report is None:
        assert document is not None
        report = engine.review(document)
    return _delivered(job, report, document)


def _loaded(job: Job, reading: ReadOptions) -> Document:
    name = source_name(job.name)
    if job.data is None:
        return load(path_or_url(job.source), name=name, reading=reading)
    try:
        return load(job.data, name=name, reading=reading)
    except InputError as error:
        raise type(error)(job.name, error.problem, error.hint) from error.__cause__


def _report_in(prior: Prior, source: str) -> Report | None:
    """Returns an earlier report under the name of another source, or None if its file is not what it was."""
    path = Path(prior.path)
    if sha256_of(path) != prior.sha256:
        return None
    return _under_name(Report.model_validate_json(path.read_bytes()), prior.source, source)


def _under_name(report: Report, first: str, source: str) -> Report:
    """Returns a report on one source as that on another with the same content."""
    inside = report.source.name.removeprefix(source_name(first))  # a mail or archive stands for its only contract
    name = source_name(source) + inside
    return report.model_copy(update={"source": report.source.model_copy(update={"name": name})})


def _delivered(job: Job, report: Report, document: Document | None) -> Result:
    """Returns the result after writing the report, or with it."""
    try:
        digests = tuple(write_report(report, document, output) for output in job.outputs)
    except OSError as error:
        return failed(job, "not_written", f"{job.name}: its report cannot be written: {error.strerror}")
    outcome = Outcome(
        source=job.name,
        status="reviewed",
        gaps=len(report.gaps),
        worst_severity=report.worst_severity(),
        files=tuple(output.name for output in job.outputs),
    )
    return Result(outcome, digests, None if job.outputs else pickle.dumps(report))


def _without_report(job: Job, status: OutcomeStatus, code: str, message: str) -> Result:
    shown = message.encode("utf-8", "backslashreplace").decode("utf-8")
    return Result(Outcome(source=job.name, status=status, error=OutcomeError(code=code, message=shown)))
