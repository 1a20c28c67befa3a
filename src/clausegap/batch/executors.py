"""Schedules tasks over somebody else's worker processes: a Dask cluster, or any ``concurrent.futures.Executor``.

What travels to a worker is small: what to review for, how to read, and the source (its path, its URL or its bytes);
what returns is the result. Such workers cannot be ended from here: a limit of time only says when to stop waiting for
one, and their memory is limited by the means of their cluster.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, TypeAlias

from clausegap.batch.errand import Errand, Returned, run_errand
from clausegap.batch.files import write_whole
from clausegap.batch.plan import Job, Plan, Reviews
from clausegap.batch.scheduler import Task
from clausegap.batch.task import Result, as_given, failed, perform
from clausegap.errors import InputError, UsageError
from clausegap.loaders.content import bytes_of
from clausegap.loaders.remote import is_url
from clausegap.processes import in_one_line

if TYPE_CHECKING:
    from distributed import Client

Pool: TypeAlias = "Executor | Client | str"

# So that no worker waits for its next document while a result travels.
_UNDER_WAY_PER_WORKER: Final = 2
_CONNECT_SECONDS: Final = 15


class ExecutorWorkers:
    """A scheduler over an executor.

    Args:
        executor: Runs the tasks; it is not shut down.
        plan: Settings of the batch; as many ``workers`` are kept at work.
        engine: That of this process, whose rules and weights the workers must have too.
        sends_files: Whether contracts travel as bytes and reports come back, for workers that do not see the folders
            of this machine.
        at_close: Called when the scheduler is closed.
    """

    def __init__(
        self,
        executor: Executor,
        plan: Plan,
        engine: Reviews,
        *,
        sends_files: bool = False,
        at_close: Callable[[], object] | None = None,
    ) -> None:
        self._engine = engine
        self._executor = executor
        self._sends_files = sends_files
        self._errand = Errand(
            Job(""), plan.spec, plan.reading, plan.factory, engine.fingerprint, brings_back=sends_files
        )
        self._plan = plan
        self._at_close = at_close
        self._busy: dict[Future[Returned], Task] = {}
        self._answers: SimpleQueue[Future[Returned]] = SimpleQueue()
        self._done: list[tuple[Task, Result]] = []
        self._last_answer = time.monotonic()

    @property
    def workers(self) -> int:
        """How many of them are kept at work."""
        return self._plan.workers

    @property
    def room(self) -> int:
        """How many more tasks it can take."""
        return self._plan.workers * _UNDER_WAY_PER_WORKER - len(self._busy) - len(self._done)

    @property
    def is_busy(self) -> bool:
        """Whether a task is under way, or one that is done waits to be collected."""
        return bool(self._busy or self._done)

    def submit(self, task: Task) -> None:
        """Hands a task to the executor."""
        if not self._busy:
            self._last_answer = time.monotonic()
        try:
            errand = replace(self._errand, job=self._packed(task.job))
            future = self._executor.submit(run_errand, errand)
        except InputError:  # there is nothing to send: trying it here says why
            self._done.append((task, perform(task.job, self._engine, self._errand.reading)))
        except (RuntimeError, OSError) as error:  # it is broken or shut down, or the way to it is
            self._done.append((task, _lost(task.job, error)))
        else:
            self._busy[future] = task
            future.add_done_callback(self._answers.put)

    def collect(self, seconds: float) -> list[tuple[Task, Result]]:
        """Waits until some task is done, at most that long, and returns those that are."""
        for future in self._answered(0 if self._done else seconds):
            task = self._busy.pop(future, None)
            if task is not None:  # else it was given up before
                self._last_answer = time.monotonic()
                self._done.append((task, self._result(task.job, future)))
        if not self._done:
            self._give_up()
        done, self._done = self._done, []
        return done

    def close(self) -> None:
        """Takes back what has not begun; what has is left to the workers, and its result is lost."""
        for future in self._busy:
            future.cancel()
        self._busy.clear()
        if self._at_close is not None:
            self._at_close()
            self._at_close = None

    def _packed(self, job: Job) -> Job:
        """Returns a job as it travels: with full paths, or with the bytes of its file.

        Raises:
            InputError: The file is to be sent, and cannot be read.
        """
        if job.data is not None or is_url(job.source):
            source, data = job.source, job.data
        elif self._sends_files:
            source, data = job.source, bytes_of(job.source, self._errand.reading)
        else:
            source, data = str(Path(job.source).absolute()), None
        outputs = tuple(replace(output, path=str(Path(output.path).absolute())) for output in job.outputs)
        return replace(job, source=source, data=data, outputs=outputs)

    def _answered(self, seconds: float) -> Iterator[Future[Returned]]:
        """Yields the futures that are done; waits for the first of them, at most that long."""
        try:
            yield self._answers.get(timeout=seconds) if seconds > 0 else self._answers.get_nowait()
            while True:
                yield self._answers.get_nowait()
        except Empty:
            return

    def _result(self, job: Job, future: Future[Returned]) -> Result:
        error = CancelledError("it was cancelled") if future.cancelled() else future.exception()
        if error is not None:
            return _lost(job, error)
        returned = future.result()
        try:
            for output, data in zip(job.outputs, returned.files, strict=False):
                write_whole(Path(output.path), data)
        except OSError as problem:
            return failed(job, "not_written", f"{job.name}: its report cannot be written: {problem.strerror}")
        return as_given(returned.result, job.name)

    def _give_up(self) -> None:
        """Stops waiting for all that is under way once no worker has answered for the time of a document."""
        patience = self._plan.timeout
        if patience is None or time.monotonic() - self._last_answer < patience:
            return
        for future, task in self._busy.items():
            future.cancel()
            message = f"{task.job.name}: no worker has answered for {patience:g} s"
            self._done.append((task, failed(task.job, "timeout", message)))
        self._busy.clear()


def workers_on(pool: Pool, plan: Plan, engine: Reviews, *, sends_files: bool = False) -> ExecutorWorkers:
    """Returns a scheduler over a pool.

    Args:
        pool: A ``concurrent.futures.Executor`` or a Dask client, both left as they are; or the address of a Dask
            scheduler, to which a client is opened until the scheduler is closed.
        plan: Settings of the batch; ``workers`` is raised to the number that a Dask cluster has.
        engine: As for ``ExecutorWorkers``, like the rest.
        sends_files: The same.

    Raises:
        UsageError: Dask is not installed, nobody answers at the address, or the pool is something else.
    """
    if isinstance(pool, Executor):
        return ExecutorWorkers(pool, plan, engine, sends_files=sends_files)
    if not isinstance(pool, str) and not hasattr(pool, "get_executor"):
        raise UsageError(f"executor: give a concurrent.futures.Executor, a Dask client or its address, not {pool!r}")
    client = _client_at(pool) if isinstance(pool, str) else pool
    # A result that Dask still holds for equal arguments would be that of a file which may have changed since.
    # A document that kills its worker is not tried again by us; Dask's own limit is in how-to/run-on-a-cluster.md.
    executor = client.get_executor(pure=False, retries=0)
    plan = replace(plan, workers=max(plan.workers, sum(client.nthreads().values())))
    at_close = client.close if isinstance(pool, str) else None
    return ExecutorWorkers(executor, plan, engine, sends_files=sends_files, at_close=at_close)


def _client_at(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415  an optional dependency
    except ImportError as error:
        raise UsageError('a cluster needs Dask: pip install "clausegap[dask]"') from error
    try:
        return Client(address, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        message = f"{address}: no Dask scheduler answers there ({in_one_line(error)}); check address and network"
        raise UsageError(message) from error


def _lost(job: Job, error: BaseException) -> Result:
    return failed(job, "crashed", f"{job.name}: the worker that was to review it is lost ({in_one_line(error)})")
