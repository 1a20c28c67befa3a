"""Measures how well files are read and how safely, and writes the table "Reading files" of docs/quality.md.

Runs the benchmarks of the loaders on the shared data (a folder with cuad/ and modern/), on a folder of hostile
files and on damaged copies of real ones; prints one JSON object. With --write renews the table; a benchmark that
was not run (no --hostile, --damaged 0, no OCR on the machine) leaves its rows out and says so.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tables import machine, table, write_section

BENCH = Path(__file__).resolve().parent
Figures = dict[str, Any]
Row = tuple[str, str, str, str]  # what, asked, measured, script


def run(name: str, *arguments: object) -> Figures:
    """Returns what a benchmark prints."""
    command = [sys.executable, str(BENCH / name), *map(str, arguments)]
    found: Figures = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout)
    return found


def measure(opt: argparse.Namespace) -> dict[str, Figures]:
    """Returns the figures of each benchmark."""
    cuad, modern = opt.shared / "cuad", opt.shared / "modern"
    pdf = ("--pdf", cuad / "pdf", "--txt", cuad / "txt", "--modern", modern, "--most", 40, "--every", opt.every)
    found = {
        "pdf": run("loading_pdf.py", *pdf),
        "word": run("loading_word.py", "--docx", modern / "docx", "--txt", modern / "txt"),
        "numbering": run("numbering.py"),
        "structure": run(
            "structure.py", "--docs", cuad / "pdf", "--same", *(modern / kind for kind in ("docx", "pdf"))
        ),
        "comparison": run("comparison.py"),
        "scans": run("scans.py", "--most", 5),
    }
    if opt.hostile is not None:
        found["hostile"] = run("hostile.py", "--files", opt.hostile, "--batch")
    if opt.damaged:
        sources = (cuad / "pdf", cuad / "txt", modern / "docx", BENCH.parents[1] / "sample_contracts")
        found["fuzz"] = run("fuzz.py", "--files", *sources, "--count", opt.damaged, "--review", opt.damaged // 50)
    return found


def rows(found: dict[str, Figures]) -> Iterator[Row]:
    """Yields the rows of the table."""
    yield from _pdf_rows(found["pdf"])
    yield from _word_rows(found["word"], found["numbering"])
    yield from _structure_rows(found["structure"])
    comparison = found["comparison"]["known"]
    pairs = f"{comparison['named_right']} of {comparison['pairs']}, {comparison['false_changes']} false"
    yield "pairs of versions: changes named right, false changes elsewhere", "29 of 30, 0", pairs, "comparison.py"
    scans = found["scans"]
    if "statuses" in scans:
        yield (
            "scanned samples, 200 dpi: statuses as of the original",
            "95 %",
            f"{scans['statuses_equal']:.1%}",
            "scans.py",
        )
    if "hostile" in found:
        yield from _hostile_rows(found["hostile"])
    if "fuzz" in found:
        fuzz = found["fuzz"]
        files = f"{len(fuzz['foreign'])} of {fuzz['files']:,}"
        yield "damaged files: foreign exceptions, deaths, hangs", "0 of 10,000", files, "fuzz.py"


def _pdf_rows(found: Figures) -> Iterator[Row]:
    script = "loading_pdf.py"
    words, modern, trip = found["words"], found["modern"], found["round_trip"]
    yield (
        "PDF: CPU against pdfplumber's extract_text, 40 files",
        "0.08",
        f"{found['loading']['load_ratio']:.3f}",
        script,
    )
    for key, note in (("token_f1", ""), ("token_f1_spaces", ", spaces inside words set aside")):
        median, least = words[f"{key}_median"], words[f"{key}_least"]
        asked = "0.997, 0.99" if key == "token_f1" else ""
        name = f"PDF, {words['files']} old contracts: token F1{note}, median and least"
        yield name, asked, f"{median:.4f}, {least:.4f}", script
    yield "PDF, old contracts: lines of the reference that are lost", "none", str(_count(words["lost_lines"])), script
    yield "PDF, modern contracts: least token F1", "0.99", f"{modern['token_f1_least']:.4f}", script
    wrong = sum(len(one["only_ours"]) + len(one["only_reference"]) for one in found["modern"]["numbers"].values())
    yield "PDF, modern contracts: clause numbers that differ", "0", str(wrong), script
    checked = f"{trip['misses']} of {trip['characters']:,}"
    yield "PDF: characters whose page and box hold another one", "0", checked, script


def _word_rows(found: Figures, numbering: Figures) -> Iterator[Row]:
    script = "loading_word.py"
    content, speed = found["content"], found["speed"]
    kinds = f"{content['once_in_text']} + {content['once_apart']} once, {content['left_out']} left out"
    yield "Word: kinds of content, once in the text or kept apart, left out by choice", "25, 4", kinds, script
    ratio = f"{speed['usual']['ratio']:.2f} (one run a paragraph: {speed['plain']['ratio']:.2f})"
    yield "Word, 100 pages: CPU against python-docx's paragraphs", "0.6", ratio, script
    files = found["files"].values() if isinstance(found["files"], dict) else found["files"]
    yield "Word, modern contracts: least token F1", "0.99", f"{min(one['token_f1'] for one in files):.4f}", script
    by_rule = sum(numbering["word_differs"].values())
    shown = (
        f"{numbering['equal']} of {numbering['paragraphs']} in {numbering['schemes']} schemes, {by_rule} by Word's rule"
    )
    name = "Word: displayed numbers as LibreOffice renders them, or by Word's rule where it is known to differ"
    yield name, "99 %", shown, "numbering.py"


def _structure_rows(found: Figures) -> Iterator[Row]:
    total = found["cuad/pdf"]["total"]
    share = f"{total['references_resolved']:.1%} of {total['references']:,}"
    yield "PDF, old contracts: cross references that resolve", "", share, "structure.py"


def _hostile_rows(found: Figures) -> Iterator[Row]:
    script = "hostile.py"
    files = len(found["files"])
    yield (
        f"hostile files ({files}): foreign exceptions, hangs",
        "0, 0",
        f"{len(found['foreign'])}, {len(found['hangs'])}",
        script,
    )
    worst = f"{found['most_seconds']:.1f} s, {found['most_mib']} MiB"
    yield "hostile files: longest review and largest process", "20 s, 1 GiB", worst, script


def _count(entries: list[Figures]) -> int:
    return sum(len(value) for entry in entries for value in entry.values() if isinstance(value, list))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with cuad/ and modern/")
    parser.add_argument("--hostile", type=Path, help="folder of hostile files")
    parser.add_argument("--damaged", type=int, default=10_000, help="damaged files to load")
    parser.add_argument("--every", type=int, default=10, help="look up every nth character's box")
    parser.add_argument("--write", action="store_true", help="renew docs/quality.md")
    opt = parser.parse_args()
    found = measure(opt)
    print(json.dumps(found, indent=1, ensure_ascii=False))
    if opt.write:
        header = ["figure", "asked", "measured", "script"]
        lines = [[what, asked, measured, f"`{script}`"] for what, asked, measured, script in rows(found)]
        write_section("quality.md", "reading", f"{machine()}.\n\n{table(header, lines)}")


if __name__ == "__main__":
    main()
