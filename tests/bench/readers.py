"""Measures what readers get, and writes docs/outputs.md: pages, notes on the exact words, comparisons, documentation.

    readers.py --pdf FOLDER --docx FOLDER --txt FOLDER [--write]

Runs page.py on the texts, annotations.py on the Word files and the samples, annotations_pdf.py on the PDFs and the
samples, comparison.py and standard.py on the samples. Prints one JSON object, and with --write renews the page.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tables import table, write_section

BENCH = Path(__file__).resolve().parent
SAMPLES = BENCH.parents[1] / "sample_contracts"
PAGE = "outputs.md"
READERS = ("pdfium", "pdfplumber")


def run(script: str, *arguments: object) -> dict[str, Any]:
    """Returns what a benchmark prints."""
    command = [sys.executable, str(BENCH / script), *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(opt: argparse.Namespace) -> dict[str, Any]:
    """Returns the figures of all benchmarks."""
    return {
        "page": run("page.py", opt.txt, "--limit", opt.limit, "--axe", opt.axe),
        "word": run("annotations.py", SAMPLES, opt.docx),
        "pdf": {name: run("annotations_pdf.py", "--pdf", opt.pdf, "--most", 40, "--reader", name) for name in READERS},
        "pdf_samples": run("annotations_pdf.py", "--pdf", SAMPLES),
        "pairs": run("comparison.py"),
        "standard": run("standard.py"),
    }


def write(found: dict[str, Any]) -> None:
    """Renews the tables of the page."""
    page, pairs = found["page"], found["pairs"]
    size, interactive = page["size"], page["interactive"]
    rows = [
        ["web page: axe-core's violations", "0", f"{len(page['axe']['violations'])} on {page['axe']['pages']} views"],
        [
            f"web page of {size['long']['pages']} pages: first click answered",
            "2 s",
            f"{interactive['median']} s (main thread {interactive['main_thread_cpu']} s)",
        ],
        [f"web page of {size['long']['pages']} pages: size against the text", "4", size["long"]["ratio"]],
        ["Word comments on the exact words", "99 %", _share(found["word"]["exact"], found["word"]["notes"])],
        *(
            [f"PDF highlights on the exact words, read back by {name}", "99 %", _share(one["exact"], one["spans"])]
            for name, one in found["pdf"].items()
        ),
        [
            "the same for the samples",
            "99 %",
            _share(found["pdf_samples"]["exact"], found["pdf_samples"]["spans"]),
        ],
        ["pairs of versions named right", "29 of 30", _pairs(pairs["known"])],
        ["the same, pairs written afterwards", "", _pairs(pairs["fresh"])],
    ]
    write_section(PAGE, "asked", table(["figure", "asked", "got"], rows))
    classes = [
        [name, one["contracts"], one["median"], one["greatest"], one["at_most_4"]]
        for name, one in size["by_text"].items()
    ]
    write_section(
        PAGE,
        "size",
        table(["text of the contract", "contracts", "page / text, median", "greatest", "at most 4"], classes),
    )
    misses = [
        [miss["contract"], f"“{one['wanted'][:60]}”", f"“{one['shown'][:60]}”"]
        for miss in found["pdf"]["pdfium"]["misses"]
        for one in miss["misses"]
    ]
    write_section(PAGE, "misses", f"{len(misses)} passages of the PDFs are not marked exactly.")
    standard = found["standard"]
    write_section(PAGE, "standard", table(["verdict", "clauses"], [[k, v] for k, v in standard["kinds"].items()]))


def _share(share: float, count: int) -> str:
    return f"{share:.2%} of {count:,}"


def _pairs(figures: dict[str, Any]) -> str:
    return f"{figures['right']} of {figures['pairs']}, {figures['false_changes']} false changes"


def main() -> None:
    """Measures, prints and writes."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--pdf", type=Path, required=True, help="folder of contracts as PDF")
    args.add_argument("--docx", type=Path, required=True, help="folder of contracts as Word files")
    args.add_argument("--txt", type=Path, required=True, help="folder of contracts as text")
    args.add_argument("--limit", type=int, default=44, help="texts whose page is measured, spread over the folder")
    args.add_argument("--axe", type=int, default=3, help="contracts whose pages axe-core reads")
    args.add_argument("--write", action="store_true", help=f"renew docs/{PAGE}")
    opt = args.parse_args()
    found = measured(opt)
    print(json.dumps(found, indent=1, ensure_ascii=False))
    if opt.write:
        write(found)


if __name__ == "__main__":
    main()
