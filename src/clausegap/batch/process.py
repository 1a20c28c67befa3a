"""The outside of a worker process: started, given one job at a time, timed, and ended."""

from __future__ import annotations

import multiprocessing
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from clausegap.batch.plan import Job, Plan
from clausegap.batch.worker import Answer, failed, serve
from clausegap.model.outcome import Outcome
from clausegap.processes import how_it_ended, kill, start, sweep

# A start takes one to two seconds; the limit only keeps a wedged one from stopping the batch.
_START_LIMIT: Final = 300.0
_EXIT_LIMIT: Final = 5.0


@dataclass(frozen=True, slots=True)
class Task:
    """A job and its place in the batch, from 0."""

    index: int
    job: Job


class Worker:
    """A process that reviews one document at a time.

    Attributes:
        connection: Readable as soon as the process has answered or died.
        task: What it works on, or None.
    """

    def __init__(self, plan: Plan) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.task: Task | None = None
        self._timeout = plan.timeout
        self._left = plan.recycle_after
        self._built = False
        self._deadline: float | None = None
        self._process = context.Process(target=serve, args=(theirs, plan), name="clausegap-worker", daemon=True)
        start(self._process)
        theirs.close()

    @property
    def is_usable(self) -> bool:
        """Whether it can take another job: alive and not yet due for replacement."""
        return self._left > 0 and self._process.is_alive()

    def give(self, task: Task) -> None:
        """Sends a job to an idle worker; a new one begins with it when its engine is built."""
        self.task = task
        self._left -= 1
        self._start_clock()
        # A process that has just died cannot take it; then its connection says so at the next look.
        with suppress(OSError):
            self.connection.send(task.job)

    def hear(self) -> Outcome | None:
        """Returns the outcome of the task, or None when the worker was only now ready to begin.

        Blocks until the process says something or dies.
        """
        task = self._current()
        try:
            answer: Answer | None = self.connection.recv()
        except (EOFError, OSError):
            return failed(task.job, "crashed", f"{task.job.name}: {self._last_words()}")
        if answer is None:
            self._built = True
            self._start_clock()
            return None
        if answer.is_worn:
            self._left = 0
        return answer.outcome

    def seconds_left(self) -> float | None:
        """Returns how long the task may still take, or None without a limit."""
        return None if self._deadline is None else self._deadline - time.monotonic()

    def overdue(self) -> Outcome | None:
        """Returns a failure and ends the process if the task has taken too long."""
        left = self.seconds_left()
        if left is None or left > 0 or self.connection.poll():
            return None
        task, limit = self._current(), self._timeout if self._built else _START_LIMIT
        self.stop()
        what = "the review took" if self._built else "starting the worker process took"
        return failed(task.job, "timeout", f"{task.job.name}: {what} longer than {limit:g} s")

    def release(self) -> Task:
        """Returns the task, which is done with, and makes the worker free."""
        task, self.task = self._current(), None
        return task

    def stop(self) -> None:
        """Ends the process at once; there is nothing in it to save."""
        self._left = 0
        kill(self._process)
        self._process.join(_EXIT_LIMIT)
        self.connection.close()

    def _current(self) -> Task:
        if self.task is None:
            raise ValueError("the worker has no task")
        return self.task

    def _start_clock(self) -> None:
        limit = self._timeout if self._built else _START_LIMIT
        self._deadline = None if limit is None else time.monotonic() + limit

    def _last_words(self) -> str:
        self._process.join(_EXIT_LIMIT)
        sweep(self._process)
        how = how_it_ended(self._process.exitcode)
        if not self._built:
            return f"the worker process could not start ({how})"
        return f"the process that reviewed it died ({how})"
