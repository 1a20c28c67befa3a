"""``review_many``: a batch with its settings as arguments, its reports at hand, and a bar to watch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from clausegap.batch.bar import bar_for
from clausegap.batch.executors import Pool, workers_on
from clausegap.batch.local import LocalWorkers
from clausegap.batch.naming import report_name
from clausegap.batch.plan import Job, Output, Plan, Source, job_of
from clausegap.batch.run import Batch, Watcher
from clausegap.errors import UsageError
from clausegap.model.outcome import Outcome, Progress
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, ReadOptions
from clausegap.model.report import Report
from clausegap.model.spec import ReviewSpec


def review_many(  # noqa: PLR0913  each is given by its name
    sources: Iterable[Source],
    spec: ReviewSpec,
    *,
    reading: ReadOptions = DEFAULT_READING,
    jobs: int = 1,
    executor: Pool | None = None,
    sends_files: bool = False,
    journal: str | os.PathLike[str] | None = None,
    resume: bool = True,
    on_progress: Callable[[Progress], None] | None = None,
    progress: bool | None = None,
    timeout: float | None = DEFAULT_LIMITS.seconds,
    memory: int | None = DEFAULT_LIMITS.memory,
) -> Iterator[Outcome]:
    """Yields exactly one outcome for each source, in the order given.

    Documents are reviewed in worker processes also when there is only one, so that a crash or a hang costs one
    document. A document that cannot be read is ``unreadable``. One whose review went wrong is ``failed``, with the
    code ``internal``, ``crashed``, ``timeout`` or ``memory``. Equal contents are reviewed once: the outcome of the
    second names the first. Scripts need no ``if __name__ == "__main__"`` guard. Leaving early ends the workers.

    Args:
        sources: Paths or URLs of documents, or pairs of name and bytes; taken a little ahead of the outcomes.
        spec: What to review for.
        reading: How to read the documents.
        jobs: Number of worker processes; each takes some 200 MB. With an executor, how many workers are kept at
            work, if it does not tell how many it has.
        executor: Where to review instead: a ``concurrent.futures.Executor``, a Dask client, or the address of a Dask
            scheduler. Its workers cannot be ended: ``timeout`` says how long to wait, ``memory`` has no effect.
        sends_files: Whether files travel to the executor's workers and reports back, for workers that do not see the
            folders of this machine.
        journal: Folder for ``journal.jsonl`` and the JSON reports. With it a run that was stopped, or killed, goes on
            where it stopped: what is finished is not reviewed again, what failed is. Without it equal contents are
            recognised among the last few hundred only.
        resume: Whether to go on with the run whose journal it is; otherwise that is removed, with its reports.
        on_progress: Called in this process whenever an outcome is known, so not in order.
        progress: Whether to show a progress bar; None for only in a notebook or at a Python prompt.
        timeout: Seconds for one document; None for no limit.
        memory: MiB for one document, beyond the 200 of its process; None for no limit; enforced on Linux only.

    Raises:
        OSError: The journal cannot be written.
        RulesError: A rule file has a mistake; raised before anything starts.
        UsageError: An argument or the spec is wrong, or the journal is not one; raised before anything starts.

    Example:
        >>> from clausegap.model.spec import ReviewSpec
        >>> list(review_many([], ReviewSpec(side="supplier"), jobs=2))
        []
    """
    plan = Plan(spec, reading, workers=jobs, timeout=timeout, memory=memory)
    folder = None if journal is None else Path(journal)
    total = len(sources) if isinstance(sources, Sized) else None
    bar = bar_for(progress, on_progress)
    scheduler = LocalWorkers if executor is None else partial(workers_on, executor, sends_files=sends_files)
    listed, watch = _listed(sources, folder), _watcher(bar or on_progress)
    batch = Batch(listed, plan, watch, total=total, folder=folder, resume=resume, scheduler=scheduler)
    outcomes = batch.outcomes() if folder is None else _with_reports(batch, folder)
    return outcomes if bar is None else bar.over(outcomes, total)


def _listed(sources: Iterable[Source], folder: Path | None) -> Iterator[Job]:
    if isinstance(sources, str | bytes | os.PathLike):
        raise UsageError(f"sources: a list of paths is needed, not the single path {os.fspath(sources)!r}")
    return (_with_output(job_of(source), folder) for source in sources)


def _watcher(call: Callable[[Progress], None] | None) -> Watcher | None:
    return None if call is None else (lambda _, progress: call(progress))


def _with_output(job: Job, folder: Path | None) -> Job:
    if folder is None:
        return job
    return replace(job, outputs=(Output("json", str(folder / report_name(job.source))),))


def _with_reports(batch: Batch, folder: Path) -> Iterator[Outcome]:
    with closing(batch), closing(batch.outcomes()) as outcomes:
        for outcome in outcomes:
            yield _with_report(outcome, folder)


def _with_report(outcome: Outcome, folder: Path) -> Outcome:
    """Returns an outcome of a batch with its report, read from its JSON file; without one, the outcome itself."""
    name = next((name for name in outcome.files if name.endswith(".json")), None)
    if name is None:
        return outcome
    report = Report.model_validate_json((folder / name).read_bytes())
    return outcome.model_copy(update={"report": report})
