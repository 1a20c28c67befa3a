"""``clausegap batch``: folders of contracts into a folder of reports."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from clausegap.batch.executors import workers_on
from clausegap.batch.local import LocalWorkers
from clausegap.batch.naming import unique_stems
from clausegap.batch.plan import Factory, Job, Output, Plan, make_engine
from clausegap.batch.run import Batch
from clausegap.batch.scheduler import StartScheduler
from clausegap.cli.exits import GAPS, INTERRUPTED, UNREADABLE, remark
from clausegap.cli.filters import EVERYTHING, Filter
from clausegap.cli.inputs import STDIN
from clausegap.cli.interrupts import first_stops
from clausegap.cli.ledger import Ledger
from clausegap.cli.progress import Display, display
from clausegap.cli.sources import find_contracts
from clausegap.cli.verdict import is_grave
from clausegap.errors import UsageError
from clausegap.model.outcome import Outcome, Progress
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity
from clausegap.portfolio.summaries import formats_in
from clausegap.renderers.table import report_format

DEFAULT_SUMMARIES: Final = "csv,xlsx,html"
# Each worker takes some 200 MB, which a machine with many processors need not have for all of them.
_MOST_WORKERS: Final = 4
_GRACE: Final = 5.0  # s for the documents that are under way when Ctrl-C comes
_STOPPING: Final = f"Stopping: what is under way has {_GRACE:g} s to finish. Ctrl-C again stops at once."
_GO_ON: Final = "To go on, give the same command with --resume."


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What the user asked for.

    Attributes:
        folders: Folders and contracts.
        out: Folder for all that is written.
        spec: What to review for.
        reading: How to read them.
        jobs: Number of worker processes, or None to choose one.
        limits: What one document may take.
        fail_on: Severity that makes the exit code 1, or None for never.
        quiet: Whether to leave out the progress.
        summaries: Formats of the summaries, with commas between them.
        resume: Whether to keep what an earlier run into the folder has finished.
        replace: Whether the results of a run over other contracts may be replaced.
        html: Whether to write web pages beside the JSON reports.
        scheduler: Address of the Dask scheduler whose workers review, or None for own processes.
        sends_files: Whether files travel to these workers and reports come back.
        filter: Which contracts are taken.
        strict: Whether what could not be read or decided makes the exit code 3.
    """

    folders: tuple[str, ...]
    out: str
    spec: ReviewSpec
    reading: ReadOptions = DEFAULT_READING
    jobs: int | None = None
    limits: Limits = DEFAULT_LIMITS
    fail_on: Severity | None = "medium"
    quiet: bool = False
    summaries: str = DEFAULT_SUMMARIES
    resume: bool = False
    replace: bool = False
    html: bool = True
    scheduler: str | None = None
    sends_files: bool = False
    filter: Filter = EVERYTHING
    strict: bool = False

    @property
    def starts(self) -> StartScheduler:
        """What makes the scheduler.

        Raises:
            UsageError: Files are to be sent to this machine's own processes.
        """
        if self.scheduler is None:
            if self.sends_files:
                raise UsageError("--send-files needs --scheduler: own processes see the files here")
            return LocalWorkers
        return partial(workers_on, self.scheduler, sends_files=self.sends_files)


