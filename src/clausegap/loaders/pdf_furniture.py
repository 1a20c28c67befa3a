"""Tells running heads, feet and page numbers from the words of a contract.

Only lines at the upper and lower edge of a page can be furniture, each only when all lines further
out are furniture as well; so a real line that repeats amid the pages always stays in the text. Pages
that repeat one another in most of their lines, such as signature pages, prove nothing. There are two
exceptions. Page numbers of an earlier print, which files made from web pages carry amid their own
pages: lone numbers, away from the left margin, that count up through the document. And watermarks:
print aslant, sideways on most pages, or far larger than its page with the words of a stamp.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from statistics import median
from typing import Final

from clausegap.loaders.pdf_lines import Line, PageLines, Place
from clausegap.model.document import FurnitureKind

_LONGEST: Final = 200  # characters of a line that says by itself what it is
_EDGE_LINES: Final = 3  # repeated lines looked for at either edge
_LEAST_TIMES: Final = 3  # below that nothing can be said to repeat
_SHARE: Final = 0.5  # of all pages, or of the odd or the even ones
_STAMP_PAGES: Final = 2
_WATERMARK: Final = 60  # characters
_LARGE: Final = 2.0  # times the height of a page's lines
_LONE_NUMBER: Final = re.compile(r"(?:-\s*)?(\d{1,3})(?:\s*-)?")
_MOST_DIGITS: Final = 3  # of it
_LEAST_LINES_BETWEEN: Final = 12  # lines of one earlier page; the rows of a table are closer
_FAR_OFF: Final = 2.5  # times the height of a line
_MARGIN: Final = 0.2  # of the width of print
# Signature pages repeat one another, and are no furniture.
_SIGNATURE: Final = re.compile(r"(?:by|name|title|date|its|signature|witness|per)\b.{0,4}:.*|[-_\s]+", re.IGNORECASE)
_NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalpha() and chr(code) != "\n")
_DIGITS: Final = re.compile(r"\d+")
_FRAMED_NUMBER: Final = re.compile(
    r"(?:page\s*|pg\.?\s*|p\.\s*)\(?[\divxl]{1,5}\)?(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|[-\u2013\u2014]{1,2}\s*[\divxl]{1,5}\s*[-\u2013\u2014]{1,2}|\[\s*\d{1,4}\s*\]|\d{1,4}\s+of\s+\d{1,4}",
    re.IGNORECASE,
)
_FRAMES: Final = "pP[-\u2013\u2014"  # what it may begin with, besides a number
_LONGEST_BARE_NUMBER: Final = 7
_BARE_NUMBER: Final = re.compile(r"\d{1,3}\.?|[ivxl]{1,7}|[A-Z]{1,2}-\d{1,3}")
# The foot under which filings of the United States' securities authority are printed.
_SOURCE: Final = re.compile(r"Source:\s.+,\s.+,\s\d{1,2}/\d{1,2}/\d{4}")
_STAMP: Final = re.compile(
    r"(?:strictly\s+)?(?:private\s+(?:and|&)\s+)?confidential(?:\s+(?:treatment\s+requested.*|draft|information))?"
    r"|(?:subject to contract|not for (?:execution|distribution)|specimen|superseded|void|(?:true |file )?copy)"
    r"|draft(?:[\s,:\-\u2013].{0,40})?|execution\s+(?:version|copy)|(?:company\s+)?proprietary(?:\s+(?:and|&)\s+confidential)?"
    r"|confidential\s+(?:and|&)\s+proprietary|docusign envelope id:.*",
    re.IGNORECASE,
)

Furnishings = dict[Place, FurnitureKind]


def find_furniture(pages: Sequence[PageLines]) -> Furnishings:
    """Returns what kind of furniture the lines of a document are, by their place; others are absent."""
    edges = [(page, _edges(page.lines)) for page in pages]
    upper_texts = [(page.number, _edge_texts(upper)) for page, (upper, _) in edges]
    lower_texts = [(page.number, _edge_texts(lower)) for page, (_, lower) in edges]
    forms = _forms(pages) if _may_repeat(upper_texts) or _may_repeat(lower_texts) else frozenset()
    heads = _repeated(upper_texts, len(pages), forms)
    feet = _repeated(lower_texts, len(pages), forms)
    numbered = sum(_has_bare_number(upper) or _has_bare_number(lower) for _, (upper, lower) in edges)
    found: Furnishings = {}
    for page, (upper, lower) in edges:
        bare = numbered >= 2 or len(pages) == 1
        _peel(upper, heads, found, edge="header", bare=bare and len(page.lines) > 1)
        _peel(lower, feet, found, edge="footer", bare=bare and len(page.lines) > 1)
    _find_earlier_numbers(pages, found)
    return found | _turned_stamps(pages) | _large_stamps(pages)


def _forms(pages: Sequence[PageLines]) -> frozenset[int]:
    """Returns the pages that repeat one another, such as signature pages: their lines prove no head or foot."""
    letters = {page.number: _letters(page.lines) for page in pages}
    alike = _alike(letters)
    if not alike:
        return alike
    wanted = {line for number in alike for line in letters[number]}
    folded: dict[int, list[Hashable]] = {
        page.number: [
            _folded(line.text) if key in wanted else line.place  # which is like no other
            for key, line in zip(letters[page.number], page.lines, strict=True)
        ]
        for page in pages
    }
    return _alike(folded)


def _alike(folded: Mapping[int, Sequence[Hashable]]) -> frozenset[int]:
    """Returns the numbers of pages of which most lines stand on another page, too."""
    times = Counter(text for texts in folded.values() for text in set(texts))
    return frozenset(
        number
        for number, texts in folded.items()
        if len(texts) > 2 * _EDGE_LINES and sum(times[text] > 1 for text in texts) > _SHARE * len(texts)
    )


def _letters(lines: Sequence[Line]) -> list[bytes]:
    """Returns the English letters of lines, made of a whole page at once: lines that fold to the same have the same."""
    text = "\n".join([line.text.replace("\n", " ") for line in lines]).casefold()
    return text.encode("ascii", "ignore").translate(None, _NO_LETTERS).split(b"\n") if lines else []


def _turned_stamps(pages: Sequence[PageLines]) -> Furnishings:
    """Returns watermarks: short print aslant on the page, or sideways with the words of a stamp or on many pages."""
    turned = [line for page in pages for line in page.lines if line.angle]
    if not turned:
        return {}
    times = Counter(_folded(text) for _, text in {(line.page, line.text) for line in turned})
    found: Furnishings = {}
    for line in turned:
        aslant = line.angle % 90 != 0 and len(line.text) <= _WATERMARK
        repeated = times[_folded(line.text)] >= max(_LEAST_TIMES, _SHARE * len(pages))
        if aslant or repeated or _STAMP.fullmatch(line.text):
            found[line.place] = "stamp"
    return found


def _large_stamps(pages: Sequence[PageLines]) -> Furnishings:
    """Returns level watermarks: the words of a stamp, far larger than the print of their page, on several pages."""
    found: Furnishings = {}
    for page in pages:
        heights = [line.height for line in page.lines]
        if not heights or max(heights) <= _LARGE * min(heights):
            continue
        usual = median(heights)
        for line in page.lines:
            if line.height > _LARGE * usual and len(line.text) <= _WATERMARK and _STAMP.fullmatch(line.text):
                found[line.place] = "stamp"
    return found if len({page for page, _ in found}) >= _STAMP_PAGES else {}


def _edges(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Returns the lines of a page from the top down and from the foot up, tables and turned print left out."""
    level = [line for line in lines if not (line.row or line.angle)]
    placed = [(round(line.box.bottom), line.box.left, line.place, line) for line in level]
    placed.sort(key=itemgetter(0, 1, 2))
    up = [line for *_, line in placed]
    placed.sort(key=itemgetter(0), reverse=True)  # keeps the lines of a row from left to right
    return [line for *_, line in placed], up


