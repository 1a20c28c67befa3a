"""Measures loading, reviewing, batch and start-up; every figure is a ratio taken in one run.

Prints one JSON object; with --write renews docs/performance.md. Ratios:

    load          CPU of loading PDFs against pdfplumber's extract_text on the same files
    token_f1      words of the loaded text against the reference texts (with --txt), median and least
    analysis      CPU of the whole analysis of a text against a blank English tokenizer on it: the least of three
                  rounds over all texts, when the patterns that they need are compiled
    ranker        CPU of the ranker's component against a blank English tokenizer on the same texts: the
                  five PDFs of the folder nearest to 50 pages; and bytes of the shipped weights
    workers       wall time of a batch with two workers against one
    help          seconds for the installed command `clausegap --help`, and whether spaCy was imported
    first_report  wall time of one review of the smallest PDF, whole process, against
                  `import spacy; spacy.blank("en")`: in Python, in Python without the rules that the build
                  made ready, and by the command (first_command)
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import spacy
from common import engine_for, load_file
from tables import machine, table, write_section

from clausegap import ReadOptions, ReviewSpec, review_many
from clausegap.pipeline import build_pipeline
from clausegap.pipeline.bridge import to_doc
from clausegap.ranking.store import shipped_weights
from clausegap.rules.shipped import shipped_rules

_FOLD = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})
_PAGES = 50
_UNPREPARED = "from pathlib import Path; from clausegap import _resources; _resources.prepared_rules = lambda: Path(); "


def cpu(work: Callable[[], object]) -> float:
    """Returns the CPU seconds of a call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def wall(work: Callable[[], object]) -> float:
    """Returns the wall seconds of a call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def quantiles(folder: Path, count: int) -> list[Path]:
    """Returns PDFs at even quantiles of size."""
    files = sorted(folder.glob("*.pdf"), key=lambda path: (path.stat().st_size, path.name))
    if len(files) <= count or count == 1:
        return files[:count]
    return [files[round(i * (len(files) - 1) / (count - 1))] for i in range(count)]


def plumber(path: Path) -> None:
    """Extracts a PDF's text the way pdfplumber's documentation shows, closing each page."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def token_f1(mine: str, other: str) -> float:
    """Returns the F1 of white-space tokens as multisets, quotes and dashes folded."""
    a, b = (Counter(text.translate(_FOLD).split()) for text in (mine, other))
    same = sum((a & b).values())
    return 2 * same / (sum(a.values()) + sum(b.values()))


def loading(files: list[Path], texts: Path | None) -> dict[str, float]:
    """Returns the load ratio and, with reference texts, the token F1."""
    ours = [cpu(lambda path=path: load_file(path)) for path in files]
    theirs = [cpu(lambda path=path: plumber(path)) for path in files]
    found = {
        "load_ratio": sum(ours) / sum(theirs),
        "load_seconds_per_contract": sum(ours) / len(files),
    }
    if texts is not None:
        scores = []
        for path in files:
            document = load_file(path)
            whole = document.text + "\n" + "\n".join(piece.text for piece in document.furniture)
            reference = (texts / f"{path.stem}.txt").read_text(encoding="utf-8")
            scores.append(token_f1(whole, reference))
        found |= {"token_f1_median": statistics.median(scores), "token_f1_least": min(scores)}
    return found


def analysing(files: list[Path]) -> dict[str, float]:
    """Returns the cost of an analysis against tokenizing alone."""
    engine, blank = engine_for(), spacy.blank("en")
    documents = [load_file(path) for path in files]
    for document in documents:  # a process compiles each pattern once, at its first use
        engine.analyse(document)
    # As in a batch's worker.
    gc.collect()
    gc.freeze()
    # Round by round: a tokenizer that gets one text again and again answers from its cache, as in no batch.
    ours = min(sum(cpu(lambda d=d: engine.analyse(d)) for d in documents) for _ in range(3))
    theirs = min(sum(cpu(lambda d=d: blank.make_doc(d.text)) for d in documents) for _ in range(3))
    whole = sum(cpu(lambda d=d: engine.review(d)) for d in documents)
    gc.unfreeze()
    return {"analysis_ratio": ours / theirs, "review_seconds_per_contract": whole / len(documents)}


