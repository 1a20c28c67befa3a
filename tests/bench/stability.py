"""Measures whether equal input gives equal reports, and PDF and text of one contract the same statuses.

    stability.py --docs FOLDER [--pdf FOLDER --txt FOLDER] [--most 20]

Each contract of --docs is reviewed in two processes with different hash seeds, and twice in the second
one; the JSON reports are compared byte by byte. Contracts that lie under the same name in --pdf and
--txt are reviewed from both, and their statuses are compared protection by protection.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from common import contracts_in, engine_for, load_file

from clausegap.renderers.json_report import render_json


def digests(files: list[Path]) -> list[str]:
    """Returns a hash over the JSON report on each file."""
    return [sha256(render_json(engine_for().review(load_file(file))).encode()).hexdigest() for file in files]


def digests_elsewhere(files: list[Path], seed: str) -> list[list[str]]:
    """Returns the hashes of two runs in a process of its own with a hash seed."""
    command = [sys.executable, __file__, "--hash", *map(str, files)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment)
    runs: list[list[str]] = json.loads(done.stdout)
    return runs


def equal_statuses(pdf: Path, text: Path) -> tuple[int, int]:
    """Returns how many protections have the same status from PDF and text, and how many there are."""
    first, second = (engine_for().review(load_file(path)).findings for path in (pdf, text))
    return sum(a.status == b.status for a, b in zip(first, second, strict=True)), len(first)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--docs", type=Path, help="folder of contracts")
    args.add_argument("--pdf", type=Path, help="folder of contracts as PDF")
    args.add_argument("--txt", type=Path, help="folder of the same contracts as text")
    args.add_argument("--most", type=int, default=20, help="how many contracts at the most")
    args.add_argument("--hash", type=Path, nargs="+", help=argparse.SUPPRESS)
    opt = args.parse_args()
    if opt.hash:
        print(json.dumps([digests(opt.hash), digests(opt.hash)]))
        return
    if opt.docs is None:
        args.error("--docs is required")
    files = contracts_in(opt.docs)[: opt.most]
    if not files:
        args.error(f"no contract in {opt.docs}")
    (first, _), (second, third) = (digests_elsewhere(files, seed) for seed in ("1", "2"))
    same = sum(a == b == c for a, b, c in zip(first, second, third, strict=True))
    found: dict[str, object] = {"contracts": len(files), "identical": same}
    if opt.pdf is not None and opt.txt is not None:
        pairs = [(pdf, opt.txt / f"{pdf.stem}.txt") for pdf in contracts_in(opt.pdf)]
        counts = [equal_statuses(pdf, text) for pdf, text in pairs[: opt.most] if text.exists()]
        if not counts:
            args.error(f"no contract lies both in {opt.pdf} and in {opt.txt}")
        equal, whole = map(sum, zip(*counts, strict=True))
        found |= {"pairs": len(counts), "statuses_equal": round(equal / whole, 4)}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