def _edge_texts(lines: list[Line]) -> dict[str, str]:
    """Returns the outermost lines at an edge that are no numbers, by how they are folded."""
    texts = [line.text for line in _unnumbered(lines)[:_EDGE_LINES]]
    return {_folded(text): text for text in texts}


def _may_repeat(edges: Iterable[tuple[int, Mapping[str, str]]]) -> bool:
    """Whether a line other than stamps stands at this edge of so many pages that forms among them matter."""
    counts = Counter(text for _, texts in edges for text in texts)
    often = (text for text, times in counts.items() if times >= _LEAST_TIMES)
    return any(not (_SIGNATURE.fullmatch(text) or _STAMP.fullmatch(text)) for text in often)


def _repeated(edges: Iterable[tuple[int, Mapping[str, str]]], pages: int, forms: frozenset[int]) -> frozenset[str]:
    """Returns the folded lines that stand at this edge of enough pages; on forms only stamps count."""
    counts: Counter[tuple[str, int]] = Counter()
    for number, texts in edges:
        counted = (folded for folded, text in texts.items() if number not in forms or _STAMP.fullmatch(text))
        counts.update((folded, number % 2) for folded in counted)
    return frozenset(text for text, _ in counts if _is_repeated(text, counts, pages))


def _is_repeated(text: str, counts: Counter[tuple[str, int]], pages: int) -> bool:
    if _SIGNATURE.fullmatch(text):
        return False
    odd, even = counts[text, 1], counts[text, 0]
    if _STAMP.fullmatch(text):
        return odd + even >= _STAMP_PAGES
    if odd + even < _LEAST_TIMES:
        return False
    alternating = min(odd, even) == 0 and odd + even > _SHARE * (pages // 2)
    return alternating or odd + even >= _SHARE * pages


def _unnumbered(lines: list[Line]) -> list[Line]:
    outer = lines[: _EDGE_LINES + 2]
    return [line for line in outer if _own_kind(line.text, bare=True) not in ("page_number", "source_line")]


def _folded(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.casefold().split()))


