"""Reads the pages of a PDF that have no usable text layer: by ocrmypdf, with tesseract as its engine.

ocrmypdf runs as a program of its own, in a folder of its own: it logs to, warns in and sets up the process that
it runs in, and a review must stay silent and give the same report twice. It gets a file that holds nothing but
the pages in need, decrypted, so other pages, forms and signatures can neither stop it nor be changed by it.

How sure the engine was of each word is in the hOCR files that ocrmypdf keeps when it is told to keep its temporary
files (hOCR 1.2, property ``x_wconf``; https://kba.github.io/hocr-spec/1.2/).
"""

from __future__ import annotations

import io
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pypdfium2

from clausegap._log import logger_of
from clausegap.loaders.pdf_ocr_lines import is_leader

HOW_TO_GET: Final = 'pip install "clausegap[ocr]", and tesseract with English from your system\'s packages'
RETRY_BELOW: Final = 0.93  # confidence; sideways and crooked pages fall below it, and come up again when set right
_LOG: Final = logger_of("loaders")
_SURE_WORD: Final = 60  # of 100; of the words below it half and more are wrong
_PAGE_TIMEOUT_S: Final = 180
_START_S: Final = 60
_MOST_JOBS: Final = 4
_WORD: Final = re.compile(r"class=['\"]ocrx_word['\"][^>]*x_wconf (\d+)[^>]*>(.*?)</span>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]+>")
_TOO_LONG: Final = 124  # as the shell's timeout has it; ocrmypdf has no such code
# Exit codes of ocrmypdf (https://ocrmypdf.readthedocs.io/en/latest/advanced.html#return-code-policy).
_PROBLEMS: Final = {
    2: "ocrmypdf cannot read it",
    3: "a program or the English language data that ocrmypdf needs is missing",
    5: "the temporary folder cannot be written",
    7: "tesseract failed",
    _TOO_LONG: "it took too long",
}
_HOPELESS: Final = (3, 5, _TOO_LONG)  # no page by itself would fare better
_OPTIONS: Final = (
    "--quiet",
    "--keep-temporary-files",
    "--output-type",
    "pdf",
    "--optimize",
    "0",
    "--language",
    "eng",
    # One column of print: otherwise the engine takes numbers in the margin for columns, or passes them over.
    # Its lines over two columns are cut in two like those of any other PDF.
    "--tesseract-pagesegmode",
    "4",
    "--continue-on-soft-render-error",
)
# Own text of a sound page stays as it is, and only what lacks one is read.
_GENTLE: Final = ("--redo-ocr",)
# Whatever text the page has is dropped; crooked pages and those that lie on their side are set right.
_FORCED: Final = ("--force-ocr", "--rotate-pages", "--deskew")


@dataclass(frozen=True, slots=True)
class Scan:
    """A page to be read.

    Attributes:
        page: From 1.
        garbled: Whether it has a text layer that must be dropped.
    """

    page: int
    garbled: bool = False


@dataclass(frozen=True, slots=True)
class PageReading:
    """What OCR made of one page.

    Attributes:
        words: Number of words.
        confidence: Mean confidence of its words, 0 to 1.
        doubtful: Share of its words that are more likely wrong than right.
    """

    words: int
    confidence: float
    doubtful: float


@dataclass(frozen=True, slots=True)
class OcrResult:
    """A searchable copy of a PDF.

    Attributes:
        data: The file with all its pages, decrypted; None when no page was read.
        pages: What was made of each page in need; one that is absent was not read.
        engine: Name and version of the engine.
        problem: Why pages were not read, or None.
    """

    data: bytes | None
    pages: Mapping[int, PageReading]
    engine: str
    problem: str | None = None


@dataclass(slots=True)
class _Found:
    """What runs of ocrmypdf gave: the reading of each page, the copy that holds it and its index there.

    Attributes:
        readings: By page.
        places: By page.
        copies: Every copy opened, to be closed.
        problem: What went wrong with some page, or None.
    """

    readings: dict[int, PageReading] = field(default_factory=dict)
    places: dict[int, tuple[pypdfium2.PdfDocument, int]] = field(default_factory=dict)
    copies: list[pypdfium2.PdfDocument] = field(default_factory=list)
    problem: str | None = None

    def keep(self, page: int, reading: PageReading, copy: pypdfium2.PdfDocument, index: int) -> None:
        """Keeps a reading unless the page was read better before."""
        before = self.readings.get(page)
        if before is None or _worth(reading) > _worth(before):
            self.readings[page] = reading
            self.places[page] = copy, index


def lacking() -> str | None:
    """Returns what OCR needs and this machine lacks, or None when all is there."""
    if find_spec("ocrmypdf") is None:
        return "the Python package ocrmypdf is not installed"
    return "the program tesseract is not installed" if shutil.which("tesseract") is None else None


