"""Measures how PDFs are read: cost, words, lines, clause numbers, and the way from characters back to the page.

Prints one JSON object; reading.py writes it into docs/.

    load_ratio        CPU of loading PDFs against pdfplumber's extract_text on the same files, of --most
                      files at even quantiles of size
    token_f1          words against the reference text (--txt): white-space tokens as multisets, quotes,
                      dashes and leaders folded. Those of --txt hold running heads and feet, so our
                      furniture counts as words there; those of --modern do not, so it does not
    token_f1_spaces   the same, words that differ only by a space in the middle taken as equal: scans
                      glue words, and the two sides do it at different places
    lost_lines        reference lines of four words or more that are not in our text or furniture: neither
                      half of their runs of four words, nor all words near one run; in_pdf says whether
                      the text layer has them
    added_blocks      our blocks of that length, looked for in the reference the same way
    numbers           (--modern) clause numbers of our blocks against those at the reference's line starts
    misses            non-space characters whose box does not hold that character, by PDFium
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
from common import load_file
from pypdfium2 import raw
from speed import cpu, plumber, quantiles

from clausegap import Document
from clausegap.loaders.pdf_characters import printed
from clausegap.loaders.pdf_lines import Box
from clausegap.loaders.pdf_places import PdfPlaces
from clausegap.model.document import PdfRef
from clausegap.numbering import number_at_start

_FOLD = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "«": "<<", "»": ">>"})
_LEADERS = re.compile(r"(?:\.\s?){4,}|_{3,}|\s\|\s")
_RUN = 4  # words
_FOUND = 0.5
_WINDOW = 2_000  # letters around a run in which the rest of a torn line is looked for
_PIECES = 8  # words of which a glued one may consist
_NEAR = 1.0  # points


def tokens(text: str) -> Counter[str]:
    """Returns the white-space tokens of a text."""
    return Counter(_LEADERS.sub(" ", text.translate(_FOLD)).split())


def f1(ours: Counter[str], theirs: Counter[str]) -> float:
    """Returns the F1 of two multisets."""
    return 2 * sum((ours & theirs).values()) / max(sum(ours.values()) + sum(theirs.values()), 1)


def with_spaces(glued: Counter[str], others: Counter[str]) -> Counter[str]:
    """Returns tokens with those that are several tokens of another side, only glued, taken apart."""
    found, left = Counter(glued), others - glued
    for word in sorted((glued - others).elements(), key=len, reverse=True):
        pieces = _taken_apart(word, left, _PIECES)
        if len(pieces) > 1:
            found[word] -= 1
            found.update(pieces)
            left.subtract(pieces)
    return +found


def _taken_apart(word: str, words: Counter[str], most: int) -> list[str]:
    if words[word] > 0:
        return [word]
    for end in range(len(word) - 1, 0, -1) if most > 1 else ():
        if words[word[:end]] > 0 and (rest := _taken_apart(word[end:], words, most - 1)):
            return [word[:end], *rest]
    return []


def squeezed(text: str) -> str:
    """Returns the letters and digits of a text in lower case."""
    return "".join(c for c in text.lower() if c.isalnum())


def missing(lines: Iterable[str], words: str) -> Iterator[str]:
    """Yields the lines of four words or more that are not in a squeezed text, whole or in parts near each other."""
    for line in lines:
        parts = [word for word in map(squeezed, line.split()) if word]
        if len(parts) >= _RUN and "".join(parts) not in words and not _in_parts(parts, words):
            yield line


def _in_parts(parts: Sequence[str], words: str) -> bool:
    """Whether a text has most runs of four words, or all words near the longest run of at least two."""
    runs = ["".join(parts[at : at + _RUN]) for at in range(len(parts) - _RUN + 1)]
    if sum(run in words for run in runs) >= _FOUND * len(runs):
        return True
    pairs = [one + other for one, other in pairwise(parts) if one + other in words]
    at = words.find(max(pairs, key=len, default="-"))
    while at >= 0:
        near = words[max(at - _WINDOW, 0) : at + _WINDOW]
        if all(part in near for part in parts):
            return True
        at = words.find(max(pairs, key=len), at + 1)
    return False


def whole(document: Document) -> str:
    """Returns a document's words with what was kept apart from them, where it stood."""
    found, start = [], 0
    for piece in document.furniture:
        if piece.kind not in ("hyphen", "line_number"):
            found += [document.text[start : piece.at], "\n", piece.text, "\n"]
            start = piece.at
    return "".join([*found, document.text[start:]])


@lru_cache(maxsize=1)
def text_layer(path: Path) -> str:
    """Returns the squeezed text of a PDF as PDFium gives it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return squeezed(" ".join(page.get_textpage().get_text_range(errors="replace") for page in pdf))


def compared(path: Path, texts: Path, *, furniture: bool) -> dict[str, object]:
    """Returns what one PDF and its reference text have in common."""
    document = load_file(path)
    reference = (texts / f"{path.stem}.txt").read_text(encoding="utf-8")
    words = whole(document) if furniture else document.text
    ours, theirs = tokens(words), tokens(reference)
    lost = missing(reference.splitlines(), squeezed(whole(document)))
    blocks = (document.text[block.start : block.end] for block in document.blocks)
    return {
        "contract": path.stem,
        "token_f1": f1(ours, theirs),
        "token_f1_spaces": f1(with_spaces(ours, theirs), with_spaces(theirs, ours)),
        "lost_lines": [{"line": line, "in_pdf": not list(missing([line], text_layer(path)))} for line in lost],
        "added_blocks": list(missing(blocks, squeezed(reference))),
    }


def numbers(document: Document, reference: str) -> dict[str, list[str]]:
    """Returns clause numbers that only our blocks or only the reference's lines begin with."""
    ours = [block.number for block in document.blocks if block.number]
    theirs = [number for number in map(number_at_start, reference.splitlines()) if number]
    return {
        "only_ours": sorted((Counter(ours) - Counter(theirs)).elements()),
        "only_reference": sorted((Counter(theirs) - Counter(ours)).elements()),
    }


