"""Lines of print as both PDF engines give them, and what a page is made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

from clausegap.loaders.pdf_characters import Runs

# What the lines of a signature begin with; each stays a line.
_SIGNATURE_LABEL: Final = re.compile(
    r"(?:by|name|title|date|its|per|signed|signature|print(?:ed)?\s+name|position|witness|address|e-?mail|place)"
    r"(?:\s*\([^)]{0,14}\))?\s*[:_]",
    re.IGNORECASE,
)
_HYPHENS: Final = "-\u2010"
_BROKEN_WORD: Final = re.compile(rf"[^\W\d_][{_HYPHENS}]$")

Place = tuple[int, int]
"""Page from 1, and index of a character in that page's own text."""


class Box(NamedTuple):
    """A rectangle on the page as a reader sees it, in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float


class Gap(NamedTuple):
    """White space inside a line of print.

    Attributes:
        char: Index of the character after it, in the page's own text.
        left: Where it begins, in points.
        right: Where it ends.
    """

    char: int
    left: float
    right: float


@dataclass(slots=True)  # not frozen, which would take three times as long to make; nothing changes one
class Line:
    """Print on one line.

    Attributes:
        page: From 1.
        char: Index of its first character in the page's own text.
        runs: Characters that follow one another in the page's own text, and the index there of the
            first of them; None for white space that the page shows but its text lacks.
        box: Where it stands.
        glued: Whether its last character is a hyphen that breaks a word.
        row: Whether it is a row of a table.
        boxed: Whether it was typed into a box of its own, on top of the page.
        angle: Degrees by which it is turned anticlockwise against the print of its page.
        gaps: White spaces in it that are wider than its letters are high, from left to right.
        size: Size of the font in its middle, in points; 0 where it is not known.
        raised: Places of small signs behind a word in it, which may be marks of footnotes.
        text: The words, without white space around.
        place: Place of its first character: unique in the document.
        height: Height of the line in points.
    """

    page: int
    char: int
    runs: Runs
    box: Box
    glued: bool = False
    row: bool = False
    boxed: bool = False
    angle: int = 0
    gaps: tuple[Gap, ...] = ()
    raised: tuple[int, ...] = ()
    size: float = 0.0
    text: str = field(init=False, repr=False, compare=False)  # all three are asked for many times
    place: Place = field(init=False, repr=False, compare=False)
    height: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Puts the words together."""
        runs, box = self.runs, self.box
        self.text = runs[0][1] if len(runs) == 1 else "".join([text for _, text in runs])
        self.place = self.page, self.char
        height = box.top - box.bottom
        self.height = height if height > 1.0 else 1.0

    @property
    def em(self) -> float:
        """Size of its letters in points; boxes of fonts that do not describe themselves are too low."""
        return max(self.size, self.height)

    @property
    def letter_width(self) -> float:
        """Mean width of its characters in points."""
        return max(self.box.right - self.box.left, 1.0) / len(self.text)


MarkKind = Literal["value", "text", "comment", "struck", "picture", "file"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something put on top of a page, which is no part of its own text.

    Attributes:
        kind: ``value`` of a form field, ``text`` typed on the page, a reader's ``comment``, words ``struck`` out, a
            stamp or another ``picture``, or an attached ``file``.
        text: Its words, or the file's name; empty for kinds that are only counted.
        box: Where it stands.
    """

    kind: MarkKind
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageLines:
    """What was read from one page.

    Attributes:
        number: From 1.
        lines: In reading order.
        unmapped: Number of glyphs of which the file does not say what character they show.
        garbled: Share of its characters that stand for letters unknown, 0 to 1.
        invisible: Number of its lines that the page does not show.
        marks: What was put on top of it.
        read_by_ocr: Whether its words are those that OCR saw.
    """

    number: int
    lines: tuple[Line, ...]
    unmapped: int = 0
    garbled: float = 0.0
    invisible: int = 0
    marks: tuple[Mark, ...] = ()
    read_by_ocr: bool = False


def cut(line: Line, gaps: Sequence[Gap]) -> list[Line]:
    """Returns the parts of a line between some of its gaps."""
    starts = [line.char, *(gap.char for gap in gaps)]
    lefts = [line.box.left, *(gap.right for gap in gaps)]
    rights = [*(gap.left for gap in gaps), line.box.right]
    ends = [*starts[1:], None]
    parts = [
        Line(
            line.page,
            start,
            _runs_between(line.runs, start, end),
            Box(left, line.box.bottom, right, line.box.top),
            glued=line.glued and end is None,
            row=line.row,
            boxed=line.boxed,
            angle=line.angle,
            size=line.size,
            gaps=tuple(gap for gap in line.gaps if start < gap.char and (end is None or gap.char < end)),
            raised=tuple(at for at in line.raised if start <= at and (end is None or at < end)),
        )
        for start, end, left, right in zip(starts, ends, lefts, rights, strict=True)
    ]
    return [part for part in parts if part.runs]


def _runs_between(runs: Runs, start: int, end: int | None) -> Runs:
    """Returns the runs of the characters from one place to another, without white space around."""
    found: list[tuple[int | None, str]] = []
    for first, text in runs:
        if first is None:
            if found:
                found.append((None, text))
            continue
        skipped = max(start - first, 0)
        kept = text[skipped : None if end is None else max(end - first, 0)]
        if not found:
            skipped += len(kept) - len(kept.lstrip())
            kept = kept.lstrip()
        if kept:
            found.append((first + skipped, kept))
    while found and not found[-1][1].rstrip():
        found.pop()
    if found:
        found[-1] = (found[-1][0], found[-1][1].rstrip())
    return tuple(found)


def without(page: PageLines, places: Collection[Place]) -> PageLines:
    """Returns a page without some of its lines."""
    return replace(page, lines=tuple(line for line in page.lines if line.place not in places)) if places else page


def is_signature_label(text: str) -> bool:
    """Whether a line begins like one of a signature."""
    return (":" in text or "_" in text) and _SIGNATURE_LABEL.match(text) is not None


def joins_without_space(last: Line, line: Line) -> bool:
    """Whether the first word of a line is the rest of the word that ends the line before."""
    if last.glued:
        return True
    return last.text[-1] in _HYPHENS and line.text[0].isalpha() and _BROKEN_WORD.search(last.text[-2:]) is not None


def around(boxes: Iterable[Box]) -> Box:
    """Returns the smallest box around some others, of which there is at least one."""
    lefts, bottoms, rights, tops = zip(*((box.left, box.bottom, box.right, box.top) for box in boxes), strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))
