"""The outside of a worker process: started, given one job at a time, timed, and ended."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from clausegap._log import logger_of
from clausegap.batch.plan import Job, Plan, Reviews
from clausegap.batch.task import Result, failed
from clausegap.batch.worker import Answer, serve
from clausegap.processes import how_it_ended, kill, start, sweep

_LOG: Final = logger_of("batch")
# Building an engine takes a second or two; the limit only keeps a wedged start from stopping the batch.
_START_LIMIT: Final = 300.0
_EXIT_LIMIT: Final = 5.0


def may_fork() -> bool:
    """Whether a worker may be a fork of this process.

    Linux only: macOS has libraries that do not survive a fork. And only with one thread, also counting those that
    C libraries start: a fork copies no thread, but every lock that another thread holds.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return len(list(Path("/proc/self/task").iterdir())) == 1


class Worker:
    """A process that reviews one document at a time.

    It is a fork of this process where that is safe, which has the engine at once and shares its memory. Else it
    is spawned and builds an engine of its own.

    Args:
        plan: Settings of the batch.
        engine: That of this process.
        others: Our ends of the lines to the other workers.

    Attributes:
        connection: Readable as soon as the process has answered or died.
        job: What it works on, or None.
    """

    def __init__(self, plan: Plan, engine: Reviews, others: Sequence[Connection] = ()) -> None:
        forks = may_fork()
        context = multiprocessing.get_context("fork" if forks else "spawn")
        self.connection, theirs = context.Pipe()
        self.job: Job | None = None
        self._timeout = plan.timeout
        self._left = plan.recycle_after
        self._built = False
        self._deadline: float | None = None
        inherited = (engine, [*others, self.connection]) if forks else (None, [])
        self._process = context.Process(  # type: ignore[attr-defined]  # both contexts have one
            target=serve, args=(theirs, plan, *inherited), name="clausegap-worker", daemon=True
        )
        start(self._process)
        theirs.close()

    @property
    def is_usable(self) -> bool:
        """Whether it can take another job: alive and not yet due for replacement."""
        return self._left > 0 and bool(self._process.is_alive())

    def give(self, job: Job) -> None:
        """Sends a job to an idle worker; a new one begins with it when its engine is built."""
        self.job = job
        self._left -= 1
        self._start_clock()
        # A process that has just died cannot take it; then its connection says so at the next look.
        with suppress(OSError):
            self.connection.send(job)

    def hear(self) -> Result | None:
        """Returns the result of the job, or None when the worker was only now ready to begin.

        Blocks until the process says something or dies.
        """
        job = self._current()
        try:
            answer: Answer | None = self.connection.recv()
        except (EOFError, OSError):
            self._left = 0
            how = self._last_words()
            _LOG.warning("worker lost with %r: %s", job.name, how)
            return failed(job, "crashed", f"{job.name}: {how}")
        if answer is None:
            self._built = True
            self._start_clock()
            return None
        if answer.is_worn:
            self._left = 0
        return answer.result

    def seconds_left(self) -> float | None:
        """Returns how long the job may still take, or None without a limit."""
        return None if self._deadline is None else self._deadline - time.monotonic()

    def overdue(self) -> Result | None:
        """Returns a failure and ends the process if the job has taken too long."""
        left = self.seconds_left()
        if left is None or left > 0 or self.connection.poll():
            return None
        job, limit = self._current(), self._timeout if self._built else _START_LIMIT
        self.stop()
        what = "the review took" if self._built else "starting the worker process took"
        _LOG.warning("worker ended with %r: %s longer than %g s", job.name, what, limit)
        return failed(job, "timeout", f"{job.name}: {what} longer than {limit:g} s")

    def stop(self) -> None:
        """Ends the process at once; there is nothing in it to save."""
        self._left = 0
        kill(self._process)
        self._process.join(_EXIT_LIMIT)
        self.connection.close()

    def _current(self) -> Job:
        if self.job is None:
            raise ValueError("the worker has no job")
        return self.job

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
