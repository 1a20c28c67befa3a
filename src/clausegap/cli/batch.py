"""``clausegap batch``: folders of contracts into a folder of reports."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clausegap.batch.plan import Factory, Job, Output, Plan, make_engine
from clausegap.batch.run import run_jobs
from clausegap.cli.exits import GAPS, UNREADABLE, complain
from clausegap.cli.ledger import Ledger
from clausegap.cli.naming import unique_stems
from clausegap.cli.progress import progress
from clausegap.cli.sources import find_contracts
from clausegap.cli.verdict import is_failing
from clausegap.errors import UsageError
from clausegap.model.outcome import Outcome
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity
from clausegap.portfolio.summaries import formats_in
from clausegap.renderers.table import report_format

_FORMATS: Final = ("json", "html")
DEFAULT_SUMMARIES: Final = "csv,xlsx,html"
# Each worker takes some 200 MB, which a machine with many processors need not have for all of them.
_MOST_WORKERS: Final = 4


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


def run_batch(request: BatchRequest, make: Factory = make_engine) -> int:
    """Returns the exit code after writing a report on each contract and the records of the batch.

    Raises:
        KeyboardInterrupt: The user stopped it; what was finished is written.
        NoContractsError: A folder holds no contract.
        RulesError: A rule file has a mistake; nothing is written.
        UsageError: An argument is wrong, or the folder cannot be written to.
    """
    out = Path(request.out)
    contracts = find_contracts(request.folders, out, request.reading)
    jobs = _jobs(contracts.paths, out)
    summaries = formats_in(request.summaries)
    if contracts.others and not request.quiet:
        sys.stderr.write(contracts.others_line() + "\n")
    workers = request.jobs or min(os.cpu_count() or 1, _MOST_WORKERS)
    limits = request.limits
    plan = Plan(request.spec, request.reading, workers, limits.seconds, limits.memory, factory=make)
    ledger = Ledger(out, jobs, summaries)
    try:
        _run(plan, ledger, request.quiet)
    except OSError as error:
        raise UsageError(f"{out}: it cannot be written to: {error.strerror}") from error
    return _exit_code(ledger.outcomes(), request.fail_on)


def _jobs(sources: tuple[str, ...], out: Path) -> tuple[Job, ...]:
    return tuple(
        Job(source, tuple(Output(name, str(out / (stem + report_format(name).suffix))) for name in _FORMATS))
        for source, stem in zip(sources, unique_stems(sources), strict=True)
    )


def _run(plan: Plan, ledger: Ledger, quiet: bool) -> None:
    with progress(len(ledger.jobs), quiet=quiet) as advance:

        def note(outcome: Outcome) -> None:
            ledger.add(outcome)
            if outcome.error is not None:
                complain(outcome.error.message)
            advance()

        outcomes = run_jobs(ledger.jobs, plan, note)
        ledger.open()
        try:
            with closing(outcomes):
                for _ in outcomes:
                    pass  # everything is noted as it comes, also what an interruption would leave untaken
        finally:
            ledger.write()
            sys.stderr.write(ledger.counts_line() + "\n")


def _exit_code(outcomes: list[Outcome], fail_on: Severity | None) -> int:
    if any(outcome.report is None for outcome in outcomes):
        return UNREADABLE
    return GAPS if any(o.report and is_failing(o.report, fail_on) for o in outcomes) else 0
