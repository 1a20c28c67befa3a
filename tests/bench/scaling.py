"""Measures what a cluster costs: a local Dask cluster against own processes, and a model of ten million contracts.

The documents are the PDFs of a folder, repeated under different content hashes. Prints one JSON object:

    own_seconds, dask_seconds   wall time of --count documents with two workers, JSON reports written: own processes,
                                and a Dask cluster of two worker processes on this machine; medians of --runs pairs.
                                Both have built their engines: the cluster stands, the workers are forks
    dask_overhead               dask_seconds / own_seconds - 1
    reports_differing           reports that are not the same, byte by byte
    tasks_a_second              tasks that do nothing, through the same cluster: the most that one scheduler hands out
    documents_a_core_second     documents for each second of processor time of a worker
    worker_mib                  most memory that a Dask worker process has had
    bytes_in, bytes_out         of a document, and of its JSON report, on average
    bytes_asked, bytes_answered of what travels to a worker and back for one document, files written by the workers
    journal_bytes               of a line of the journal

With --write renews docs/scaling.md.
"""

from __future__ import annotations

import argparse
import json
import pickle
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import Final

import dask
from batch import NO_OCR, copies, differing, pages_of
from distributed import Client, LocalCluster
from tables import machine, table, write_section

from clausegap import ReviewSpec, review_one
from clausegap.batch.executors import workers_on
from clausegap.batch.plan import Job, Output, Plan, make_engine
from clausegap.batch.run import Batch

_MODELLED: Final = 10_000_000
_CORES: Final = (16, 100, 500, 1_000)
_IDLE_TASKS: Final = 2_000
_SPEC: Final = ReviewSpec()


def jobs_for(made: list[Path], out: Path) -> list[Job]:
    """Returns the jobs that write JSON reports into a folder, which is made."""
    out.mkdir()
    return [Job(str(path), (Output("json", str(out / f"{path.stem}.json")),)) for path in made]


def wall(batch: Batch) -> float:
    """Returns the wall seconds of a batch whose engine is built."""
    begun = time.perf_counter()
    for _ in batch.outcomes():
        pass
    return time.perf_counter() - begun


