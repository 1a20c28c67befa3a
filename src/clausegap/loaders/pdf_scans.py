"""Has pages without words in their text layer read by OCR where that is possible, and says how sure their words are.

Whether OCR is good enough to say that something is *not* on a page goes by the engine's own
confidence. Measured on sample contracts printed as pictures of 200, 100 and 85 dots per inch
(``tests/bench/scans.py``): at a confidence of 0.95, 99 of 100 words are right and all verdicts, at 0.91 still 97 words
and nearly all verdicts; at 0.85 it is 91 words, and whole contracts are misjudged; at 0.70 not even 65 words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2

from clausegap.loaders import pdf_ocr
from clausegap.loaders.pdf_gaps import GapKind, PageGap, is_garbled, ranges
from clausegap.loaders.pdf_lines import Line, PageLines
from clausegap.loaders.pdf_marks import with_typed
from clausegap.loaders.pdf_ocr_lines import mended
from clausegap.model.document import Notice, NoticeLevel

UNSURE: Final = 0.90  # below this confidence a page counts as unread
DOUBTFUL: Final = 0.93  # below this one a reader is warned
_UNSURE_WORDS: Final = 0.10  # share of words more likely wrong than right; a page half illegible can have a good mean
_DOUBTFUL_WORDS: Final = 0.05
_USELESS: Final = 0.3  # of the characters stand for letters unknown
_SAME_ROW: Final = 0.5  # of the height of a line
_FEW_WORDS: Final = 10  # less is no text, but what OCR makes of a picture

GAP_CODES: Final = ("no_text_page", "garbled_page")  # of the notices on pages left unread


@dataclass(frozen=True, slots=True)
class Filled:
    """The pages of a file with what OCR added.

    Attributes:
        pages: All pages, in order.
        notices: What must be said of those in need.
        confidence: By page, for those that OCR read.
        searchable: The file in which the places of the pages stand, or None for the file itself.
    """

    pages: list[PageLines]
    notices: tuple[Notice, ...]
    confidence: Mapping[int, float]
    searchable: bytes | None = None


def fill_gaps(
    pages: Sequence[PageLines],
    gaps: Sequence[PageGap],
    document: pypdfium2.PdfDocument,
    *,
    ocr: bool,
    read: Callable[[bytes, Sequence[int]], Sequence[PageLines]],
) -> Filled:
    """Returns the pages with those in need read by OCR, as far as it is wanted and there.

    Args:
        pages: As read from the file.
        gaps: Those in need.
        document: The file.
        ocr: Whether OCR is wanted.
        read: Reads some pages of a searchable copy.
    """
    scans = [pdf_ocr.Scan(gap.page, garbled=gap.kind == "garbled") for gap in gaps if gap.kind != "blank"]
    why = _why_not(ocr=ocr) if scans else None
    if not scans or why is not None:
        return Filled(_without_garbage(pages, ()), tuple(_unread(gap, why or "") for gap in gaps), {})
    result = pdf_ocr.read_scans(document, scans)
    taken = {gap.page: result.pages[gap.page] for gap in gaps if _is_taken(gap, result.pages.get(gap.page))}
    again = _read_again(pages, read(result.data, sorted(taken))) if result.data is not None and taken else {}
    notices = tuple(_after_ocr(gaps, taken, result))
    confidence = {page: reading.confidence for page, reading in taken.items()}
    filled = mended(_without_garbage([again.get(page.number, page) for page in pages], taken), taken)
    return Filled(filled, notices, confidence, result.data if taken else None)


def _why_not(*, ocr: bool) -> str | None:
    """Returns why no page is read by OCR, or None when it can be."""
    if not ocr:
        return "OCR was switched off"
    lack = pdf_ocr.lacking()
    return None if lack is None else f"{lack} ({pdf_ocr.HOW_TO_GET})"


def _is_taken(gap: PageGap, reading: pdf_ocr.PageReading | None) -> bool:
    """Whether what OCR read is better than what the page had; a photograph gives a few doubtful words."""
    if reading is None:
        return False
    return gap.kind != "picture" or reading.words * (1 - reading.doubtful) >= _FEW_WORDS


def _read_again(pages: Sequence[PageLines], again: Sequence[PageLines]) -> dict[int, PageLines]:
    """Returns the pages of a searchable copy, with what was put on top of the original ones."""
    before = {page.number: page for page in pages}
    found = {}
    for page in again:
        own = before[page.number]
        # Words that were printed over a scan come behind all that OCR read.
        lines = tuple(_by_row(page.lines)) if own.lines and not is_garbled(own) else page.lines
        found[page.number] = with_typed(replace(page, lines=lines, marks=own.marks, read_by_ocr=True))
    return found


def _by_row(lines: Sequence[Line]) -> list[Line]:
    """Returns lines from the top down, those of a row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.box.bottom, line.box.left, line.place)):
        if rows and rows[-1][0].box.bottom - line.box.bottom < _SAME_ROW * line.height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: (line.box.left, line.place))]