def run_batch(request: BatchRequest, make: Factory = make_engine) -> int:
    """Returns the exit code after writing a report on each contract and the records of the batch.

    Raises:
        KeyboardInterrupt: The user stopped it a second time; the journal has what was finished.
        NoContractsError: A folder holds no contract.
        RulesError: A rule file has a mistake; nothing is written.
        UsageError: An argument is wrong, no scheduler answers, or the folder cannot be written to.
    """
    # One thread does for a worker, and only a process with one thread can be forked. Of use before numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    out = Path(request.out)
    if STDIN in request.folders:
        raise UsageError("-: a batch reads files and folders; 'clausegap review -' reads standard input")
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out}: it is a file; name a folder for the reports")
    contracts = find_contracts(request.folders, out, request.reading, request.filter)
    jobs = _jobs(contracts.paths, out, ("json", "html") if request.html else ("json",))
    summaries = formats_in(request.summaries)
    passed_over = contracts.passed_over_line()
    if passed_over and not request.quiet:
        remark(passed_over)
    workers = request.jobs or min(os.cpu_count() or 1, _MOST_WORKERS)
    limits = request.limits
    plan = Plan(request.spec, request.reading, workers, limits.seconds, limits.memory, factory=make)
    try:
        return _Run(request, plan, Ledger(out, jobs, summaries)).run()
    except BrokenPipeError:
        raise  # whoever read standard error went away, which says nothing of the folder
    except OSError as error:
        raise UsageError(f"{out}: it cannot be written to: {error.strerror}") from error


def _jobs(sources: tuple[str, ...], out: Path, formats: tuple[str, ...]) -> tuple[Job, ...]:
    return tuple(
        Job(source, tuple(Output(name, str(out / (stem + report_format(name).suffix))) for name in formats))
        for source, stem in zip(sources, unique_stems(sources), strict=True)
    )


class _Run:
    """One batch with what the user sees of it."""

    def __init__(self, request: BatchRequest, plan: Plan, ledger: Ledger) -> None:
        self._request = request
        self._plan = plan
        self._ledger = ledger
        self._out = Path(request.out)
        self._display: Display = display(quiet=request.quiet)
        self._code = 0

    def run(self) -> int:
        """Returns the exit code."""
        old = self._ledger.check(replace=self._request.replace)
        jobs = self._ledger.jobs
        batch = Batch(
            jobs,
            self._plan,
            self._note,
            total=len(jobs),
            folder=self._out,
            resume=self._request.resume,
            scheduler=self._request.starts,
        )
        with closing(batch):
            old += self._take_over(batch)
            self._ledger.clear(() if self._request.resume else old)
            try:
                self._review(batch)
            except KeyboardInterrupt:
                sys.stderr.write(f"Stopped at once. {_GO_ON}\n")
                raise
            if not self._ledger.left:
                self._ledger.remove_others(old, batch.finished())
            self._ledger.write(batch.finished)
        sys.stderr.write(self._ledger.counts_line() + "\n")
        if self._ledger.left:
            sys.stderr.write(f"Stopped. {_GO_ON}\n")
            return INTERRUPTED
        return UNREADABLE if self._request.strict and self._ledger.open_ends else self._code

    def _review(self, batch: Batch) -> None:
        """Reviews all, or what can be finished after Ctrl-C; each outcome is noted when it is known."""
        try:
            with first_stops(lambda: batch.stop(_GRACE), _STOPPING), closing(batch.outcomes()) as outcomes:
                for _ in outcomes:
                    pass
        finally:
            self._display.end()

    def _note(self, outcome: Outcome, progress: Progress) -> None:
        self._ledger.add(outcome)
        if outcome.error is not None:
            self._display.say(outcome.error.message)
            self._code = UNREADABLE
        elif is_grave(outcome.worst_severity, self._request.fail_on):
            self._code = max(self._code, GAPS)
        self._display.show(progress)

    def _take_over(self, batch: Batch) -> list[str]:
        """Says what becomes of an earlier run's results, and returns the names of their files."""
        journal = batch.journal
        assert journal is not None
        if journal.unreadable:
            self._say(f"{journal.unreadable} lines of the journal cannot be read; their documents are reviewed again.")
        if not self._request.resume:
            if journal.earlier:
                self._say(f"Replacing the results of an earlier run in {self._out}; --resume would have kept them.")
            return []
        if not journal.earlier:
            self._say(f"Nothing to resume in {self._out}; starting anew.")
        elif not journal.usable:
            self._say(f"Rules or options have changed since the run in {self._out}; all is reviewed anew.")
        return journal.files()

    def _say(self, message: str) -> None:
        if not self._request.quiet:
            remark(message)