def ranking(folder: Path, count: int = 5) -> dict[str, float]:
    """Returns what the ranker adds on contracts of about 50 pages, against tokenizing them."""
    documents = [load_file(path) for path in sorted(folder.glob("*.pdf"))]
    documents = sorted(documents, key=lambda document: abs(len(document.pages) - _PAGES))[:count]
    nlp, blank = build_pipeline(), spacy.blank("en")
    ranker = nlp.get_pipe("clausegap_ranker")
    ours = theirs = 0.0
    with nlp.select_pipes(disable="clausegap_ranker"):
        for document in documents:
            doc = nlp(to_doc(nlp, document))
            ranker(doc)  # the first call reads the weights
            ours += min(cpu(lambda doc=doc: ranker(doc)) for _ in range(3))
            theirs += min(cpu(lambda text=document.text: blank.make_doc(text)) for _ in range(3))
    return {"ranker_ratio": ours / theirs, "ranker_bytes": len(shipped_weights() or b"")}


def batches(files: list[Path]) -> dict[str, float]:
    """Returns the wall time of two workers against one."""
    no_ocr = ReadOptions(ocr=False)
    one = wall(lambda: list(review_many(files, ReviewSpec(), reading=no_ocr, jobs=1)))
    two = wall(lambda: list(review_many(files, ReviewSpec(), reading=no_ocr, jobs=2)))
    return {"workers_ratio": two / one, "batch_seconds_per_contract": two / len(files)}


def starting(sample: Path, runs: int) -> dict[str, float | bool]:
    """Returns start-up figures of whole processes: medians, each process paired with one that only imports spaCy."""
    command = installed("clausegap")
    review = f"import clausegap; clausegap.review({str(sample)!r})"
    spacy_alone = python("import spacy; spacy.blank('en')")
    files = {
        "first_report_ratio": python(review),
        "first_report_unprepared_ratio": python(_UNPREPARED + review),
        "first_command_ratio": [command, "review", str(sample)],
    }
    ratios: dict[str, list[float]] = {name: [] for name in files}
    for _ in range(runs):
        for name, arguments in files.items():
            ratios[name].append(process(arguments) / process(spacy_alone))
    return {
        "help_seconds": statistics.median(process([command, "--help"]) for _ in range(runs)),
        "help_imports_spacy": "spacy" in imported([command, "--help"]),
        "first_report_imports_spacy": "spacy" in imported(python(review)),
        "rules_prepared": shipped_rules() is not None,
        **{name: statistics.median(found) for name, found in ratios.items()},
    }


def installed(name: str) -> str:
    """Returns the path of a command as a user has it."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        raise SystemExit(f"the command {name} is not installed; run: pip install -e .")
    return found


def python(code: str) -> list[str]:
    """Returns the arguments of a process that runs code."""
    return [sys.executable, "-c", code]


def process(arguments: list[str]) -> float:
    """Returns the wall seconds of a process.

    Raises:
        RuntimeError: It failed, so that its time says nothing.
    """
    start = time.perf_counter()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):  # 1 stands for gaps in the contract
        raise RuntimeError(f"{arguments}: {done.stderr}")
    return seconds


def imported(arguments: list[str]) -> set[str]:
    """Returns the modules that a process imports."""
    traced = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env=traced)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def write(figures: dict[str, float | bool], count: int) -> None:
    """Renews docs/performance.md."""
    rows = [[name, value if isinstance(value, bool) else f"{value:.4f}"] for name, value in figures.items()]
    note = f"{count} PDFs; {machine()}."
    write_section("performance.md", "speed", f"{note}\n\n{table(['figure', 'value'], rows)}")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--pdf", type=Path, required=True, help="folder of PDFs")
    args.add_argument("--txt", type=Path, default=None, help="folder of reference texts of the same names")
    args.add_argument("--limit", type=int, default=40, help="PDFs at even quantiles of size")
    args.add_argument("--runs", type=int, default=5, help="runs of each start-up figure")
    args.add_argument("--write", action="store_true", help="renew docs/performance.md")
    opt = args.parse_args()
    files = quantiles(opt.pdf, opt.limit)
    if not files:
        args.error(f"no .pdf file in {opt.pdf}")
    figures = {
        **loading(files, opt.txt),
        **analysing(files),
        **ranking(opt.pdf),
        **batches(files),
        **starting(files[0], opt.runs),
    }
    print(json.dumps(figures))
    if opt.write:
        write(figures, len(files))


if __name__ == "__main__":
    main()