def _has_bare_number(lines: list[Line]) -> bool:
    return any(_is_bare_number(line.text) for line in lines[:2])


def _own_kind(text: str, *, bare: bool) -> FurnitureKind | None:
    """Returns what a line at an edge is by its own words, without regard to other pages."""
    if len(text) > _LONGEST:
        return None
    if _SOURCE.fullmatch(text):
        return "source_line"
    return "page_number" if _is_framed_number(text) or (bare and _is_bare_number(text)) else None


def _is_framed_number(text: str) -> bool:
    return (text[:1] in _FRAMES or text[:1].isdecimal()) and _FRAMED_NUMBER.fullmatch(text) is not None


def _is_bare_number(text: str) -> bool:
    return len(text) <= _LONGEST_BARE_NUMBER and _BARE_NUMBER.fullmatch(text) is not None


def _peel(lines: list[Line], repeated: frozenset[str], found: Furnishings, *, edge: FurnitureKind, bare: bool) -> None:
    """Marks furniture from the edge inwards, up to the first line that is none."""
    seen = 0
    numbers = 0
    for index, line in enumerate(lines):
        may_be_bare = numbers == 0 and _is_bare_number(line.text) and (bare or _stands_alone(line, lines[index + 1 :]))
        kind = _own_kind(line.text, bare=may_be_bare)
        if kind is None and repeated and seen < _EDGE_LINES and _folded(line.text) in repeated:
            kind = "stamp" if _STAMP.fullmatch(line.text) else edge
            seen += 1
        if kind is None:
            return
        numbers += kind == "page_number"
        found.setdefault(line.place, kind)


def _stands_alone(line: Line, inner: Sequence[Line]) -> bool:
    """Whether a line stands far off the next one, and not at the left margin where clause numbers do."""
    if not inner:
        return False
    distance = abs(line.box.bottom - inner[0].box.bottom)
    return distance > _FAR_OFF * line.em and line.box.left > _indent(inner)


def _find_earlier_numbers(pages: Sequence[PageLines], found: Furnishings) -> None:
    """Marks the longest row of lone numbers that count up by one, each a page's length after the last."""
    chain: list[Line] = []
    best: list[Line] = []
    value, at = 0, 0
    for index, line, number in _lone_numbers(pages):
        follows = chain and number == value + 1 and index - at >= _LEAST_LINES_BETWEEN
        chain = [*chain, line] if follows else [line]
        value, at = number, index
        best = max(best, chain, key=len)
    if len(best) >= _LEAST_TIMES:
        for line in best:
            found.setdefault(line.place, "page_number")


def _lone_numbers(pages: Sequence[PageLines]) -> Iterator[tuple[int, Line, int]]:
    """Yields the lines that are but a number away from the left margin: index in the document, line and number."""
    before = 0
    for page in pages:
        found = [
            (index, line, int(number[1]))
            for index, line in enumerate(page.lines, before)
            if (len(line.text) <= _MOST_DIGITS or "-" in (line.text[0], line.text[-1]))
            and (number := _LONE_NUMBER.fullmatch(line.text))
        ]
        if found:
            margin = _indent(page.lines)
            yield from (one for one in found if not one[1].row and one[1].box.left > margin)
        before += len(page.lines)


def _indent(lines: Sequence[Line]) -> float:
    """Returns how far right a line must begin not to belong to the left margin."""
    left = min((line.box.left for line in lines), default=0.0)
    right = max((line.box.right for line in lines), default=0.0)
    return left + _MARGIN * (right - left)