def _without_garbage(pages: Sequence[PageLines], read: Collection[int]) -> list[PageLines]:
    """Returns the pages without text layers that name hardly a letter; those that OCR read stay."""
    return [replace(page, lines=()) if page.garbled >= _USELESS and page.number not in read else page for page in pages]


_SHOWN: Final[Mapping[GapKind, str]] = {
    "no_text": "Page {page} shows something without a text layer",
    "garbled": "The text layer of page {page} does not say which letters it holds",
    "picture": "Page {page} has few words and a picture that may hold more",
}


def _unread(gap: PageGap, why: str) -> Notice:
    if gap.kind == "blank":
        return Notice("info", "blank_page", f"Page {gap.page} is blank.", gap.page)
    code = "garbled_page" if gap.kind == "garbled" else "no_text_page"
    shown = _SHOWN[gap.kind].format(page=gap.page)
    return Notice("unread", code, f"{shown}; it needs OCR: {why}.", gap.page)


def _after_ocr(
    gaps: Sequence[PageGap], taken: Mapping[int, pdf_ocr.PageReading], result: pdf_ocr.OcrResult
) -> Iterator[Notice]:
    if taken:
        yield _summary(taken, result.engine)
    for gap in gaps:
        if gap.page in taken:
            yield from _graded(gap.page, taken[gap.page])
        elif gap.kind == "blank":
            yield _unread(gap, "")
        elif gap.kind == "picture" and result.problem is None:
            message = f"OCR found hardly any words in the picture on page {gap.page}."
            yield Notice("warning", "picture", message, gap.page)
        else:
            why = f"OCR failed: {result.problem}" if result.problem else "OCR found no words on it"
            yield _unread(gap, why)


def _summary(taken: Mapping[int, pdf_ocr.PageReading], engine: str) -> Notice:
    numbers = sorted(taken)
    if len(numbers) == 1:
        how = f"confidence {taken[numbers[0]].confidence:.2f}"
    else:
        words = sum(reading.words for reading in taken.values())
        mean = sum(reading.words * reading.confidence for reading in taken.values()) / words
        least = min(numbers, key=lambda number: (taken[number].confidence, number))
        how = f"confidence {mean:.2f} on average, at the least {taken[least].confidence:.2f} on page {least}"
    pages = "Page" if len(numbers) == 1 else "Pages"
    were = "was" if len(numbers) == 1 else "were"
    message = f"{pages} {ranges(numbers)} {were} read by OCR ({engine}): {how}."
    return Notice("info", "ocr", message, numbers[0] if len(numbers) == 1 else None)


def _graded(page: int, reading: pdf_ocr.PageReading) -> Iterator[Notice]:
    """Yields a notice when what OCR read of a page is not to be relied on."""
    level: NoticeLevel
    if reading.confidence < UNSURE or reading.doubtful > _UNSURE_WORDS:
        level, so = "unread", "so what seems to be absent may stand on it"
    elif reading.confidence < DOUBTFUL or reading.doubtful > _DOUBTFUL_WORDS:
        level, so = "warning", "so quotes from it should be checked"
    else:
        return
    message = (
        f"Page {page} is hard to read: OCR has a confidence of {reading.confidence:.2f} "
        f"and doubts {reading.doubtful:.0%} of the words, {so}."
    )
    yield Notice(level, "ocr_page", message, page)
