"""What the characters of a PDF's text layer show: spaces that it lacks, ligatures, letters that it does not name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

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

Runs = tuple[tuple[int | None, str], ...]
"""Characters that follow one another in a page's own text, after the place of the first; None for space it lacks."""


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
