"""The other PDF engine: pdfplumber, slow, but it sees tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, islice, pairwise
from math import atan2, degrees
from typing import Any, Final

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from clausegap.errors import MalformedFileError
from clausegap.loaders.base import CELL_SEPARATOR
from clausegap.loaders.pdf_characters import Runs, garbled_share, joined_runs, printed, shown_runs
from clausegap.loaders.pdf_lines import Box, Gap, Line, PageLines
from clausegap.model.document import SourceInfo

_Area = tuple[float, float, float, float]

# A gap of this share of the letter's size is a space; the default of three points glues small print.
_GAP: Final = 0.15
_WIDE: Final = 0.8  # of the size of the letters beside: more than between words
_ASLANT: Final = 0.1  # the smaller of the two parts of a direction against the larger
_SMALL: Final = 0.85  # of the size of the letters beside: a raised mark
# pdfminer.six documents no errors, and lets what it stumbles over in a damaged file escape.
_ERRORS: Final = (
    PdfminerException,
    MalformedPDFException,
    PDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and where it stands, y growing downwards as pdfplumber counts.

    Attributes:
        runs: As of a line.
        left: Left edge.
        top: Upper edge.
        right: Right edge.
        bottom: Lower edge.
        size: Size of its first letter.
        raised: Place of the first small raised character in it, if there is one.
    """

    runs: Runs
    left: float
    top: float
    right: float
    bottom: float
    size: float
    raised: tuple[int, ...]

    @property
    def place(self) -> int:
        """Place of its first character."""
        return self.runs[0][0] or 0

    def within(self, area: _Area) -> bool:
        """Whether the middle of the word lies in an area."""
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def read_layout(data: bytes, source: SourceInfo, password: str | None) -> Iterator[PageLines]:
    """Yields the pages of a PDF; each row of a table is one line, its cells parted by a space.

    A place on a page is the index of a character in pdfplumber's own list of them.

    Raises:
        MalformedFileError: pdfplumber cannot read the file.
    """
    with translated(source), pdfplumber.open(io.BytesIO(data), password=password or "") as document:
        for page in document.pages:
            try:
                text = "".join(char["text"] for char in page.chars)
                yield PageLines(page.page_number, tuple(_lines(page)), garbled=garbled_share(text))
            finally:
                page.close()


@contextmanager
def translated(source: SourceInfo) -> Iterator[None]:
    """Turns what pdfplumber raises into our own error.

    Raises:
        MalformedFileError: pdfplumber cannot read the file.
    """
    try:
        yield
    except _ERRORS as error:
        problem = "the layout engine cannot read the PDF"
        raise MalformedFileError(source.name, problem, "load it without layout") from error


def _lines(page: Page) -> Iterator[Line]:
    words = _words(page)
    rows = [row for table in page.find_tables() for row in _rows(table)]
    found = list(_aslant_lines(page))
    for cells in rows:
        inside = [[word for word in words if word.within(cell)] for cell in cells]
        taken = [_in_order(cell) for cell in inside if cell]
        if taken:
            found.append(_line(page, taken, row=True))
        used = {id(word) for cell in inside for word in cell}
        words = [word for word in words if id(word) not in used]
    for line_words in _by_line(words):
        found.append(_line(page, [line_words], row=False))
    found.sort(key=lambda item: (item[0], item[1], item[2].char))
    for _, _, line in found:
        yield line


def _rows(table: Table) -> list[list[_Area]]:
    """Returns the cells of each row; a single row or column is a frame around text, not a table."""
    rows = [[cell for cell in row.cells if cell is not None] for row in table.rows]
    return rows if len(rows) > 1 and max(len(row) for row in rows) > 1 else []


def _places(page: Page) -> dict[int, int]:
    """Returns where each character begins in the page's text, by the identity of its object."""
    starts = [0, *accumulate(len(char["text"]) for char in page.chars)]
    return {id(char): start for char, start in zip(page.chars, starts, strict=False)}


def _is_aslant(item: dict[str, Any]) -> bool:
    """Whether a character is turned by less than a quarter, as those of watermarks are."""
    matrix = item.get("matrix")
    return (
        matrix is not None and abs(matrix[0]) > _ASLANT * abs(matrix[1]) and abs(matrix[1]) > _ASLANT * abs(matrix[0])
    )


