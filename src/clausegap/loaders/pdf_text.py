"""The default PDF engine: PDFium, fast and of bounded memory, but not safe for threads."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import pypdfium2
from pypdfium2 import raw

from clausegap.loaders import base
from clausegap.loaders.pdf_characters import (
    Runs,
    begins_glued,
    garbled_share,
    is_plain,
    odd_characters,
    printed,
    shown_runs,
)
from clausegap.loaders.pdf_file import opened_raw_page
from clausegap.loaders.pdf_lines import Box, Gap, Line, PageLines
from clausegap.loaders.pdf_marks import opened_form, read_marks
from clausegap.loaders.pdf_page import PageText, rotation_of, turned
from clausegap.loaders.pdf_spaces import missing_spaces
from clausegap.model.document import SourceInfo

# PDFium ends lines with CR LF and joins two lines at a hyphen, where it puts U+0002 or U+FFFE; the
# latter also stands for glyphs that no table of the file maps to a character.
_MARK: Final = "\ufffe"
_HYPHEN: Final = "\x02"
_UNKNOWN: Final = "\ufffd"
_RUN: Final = re.compile(r"[^\n\x02]+\x02?|\x02")
_RUN_WITHOUT_HYPHEN: Final = re.compile(r".+")  # found in half the time
_HYPHENS: Final = (_HYPHEN, "\xad")
_FULL_TURN: Final = 360
_DOWNWARDS: Final = 270
_LEVEL: Final = 10  # degrees; scans lie askew by less, watermarks by more
_LEAST_GAP: Final = 6.0  # points
_GAP: Final = 0.8  # of the height of a letter
_OVERLAP: Final = 0.3  # of a line's height that the next one may reach into it
_SMALL: Final = 0.85
_RISE: Final = 0.1  # of the size of the letters beside
# Signs that may be marks of footnotes: behind a word (found soonest by looking back from each sign, which is rare),
# or before the first word of a line.
_SIGN: Final = re.compile(
    r"[0-9*\u2020\u2021\u00a7](?<=[A-Za-z.,;:)\]\"'\u201d\u2019].)"
    r"(?:(?<=[0-9])[0-9]{0,2}|(?<=[*\u2020\u2021\u00a7])[*\u2020\u2021\u00a7]{0,2})(?!\w)"
)
_FIRST_SIGN: Final = re.compile(r"(?:[0-9]{1,3}|[*\u2020\u2021\u00a7]{1,3})(?=\s?[\"\u201c(]?[A-Z])")


@dataclass(frozen=True, slots=True)
class _Print:
    """What a page prints, in whatever direction.

    Attributes:
        lines: Start and end of each line as PDFium ends them, and whether a hyphen there breaks a word.
        shown: All characters as they print.
        unmapped: Number of glyphs of which the file does not say what character they show.
        garbled: Share of its characters that stand for letters unknown, 0 to 1.
        spaces: Places before which the page shows a space that its text lacks.
        is_plain: Whether lines show just the characters that they have, but for what ``begins_glued`` says.
        signs: Places of signs behind a word, which may be marks of footnotes.
    """

    lines: tuple[tuple[int, int, bool], ...]
    shown: str
    unmapped: int
    garbled: float
    spaces: frozenset[int]
    is_plain: bool
    signs: tuple[int, ...]


def read_pages(
    document: pypdfium2.PdfDocument, source: SourceInfo, numbers: Iterable[int] | None = None
) -> Iterator[PageLines]:
    """Yields the pages of an opened file, or some of them, each read and closed in turn.

    Raises:
        MalformedFileError: A page cannot be read.
        TooLargeError: The pages hold more text than a document may.
    """
    characters = 0
    with opened_form(document) as form:
        for number in range(1, len(document) + 1) if numbers is None else numbers:
            with opened_raw_page(document, number, source) as page:
                lines = _page_lines(page, number)
                marks = read_marks(page, form)
            characters += sum(len(line.text) for line in lines.lines)
            if characters > base.MAX_CHARACTERS:  # the builder would say so only when all pages are read
                raise base.too_long(source.name)
            yield replace(lines, marks=marks) if marks else lines


def _page_lines(page: raw.FPDF_PAGE, number: int) -> PageLines:
    text = PageText(page)
    try:
        characters = _printed(text)
        rotation = rotation_of(page)
        lines = tuple(_LineReader(text, characters, number, rotation).lines())
        turn = _turn_of_most(lines)
        if turn:
            lines = tuple(_LineReader(text, characters, number, (rotation + turn) % _FULL_TURN).lines())
        if turn == _DOWNWARDS:  # PDFium takes such lines for one, and orders them from left to right
            lines = tuple(sorted(lines, key=lambda line: -round(line.box.bottom)))
        invisible = sum([text.is_invisible(line.char) for line in lines])
        return PageLines(number, lines, characters.unmapped, characters.garbled, invisible)
    finally:
        text.close()


def _printed(text: PageText) -> _Print:
    """Looks over a page once, so that only odd lines need a closer look."""
    characters, unmapped = _without_marks(text)
    odd = odd_characters(characters)
    shown = printed(characters, odd)
    spaces = missing_spaces(text, characters)
    return _Print(
        lines=tuple(_line_spans(characters)),
        shown=shown,
        unmapped=unmapped,
        garbled=garbled_share(text.text, odd),
        spaces=spaces,
        is_plain=not spaces and is_plain(shown, odd),
        signs=tuple([found.start() for found in _SIGN.finditer(shown)]),
    )


def _line_spans(characters: str) -> Iterator[tuple[int, int, bool]]:
    pattern = _RUN if _HYPHEN in characters else _RUN_WITHOUT_HYPHEN
    for found in pattern.finditer(characters.replace("\r", "\n")):
        start, end = found.span()
        yield start, end, characters[end - 1] in _HYPHENS


def _without_marks(text: PageText) -> tuple[str, int]:
    """Returns the text with each U+FFFE told apart, a hyphen or a glyph of unknown meaning, and the latter's number."""
    if _MARK not in text.text:
        return text.text, 0
    unmapped = {found.start() for found in re.finditer(_MARK, text.text) if text.is_unmapped(found.start())}
    if not unmapped:
        return text.text.replace(_MARK, _HYPHEN), 0
    characters = (_UNKNOWN if at in unmapped else char for at, char in enumerate(text.text))
    return "".join(characters).replace(_MARK, _HYPHEN), len(unmapped)


