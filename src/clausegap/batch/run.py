"""Runs a batch: hands jobs to worker processes and gives the outcomes back in the order of the jobs."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Final

from clausegap.batch.plan import Job, Plan
from clausegap.batch.process import Task, Worker
from clausegap.errors import UsageError
from clausegap.model.outcome import Outcome
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, LEAST_MEMORY, MOST_SECONDS, ReadOptions
from clausegap.model.spec import ReviewSpec

Watcher = Callable[[Outcome], None]

# How far the fast documents may run ahead of a slow one: their reports wait in memory.
_AHEAD_PER_WORKER: Final = 16


def review_many(  # noqa: PLR0913  each is given by its name
    sources: Iterable[str | os.PathLike[str]],
    spec: ReviewSpec,
    *,
    reading: ReadOptions = DEFAULT_READING,
    jobs: int = 1,
    on_progress: Watcher | None = None,
    timeout: float | None = DEFAULT_LIMITS.seconds,
    memory: int | None = DEFAULT_LIMITS.memory,
) -> Iterator[Outcome]:
    """Yields exactly one outcome for each path, in the order given.

    Documents are reviewed in worker processes also when there is only one, so that a crash or a
    hang costs one document. A document that cannot be read is ``unreadable``. One whose review
    went wrong is ``failed``, with the code ``internal``, ``crashed``, ``timeout`` or ``memory``. Scripts need
    no ``if __name__ == "__main__"`` guard. Leaving the iteration early ends the workers.

    Args:
        sources: Paths of documents; taken one by one, a little ahead of the outcomes.
        spec: What to review for.
        reading: How to read the documents.
        jobs: Number of worker processes; each takes some 200 MB.
        on_progress: Called in this process with each outcome when it is known, so not in order.
        timeout: Seconds for one document; None for no limit.
        memory: MiB for one document, beyond the 200 that its process has; None for no limit. Enforced
            on Linux only.

    Raises:
        RulesError: A rule file has a mistake; raised before anything starts.
        UsageError: An argument or the spec is wrong; raised before anything starts.

    Example:
        >>> from clausegap.model.spec import ReviewSpec
        >>> list(review_many([], ReviewSpec(side="supplier"), jobs=2))
        []
    """
    if isinstance(sources, str | bytes | os.PathLike):
        raise UsageError(f"sources: a list of paths is needed, not the single path {os.fspath(sources)!r}")
    listed = (Job(os.fsdecode(source)) for source in sources)
    return run_jobs(listed, Plan(spec, reading, workers=jobs, timeout=timeout, memory=memory), on_progress)


def run_jobs(jobs: Iterable[Job], plan: Plan, on_progress: Watcher | None = None) -> Generator[Outcome, None, None]:
    """Yields exactly one outcome for each job, in their order; see ``review_many``.

    Closing the generator ends the workers.

    Raises:
        RulesError: A rule file has a mistake; raised before anything starts.
        UsageError: The plan is wrong; raised before anything starts.
    """
    if plan.workers < 1:
        raise UsageError(f"jobs: {plan.workers} is too few; give 1 or more")
    if plan.timeout is not None and not 0 < plan.timeout <= MOST_SECONDS:
        raise UsageError(f"timeout: give more than 0 and at most {MOST_SECONDS:g} s, or None, not {plan.timeout:g}")
    if plan.memory is not None and plan.memory < LEAST_MEMORY:
        raise UsageError(f"memory: {plan.memory} MiB is too little; give {LEAST_MEMORY} or more, or None")
    # Mistakes in rules or arguments are the caller's to mend: they surface here, not in each worker.
    plan.factory(plan.spec)
    return _Run(jobs, plan, on_progress).outcomes()


class _Run:
    """The state of one batch: jobs to come, workers at work, outcomes that wait for their turn."""

    def __init__(self, jobs: Iterable[Job], plan: Plan, on_progress: Watcher | None) -> None:
        self._tasks = (Task(index, job) for index, job in enumerate(jobs))
        self._plan = plan
        self._on_progress = on_progress
        self._workers: list[Worker] = []
        self._outcomes: dict[int, Outcome] = {}
        self._given = 0
        self._yielded = 0

    def outcomes(self) -> Generator[Outcome, None, None]:
        try:
            while self._hand_out():
                self._collect()
                while self._yielded in self._outcomes:
                    self._hand_out()  # so that no worker idles while the caller looks at an outcome
                    self._yielded += 1
                    yield self._outcomes.pop(self._yielded - 1)
        finally:
            for worker in self._workers:
                worker.stop()

    def _hand_out(self) -> bool:
        """Gives each free worker a job; returns whether anything is under way."""
        while len(self._busy()) < self._plan.workers and self._may_run_ahead():
            task = next(self._tasks, None)
            if task is None:
                break
            self._given += 1
            self._free_worker().give(task)
        return bool(self._busy())

    def _may_run_ahead(self) -> bool:
        return self._given - self._yielded < self._plan.workers * _AHEAD_PER_WORKER

    def _busy(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.task is not None]

    def _free_worker(self) -> Worker:
        for worker in [worker for worker in self._workers if worker.task is None]:
            if worker.is_usable:
                return worker
            self._dismiss(worker)
        self._workers.append(Worker(self._plan))
        return self._workers[-1]

    def _dismiss(self, worker: Worker) -> None:
        worker.stop()
        self._workers.remove(worker)

    def _collect(self) -> None:
        """Waits until some worker has spoken, died or run out of time, and records what it did."""
        busy = self._busy()
        limits = [left for worker in busy if (left := worker.seconds_left()) is not None]
        ready = wait([worker.connection for worker in busy], max(min(limits), 0) if limits else None)
        for worker in busy:
            outcome = worker.hear() if worker.connection in ready else worker.overdue()
            if outcome is not None:
                self._record(worker, outcome)

    def _record(self, worker: Worker, outcome: Outcome) -> None:
        self._outcomes[worker.release().index] = outcome
        if self._on_progress is not None:
            self._on_progress(outcome)
