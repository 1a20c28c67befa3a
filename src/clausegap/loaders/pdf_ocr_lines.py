"""Mends what OCR does to lines of print: numbers taken for letters, quotation marks, numbers torn from their clause.

Only confusions of shapes are mended, and only where the words around leave no doubt. A letter is put in place of
a letter, or left out, so that every other one keeps its place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from typing import Final

from clausegap.loaders.pdf_lines import Line, PageLines, Runs
from clausegap.numbering import number_at_start

_OUT: Final = "\0"  # stands for a letter to be left out
_TO_DIGIT: Final = str.maketrans("|lIOo", "11100")
_TO_ROMAN: Final = str.maketrans("l1|!][", "IIIIII")
_TO_SMALL_ROMAN: Final = str.maketrans("l1|", "iii")
_ROMAN: Final = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_PART: Final = r"ARTICLE|Article|PART|Part|SCHEDULE|Schedule|EXHIBIT|Exhibit|ANNEX|Annex|APPENDIX|Appendix"
_NOISE: Final = re.compile(r"[^\w(\"“•§]{1,2}|_{1,3}")  # specks and rules; a line to sign on is longer
_BULLET: Final = re.compile(r"[•\-–*]|[A-Z][a-z]+ \d{1,3}\.?")


def _digits(found: re.Match[str]) -> str:
    return found.group().translate(_TO_DIGIT)


def _roman(found: re.Match[str]) -> str:
    number = found[2].translate(_TO_ROMAN)
    return found[1] + number if _ROMAN.fullmatch(number) else found.group()


def _small_roman(found: re.Match[str]) -> str:
    number = found.group().translate(_TO_SMALL_ROMAN)
    return number if _ROMAN.fullmatch(number.strip("()").upper()) else found.group()


_RULES: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    # “Client’” and “Client’’: a closing mark read as two.
    (re.compile(r"(“[^“”]{1,80}?)(?:[’'][’'”]|”[’'])"), r"\1”" + _OUT),
    (re.compile(r"(“[^“”]{1,80}?)[’'](?=[),.;:])"), r"\1”"),
    # "l.2", "1.l": clause numbers of several levels hold no letters.
    (re.compile(r"^(?=[^ ]*\d)[\d|lIOo]{1,2}(?:\.[\d|lIOo]{1,2}){1,4}(?=\.?(?:\s|$))"), _digits),
    (re.compile(r"^[l|](?=\.\s)"), _digits),
    (re.compile(r"(?<=^Page )[|lI](?= of )|(?<=^Section )[|l](?=[\s.:]|$)"), _digits),
    (re.compile(rf"\b((?:{_PART})\s)(?=[^ ]*[IVX])([IVXl1|!\][]{{1,6}})(?=[\s.,:;)\u2013\u2014-]|$)"), _roman),
    (re.compile(r"\b((?:ARTICLE|Article|PART|Part)\s)([l|]{1,3})(?=[\s.,:;\u2013\u2014-]|$)"), _roman),
    (re.compile(r"(?<![^\s])\((?=[^)]*[iv])(?=[^)]*[l1|])[ivxl1|]{2,5}\)"), _small_roman),
    (re.compile(r"^¢(?=\s)"), "•"),
)


def mended(page: PageLines) -> PageLines:
    """Returns a page that OCR read with its lines mended, each number before the words that it stands beside."""
    lines = [_mended_line(line) for line in page.lines if not _NOISE.fullmatch(line.text)]
    return replace(page, lines=tuple(_rejoined(lines)))


def _mended_line(line: Line) -> Line:
    text = line.text
    better = text
    for pattern, replacement in _RULES:
        better = pattern.sub(replacement, better)
    return line if better == text else replace(line, runs=_with_letters(line.runs, better))


def _with_letters(runs: Runs, letters: str) -> Runs:
    """Returns runs with other letters, one for one."""
    places = chain.from_iterable(
        (None if start is None else start + index for index in range(len(text))) for start, text in runs
    )
    found: list[tuple[int | None, str]] = []
    for place, letter in zip(places, letters, strict=True):
        if letter == _OUT:
            continue
        if found and _follows(found[-1], place):
            found[-1] = found[-1][0], found[-1][1] + letter
        else:
            found.append((place, letter))
    return tuple(found)


def _follows(run: tuple[int | None, str], place: int | None) -> bool:
    start, text = run
    return place is None if start is None else place == start + len(text)


def _rejoined(lines: list[Line]) -> Iterable[Line]:
    """Returns the lines with each lone number or bullet right before the line on its row.

    The engine takes numbers that hang in the margin for a column of their own, and reads it first.
    """
    waiting: dict[tuple[int, int], list[Line]] = {}
    moved: set[tuple[int, int]] = set()
    for line in lines:
        target = _beside(line, lines) if _is_mark(line.text) else None
        if target is not None:
            waiting.setdefault(target.place, []).append(line)
            moved.add(line.place)
    for line in lines:
        if line.place not in moved:
            yield from waiting.get(line.place, ())
            yield line


def _is_mark(text: str) -> bool:
    return text == number_at_start(text) or _BULLET.fullmatch(text) is not None


def _beside(mark: Line, lines: list[Line]) -> Line | None:
    """Returns the nearest line to the right on the same row that is no such mark itself."""
    right = [
        line
        for line in lines
        if line.box.left >= mark.box.right - 1
        and abs(line.box.bottom - mark.box.bottom) < 0.5 * max(line.height, mark.height)
        and not _is_mark(line.text)
    ]
    return min(right, key=lambda line: (line.box.left, line.place), default=None)
