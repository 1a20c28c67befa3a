"""Lines of print as both PDF engines give them, and what a page is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# One character for one character, so that a place in the text stays a place on the page: hyphens that
# PDFium marks at a line's end (U+0002, U+FFFE) and soft hyphens print as hyphens; Unicode's white
# space and unprintable characters become spaces.
_SPACES: Final = "\x00\x01\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    chr(code) for code in (*range(0x03, 0x09), *range(0x0E, 0x1C), *range(0x2000, 0x200B))
)
_PRINTED: Final = {
    **{ord(space): " " for space in _SPACES},
    **{ord(hyphen): "-" for hyphen in "\x02\ufffe\xad"},
    0x37E: ";",  # the Greek question mark, which Unicode makes equal to the semicolon
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
# Text layers lack the space after a clause number that stands in a margin of its own, and after an
# overhanging f ("ofthe"). No English word is made of these parts.
_GLUED: Final = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.|\d{1,2}(?:\.\d{1,2})+|\((?!s\))[a-z]{1,4}\)|\([A-Z]\)|\(\d{1,2}\))(?=[A-Za-z]{2})"
    r"|\b(?:of(?=[A-Z$])|(?:of|for|all)(?=(?:the|this|that|these|those|any|all|such|its|their|each|which"
    r"|said)\b))"
)
# What stands in a text layer for letters that its fonts do not name: control characters, the replacement
# character, private use (ISO 32000-1, 9.10.2, allows readers any choice), and pdfminer's own mark.
_UNMAPPED: Final = re.compile(
    "[\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\ue000-\uf8ff\ud800-\udfff]|\\(cid:\\d+\\)"
)
_BROKEN_WORD: Final = re.compile(r"[^\W\d_][-\u2010]$")


Runs = tuple[tuple[int | None, str], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page as a reader sees it, in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
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
    """

    page: int
    char: int
    runs: Runs
    box: Box
    glued: bool = False
    row: bool = False
    boxed: bool = False

    @property
    def text(self) -> str:
        """The words, without white space around."""
        runs = self.runs
        return runs[0][1] if len(runs) == 1 else "".join(text for _, text in runs)

    @property
    def place(self) -> tuple[int, int]:
        """Page and character: unique in the document."""
        return self.page, self.char

    @property
    def height(self) -> float:
        """Height of the line in points."""
        return max(self.box.top - self.box.bottom, 1.0)

    @property
    def letter_width(self) -> float:
        """Mean width of its characters in points."""
        return max(self.box.right - self.box.left, 1.0) / len(self.text)


@dataclass(frozen=True, slots=True)
class PageLines:
    """What was read from one page.

    Attributes:
        number: From 1.
        lines: In reading order.
        unmapped: Share of its characters that the file's fonts do not map to Unicode, 0 to 1.
    """

    number: int
    lines: tuple[Line, ...]
    unmapped: float = 0.0


def unmapped_share(text: str) -> float:
    """Returns the share of a page's own characters, spaces apart, that stand for letters unknown, 0 to 1."""
    found = _UNMAPPED.findall(text)
    if not found:
        return 0.0
    return min(sum(map(len, found)) / max(len("".join(text.split())), 1), 1.0)


def printed(text: str) -> str:
    """Returns a page's text with each special character replaced by the one that it shows as."""
    return text.translate(_PRINTED)


def joins_without_space(last: Line, line: Line) -> bool:
    """Whether the first word of a line is the rest of the word that ends the line before."""
    return last.glued or (line.text[0].isalpha() and _BROKEN_WORD.search(last.text[-2:]) is not None)


def split_glued(text: str, first: int) -> Runs:
    """Returns the runs of a line, with the spaces that the page shows but its text lacks.

    Args:
        text: Characters of the line.
        first: Index of the first of them in the page's own text.
    """
    runs: list[tuple[int | None, str]] = []
    start = 0
    for found in _GLUED.finditer(text):
        runs += [(first + start, text[start : found.end()]), (None, " ")]
        start = found.end()
    return (*runs, (first + start, text[start:]))