def read_scans(document: pypdfium2.PdfDocument, scans: Sequence[Scan]) -> OcrResult:
    """Returns a searchable copy of an opened PDF in which the named pages were read.

    Pages read with a confidence below ``RETRY_BELOW`` are read again after being set right, and the better
    reading is kept. Whatever goes wrong is told in the result.
    """
    found, started = _Found(), time.monotonic()
    _LOG.info("OCR begins: %d pages", len(scans))
    try:
        gentle = [scan.page for scan in scans if not scan.garbled]
        _read_into(found, document, gentle, _GENTLE)
        again = [page for page in gentle if _is_unsure(found.readings.get(page))]
        _read_into(found, document, sorted({*again, *(scan.page for scan in scans if scan.garbled)}), _FORCED)
        data = _searchable(document, found.places) if found.places else None
    except OSError:
        return OcrResult(None, {}, _engine(), "the temporary folder cannot be used")
    except pypdfium2.PdfiumError:
        return OcrResult(None, {}, _engine(), "the pages cannot be copied")
    finally:
        for copy in found.copies:
            copy.close()
        _LOG.info("OCR ended: %d of %d pages, %.1f s", len(found.readings), len(scans), time.monotonic() - started)
    return OcrResult(data, found.readings, _engine(), found.problem)


def _is_unsure(reading: PageReading | None) -> bool:
    return reading is None or reading.confidence < RETRY_BELOW


def _worth(reading: PageReading) -> float:
    return reading.words * reading.confidence * (1 - reading.doubtful)


@lru_cache(maxsize=1)
def _engine() -> str:
    """Returns name and version of tesseract, as it tells them itself."""
    try:
        done = subprocess.run(
            ["tesseract", "--version"], capture_output=True, timeout=_START_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return "tesseract"
    lines = (done.stdout + done.stderr).decode("utf-8", "replace").splitlines()
    return " ".join(lines[0].split()[:2]) if lines else "tesseract"


def _read_into(found: _Found, document: pypdfium2.PdfDocument, pages: Sequence[int], mode: Sequence[str]) -> None:
    """Reads pages in one mode; those without any word are left out.

    When ocrmypdf fails on several pages they are halved, so that one bad page costs no other.
    """
    if not pages:
        return
    with TemporaryDirectory(prefix="clausegap-") as name:
        folder = Path(name)
        given, read = folder / "given.pdf", folder / "read.pdf"
        given.write_bytes(_only(document, pages))
        code = _call(folder, [*_OPTIONS, *mode, "--jobs", str(_jobs(len(pages))), str(given), str(read)], len(pages))
        if code == 0:
            copy = pypdfium2.PdfDocument(read.read_bytes())
            found.copies.append(copy)
            for index, words in _words(folder).items():
                if words:
                    found.keep(pages[index], _reading(words), copy, index)
            return
    if len(pages) == 1 or code in _HOPELESS:
        found.problem = found.problem or _PROBLEMS.get(code, "ocrmypdf failed")
        return
    half = len(pages) // 2
    _read_into(found, document, pages[:half], mode)
    _read_into(found, document, pages[half:], mode)


def _only(document: pypdfium2.PdfDocument, pages: Iterable[int]) -> bytes:
    """Returns a file of some pages; as PDFium writes it, it is not encrypted."""
    part = pypdfium2.PdfDocument.new()
    try:
        part.import_pages(document, [page - 1 for page in pages])
        return _saved(part)
    finally:
        part.close()


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _jobs(pages: int) -> int:
    """Returns how many pages are read at a time; a worker of a batch has one processor only."""
    if multiprocessing.parent_process() is not None:
        return 1
    return max(1, min(pages, os.cpu_count() or 1, _MOST_JOBS))


def _call(folder: Path, arguments: Sequence[str], pages: int) -> int:
    """Runs ocrmypdf in a folder of its own; returns its exit code, or one of our own."""
    own = {"TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder), "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ocrmypdf", *arguments],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **own},
            timeout=_START_S + _PAGE_TIMEOUT_S * pages,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _TOO_LONG
    return done.returncode


def _words(folder: Path) -> dict[int, list[tuple[int, str]]]:
    """Returns the words of each page, from 0, with their confidence of 100."""
    found: dict[int, list[tuple[int, str]]] = {}
    for path in sorted(folder.glob("ocrmypdf.io.*/*_ocr_hocr.hocr")):
        index = int(path.name.partition("_")[0]) - 1
        found[index] = list(_words_in(path.read_text(encoding="utf-8", errors="replace")))
    return found


def _words_in(hocr: str) -> Iterator[tuple[int, str]]:
    for confidence, marked in _WORD.findall(hocr):
        word = unescape(_TAG.sub("", marked)).strip()
        if word:
            yield int(confidence), word


def _reading(words: Sequence[tuple[int, str]]) -> PageReading:
    sure = [confidence for confidence, word in words if not is_leader(word)] or [0]
    doubtful = sum(confidence < _SURE_WORD for confidence in sure) / len(sure)
    return PageReading(len(words), round(sum(sure) / len(sure) / 100, 4), round(doubtful, 4))


def _searchable(document: pypdfium2.PdfDocument, places: Mapping[int, tuple[pypdfium2.PdfDocument, int]]) -> bytes:
    """Returns the whole file with the pages that were read in place of the original ones."""
    whole = pypdfium2.PdfDocument.new()
    try:
        wanted = [places.get(page, (document, page - 1)) for page in range(1, len(document) + 1)]
        # Pages that come together share their fonts in the copy.
        for _, together in groupby(wanted, key=lambda place: id(place[0])):
            run = list(together)
            whole.import_pages(run[0][0], [index for _, index in run])
        return _saved(whole)
    finally:
        whole.close()
