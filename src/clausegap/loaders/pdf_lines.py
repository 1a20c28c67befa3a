"""Lines of print as both PDF engines give them, and what a page is made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple

# One character for one character, so that a place in the text stays a place on the page: hyphens that
# PDFium marks at a line's end (U+0002) and soft hyphens print as hyphens; Unicode's white
# space and unprintable characters become spaces.
_SPACES: Final = "\x00\x01\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    chr(code) for code in (*range(0x03, 0x09), *range(0x0E, 0x1C), *range(0x2000, 0x200B))
)
_PRINTED: Final = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("\x02\xad", "-"),
    "\u037e": ";",  # the Greek question mark, which Unicode makes equal to the semicolon
    **{chr(code): "\ufffd" for code in range(0xD800, 0xE000)},
}
# Text layers lack the space after a clause number that stands in a margin of its own, and after an
# overhanging f ("ofthe"). No English word is made of these parts.
_GLUED_NUMBER: Final = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.|\d{1,2}(?:\.\d{1,2})+|\((?!s\))[a-z]{1,4}\)|\([A-Z]\)|\(\d{1,2}\))(?=[A-Za-z]{2})"
)
_AFTER_F: Final = r"the|this|that|these|those|any|all|such|its|their|each|which|said"
_GLUED_WORD: Final = re.compile(rf"\b(?:of(?=[A-Z$])|(?:of|for|all)(?=(?:{_AFTER_F})\b))")
# What that needs, without a look at what stands before: a page is searched for words as such in no time.
_MAY_BE_GLUED: Final = tuple(re.compile(rf"{word}(?=[A-Z$]|{_AFTER_F})") for word in ("of", "for", "all"))
# Ligatures that PDFium takes apart by itself and pdfplumber does not, and characters without any width.
_SHOWN: Final = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
}
_SPECIAL: Final = re.compile(f"[{''.join(_SHOWN)}]")
# What stands in a text layer for letters that its fonts do not name: control characters, noncharacters, the
# replacement character, private use (ISO 32000-1, 9.10.2, leaves readers the choice), and pdfminer's own mark.
_GARBAGE: Final = re.compile("[\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\ue000-\uf8ff\ud800-\udfff]")
_ODD: Final = re.compile(f"[{re.escape(''.join((*_PRINTED, *_SHOWN)))}{_GARBAGE.pattern[1:-1]}]")
_ORDINARY: Final = bytes(code for code in range(128) if not _ODD.match(chr(code)))
_CID: Final = "(cid:"
_GARBAGE_WITH_CIDS: Final = re.compile(rf"{_GARBAGE.pattern}|\(cid:\d+\)")
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
Runs = tuple[tuple[int | None, str], ...]


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


def odd_characters(text: str) -> frozenset[str]:
    """Returns the characters of a text that do not print as they are, or stand for letters unknown.

    One search for all of them, of a whole page, tells what need not be looked for in its lines.
    """
    # Most are ordinary, and sooner taken away than passed over one by one.
    others = text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY)
    return frozenset(_ODD.findall(others.decode("utf-8", "surrogatepass")))


def garbled_share(text: str, odd: frozenset[str] | None = None) -> float:
    """Returns the share of a page's own characters, spaces apart, that stand for letters unknown, 0 to 1.

    Args:
        text: The characters.
        odd: Its odd ones, where they are known.
    """
    if _CID not in text and not (odd is None or _GARBAGE.search("".join(odd))):
        return 0.0
    found = (_GARBAGE_WITH_CIDS if _CID in text else _GARBAGE).findall(text)
    if not found:
        return 0.0
    return min(sum(map(len, found)) / max(len("".join(text.split())), 1), 1.0)


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


def printed(text: str, odd: frozenset[str] | None = None) -> str:
    """Returns a page's text with each special character replaced by the one that it shows as.

    Args:
        text: The characters.
        odd: Its odd ones, where they are known.
    """
    # They are of few kinds, and so sooner replaced than by str.translate.
    for character in odd_characters(text) if odd is None else odd:
        text = text.replace(character, _PRINTED.get(character, character))
    return text


def is_signature_label(text: str) -> bool:
    """Whether a line begins like one of a signature."""
    return (":" in text or "_" in text) and _SIGNATURE_LABEL.match(text) is not None


def joins_without_space(last: Line, line: Line) -> bool:
    """Whether the first word of a line is the rest of the word that ends the line before."""
    if last.glued:
        return True
    return last.text[-1] in _HYPHENS and line.text[0].isalpha() and _BROKEN_WORD.search(last.text[-2:]) is not None


def shown_runs(text: str, first: int, spaces: Collection[int] = ()) -> Runs:
    """Returns the runs of a line with ligatures as the letters that they show and spaces that its text lacks.

    Both letters of a ligature have its place. Characters without any width, such as the byte order
    mark, show nothing and are left out.

    Args:
        text: Characters of the line.
        first: Index of the first of them in the page's own text.
        spaces: Places in the page's own text before which the page shows a space.
    """
    runs: list[tuple[int | None, str]] = []
    start = 0
    for at, end, shown in _changes(text, first, spaces):
        if at > start:
            runs.append((first + start, text[start:at]))
        if at == end:
            runs.append((None, shown))
        else:
            runs += [(first + at, letter) for letter in shown]
        start = end
    if start < len(text):
        runs.append((first + start, text[start:]))
    return tuple(runs)


def is_plain(text: str, odd: frozenset[str]) -> bool:
    """Whether nothing inside the lines of a page is shown otherwise than it stands there.

    Args:
        text: What it prints.
        odd: Its odd characters.
    """
    return odd.isdisjoint(_SHOWN) and not any(pattern.search(text) for pattern in _MAY_BE_GLUED)


def begins_glued(text: str) -> bool:
    """Whether a line begins with a number behind which it lacks a space."""
    return not text[0].isalpha() and _GLUED_NUMBER.match(text) is not None


def joined_runs(parts: Iterable[tuple[int | None, str]]) -> Iterator[tuple[int | None, str]]:
    """Yields characters that follow one another in the page's own text, or that it lacks, as one run."""
    run: tuple[int | None, str] | None = None
    for at, text in parts:
        if run is not None and _follows(run, at):
            run = run[0], run[1] + text
            continue
        if run is not None:
            yield run
        run = at, text
    if run is not None:
        yield run


def _follows(run: tuple[int | None, str], at: int | None) -> bool:
    start, text = run
    return at is None if start is None else at == start + len(text)


def around(boxes: Iterable[Box]) -> Box:
    """Returns the smallest box around some others, of which there is at least one."""
    lefts, bottoms, rights, tops = zip(*((box.left, box.bottom, box.right, box.top) for box in boxes), strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def _changes(text: str, first: int, spaces: Collection[int]) -> list[tuple[int, int, str]]:
    """Returns what is to be shown otherwise than it stands in a text: start, end, and what is shown."""
    number = _GLUED_NUMBER.match(text)
    found = [(number.end(), number.end(), " ")] if number else []
    found += [(match.end(), match.end(), " ") for match in _GLUED_WORD.finditer(text)]
    if spaces:
        known = {at for at, _, _ in found}
        missing = (place - first for place in spaces if 0 < place - first < len(text))
        found += [(at, at, " ") for at in missing if at not in known]
    if not text.isascii():
        found += [(match.start(), match.end(), _SHOWN[match.group()]) for match in _SPECIAL.finditer(text)]
    return sorted(found)
