"""Finds the pages of a PDF whose words are not, or not all, in their text layer.

Such a page shows a picture or drawn letters and has few words of its own, or its text layer names no letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import c_int, c_uint
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

import numpy as np
import pypdfium2
from pypdfium2 import raw

from clausegap.loaders.pdf_file import opened_page
from clausegap.loaders.pdf_furniture import Furnishings
from clausegap.loaders.pdf_lines import Line, PageLines
from clausegap.model.document import Notice, SourceInfo

_NEARLY_EMPTY: Final = 40  # characters: no more than an exhibit's title
_SHORT: Final = 400  # characters: less than a quarter of a page
_GARBLED: Final = 0.1  # of the characters; bullets of private fonts are below a hundredth
_PICTURE: Final = 0.1  # of the page, covered by images; logos are smaller
_SCAN: Final = 0.5
_OUTLINES: Final = 20  # drawn shapes: words turned into curves have one for each letter, rules are few
MOST_OBJECTS: Final = 2_000  # of a page that are looked at
_INK_DPI: Final = 50
_INK: Final = 0.0003  # of the inner page; the shortest words have more
_INK_OF_LINES: Final = 0.003  # three short lines of print; two rules across the page have less
_DARKER: Final = 60  # of 255, than the paper
_EDGE: Final = 0.05  # of a scanned sheet, with its shadows and holes
GapKind = Literal["no_text", "garbled", "picture", "blank"]


@dataclass(frozen=True, slots=True)
class PageGap:
    """A page that is blank, or whose words are not all in its text layer.

    Attributes:
        page: From 1.
        kind: ``no_text``, a scan; ``garbled``, letters without names; ``picture``, some words and a picture
            that may hold more; ``blank``, nothing that could be read.
    """

    page: int
    kind: GapKind


@dataclass(frozen=True, slots=True)
class _Look:
    """What a page shows besides text: the share that images cover, and the number of drawn shapes."""

    pictures: float
    shapes: int


def is_garbled(page: PageLines) -> bool:
    """Whether a page's text layer does not name the letters that it shows."""
    return page.garbled >= _GARBLED


def find_gaps(
    pages: Sequence[PageLines], furniture: Furnishings, document: pypdfium2.PdfDocument, source: SourceInfo
) -> tuple[PageGap, ...]:
    """Returns the pages that are blank or in need of OCR.

    Raises:
        MalformedFileError: A page cannot be read.
    """
    return tuple(_gaps(pages, furniture, document, source))


def invisible_notices(
    pages: Sequence[PageLines], document: pypdfium2.PdfDocument, source: SourceInfo
) -> Iterator[Notice]:
    """Yields what must be said of words that the pages do not show.

    Raises:
        MalformedFileError: A page cannot be read.
    """
    scans, hidden = [], 0
    for page in pages:
        if not page.invisible:
            continue
        with opened_page(document, page.number, source) as opened:
            is_scan = _look(opened).pictures >= _SCAN
        if is_scan:
            scans.append(page.number)
        else:
            hidden += page.invisible
    if scans:
        which = f"page {scans[0]}" if len(scans) == 1 else f"pages {ranges(scans)}"
        message = f"The text layer of {which} was put under a scan by other software; it was trusted."
        yield Notice("info", "scanned_text", message)
    if hidden:
        message = f"Text that its page does not show was read like any other: {hidden} lines."
        yield Notice("warning", "hidden_text", message)


def _gaps(
    pages: Sequence[PageLines], furniture: Furnishings, document: pypdfium2.PdfDocument, source: SourceInfo
) -> Iterator[PageGap]:
    for page in pages:
        if is_garbled(page):
            yield PageGap(page.number, "garbled")
            continue
        characters = sum(len(line.text) for line in page.lines if line.place not in furniture)
        if characters < _SHORT:
            with opened_page(document, page.number, source) as opened:
                kind = _kind(opened, characters, page.lines)
            if kind is not None:
                yield PageGap(page.number, kind)


def _kind(page: pypdfium2.PdfPage, characters: int, lines: Sequence[Line]) -> GapKind | None:
    look = _look(page)
    if characters >= _NEARLY_EMPTY:
        return "picture" if look.pictures >= _SCAN and _ink(page, lines) >= _INK_OF_LINES else None
    if look.pictures < _PICTURE and look.shapes < _OUTLINES:
        return None if lines else "blank"
    if not lines and _ink(page, ()) < _INK:
        return "blank"
    return "no_text"


def _look(page: pypdfium2.PdfPage) -> _Look:
    shapes, area = 0, 0.0
    for item in islice(page.get_objects(max_depth=3), MOST_OBJECTS):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            area += _area(item.get_bounds())
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            shapes += not _is_white(item)
    width, height = page.get_size()
    return _Look(area / max(width * height, 1.0), shapes)


def _area(bounds: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = bounds
    return max(right - left, 0.0) * max(top - bottom, 0.0)


def _is_white(item: pypdfium2.PdfObject) -> bool:
    """Whether a shape leaves no mark on white paper: a white or invisible fill without an outline."""
    fill, stroke = c_int(), raw.FPDF_BOOL()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke) or stroke.value:
        return False
    red, green, blue, alpha = (c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return not fill.value or alpha.value == 0 or min(red.value, green.value, blue.value) >= 250


def _ink(page: pypdfium2.PdfPage, lines: Sequence[Line]) -> float:
    """Returns the share of a page that stands out from its paper, its edges and some lines of text left aside."""
    left, bottom, right, top = page.get_bbox()
    scale = min(_INK_DPI / 72, 2_000 / max(right - left, top - bottom, 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        shades = bitmap.to_numpy().reshape(bitmap.height, bitmap.width, -1)[:, :, 0].astype(np.int16)
    finally:
        bitmap.close()
    dark = np.abs(shades - np.median(shades)) > _DARKER
    if not page.get_rotation():
        for line in lines:
            box = line.box
            rows = slice(max(int((top - box.top) * scale) - 1, 0), max(int((top - box.bottom) * scale) + 2, 0))
            dark[rows, max(int((box.left - left) * scale) - 1, 0) : max(int((box.right - left) * scale) + 2, 0)] = False
    down, across = int(dark.shape[0] * _EDGE), int(dark.shape[1] * _EDGE)
    inner = dark[down : dark.shape[0] - down, across : dark.shape[1] - across]
    return float(np.mean(inner)) if inner.size else 1.0


def ranges(numbers: Sequence[int]) -> str:
    """Returns ascending numbers as people write them: "3-5, 8"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
