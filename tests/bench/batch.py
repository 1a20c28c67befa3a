"""Measures batches: speed, memory, and what is left after crashes, Ctrl-C and --resume.

The documents are the PDFs of a folder, again and again under different content hashes (a comment line is appended
after the end of the file, which every reader passes over). Prints one JSON object:

    wall_seconds           of ``clausegap batch`` with two workers over --count documents, all rules and the ranker,
                           JSON reports and summaries written; the start of the program included. OCR, an
                           extra, is off
    cpu_ms_per_page        processor time of all its processes
    plumber_seconds        of a plain loop of pdfplumber's extract_text over the same files on two processes;
                           measured on every --every th of them and scaled by pages
    plumber_ratio          plumber_seconds / wall_seconds
    workers_ratio          wall time of two workers against one, over a quarter of the documents
    growth_mib             what one worker, never replaced, has grown by over --growth documents: median memory
                           (resident, and its own only) in the last round through the folder against the second
    chaos                  a batch of --chaos documents, --tortured of them hostile: a worker is killed twice, Ctrl-C
                           comes, then --resume; compared with an undisturbed run with one worker

Linux only: it looks into /proc.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import pypdfium2
from speed import plumber
from tables import machine, table, write_section

from clausegap import ReadOptions, ReviewSpec
from clausegap.batch.plan import Job, Output, Plan
from clausegap.batch.run import run_jobs

NO_OCR: Final = ReadOptions(ocr=False)
_CLAUSEGAP: Final = (sys.executable, "-m", "clausegap")
_INTERRUPTED: Final = 130
_LIMIT_S: Final = 60  # for one document of the chaos
_MIB: Final = 1024 * 1024


def copies(files: list[Path], count: int, folder: Path) -> list[Path]:
    """Fills a folder with files, repeated under different hashes; returns the copies."""
    folder.mkdir()
    made = []
    for number, file in enumerate(islice(cycle(files), count)):
        made.append(folder / f"{number:05}-{file.name}")
        made[-1].write_bytes(file.read_bytes() + f"\n%% copy {number}\n".encode())
    return made


def pages_of(path: Path) -> int:
    """Returns the number of pages of a PDF."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return len(pdf)


def command(folder: Path, out: Path, *options: str) -> list[str]:
    """Returns the command of a batch that writes JSON reports."""
    return [*_CLAUSEGAP, "batch", str(folder), "--out", str(out), "--no-html", "--no-ocr", "--quiet", *options]


