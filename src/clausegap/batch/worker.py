"""The inside of a worker process: one engine, built once, and one document after the other."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from clausegap.batch.files import write_report
from clausegap.batch.plan import Job, Plan, Reviews
from clausegap.errors import InputError
from clausegap.loaders import load
from clausegap.loaders.table import source_name
from clausegap.model.outcome import Outcome, OutcomeError, OutcomeStatus
from clausegap.model.reading import DEFAULT_READING, ReadOptions
from clausegap.processes import Allowance, in_one_line, settle

_OUT_OF_MEMORY: Final = "memory"


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome, and whether the worker that made it should be replaced."""

    outcome: Outcome
    is_worn: bool


def serve(connection: Connection, plan: Plan) -> None:
    """Answers each job until the other end hangs up; the first answer is None and says that the engine is built."""
    settle()
    engine = plan.factory(plan.spec)
    allowance = Allowance(plan.memory)
    with suppress(EOFError, OSError):  # the other end is gone, in peace or by force
        connection.send(None)
        while True:
            job: Job = connection.recv()
            allowance.renew()
            outcome = outcome_of(job, engine, plan.reading)
            try:
                connection.send(Answer(outcome, _is_out_of_memory(outcome) or allowance.is_worn))
            except MemoryError:  # while the outcome was put into bytes
                connection.send(Answer(_out_of_memory(job), is_worn=True))


def outcome_of(job: Job, engine: Reviews, reading: ReadOptions = DEFAULT_READING) -> Outcome:
    """Returns what became of one document, after writing its outputs; never raises an ``Exception``."""
    try:
        return _reviewed(job, engine, reading)
    except InputError as error:
        return _without_report(job, "unreadable", error.code, str(error))
    except MemoryError:
        return _out_of_memory(job)
    # The one place for this: whatever a strange document provokes in a parser or a rule, the other
    # documents of the batch must still be reviewed, and the outcome names the error.
    except Exception as error:  # noqa: BLE001
        return failed(job, "internal", in_one_line(error))


def failed(job: Job, code: str, message: str) -> Outcome:
    """Returns the outcome of a document whose review went wrong."""
    return _without_report(job, "failed", code, message)


def _out_of_memory(job: Job) -> Outcome:
    return failed(job, _OUT_OF_MEMORY, f"{job.name}: reviewing it needs more memory than allowed")


def _is_out_of_memory(outcome: Outcome) -> bool:
    return outcome.error is not None and outcome.error.code == _OUT_OF_MEMORY


def _reviewed(job: Job, engine: Reviews, reading: ReadOptions) -> Outcome:
    path = Path(job.source)
    document = load(path, name=source_name(job.name), reading=reading)
    report = engine.review(document)
    try:
        for output in job.outputs:
            write_report(report, document, output)
    except OSError as error:
        return failed(job, "not_written", f"{job.name}: its report cannot be written: {error.strerror}")
    return Outcome(source=job.name, status="reviewed", report=report)


def _without_report(job: Job, status: OutcomeStatus, code: str, message: str) -> Outcome:
    shown = message.encode("utf-8", "backslashreplace").decode("utf-8")
    return Outcome(source=job.name, status=status, error=OutcomeError(code=code, message=shown))
