"""Runs the benchmarks of speed, batches, matching and clusters one after the other, and renews docs/performance.md.

Prints one JSON object with what each of them printed. With --write it also renews their own sections, those of
docs/scaling.md, and the table of the figures that were asked for. Give the machine nothing else to do meanwhile.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tables import machine, table, write_section

_BENCH: Final = Path(__file__).resolve().parent
_MOST_GROWTH: Final = 30  # MB

Figures = dict[str, dict[str, Any]]


def run(script: str, *arguments: str) -> dict[str, Any]:
    """Returns what a benchmark prints."""
    done = subprocess.run(
        [sys.executable, str(_BENCH / script), *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(opt: argparse.Namespace) -> Figures:
    """Returns the figures of each benchmark by its name."""
    write = ("--write",) if opt.write else ()
    pdf = ("--pdf", str(opt.pdf))
    batch = (*pdf, "--count", str(opt.count), "--growth", str(opt.growth), "--chaos", str(opt.chaos))
    hostile = ("--hostile", str(opt.hostile)) if opt.hostile else ()
    return {
        "batch": run("batch.py", *batch, *hostile, "--every", str(opt.every), *write),
        "speed": run("speed.py", *pdf, "--limit", str(opt.limit), "--runs", "5", *write),
        "matching": run("matching.py", "--txt", str(opt.txt), "--most", "6"),
        "scaling": run("scaling.py", *pdf, "--count", str(opt.cluster), "--runs", "3", *write),
    }


def asked(found: Figures) -> list[list[object]]:
    """Returns the rows of the figures that were asked for: what, how much, what it is, and by which script."""
    batch, speed, matching, scaling = (found[name] for name in ("batch", "speed", "matching", "scaling"))
    rows: list[list[object]] = [
        [f"{batch['documents']} real PDFs, 2 workers, JSON reports", "30 s", f"{batch['wall_seconds']:.0f} s", "batch"],
        ["the same against pdfplumber alone", "12 x", f"{batch['plumber_ratio']:.1f} x", "batch"],
        ["analysis against tokenizing", "2.0", f"{speed['analysis_ratio']:.2f}", "speed"],
        ["1,000 rules against 200", "2", f"{matching['rules_1000_200']:.2f}", "matching"],
        ["2 workers against 1", "0.58", f"{batch['workers_ratio']:.2f}", "batch"],
        ["first report against an empty spaCy", "1.2", f"{speed['first_report_ratio']:.2f}", "speed"],
        ["`clausegap --help`", "0.10 s", f"{speed['help_seconds']:.2f} s", "speed"],
        ["Dask against own processes", "15 %", f"{100 * scaling['dask_overhead']:.0f} %", "scaling"],
        ["reports by Dask that differ", "0", scaling["reports_differing"], "scaling"],
    ]
    if "growth_mib" in batch:
        title = f"growth of a worker over {batch['growth_documents']:,} documents"
        rows.append([title, f"{_MOST_GROWTH} MB", f"{batch['growth_mib']:.0f} MB", "batch"])
    if "chaos" in batch:
        chaos = batch["chaos"]
        lost = f"{chaos['outcomes']} outcomes, {chaos['lost']} lost, {chaos['reviewed_twice']} twice"
        title = f"{chaos['documents']} documents, {chaos['hostile']} hostile, 2 kills, Ctrl-C, --resume"
        rows.append(
            [title, "none lost, none twice, same bytes", f"{lost}, {chaos['reports_differing']} differ", "batch"]
        )
    return rows


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--pdf", type=Path, required=True, help="folder of PDFs")
    args.add_argument("--txt", type=Path, required=True, help="folder of contracts as text")
    args.add_argument("--hostile", type=Path, default=None, help="folder of hostile files; without it no chaos")
    args.add_argument("--count", type=int, default=500, help="documents of the batch")
    args.add_argument("--every", type=int, default=10, help="pdfplumber reads every so many-th of them")
    args.add_argument("--growth", type=int, default=1_000, help="documents for the memory; 0 leaves it out")
    args.add_argument("--chaos", type=int, default=300, help="documents of the disturbed batch; 0 leaves it out")
    args.add_argument("--limit", type=int, default=20, help="PDFs of speed.py")
    args.add_argument("--cluster", type=int, default=172, help="documents of the cluster")
    args.add_argument("--write", action="store_true", help="renew docs/performance.md and docs/scaling.md")
    opt = args.parse_args()
    found = measured(opt)
    print(json.dumps(found))
    if opt.write:
        rows = [[what, most, got, f"`{script}.py`"] for what, most, got, script in asked(found)]
        rows.sort(key=lambda row: str(row[3]))
        body = f"{machine()}.\n\n{table(['figure', 'asked: at most, at least', 'got', 'script'], rows)}"
        write_section("performance.md", "asked", body)
        matching = [
            [name, f"{value:.3f}" if isinstance(value, float) else value] for name, value in found["matching"].items()
        ]
        write_section("performance.md", "matching", table(["figure", "value"], matching))


if __name__ == "__main__":
    main()
