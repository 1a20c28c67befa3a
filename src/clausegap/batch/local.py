"""Schedules tasks over worker processes of this machine, each of which may crash or hang without harm."""

from __future__ import annotations

from multiprocessing.connection import wait

from clausegap.batch.plan import Plan, Reviews
from clausegap.batch.process import Worker
from clausegap.batch.scheduler import Task
from clausegap.batch.task import Result


class LocalWorkers:
    """A scheduler over worker processes; those that die, hang or are worn are replaced.

    Args:
        plan: Settings of the batch.
        engine: That of this process, which forked workers share.
    """

    def __init__(self, plan: Plan, engine: Reviews) -> None:
        self._plan = plan
        self._engine = engine
        self._idle: list[Worker] = []
        self._busy: dict[Worker, Task] = {}

    @property
    def workers(self) -> int:
        """How many of them are kept at work."""
        return self._plan.workers

    @property
    def room(self) -> int:
        """How many more tasks it can begin at once."""
        return self._plan.workers - len(self._busy)

    @property
    def is_busy(self) -> bool:
        """Whether a task is under way."""
        return bool(self._busy)

    def submit(self, task: Task) -> None:
        """Gives a task to an idle worker, or to a new one."""
        worker = self._free_worker()
        self._busy[worker] = task
        worker.give(task.job)

    def collect(self, seconds: float) -> list[tuple[Task, Result]]:
        """Waits until some worker has spoken, died or run out of time; returns the tasks that are done."""
        limits = [left for worker in self._busy if (left := worker.seconds_left()) is not None]
        ready = wait([worker.connection for worker in self._busy], max(min([seconds, *limits]), 0))
        done = []
        for worker in list(self._busy):
            result = worker.hear() if worker.connection in ready else worker.overdue()
            if result is not None:
                done.append((self._busy.pop(worker), result))
                self._idle.append(worker)
        return done

    def close(self) -> None:
        """Ends all workers at once."""
        for worker in (*self._idle, *self._busy):
            worker.stop()
        self._idle.clear()
        self._busy.clear()

    def _free_worker(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.is_usable:
                return worker
            worker.stop()
        return Worker(self._plan, self._engine, [worker.connection for worker in self._busy])