def batch_seconds(folder: Path, out: Path, workers: int) -> tuple[float, float]:
    """Returns the wall and processor seconds of a batch."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(command(folder, out, "--jobs", str(workers)), check=False)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"the batch ended with {done.returncode}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def speed(files: list[Path], count: int, every: int, scratch: Path) -> dict[str, float]:
    """Returns the figures of speed."""
    made = copies(files, count, scratch / "speed")
    pages = sum(map(pages_of, made))
    wall, cpu = batch_seconds(scratch / "speed", scratch / "speed-out", 2)
    sample = made[::every]
    begun = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(plumber, sample, chunksize=1)
    plain = (time.perf_counter() - begun) * pages / sum(map(pages_of, sample))
    return {
        "documents": count,
        "pages": pages,
        "wall_seconds": wall,
        "cpu_ms_per_page": 1000 * cpu / pages,
        "plumber_every": every,
        "plumber_seconds": plain,
        "plumber_ratio": plain / wall,
    }


def workers_ratio(files: list[Path], count: int, scratch: Path) -> float:
    """Returns the wall time of two workers against one."""
    copies(files, count, scratch / "ratio")
    one, two = (batch_seconds(scratch / "ratio", scratch / f"ratio-{n}", n)[0] for n in (1, 2))
    return two / one


def growth(files: list[Path], count: int, scratch: Path) -> dict[str, float]:
    """Returns by how many MiB a worker has grown over some documents."""
    made = copies(files, count, scratch / "growth")
    out = scratch / "growth-out"
    out.mkdir()
    jobs = [Job(str(path), (Output("json", str(out / f"{path.stem}.json")),)) for path in made]
    plan = Plan(ReviewSpec(), NO_OCR, workers=1, recycle_after=count + 1)
    resident: list[int] = []
    own: list[int] = []
    for _ in run_jobs(jobs, plan, lambda *_: note_memory(resident, own)):
        pass
    size = min(len(files), count // 3)  # of a round
    return {
        "growth_documents": count,
        "growth_mib": _grown(resident, size),
        "growth_own_mib": _grown(own, size),
        "worker_mib": max(resident) / _MIB,
    }


def note_memory(resident: list[int], own: list[int]) -> None:
    """Adds the memory of the worker, in bytes: all that is resident, and without what it shares."""
    for child in multiprocessing.active_children():
        statm = Path(f"/proc/{child.pid}/statm").read_text(encoding="ascii").split()
        size = os.sysconf("SC_PAGE_SIZE")
        resident.append(int(statm[1]) * size)
        own.append((int(statm[1]) - int(statm[2])) * size)


def _grown(samples: list[int], size: int) -> float:
    return (statistics.median(samples[-size:]) - statistics.median(samples[size : 2 * size])) / _MIB


def chaos(files: list[Path], hostile: list[Path], count: int, scratch: Path) -> dict[str, object]:
    """Returns what a batch comes to that is disturbed, interrupted and resumed, against an undisturbed one."""
    folder, calm, out = scratch / "chaos", scratch / "chaos-calm", scratch / "chaos-out"
    copies(files, count - len(hostile), folder)
    step = count // max(len(hostile), 1)
    for number, file in enumerate(hostile):
        shutil.copy(file, folder / f"{number * step:05}-{file.name}")  # spread over the batch
    options = ("--timeout", str(_LIMIT_S))
    subprocess.run(command(folder, calm, "--jobs", "1", *options), stderr=subprocess.DEVNULL, check=False)
    ended = disturbed(command(folder, out, "--jobs", "2", *options), out, count)
    left = count - len(records(out))
    again = command(folder, out, "--jobs", "2", *options, "--resume")
    subprocess.run(again, stderr=subprocess.DEVNULL, check=False)
    found = records(out)
    reviewed = Counter(entry["source"] for entry in entries(out) if entry["status"] == "reviewed")
    return {
        "documents": count,
        "hostile": len(hostile),
        "exit_code_of_ctrl_c": ended,
        "left_by_ctrl_c": left,
        "outcomes": len(found),
        "lost": len({str(path) for path in folder.iterdir()} - {record["source"] for record in found}),
        "reviewed_twice": sum(times - 1 for times in reviewed.values()),
        "without_report": sum(record["status"] != "reviewed" for record in found),
        "outcomes_equal": (out / "outcomes.jsonl").read_bytes() == (calm / "outcomes.jsonl").read_bytes(),
        "reports_differing": differing(calm, out),
    }


def disturbed(words: list[str], out: Path, count: int) -> int:
    """Kills a worker of a batch twice, interrupts it, and returns its exit code."""
    batch = subprocess.Popen(words, stderr=subprocess.DEVNULL, start_new_session=True)
    for share in (0.2, 0.4):
        wait_for(lambda share=share: len(entries(out)) >= share * count, batch)
        children = Path(f"/proc/{batch.pid}/task/{batch.pid}/children").read_text(encoding="ascii").split()
        os.kill(int(children[0]), signal.SIGKILL)
    wait_for(lambda: len(entries(out)) >= 0.6 * count, batch)
    os.killpg(batch.pid, signal.SIGINT)
    return batch.wait()


def wait_for(is_true: Callable[[], bool], batch: subprocess.Popen[bytes]) -> None:
    """Waits for a condition while a batch runs."""
    while not is_true():
        if batch.poll() is not None:
            raise SystemExit(f"the batch ended too early, with {batch.returncode}")
        time.sleep(0.05)


def entries(out: Path) -> list[dict[str, object]]:
    """Returns the complete entries of a journal."""
    path = out / "journal.jsonl"
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [entry for entry in map(json.loads, lines) if "journal" not in entry]


def records(out: Path) -> list[dict[str, object]]:
    """Returns the outcomes that a batch has written down."""
    return [json.loads(line) for line in (out / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()]


def differing(one: Path, other: Path) -> int:
    """Returns how many reports are not the same, byte for byte, in two folders."""
    reports = [{path.name: path.read_bytes() for path in folder.glob("*.json")} for folder in (one, other)]
    return sum(reports[0].get(name) != reports[1].get(name) for name in reports[0].keys() | reports[1].keys())


def rows(figures: dict[str, object]) -> Iterator[list[object]]:
    """Yields the rows of the table."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from ([f"{name}: {key}", one] for key, one in value.items())
        else:
            yield [name, f"{value:.3f}" if isinstance(value, float) else value]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--pdf", type=Path, required=True, help="folder of PDFs")
    args.add_argument("--hostile", type=Path, default=None, help="folder of hostile files; without it no chaos")
    args.add_argument("--count", type=int, default=500, help="documents for the speed; 0 leaves it out")
    args.add_argument("--every", type=int, default=10, help="pdfplumber reads every so many-th of them")
    args.add_argument("--growth", type=int, default=1000, help="documents for the memory; 0 leaves it out")
    args.add_argument("--chaos", type=int, default=300, help="documents for the chaos; 0 leaves it out")
    args.add_argument(
        "--tortured", type=int, default=20, help="hostile files among them, at even steps through the folder"
    )
    args.add_argument("--write", action="store_true", help="renew docs/performance.md")
    opt = args.parse_args()
    files = sorted(opt.pdf.glob("*.pdf"))
    if not files:
        args.error(f"no .pdf file in {opt.pdf}")
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if opt.count:
            figures |= speed(files, opt.count, opt.every, scratch)
            figures["workers_ratio"] = workers_ratio(files, max(opt.count // 4, 2), scratch)
        if opt.growth:
            figures |= growth(files, opt.growth, scratch)
        if opt.chaos and opt.hostile is not None:
            strange = sorted(path for path in opt.hostile.iterdir() if path.is_file())
            strange = strange[:: max(len(strange) // opt.tortured, 1)][: opt.tortured]
            figures["chaos"] = chaos(files, strange, opt.chaos, scratch)
    print(json.dumps(figures))
    if opt.write:
        note = f"{len(files)} PDFs, repeated; {machine()}."
        write_section("performance.md", "batch", f"{note}\n\n{table(['figure', 'value'], list(rows(figures)))}")


if __name__ == "__main__":
    main()
