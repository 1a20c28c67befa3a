"""Measures what readers get, and writes docs/outputs.md: pages, notes on the exact words, comparisons, documentation.

    readers.py --pdf FOLDER --docx FOLDER --txt FOLDER [--write]

Runs page.py on the texts, annotations.py on the Word files and the samples, annotations_pdf.py on the PDFs and the
samples, comparison.py and standard.py on the samples. Prints one JSON object, and with --write renews the page. It
needs clausegap[browser] and a Chromium.
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
    most = () if opt.most is None else ("--most", opt.most)
    return {
        "page": run("page.py", opt.txt, "--limit", opt.limit, "--axe", opt.axe, "--pages", opt.pages),
        "word": run("annotations.py", SAMPLES, opt.docx, *most),
        "pdf": {name: run("annotations_pdf.py", "--pdf", opt.pdf, "--reader", name, *most) for name in READERS},
        "pdf_samples": run("annotations_pdf.py", "--pdf", SAMPLES, *most),
        "pairs": run("comparison.py", *most),
        "standard": run("standard.py", *most),
    }


def write(found: dict[str, Any]) -> None:
    """Renews the sections of the page."""
    write_section(PAGE, "asked", table(["figure", "asked", "got"], asked(found)))
    header = ["text of the contract", "contracts", "page / text, median", "greatest", "at most 4"]
    write_section(PAGE, "size", table(header, sizes(found["page"]["size"]["by_text"])))
    write_section(PAGE, "misses", misses(found["pdf"]["pdfium"]))
    write_section(PAGE, "standard", standard(found["standard"]))


def asked(found: dict[str, Any]) -> list[list[str]]:
    """Returns what was asked for and what was got."""
    return [*_page_rows(found["page"]), *_note_rows(found), *_pair_rows(found["pairs"])]


def _page_rows(page: dict[str, Any]) -> list[list[str]]:
    axe, interactive, long = page["axe"], page["interactive"], page["size"]["long"]
    name = f"web page of {long['pages']} pages"
    seconds = f"{interactive['median']} s (main thread {interactive['main_thread_cpu']} s)"
    return [
        ["web page: axe-core's violations", "0", f"{len(axe['violations'])} on {axe['pages']} views"],
        [f"{name}: first click answered", "2 s", seconds],
        [f"{name}: size against the text", "4", str(long["ratio"])],
    ]


def _note_rows(found: dict[str, Any]) -> list[list[str]]:
    word, pdf, samples = found["word"], found["pdf"], found["pdf_samples"]
    return [
        ["Word comments on the exact words", "99 %", _share(word["exact"], word["notes"])],
        *(
            [f"PDF highlights on the exact words, read back by {name}", "99 %", _share(one["exact"], one["spans"])]
            for name, one in pdf.items()
        ),
        ["the same for the samples", "99 %", _share(samples["exact"], samples["spans"])],
    ]


def _pair_rows(pairs: dict[str, Any]) -> list[list[str]]:
    return [
        ["pairs of versions named right", "29 of 30, 0 false changes", _pairs(pairs["known"])],
        ["the same, pairs written afterwards", "", _pairs(pairs["fresh"])],
        ["the same, a second set of small edits", "", _pairs(pairs["second"])],
    ]


def sizes(by_text: dict[str, Any]) -> list[list[object]]:
    """Returns a row for each class of texts by their size."""
    keys = ("contracts", "median", "greatest", "at_most_4")
    return [[name, *(one[key] for key in keys)] for name, one in by_text.items()]


def misses(pdf: dict[str, Any]) -> str:
    """Returns how many passages are not marked exactly; not their words, which are those of contracts of others."""
    count = sum(len(one["misses"]) for one in pdf["misses"])
    return f"Of {pdf['spans']:,} passages in {pdf['files']} PDFs {count} are not marked exactly."


def standard(found: dict[str, Any]) -> str:
    """Returns the verdicts on the samples' own clauses, and each that is not word for word."""
    verdicts = table(["verdict", "clauses"], list(found["verdicts"].items()))
    return "\n".join([verdicts, "", *(f"- {other}" for other in found["others"])])


def _share(share: float, count: int) -> str:
    return f"{share:.2%} of {count:,}"


def _pairs(figures: dict[str, Any]) -> str:
    return f"{figures['named_right']} of {figures['pairs']}, {figures['false_changes']} false changes"


def main() -> None:
    """Measures, prints and writes."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--pdf", type=Path, required=True, help="folder of contracts as PDF")
    args.add_argument("--docx", type=Path, required=True, help="folder of contracts as Word files")
    args.add_argument("--txt", type=Path, required=True, help="folder of contracts as text")
    args.add_argument("--limit", type=int, default=44, help="texts whose page is measured, spread over the folder")
    args.add_argument("--axe", type=int, default=3, help="contracts whose pages axe-core reads")
    args.add_argument("--pages", type=int, default=300, help="length of the long contract whose page is opened")
    args.add_argument("--most", type=int, help="contracts of each folder and pairs of each set that are measured")
    args.add_argument("--write", action="store_true", help=f"renew docs/{PAGE}")
    opt = args.parse_args()
    found = measured(opt)
    print(json.dumps(found, indent=1, ensure_ascii=False))
    if opt.write:
        write(found)


if __name__ == "__main__":
    main()