class Layer:
    """The characters of a page and their loose boxes, as PDFium gives them."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        textpage = page.get_textpage()
        count = textpage.count_chars()
        # One by one: PDFium leaves surrogates and glyphs without meaning out of longer stretches.
        shown = (chr(raw.FPDFText_GetUnicode(textpage, at)) for at in range(count))
        self.characters = [printed(character) for character in shown]
        self.boxes = np.array([textpage.get_charbox(at, loose=True) for at in range(count)]).reshape(count, 4)

    def holds(self, box: Box, character: str) -> bool:
        """Whether the middle of a box lies in a character; boxes of neighbours overlap, any may be meant."""
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        left, bottom, right, top = self.boxes.T
        inside = (left - _NEAR <= x) & (x <= right + _NEAR) & (bottom - _NEAR <= y) & (y <= top + _NEAR)
        return any(self.characters[at] == character for at in np.flatnonzero(inside))


def round_trip(path: Path, every: int) -> tuple[int, int]:
    """Returns the number of characters looked up and of those whose box holds another character."""
    document = load_file(path)
    looked_up = misses = 0
    with PdfPlaces(path.read_bytes(), document) as places, pypdfium2.PdfDocument(path) as pdf:
        layers = lru_cache(maxsize=2)(lambda number: Layer(pdf[number - 1]))
        for offset in range(0, len(document.text), every):
            ref = document.source_at(offset)
            if not document.text[offset].isspace() and isinstance(ref, PdfRef):
                looked_up += 1
                misses += not layers(ref.page).holds(places.box(ref), document.text[offset])
    return looked_up, misses


def loading(files: Sequence[Path]) -> dict[str, float]:
    """Returns the cost of loading against pdfplumber's."""
    pages = sum(len(load_file(path).pages) for path in files)
    ours = sum(min(cpu(lambda path=path: load_file(path)) for _ in range(2)) for path in files)
    theirs = sum(cpu(lambda path=path: plumber(path)) for path in files)
    return {"files": len(files), "pages": pages, "load_ratio": ours / theirs, "ms_per_page": 1000 * ours / pages}


def agreement(pdfs: Path, texts: Path, *, furniture: bool) -> dict[str, object]:
    """Returns the words and lines of all PDFs that have a reference text."""
    files = [path for path in sorted(pdfs.glob("*.pdf")) if (texts / f"{path.stem}.txt").exists()]
    found = [compared(path, texts, furniture=furniture) for path in files]
    result: dict[str, object] = {"files": len(found)}
    for key in ("token_f1", "token_f1_spaces"):
        scores = [float(str(one[key])) for one in found]
        result |= {f"{key}_median": statistics.median(scores), f"{key}_least": min(scores)}
    worst = sorted(found, key=lambda one: float(str(one["token_f1"])))[:5]
    result["lowest"] = [{key: one[key] for key in ("contract", "token_f1", "token_f1_spaces")} for one in worst]
    for key in ("lost_lines", "added_blocks"):
        result[key] = [{"contract": one["contract"], key: one[key]} for one in found if one[key]]
    return result


def clause_numbers(pdfs: Path, texts: Path) -> dict[str, dict[str, list[str]]]:
    """Returns the clause numbers that differ, by contract."""
    found = {}
    for path in sorted(pdfs.glob("*.pdf")):
        reference = (texts / f"{path.stem}.txt").read_text(encoding="utf-8")
        found[path.stem] = numbers(load_file(path), reference)
    return found


def trips(folders: Sequence[Path], every: int) -> dict[str, int]:
    """Returns the sums of all round trips."""
    sums = [round_trip(path, every) for folder in folders for path in sorted(folder.glob("*.pdf"))]
    return {"characters": sum(one for one, _ in sums), "misses": sum(one for _, one in sums)}


def main() -> None:
    """Measures what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdf", type=Path, required=True, help="folder of PDFs")
    parser.add_argument("--txt", type=Path, help="folder of their reference texts")
    parser.add_argument("--modern", type=Path, help="folder with pdf/ and txt/, the texts with displayed numbers")
    parser.add_argument("--most", type=int, default=40, help="files to measure the cost on")
    parser.add_argument("--every", type=int, default=1, help="look up every nth character only")
    given = parser.parse_args()
    results: dict[str, dict[str, object]] = {"loading": dict(loading(quantiles(given.pdf, given.most)))}
    folders = [given.pdf]
    if given.txt:
        results["words"] = agreement(given.pdf, given.txt, furniture=True)
    if given.modern:
        folders.append(given.modern / "pdf")
        results["modern"] = agreement(given.modern / "pdf", given.modern / "txt", furniture=False)
        results["modern"]["numbers"] = clause_numbers(given.modern / "pdf", given.modern / "txt")
    results["round_trip"] = dict(trips(folders, given.every))
    print(json.dumps(results, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