class Scale(Executor):
    """Weighs what goes to an executor and comes back."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self.asked: list[int] = []
        self.answered: list[int] = []

    def submit(self, work: Callable[..., object], /, *args: object, **kwargs: object) -> Future[object]:
        """Weighs the arguments, and the result when it is there."""
        self.asked.append(len(pickle.dumps(args)))
        future = self._executor.submit(work, *args, **kwargs)
        future.add_done_callback(lambda done: self.answered.append(len(pickle.dumps(done.result()))))
        return future


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _nothing(number: int) -> int:
    return number


def measured(files: list[Path], count: int, runs: int, scratch: Path) -> dict[str, float]:
    """Returns all figures."""
    made = copies(files, count, scratch / "contracts")
    plan = Plan(_SPEC, NO_OCR, workers=2, timeout=None)
    own, far = [], []
    # One thread a worker: a process reviews one document at a time.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
        Client(cluster) as client,
    ):
        client.run(review_one, (made[0].name, made[0].read_bytes()), _SPEC)
        for run in range(runs):
            far.append(
                wall(Batch(jobs_for(made, scratch / f"dask-{run}"), plan, scheduler=partial(workers_on, client)))
            )
            own.append(wall(Batch(jobs_for(made, scratch / f"own-{run}"), plan)))
        scale = Scale(client.get_executor(pure=False, retries=0))
        sample = made[: min(count, 10)]
        wall(Batch(jobs_for(sample, scratch / "weighed"), plan, scheduler=partial(workers_on, scale)))
        begun = time.perf_counter()
        client.gather(client.map(_nothing, range(_IDLE_TASKS), pure=False))
        idle = time.perf_counter() - begun
        peak = max(client.run(_peak_mib).values())
    journal = journal_bytes(sample, scratch)
    reports = list((scratch / "own-0").glob("*.json"))
    return {
        "documents": count,
        "pages_each": sum(map(pages_of, made)) / count,
        "own_seconds": statistics.median(own),
        "dask_seconds": statistics.median(far),
        "dask_overhead": statistics.median(far) / statistics.median(own) - 1,
        "reports_differing": differing(scratch / "own-0", scratch / "dask-0"),
        "tasks_a_second": _IDLE_TASKS / idle,
        "documents_a_core_second": core_rate(made),
        "worker_mib": peak,
        "bytes_in": sum(path.stat().st_size for path in made) / count,
        "bytes_out": sum(path.stat().st_size for path in reports) / max(len(reports), 1),
        "bytes_asked": statistics.mean(scale.asked),
        "bytes_answered": statistics.mean(scale.answered),
        "journal_bytes": journal,
    }


def core_rate(made: list[Path]) -> float:
    """Returns the documents that a process reviews in a second of processor time."""
    engine = make_engine(_SPEC)
    review_one((made[0].name, made[0].read_bytes()), _SPEC)
    del engine
    begun = time.process_time()
    for path in made:
        review_one(path, _SPEC, reading=NO_OCR)
    return len(made) / (time.process_time() - begun)


def journal_bytes(sample: list[Path], scratch: Path) -> float:
    """Returns the mean length of a line of the journal."""
    out = scratch / "journal"
    batch = Batch(jobs_for(sample, out), Plan(_SPEC, NO_OCR), folder=out)
    wall(batch)
    batch.close()
    lines = (out / "journal.jsonl").read_bytes().splitlines()[1:]
    return statistics.mean(map(len, lines))


def model(found: dict[str, float]) -> str:
    """Returns the tables of ten million contracts."""
    seconds = _MODELLED / found["documents_a_core_second"] * (1 + max(found["dask_overhead"], 0))
    rows = []
    for cores in _CORES:
        rate = _MODELLED * cores / seconds
        rows.append(
            [
                f"{cores:,}",
                f"{seconds / cores / 3600:,.1f}",
                f"{rate:,.0f}",
                f"{100 * rate / found['tasks_a_second']:,.0f} %",
                f"{rate * found['bytes_in'] / 1e6:,.0f}",
                f"{rate * found['bytes_out'] / 1e6:,.0f}",
                f"{cores * found['worker_mib'] / 1024:,.0f}",
            ]
        )
    head = ["cores", "hours", "contracts/s", "of one scheduler", "MB/s read", "MB/s written", "GiB of workers"]
    totals = [
        ["processor time", f"{seconds / 3600:,.0f} core-hours"],
        ["contracts read", f"{_MODELLED * found['bytes_in'] / 1e12:,.1f} TB"],
        ["JSON reports written", f"{_MODELLED * found['bytes_out'] / 1e12:,.1f} TB"],
        ["through the scheduler", f"{_MODELLED * (found['bytes_asked'] + found['bytes_answered']) / 1e9:,.0f} GB"],
        ["journals", f"{_MODELLED * found['journal_bytes'] / 1e9:,.1f} GB"],
    ]
    return f"{table(head, rows)}\n\n{table(['in all', 'figure'], totals)}"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--pdf", type=Path, required=True, help="folder of PDFs")
    args.add_argument("--count", type=int, default=172, help="documents")
    args.add_argument("--runs", type=int, default=3, help="pairs of runs")
    args.add_argument("--write", action="store_true", help="renew docs/scaling.md")
    opt = args.parse_args()
    files = sorted(opt.pdf.glob("*.pdf"))
    if not files:
        args.error(f"no .pdf file in {opt.pdf}")
    with tempfile.TemporaryDirectory() as folder:
        found = measured(files, opt.count, opt.runs, Path(folder))
    print(json.dumps(found))
    if opt.write:
        note = f"{len(files)} PDFs, repeated; {machine()}."
        rows = [[name, f"{value:,.2f}" if value < 100 else f"{value:,.0f}"] for name, value in found.items()]
        write_section("scaling.md", "figures", f"{note}\n\n{table(['figure', 'value'], rows)}")
        write_section("scaling.md", "model", model(found))


if __name__ == "__main__":
    main()
