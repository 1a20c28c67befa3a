"""Measures how the command line survives hostile files: outcome, seconds and memory of each.

Runs ``clausegap review --format json`` on every file of a folder, each in a process of its own with the
default limits, and then, with --batch, ``clausegap batch`` over the folder. Prints one JSON object:

    files      a row for each: its outcome ("report", or the error that was named), exit code, seconds by the wall
               clock and of the processors (which other work on the machine lengthens less), and the memory of the
               largest single process (the review itself, or the child that read the file), MiB
    foreign    files that ended with a traceback, a signal or an exit code other than 0, 1 and 3
    hangs      files that took longer than --allowed seconds
    over       files for which a process took more than --memory MiB
    batch      counts of outcomes by code, and the seconds of the whole batch

The memory is what the kernel counts as resident (``ru_maxrss``), so POSIX only.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

_CLAUSEGAP: Final = (sys.executable, "-m", "clausegap")
_ENDINGS: Final = (0, 1, 3)
# One process after another measures each: a parent's own figure is that of the largest child it waited for.
_MEASURED: Final = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"code": done.returncode, "complaint": done.stderr.decode("utf-8", "replace")[-3000:],
                  "reports": done.stdout[:1] == b"{", "kib": usage.ru_maxrss,
                  "cpu": usage.ru_utime + usage.ru_stime}))
"""


def review(path: Path, allowed: float) -> dict[str, object]:
    """Returns the row of one file; a review that takes five times the allowed seconds is ended."""
    command = [sys.executable, "-c", _MEASURED, *_CLAUSEGAP, "review", str(path), "--format", "json"]
    begun = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=5 * allowed, check=True)
    except subprocess.TimeoutExpired:
        return {"name": path.name, "outcome": "hang", "code": None, "seconds": 5 * allowed, "cpu": None, "mib": None}
    seconds = time.perf_counter() - begun
    seen = json.loads(done.stdout)
    return {
        "name": path.name,
        "outcome": _outcome(seen),
        "code": seen["code"],
        "seconds": round(seconds, 2),
        "cpu": round(seen["cpu"], 2),
        "mib": seen["kib"] // 1024,
    }


def _outcome(seen: dict[str, object]) -> str:
    complaint = str(seen["complaint"])
    if seen["code"] not in _ENDINGS or "Traceback" in complaint:
        return f"foreign: {complaint.strip().splitlines()[-1:]}"
    if seen["code"] == 3:
        return re.sub(r"\s+", " ", complaint).partition(": ")[2][-160:]
    return "report" if seen["reports"] else "nothing"


def batch(folder: Path) -> dict[str, object]:
    """Returns what a batch over the folder came to."""
    with tempfile.TemporaryDirectory() as out:
        begun = time.perf_counter()
        done = subprocess.run(
            [*_CLAUSEGAP, "batch", str(folder), "--out", out, "--quiet"], capture_output=True, text=True, check=False
        )
        seconds = time.perf_counter() - begun
        lines = (Path(out) / "outcomes.jsonl").read_text(encoding="utf-8").splitlines()
    outcomes = [json.loads(line) for line in lines]
    codes = Counter(o["error"]["code"] if o["error"] else "reviewed" for o in outcomes)
    failed = {Path(o["source"]).name: o["error"]["message"] for o in outcomes if o["status"] == "failed"}
    return {
        "exit": done.returncode,
        "seconds": round(seconds, 1),
        "outcomes": dict(sorted(codes.items())),
        "failed": failed,
        "traceback": "Traceback" in done.stderr,
    }


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--files", type=Path, required=True, help="folder of hostile files")
    args.add_argument("--allowed", type=float, default=20.0, help="seconds that one file may take")
    args.add_argument("--memory", type=int, default=1024, help="MiB that one process may take")
    args.add_argument("--only", default="", help="only files whose name holds this")
    args.add_argument("--batch", action="store_true", help="also run a batch over the folder")
    args.add_argument("--batch-only", action="store_true", help="run the batch alone")
    opt = args.parse_args()
    if os.name != "posix":
        args.error("needs POSIX: it measures by what the kernel counts of a process")
    files = sorted(path for path in opt.files.iterdir() if path.is_file() and opt.only in path.name)
    rows: list[dict[str, object]] = []
    for path in () if opt.batch_only else files:
        rows.append(review(path, opt.allowed))
        sys.stderr.write(f"{json.dumps(rows[-1])}\n")
    result: dict[str, object] = {
        "files": rows,
        "foreign": [row["name"] for row in rows if str(row["outcome"]).startswith("foreign")],
        "hangs": [row["name"] for row in rows if float(str(row["seconds"])) > opt.allowed],
        "over": [row["name"] for row in rows if row["mib"] is not None and int(str(row["mib"])) > opt.memory],
        "most_seconds": max((float(str(row["seconds"])) for row in rows), default=0.0),
        "most_mib": max((int(str(row["mib"])) for row in rows if row["mib"] is not None), default=0),
    }
    if opt.batch or opt.batch_only:
        result["batch"] = batch(opt.files)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