def _aslant_lines(page: Page) -> Iterator[tuple[float, float, Line]]:
    """Yields print across the page, with the place that sorts it into it."""
    at = _places(page)
    for aslant, found in groupby(page.chars, key=_is_aslant):
        chars = list(found)
        runs = _runs(chars, at) if aslant else ()
        if "".join(text for _, text in runs).strip():
            top, left = min(c["top"] for c in chars), min(c["x0"] for c in chars)
            box = Box(
                left, page.height - max(c["bottom"] for c in chars), max(c["x1"] for c in chars), page.height - top
            )
            angle = round(degrees(atan2(chars[0]["matrix"][1], chars[0]["matrix"][0]))) % 360
            yield top, left, Line(page.page_number, at[id(chars[0])], runs, box, angle=angle, size=chars[0]["size"])


def _words(page: Page) -> list[_Word]:
    at = _places(page)
    found = page.filter(lambda item: not _is_aslant(item)).extract_words(
        x_tolerance_ratio=_GAP, return_chars=True, expand_ligatures=False
    )
    words = [
        _Word(
            _runs(word["chars"], at),
            word["x0"],
            word["top"],
            word["x1"],
            word["bottom"],
            word["chars"][0]["size"],
            tuple(at[id(char)] for char in _raised(word["chars"])),
        )
        for word in found
    ]
    return [word for word in words if word.runs]


def _raised(chars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns the first character of a word that is smaller than the first one and stands higher."""
    first = chars[0]
    small = (c for c in chars if c["size"] < _SMALL * first["size"] and c["bottom"] < first["bottom"] - 1)
    return list(islice(small, 1))


def _runs(chars: Iterable[dict[str, Any]], at: dict[int, int]) -> Runs:
    """Returns the runs of some characters, from their places."""
    return tuple(joined_runs(run for char in chars for run in shown_runs(printed(char["text"]), at[id(char)])))


def _in_order(words: list[_Word]) -> list[_Word]:
    return [word for line in _by_line(words) for word in line]


def _by_line(words: list[_Word]) -> list[list[_Word]]:
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.left, word.place)):
        # Raised and lowered letters stand within half the height of their line.
        if lines and abs(word.bottom - lines[-1][0].bottom) < 0.5 * (word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: (word.left, word.place)) for line in lines]


def _is_broken(last: _Word, word: _Word) -> bool:
    """Whether a hyphen at a line's end in a cell parts one word."""
    text = "".join(text for _, text in last.runs)
    return word.top > last.top + 1 and text[-2:-1].isalpha() and text.endswith("-")


def _line(page: Page, cells: Sequence[Sequence[_Word]], *, row: bool) -> tuple[float, float, Line]:
    """Returns a line with the place that sorts it into its page."""
    runs: list[tuple[int | None, str]] = []
    for cell in cells:
        for index, word in enumerate(cell):
            if runs and not (index and _is_broken(cell[index - 1], word)):
                runs.append((None, " " if index else CELL_SEPARATOR))
            runs += word.runs
    words = [word for cell in cells for word in cell]
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    left, right = min(word.left for word in words), max(word.right for word in words)
    box = Box(left, page.height - bottom, right, page.height - top)
    size = words[len(words) // 2].size
    raised = {place for word in words for place in word.raised}
    if words[0].size < _SMALL * size and words[0].bottom < bottom - 1:
        raised.add(words[0].place)
    line = Line(page.page_number, words[0].place, tuple(runs), box, row=row, size=size, raised=tuple(sorted(raised)))
    return top, left, line if row else replace(line, gaps=tuple(_gaps(words)))


def _gaps(words: Sequence[_Word]) -> Iterator[Gap]:
    """Yields the wide white spaces of a line; none where the file gives its words in another order than it shows."""
    if any(last.place > word.place for last, word in pairwise(words)):
        return
    for last, word in pairwise(words):
        if word.left - last.right > _WIDE * max(last.size, word.size):
            yield Gap(word.place, last.right, word.left)