def _turn_of_most(lines: Sequence[Line]) -> int:
    """Returns the angle of most of a page's print: tables are often set sideways on an upright page."""
    if not any(line.angle for line in lines):
        return 0
    letters: Counter[int] = Counter()
    for line in lines:
        letters[line.angle] += len(line.text)
    angle = max(letters, key=lambda angle: (letters[angle], -angle))
    return angle if angle % 90 == 0 else 0


class _LineReader:
    """Makes lines of a page's characters.

    Args:
        text: The page.
        characters: What it prints.
        number: Its number.
        rotation: The quarters by which its print is turned, in degrees.
    """

    def __init__(self, text: PageText, characters: _Print, number: int, rotation: int) -> None:
        self._text = text
        self._print = characters
        self._number = number
        self._rotation = rotation
        self._loose_box = text.loose_box if not rotation else self._turned_loose_box
        self._left = text.left if not rotation else self._turned_left
        self._pieces = text.pieces if not rotation else self._turned_pieces
        self._shows_itself = characters.is_plain

    def lines(self) -> Iterator[Line]:
        """Yields the lines in the order of the file."""
        shown = self._print.shown
        for start, end, glued in self._print.lines:
            words = shown[start:end].strip()
            if not words:
                continue
            first = shown.index(words[0], start)
            pieces = self._pieces(first, first + len(words) - 1)
            if not (pieces and _go_back(pieces)):
                line = self._line(first, words, pieces, glued=glued)
                if line is not None:
                    yield line
                continue
            rows = self._rows(first, words)
            for index, (at, part) in enumerate(rows, 1):
                inside = self._pieces(at, at + len(part) - 1)
                line = self._line(at, part, inside, glued=glued and index == len(rows))
                if line is not None:
                    yield line

    def _rows(self, first: int, words: str) -> list[tuple[int, str]]:
        """Returns the lines that PDFium took for one, as it does with rows of a table: print goes back and down."""
        starts = [found.start() for found in re.finditer(r"\S+", words)]
        boxes = [self._loose_box(first + start) for start in starts]
        pairs = zip(starts[1:], pairwise(boxes), strict=True)
        cuts = [start for start, (before, after) in pairs if _goes_back(before, after)]
        ends = [*cuts, len(words)]
        return [(first + start, words[start:end].rstrip()) for start, end in zip([0, *cuts], ends, strict=True)]

    def _line(self, first: int, words: str, pieces: Sequence[Box], *, glued: bool) -> Line | None:
        """Returns a line with its box and what is odd about its letters; None if it shows nothing."""
        if self._shows_itself and not begins_glued(words):
            runs: Runs = ((first, words),)
        else:
            runs = shown_runs(words, first, self._print.spaces)
        if not runs:
            return None
        last = first + len(words) - 1
        size = self._text.size((first + last) // 2)
        start, end = self._loose_box(first), self._loose_box(last)
        height = max(start.top - start.bottom, end.top - end.bottom)
        if start.bottom == end.bottom and start.top == end.top and start.right <= end.right:  # as nearly all are
            box = Box(start.left, start.bottom, end.right, start.top)
        else:
            box = Box(start.left, min(start.bottom, end.bottom), max(end.right, start.right), max(start.top, end.top))
        if last > first and (abs(start.bottom - end.bottom) > 0.5 * height or end.left < start.left - 1):
            angle = (self._text.angle(first) - self._rotation) % _FULL_TURN
            if _LEVEL <= angle <= _FULL_TURN - _LEVEL:
                box = box._replace(left=min(start.left, end.left))
                return Line(self._number, first, runs, box, glued, angle=angle, size=size)
            # A scan that lies a little askew: the line is as high as its first letter.
            box = box._replace(bottom=start.bottom, top=start.top)
        if not pieces:  # letters of one size, and nothing between them but spaces
            return Line(self._number, first, runs, box, glued, size=size)
        least = max(_LEAST_GAP, _GAP * height)
        wide = [pair for pair in pairwise(pieces) if pair[1].left - pair[0].right >= least]
        gaps = tuple(self._gaps(first, last, wide)) if wide else ()
        raised = tuple(self._raised(first, last, words))
        return Line(self._number, first, runs, box, glued, gaps=gaps, raised=raised, size=size)

    def _gaps(self, first: int, last: int, wide: Sequence[tuple[Box, Box]]) -> Iterator[Gap]:
        """Yields the white spaces of a line between pieces of it that stand far apart."""
        reached = first
        for before, after in wide:
            edge = after.left - 0.5
            at = first + bisect_left(range(first, last + 1), edge, key=self._left)
            if reached < at <= last:  # else the letters do not stand in the order in which they are given
                yield Gap(at, before.right, after.left)
                reached = at

    def _raised(self, first: int, last: int, words: str) -> Iterator[int]:
        """Yields the places of small raised digits and signs behind a word, or before the first one."""
        if _FIRST_SIGN.match(words) and self._is_raised(first, beside=last):
            yield first
        signs = self._print.signs
        for at in signs[bisect_left(signs, first + 1) : bisect_right(signs, last)]:
            if self._is_raised(at, beside=at - 1):
                yield at

    def _is_raised(self, place: int, *, beside: int) -> bool:
        text, rotation = self._text, self._rotation
        size = text.size(beside)
        if text.size(place) >= _SMALL * size:
            return False
        return turned(text.origin(place), rotation).bottom - turned(text.origin(beside), rotation).bottom > _RISE * size

    def _turned_pieces(self, first: int, last: int) -> list[Box]:
        return [turned(box, self._rotation) for box in self._text.pieces(first, last)]

    def _turned_loose_box(self, place: int) -> Box:
        return turned(self._text.loose_box(place), self._rotation)

    def _turned_left(self, place: int) -> float:
        return turned(self._text.box(place), self._rotation).left


def _go_back(pieces: Sequence[Box]) -> bool:
    before = pieces[0]
    for after in pieces:
        if after.left < before.left and _goes_back(before, after):
            return True
        before = after
    return False


def _goes_back(before: Box, after: Box) -> bool:
    return after.left < before.left and after.top < before.bottom + _OVERLAP * (before.top - before.bottom)
