"""Mends what OCR does to lines of print: numbers taken for letters, lost full stops, quotation marks.

Only confusions of shapes are mended, and only where the words around leave no doubt. A letter is put in place of
a letter, left out, or put in, so that every other one keeps its place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from clausegap.loaders.pdf_characters import Runs, joined_runs
from clausegap.loaders.pdf_lines import Line, PageLines

_OUT: Final = "\0"  # stands for a letter to be left out
_TO_DIGIT: Final = str.maketrans("|lIOo", "11100")
_TO_ROMAN: Final = str.maketrans("l1|!][", "IIIIII")
_TO_SMALL_ROMAN: Final = str.maketrans("l1|", "iii")
_ROMAN: Final = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_LEADER: Final = "esc.,\u2026"
_LEADER_LENGTH: Final = 12
_LEADER_SHARE: Final = 0.85
_PART: Final = r"ARTICLE|Article|PART|Part|SCHEDULE|Schedule|EXHIBIT|Exhibit|ANNEX|Annex|APPENDIX|Appendix"
_NOISE: Final = re.compile(r"[^\w(\"“•§]{1,2}|_{1,3}")  # specks and rules; a line to sign on is longer
_COUNTED: Final = re.compile(r"(\d{1,2})\.(?:(\d{1,2})\.?)?(?=\s)")
_STOP_LOST: Final = re.compile(r"([\dlIA|]{2,4})(?=\.?\s+[\"“(]?[A-Z])")
_TO_COUNT: Final = str.maketrans("lIA|", "1111")


def is_leader(word: str) -> bool:
    """Whether a word is what OCR makes of the dots that lead to a page number: a long one of few shapes.

    Example:
        >>> is_leader("eseseeceeeesneseses"), is_leader("assessments")
        (True, False)
    """
    return len(word) >= _LEADER_LENGTH and sum(letter in _LEADER for letter in word) >= _LEADER_SHARE * len(word)


def _leader(found: re.Match[str]) -> str:
    return "." * len(found.group()) if is_leader(found.group()) else found.group()


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
    (re.compile(r"\S{12,}"), _leader),
    # The white space behind a hanging number, taken for a rule.
    (re.compile(r"^((?:Section |Article )?\S{1,8}\s)[|_\u2014]\s"), r"\1" + _OUT + _OUT),
)


def mended(pages: Iterable[PageLines], read: Collection[int]) -> list[PageLines]:
    """Returns pages with the lines of those that OCR read mended.

    Args:
        pages: All pages of the file, in order, so that numbers are seen to go on.
        read: Numbers of the pages that OCR read.
    """
    numbers = _Numbers()
    found = []
    for page in pages:
        lines = page.lines
        if page.number in read:
            lines = tuple(_mended_line(line) for line in lines if not _NOISE.fullmatch(line.text))
        lines = tuple(numbers.follow(line, mend=page.number in read) for line in lines)
        found.append(replace(page, lines=lines))
    return found


def _mended_line(line: Line) -> Line:
    text = line.text
    better = text
    for pattern, replacement in _RULES:
        better = pattern.sub(replacement, better)
    if better == text:
        return line
    pairs = zip((place for place, _ in _letters(line.runs)), better, strict=True)
    return replace(line, runs=tuple(joined_runs((place, letter) for place, letter in pairs if letter != _OUT)))


class _Numbers:
    """The count of clause numbers of two levels, which tells where a full stop was lost ("44" after 4.3)."""

    def __init__(self) -> None:
        self._last = (0, 0)

    def follow(self, line: Line, *, mend: bool) -> Line:
        """Takes note of a line's number; returns the line, with the lost full stop where it may be mended."""
        found = _COUNTED.match(line.text)
        if found:
            self._last = int(found[1]), int(found[2] or 0)
            return line
        token = _STOP_LOST.match(line.text) if mend else None
        first, second = self._last
        digits = f"{first}{second + 1}"
        if token is None or token[1].translate(_TO_COUNT) != digits:
            return line
        self._last = first, second + 1
        letters = list(_letters(line.runs))
        number = [(place, digit) for (place, _), digit in zip(letters, digits, strict=False)]
        at = len(str(first))
        stopped = [*number[:at], (None, "."), *number[at:], *letters[len(digits) :]]
        return replace(line, runs=tuple(joined_runs(stopped)))


def _letters(runs: Runs) -> Iterator[tuple[int | None, str]]:
    for start, text in runs:
        for index, letter in enumerate(text):
            yield None if start is None else start + index, letter
