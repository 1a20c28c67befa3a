"""Runs every benchmark of tests/bench on a few sample contracts: do they start, and do they give an answer?

Quality and speed are measured elsewhere, on contracts that are not in the repository. A script that
is not in the table below is only asked for its help.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from clausegap import Reviewer, load, load_text, review

ROOT: Final = Path(__file__).resolve().parents[1]
BENCH: Final = ROOT / "tests" / "bench"
JUDGED: Final = ROOT / "tests" / "golden" / "samples"
SAMPLES: Final = ("weak-msa", "mutual-nda-marked-only")
_LIMIT_S: Final = 300
_AT_ONCE: Final = 2  # nothing is measured here

_SHORT_BATCH: Final = ("--count", "4", "--growth", "8", "--chaos", "8", "--tortured", "2", "--every", "1")
_SHORT_PAGE: Final = ("--limit", "1", "--pages", "5", "--axe", "0")

# What a browser must be there for, and the names under which one is looked for.
IN_A_BROWSER: Final = ("page.py", "readers.py")
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Arguments of a short run; {data} is the folder that prepare() fills, {out} the file to be written.
RUNS: Final = {
    "cuad.py": ("--data", "{data}", "--out", "{out}"),
    "clauses.py": ("--data", "{data}/marked", "--jobs", "2"),
    "nli.py": ("--gold", "{data}/nli.json", "--out", "{out}"),
    "gaps.py": ("--docs", "{data}/txt", "--out", "{out}"),
    "loading_pdf.py": ("--pdf", "{data}/pdf", "--txt", "{data}/txt", "--most", "1", "--every", "50"),
    "matching.py": ("--txt", "{data}/txt", "--most", "2", "--runs", "1", "--blocks", "10"),
    "structure.py": ("--docs", "{data}/txt", "{data}/pdf"),
    "speed.py": ("--pdf", "{data}/pdf", "--limit", "1", "--runs", "1"),
    "loading_word.py": ("--pages", "4", "--runs", "1", "--empty", "1000"),
    "numbering.py": ("--least", "0.99"),
    "scans.py": ("--docs", "{data}/pdf", "--most", "1", "--mixed"),
    "hostile.py": ("--files", "{data}/pdf", "--batch"),
    "fuzz.py": ("--files", "{data}/pdf", "--count", "40", "--review", "20"),
    "supplier.py": ("{data}/txt", "--judged", "{data}/judged.json"),
    "parties.py": ("--gold", "{data}/gold", "--docs", "{data}/txt"),
    # It runs page.py, annotations.py, annotations_pdf.py, comparison.py and standard.py.
    "readers.py": ("--pdf", "{data}/pdf", "--docx", "{data}/txt", "--txt", "{data}/txt", "--most", "1", *_SHORT_PAGE),
    "formats.py": ("--docx", str(ROOT / "sample_contracts"), "--most", "1", "--formats", "html", "rtf"),
    "scaling.py": ("--pdf", "{data}/pdf", "--count", "4", "--runs", "1"),
    "batch.py": ("--pdf", "{data}/pdf", "--hostile", "{data}/txt", *_SHORT_BATCH),
    "stability.py": ("--docs", "{data}/txt", "--pdf", "{data}/pdf", "--txt", "{data}/txt", "--most", "1"),
}


def prepare(data: Path) -> None:
    """Lays out sample contracts as the benchmarks expect their data: txt/, pdf/, gold/ and an NLI file."""
    for folder in ("txt", "pdf", "gold"):
        (data / folder).mkdir()
    documents = []
    for number, name in enumerate(SAMPLES):
        source = ROOT / "sample_contracts" / f"{name}.pdf"
        document = load(source)
        shutil.copy(source, data / "pdf")
        (data / "txt" / f"{name}.txt").write_text(document.text, encoding="utf-8", newline="")
        judged = json.loads((JUDGED / f"{name}.judged.json").read_text(encoding="utf-8"))
        sides = {side: {"name": judged[side], "terms": []} for side in ("customer", "supplier")}
        (data / "gold" / f"{name}.json").write_text(json.dumps(sides), encoding="utf-8")
        spans = [[block.start, block.end] for block in document.blocks]
        documents.append({"id": number, "text": document.text, "spans": spans})
    (data / "nli.json").write_text(json.dumps({"documents": documents, "labels": {}}), encoding="utf-8")


def mark(data: Path, count: int = 8) -> None:
    """Lays out sample contracts as labelled ones, with the clauses that the rules find as the marked spans."""
    (data / "txt").mkdir(parents=True)
    gold = {}
    for source in sorted((ROOT / "sample_contracts").glob("*.pdf"))[:count]:
        text = load(source).text
        (data / "txt" / f"{source.stem}.txt").write_text(text, encoding="utf-8", newline="")
        spans = [
            [clause.start, clause.end]
            for clause in review(load_text(text)).clauses
            if clause.protection == "audit_rights"
        ]
        gold[source.stem] = {"labels": {"Audit Rights": spans}}
    (data / "gold.json").write_text(json.dumps(gold), encoding="utf-8")


def judge(data: Path) -> None:
    """Writes judgements on the sample contracts: what a review for the supplier finds of payment is right."""
    judged, reviewer = {}, Reviewer(side="supplier")
    for source in sorted((data / "txt").glob("*.txt")):
        document = load(source)
        found = [clause for clause in reviewer.review(document).clauses if clause.protection == "payment_terms"]
        judged[source.stem] = {
            "sha256": hashlib.sha256(document.text.encode()).hexdigest()[:16],
            "judgements": [["payment_terms", clause.start, clause.end, "right", "last"] for clause in found],
        }
    (data / "judged.json").write_text(json.dumps(judged), encoding="utf-8")


def run(script: Path, *arguments: str) -> str:
    """Returns what a benchmark prints.

    Raises:
        subprocess.CalledProcessError: It failed; its own words are on standard error.
    """
    command = [sys.executable, str(script), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_LIMIT_S, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
    done.check_returncode()
    return done.stdout


def smoke(script: Path, data: Path, out: Path) -> str:
    """Runs a benchmark shortly, and returns what was done.

    Args:
        script: The benchmark.
        data: What ``prepare()`` and ``mark()`` laid out.
        out: The file that it may write.

    Raises:
        SystemExit: It has no help, or gave no answer.
        subprocess.CalledProcessError: It failed.
    """
    if script.name in IN_A_BROWSER and not can_browse():
        return "left out: needs Playwright and a Chromium"
    if "usage" not in run(script, "--help"):
        raise SystemExit(f"{script.name}: --help says nothing of its usage")
    arguments = [part.format(data=data, out=out) for part in RUNS.get(script.name, ())]
    if not arguments:
        return "only --help: needs data of its own"
    printed = run(script, *arguments)
    answer = out.read_text(encoding="utf-8") if "--out" in arguments else printed
    if not answer.strip(" \n{}[]"):
        raise SystemExit(f"{script.name}: gave no answer")
    return "ran"


def can_browse() -> bool:
    """Says whether pages can be opened in a browser on this machine."""
    packages = ("playwright", "axe_playwright_python")
    return all(map(find_spec, packages)) and any(map(shutil.which, _BROWSERS))


def main() -> int:
    """Returns 0 when every benchmark ran."""
    scripts = [path for path in sorted(BENCH.glob("*.py")) if "argparse" in path.read_text(encoding="utf-8")]
    missing = sorted(set(RUNS) - {script.name for script in scripts})
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(_AT_ONCE) as threads:
        data = Path(folder) / "data"
        data.mkdir()
        prepare(data)
        judge(data)
        mark(data / "marked")
        tries = [threads.submit(smoke, script, data, Path(folder) / f"{script.stem}.json") for script in scripts]
        for script, result in zip(scripts, tries, strict=True):
            sys.stdout.write(f"{script.name}: {result.result()}\n")
    if missing:
        raise SystemExit(f"no such benchmark: {', '.join(missing)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
