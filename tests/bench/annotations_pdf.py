"""Holds the highlights of annotated PDFs against the evidence: reads back the words under them.

    python tests/bench/annotations_pdf.py --pdf contracts --most 40 --reader pdfium

Every quote of a report becomes a highlight, those of protections that are present too. The written file is then read
again, and the characters whose middle lies under the corners of a highlight are put together, corner by corner. They
are to be the words of the quote, white space apart: it has no place, and is not marked where a line ends. Neither are
signs that the page only implies: bars between the cells of a table, brackets around the mark of a footnote.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import statistics
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pdfplumber
import pypdfium2
from common import contracts_in, engine_for, load_file
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from pypdfium2 import raw

from clausegap import Document
from clausegap.annotate.notes import Note
from clausegap.annotate.pdf import annotate_pdf
from clausegap.loaders.pdf_characters import printed
from clausegap.model.evidence import Evidence
from clausegap.model.report import Report

_SPAN = re.compile(r"(\d+)-(\d+):\d+$")
Letter = tuple[str, float, float]
"""A character and the middle of its box in the page's own space."""


def quotes(report: Report) -> Iterator[Evidence]:
    """Yields all evidence of a report."""
    for finding in report.findings:
        yield from finding.evidence
        for part in (*finding.elements, *finding.weakeners):
            yield from part.evidence
        if finding.search.near_miss is not None:
            yield finding.search.near_miss.evidence


def spans_of(report: Report, text: str) -> list[tuple[int, int]]:
    """Returns the stretches of evidence, without white space at their ends."""
    found = set()
    for quote in quotes(report):
        words = text[quote.start : quote.end]
        start = quote.start + len(words) - len(words.lstrip())
        found.add((start, start + len(words.strip())))
    return sorted(found)


def notes_on(spans: Iterable[tuple[int, int]]) -> list[Note]:
    """Returns a note on each stretch of evidence."""
    return [Note("quote", "Quote", "weak", "low", start, end, "Quote.") for start, end in spans]


def pdfium_letters(data: bytes, number: int) -> list[Letter]:
    """Returns the characters of a page as PDFium reads them."""
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[number - 1].get_textpage()
        places = range(page.count_chars())
        boxes = [page.get_charbox(at) for at in places]
        shown = [printed(chr(raw.FPDFText_GetUnicode(page, at) or 0xFFFD)) for at in places]
    return [(char, (b[0] + b[2]) / 2, (b[1] + b[3]) / 2) for char, b in zip(shown, boxes, strict=True)]


def pdfplumber_letters(data: bytes, number: int) -> list[Letter]:
    """Returns the characters of a page, which must be upright, as pdfminer.six reads them."""
    with pdfplumber.open(io.BytesIO(data), pages=[number]) as pdf:
        page = pdf.pages[0]
        left, bottom = page.page_obj.mediabox[:2]
        return [
            (c["text"], (c["x0"] + c["x1"]) / 2 - page.mediabox[0] + left, (c["y0"] + c["y1"]) / 2 + bottom)
            for c in page.chars
        ]


READERS = {"pdfium": pdfium_letters, "pdfplumber": pdfplumber_letters}


def highlights(data: bytes) -> Iterator[tuple[int, DictionaryObject]]:
    """Yields the number of a page from 1 with each of its highlights."""
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, 1):
        for reference in page.get("/Annots", ArrayObject()).get_object():
            annotation = reference.get_object()
            if annotation["/Subtype"] == "/Highlight" and str(annotation.get("/NM", "")).startswith("clausegap:"):
                yield number, annotation


def words_under(corners: Sequence[float], letters: Iterable[Letter]) -> str:
    """Returns the characters under a highlight."""
    found: dict[int, str] = {}
    letters = list(letters)
    for at in range(0, len(corners), 8):
        xs, ys = corners[at : at + 8 : 2], corners[at + 1 : at + 8 : 2]
        for index, (char, x, y) in enumerate(letters):
            if index not in found and min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys):
                found[index] = char
    return "".join(found.values())


def ink(text: str) -> str:
    """Returns a text without white space, ligatures taken apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def words_shown(data: bytes, reader: str) -> dict[tuple[int, int], str]:
    """Returns the words under the highlights of each stretch that has one."""
    read = lru_cache(maxsize=2)(lambda number: READERS[reader](data, number))
    shown: dict[tuple[int, int], str] = {}
    for number, annotation in highlights(data):
        start, end = map(int, _SPAN.search(str(annotation["/NM"])).groups())
        shown[start, end] = shown.get((start, end), "") + words_under(annotation["/QuadPoints"], read(number))
    return shown


def misses(
    shown: dict[tuple[int, int], str], document: Document, spans: Iterable[tuple[int, int]]
) -> list[dict[str, str]]:
    """Returns the stretches whose highlights show other words, or that have none."""
    return [
        {"wanted": document.text[start:end], "shown": shown.get((start, end), "")}
        for start, end in spans
        if ink(shown.get((start, end), "")) != ink(on_page(document, start, end))
    ]


def on_page(document: Document, start: int, end: int) -> str:
    """Returns the characters of a stretch that stand on the page."""
    return "".join(document.text[at] for at in range(start, end) if document.source_at(at) is not None)


def measured(path: Path, reader: str) -> dict[str, object]:
    """Returns the figures of one contract."""
    data, document = path.read_bytes(), load_file(path)
    start = time.process_time()
    report = engine_for().review(document)
    reviewed = time.process_time()
    spans = spans_of(report, document.text)
    written = annotate_pdf(data, document, notes_on(spans))
    seconds = time.process_time() - reviewed
    shown = words_shown(written, reader)
    return {
        "contract": path.name,
        "pages": len(document.pages),
        "spans": len(spans),
        "highlights": len(shown),
        "misses": misses(shown, document, spans),
        "share_of_review": round(seconds / max(reviewed - start, 0.001), 3),
        "is_prefix": written.startswith(data),
    }


def main() -> None:
    """Measures the PDFs of some folders."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdf", type=Path, nargs="+", required=True, help="folders of PDFs")
    parser.add_argument("--most", type=int, default=40, help="files to take from each folder")
    parser.add_argument("--reader", choices=sorted(READERS), default="pdfium")
    given = parser.parse_args()
    files = [path for folder in given.pdf for path in contracts_in(folder) if path.suffix == ".pdf"][: given.most]
    found = [measured(path, given.reader) for path in files]
    spans, wrong = sum(len(one["misses"]) for one in found), [one for one in found if one["misses"]]
    count = sum(one["spans"] for one in found)
    result = {
        "files": len(found),
        "spans": count,
        "highlighted": sum(one["highlights"] for one in found),
        "exact": 1 - spans / max(count, 1),
        "all_prefixes": all(one["is_prefix"] for one in found),
        "share_of_review": statistics.median(one["share_of_review"] for one in found),
        "misses": [{"contract": one["contract"], "misses": one["misses"]} for one in wrong],
    }
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
