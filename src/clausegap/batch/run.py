"""Runs a batch: order, duplicates and journal around a scheduler of tasks."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from clausegap._log import logger_of
from clausegap.batch.content import Content, content_of, suffix_of
from clausegap.batch.journal import Journal, setup_of
from clausegap.batch.local import LocalWorkers
from clausegap.batch.meter import Meter
from clausegap.batch.plan import Job, Plan
from clausegap.batch.scheduler import StartScheduler, Task
from clausegap.batch.task import Result, renamed
from clausegap.model.outcome import Outcome, Progress

Watcher = Callable[[Outcome, Progress], None]

_LOG: Final = logger_of("batch")
# How far the fast documents may run ahead of a slow one, whose outcome must come first: their reports wait in memory,
# unless there is a journal, which leaves a line of each to be kept.
_REPORTS_AHEAD: Final = 16
_LINES_AHEAD: Final = 1_000
# Reports that are kept for duplicates without a journal: some 40 MB.
_REPORTS_KEPT: Final = 256
_TICK: Final = 0.25  # s, after which a wish to stop is noticed


def run_jobs(
    jobs: Iterable[Job], plan: Plan, watch: Watcher | None = None, *, total: int | None = None
) -> Generator[Outcome, None, None]:
    """Yields exactly one outcome for each job, in their order, without a journal; see ``review_many``.

    Closing the generator ends the workers.

    Raises:
        RulesError: A rule file has a mistake; raised before anything starts.
        UsageError: The plan is wrong; raised before anything starts.
    """
    return Batch(jobs, plan, watch, total=total).outcomes()


class Batch:
    """One batch. Its outcomes are asked for once; with a journal what is finished can be asked for at any time.

    In memory it keeps some 300 bytes for each document, and the outcomes that wait for their turn.

    Args:
        jobs: The documents; taken one by one.
        plan: Settings.
        watch: Called with each outcome when it is known, so not in order.
        total: Number of jobs, if it is known.
        folder: For the journal and what it names; None for no journal.
        resume: Whether outcomes in the journal that still hold are taken from there.
        scheduler: Makes what runs the tasks.

    Raises:
        OSError: The journal cannot be written.
        RulesError: A rule file has a mistake.
        UsageError: The spec is wrong, or the journal is not one.
    """

    def __init__(  # noqa: PLR0913  each is given by its name
        self,
        jobs: Iterable[Job],
        plan: Plan,
        watch: Watcher | None = None,
        *,
        total: int | None = None,
        folder: Path | None = None,
        resume: bool = True,
        scheduler: StartScheduler = LocalWorkers,
    ) -> None:
        # Mistakes in rules or arguments are the caller's to mend: they surface here, not in each worker.
        engine = plan.factory(plan.spec)
        self.journal = None if folder is None else Journal(folder, setup_of(plan, engine), resume=resume)
        self._scheduler = scheduler(plan, engine)
        self._plan = plan
        self._watch = watch
        self._meter = Meter(total)
        self._tasks = (Task(index, job) for index, job in enumerate(jobs))
        self._is_exhausted = False
        self._ready: deque[Task] = deque()
        self._parked: dict[int, list[Task]] = {}
        self._first: dict[Content, int] = {}
        self._results: dict[int, Result] = {}
        self._kept: OrderedDict[int, Result] = OrderedDict()
        self._places: dict[int, int] = {}
        self._admitted = self._yielded = 0
        self._stop_at: float | None = None

    def outcomes(self) -> Generator[Outcome, None, None]:
        """Yields exactly one outcome for each job, in their order; fewer after ``stop``.

        Closing the generator ends the workers.
        """
        _LOG.info("batch begins with %d workers", self._scheduler.workers)
        if self.journal is not None:
            _LOG.info("%d finished documents in the journal", self.journal.usable)
        try:
            while not self._is_over():
                self._hand_out()
                if self._scheduler.is_busy:
                    done = self._scheduler.collect(_TICK)
                    self._hand_out()  # first of all, so that no worker idles while its result is looked at
                    for task, result in done:
                        self._settle(task, result)
                while self._yielded in self._results:
                    self._hand_out()  # likewise while the caller looks at an outcome
                    yield self._next()
        finally:
            self._scheduler.close()
            _LOG.info("batch ended after %d documents", self._yielded)

    def stop(self, seconds: float) -> None:
        """Begins nothing more, and gives what is under way some seconds; may be called by a signal handler."""
        self._stop_at = time.monotonic() + seconds

    def finished(self) -> Iterator[Outcome]:
        """Yields the outcomes that the journal has of this batch, in the order of the jobs."""
        if self.journal is not None:
            for index in sorted(self._places):
                outcome = self.journal.at(self._places[index]).outcome
                yield outcome.model_copy(update={"duplicate_of": self._original(index, _content_in(outcome))})

    def close(self) -> None:
        """Ends what is under way and lets the journal go."""
        self._scheduler.close()
        if self.journal is not None:
            self.journal.close()

    def _is_over(self) -> bool:
        if self._stop_at is not None:
            return not self._scheduler.is_busy or time.monotonic() > self._stop_at
        return self._is_exhausted and not self._ready and not self._scheduler.is_busy

    def _hand_out(self) -> None:
        """Gives tasks to whoever is free, and makes the next ones ready."""
        if self._stop_at is not None:
            return
        while True:
            while self._ready and self._scheduler.room:
                self._meter.begin()
                self._scheduler.submit(self._ready.popleft())
            if len(self._ready) >= self._scheduler.workers or not self._admit():
                return

    def _admit(self) -> bool:
        """Looks at the next job; returns whether there was one, and room for it."""
        ahead = _REPORTS_AHEAD if self.journal is None else _LINES_AHEAD
        if self._admitted - self._yielded >= ahead * self._scheduler.workers:
            return False
        task = next(self._tasks, None)
        if task is None:
            self._is_exhausted = True
            return False
        self._admitted += 1
        content = content_of(task.job, self._plan.reading)
        if content is None:
            self._ready.append(task)
            return True
        task = replace(task, content=content)
        place = None if self.journal is None else self.journal.place_of(task.job, content)
        first = self._first.setdefault(content, task.index)
        if self.journal is not None and place is not None:
            self._settle(task, self.journal.at(place), place)
        elif first != task.index:
            self._follow(task, first)
        else:
            prior = None if self.journal is None else self.journal.prior(content)
            self._ready.append(replace(task, job=replace(task.job, prior=prior)))
        return True

    def _follow(self, task: Task, first: int) -> None:
        """Makes of a duplicate what the first with its content has become; waits for that if need be."""
        result = self._result(first)
        if result is None and self._is_pending(first):
            self._parked.setdefault(first, []).append(task)
        elif result is None or (self.journal is None and result.outcome.files):  # it is too long ago, or not at hand
            assert task.content is not None
            self._first[task.content] = task.index
            self._ready.append(task)
        elif result.outcome.status == "reviewed" and self.journal is not None:
            self._ready.append(replace(task, job=replace(task.job, prior=self.journal.prior_in(result))))
        else:
            self._settle(task, renamed(result, task.job.name))

    def _settle(self, task: Task, result: Result, place: int | None = None) -> None:
        """Records a result, and goes on with the duplicates that waited for it.

        Args:
            task: Whose it is.
            result: What became of it.
            place: Where it stands in the journal, if it was already there.
        """
        changes = {
            "sha256": None if task.content is None else task.content.digest.hex(),
            "duplicate_of": self._original(task.index, task.content),
        }
        result = replace(result, outcome=result.outcome.model_copy(update=changes))
        if result.outcome.status != "reviewed":
            for output in task.job.outputs:  # of an earlier run, or of a worker that died after the first of them
                Path(output.path).unlink(missing_ok=True)
        if self.journal is not None:
            self._places[task.index] = self.journal.add(result) if place is None else place
        self._results[task.index] = result
        _note(result.outcome, is_kept=place is not None)
        progress = self._meter.note(result.outcome, kept=place is not None)
        if self._watch is not None:
            self._watch(result.outcome, progress)
        for duplicate in self._parked.pop(task.index, ()):
            self._follow(duplicate, task.index)

    def _original(self, index: int, content: Content | None) -> str | None:
        """Returns the first source with a content, or None for that one itself."""
        first = index if content is None else self._first.get(content, index)
        if first == index:
            return None
        result = self._result(first)
        return None if result is None else result.outcome.source

    def _result(self, index: int) -> Result | None:
        """Returns what became of a job, if that is known and still at hand."""
        if index in self._results:
            return self._results[index]
        if self.journal is not None:
            return self.journal.at(self._places[index]) if index in self._places else None
        return self._kept.get(index)

    def _is_pending(self, index: int) -> bool:
        return index >= self._yielded

    def _next(self) -> Outcome:
        """Returns the outcome whose turn it is."""
        result = self._results.pop(self._yielded)
        if self.journal is None:
            self._kept[self._yielded] = result
            if len(self._kept) > _REPORTS_KEPT:
                self._kept.popitem(last=False)
        self._yielded += 1
        return result.whole()


def _note(outcome: Outcome, *, is_kept: bool) -> None:
    """Tells the logger of an outcome; of an error its code only, since messages may quote what was read."""
    if is_kept:
        _LOG.debug("resumed: %r is finished", outcome.source)
    elif outcome.error is not None:
        _LOG.warning("%s: %r (%s)", outcome.status, outcome.source, outcome.error.code)
    else:
        _LOG.debug("%s: %r", outcome.status, outcome.source)


def _content_in(outcome: Outcome) -> Content | None:
    return None if outcome.sha256 is None else Content(bytes.fromhex(outcome.sha256), suffix_of(outcome.source))
