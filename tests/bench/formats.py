"""Reads contracts as web pages and old formats, made from Word files by LibreOffice, and compares the words.

    python tests/bench/formats.py --docx DIR [--txt DIR]

Figures are token F1. ``f1_word`` and ``f1_text`` leave numbers out, for LibreOffice writes legal numbers
into no web page: against the Word file as it is read directly, and against reference texts where there
are some. ``f1_browser`` compares all that a page shows, numbers included, with what Chromium prints.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pypdfium2

from clausegap import load
from clausegap.loaders.conversion import find_office
from clausegap.model.reading import ReadOptions

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FORMATS = ("html", "doc", "rtf", "odt")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z]+", text.lower()))


def f1(first: Counter[str], second: Counter[str]) -> float:
    shared = sum((first & second).values())
    return 2 * shared / max(sum(first.values()) + sum(second.values()), 1)


def convert(office: str, sources: list[Path], suffix: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, capture_output=True, check=True, timeout=600)


def browser_f1(page: Path, folder: Path) -> float | None:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return None
    printed = folder / f"{page.stem}.pdf"
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'browser'}",
        "--no-pdf-header-footer",
    ]
    subprocess.run(
        [browser, *options, f"--print-to-pdf={printed}", page.as_uri()], capture_output=True, check=True, timeout=120
    )
    with pypdfium2.PdfDocument(printed) as pdf:
        shown = "\n".join(pdf[index].get_textpage().get_text_bounded() for index in range(len(pdf)))
    shown = shown.replace("\ufffe", "-").replace("\u2010", "-")
    tokens = (Counter(re.findall(r"\w+", text.lower())) for text in (shown, load(page).text))
    return round(f1(*tokens), 4)


def measure(source: Path, suffix: str, folder: Path, reference: Path | None) -> dict[str, object]:
    begin = time.perf_counter()
    document = load(folder / f"{source.stem}.{suffix}", reading=ReadOptions(convert=suffix != "html"))
    seconds = time.perf_counter() - begin
    # What a web page of a Word file shows besides: its headers and footers.
    apart = Counter(w for item in load(source).furniture for w in words(item.text).elements())
    read = words(document.text)
    row: dict[str, object] = {
        "file": source.name,
        "format": suffix,
        "f1_word": round(f1(read - (apart if suffix == "html" else Counter()), words(load(source).text)), 4),
        "seconds": round(seconds, 3),
        "notices": [notice.code for notice in document.notices],
    }
    if suffix == "html":
        row["f1_browser"] = browser_f1(folder / f"{source.stem}.html", folder)
    if reference is not None:
        row["f1_text"] = round(f1(read, words(reference.read_text(encoding="utf-8"))), 4)
    return row


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docx", type=Path, required=True, help="folder of Word files")
    parser.add_argument("--txt", type=Path, help="folder of reference texts of the same names")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS, help="formats to measure")
    parser.add_argument("--most", type=int, default=100, help="files at most")
    arguments = parser.parse_args()
    office = find_office()
    if office is None:
        print(json.dumps({"skipped": "LibreOffice is not installed"}))
        return 0
    sources = sorted(arguments.docx.glob("*.docx"))[: arguments.most]
    rows = []
    with tempfile.TemporaryDirectory() as name:
        for suffix in arguments.formats:
            convert(office, sources, suffix, Path(name))
            for source in sources:
                reference = arguments.txt / f"{source.stem}.txt" if arguments.txt else None
                rows.append(measure(source, suffix, Path(name), reference))
    least = {suffix: min(row["f1_word"] for row in rows if row["format"] == suffix) for suffix in arguments.formats}
    print(json.dumps({"least_f1_word": least, "files": rows}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
