"""Sections: where they begin, their numbers and headings, and which parts are no operative text.

Word files say where paragraphs and headings are; PDFs say it by line breaks; some texts (old EDGAR
filings) hold a whole contract in one line. So a section may begin at a block or, in a long block,
at a number with a heading behind a sentence end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from clausegap.model.analysis import Zone
from clausegap.model.document import Block
from clausegap.model.section import Section
from clausegap.pipeline.contents import contents_blocks
from clausegap.pipeline.headings import Start, starts_in
from clausegap.pipeline.zones import find_zones

# The label of a public filing that holds the contract, "Exhibit 10.1": no exhibit of the contract.
_FILED: Final = re.compile(r"(?i)exhibit\s+\d{1,3}(?:\.\d{1,3}){1,2}[.:]?$|exhibit\s+\d{1,3}\([ivxlc]+\)$")
_CHAPTER: Final = re.compile(r"\d+")
_DECIMAL: Final = re.compile(r"(\d+)((?:\.\d+)*)")
_FILED_WITHIN: Final = 400  # characters from the beginning
_CITED_AS: Final = r"\b(?:clauses?|sections?|articles?|paragraphs?|schedules?|exhibits?|annex(?:ure)?|appendix)"
_CITING: Final = re.compile(rf"(?i){_CITED_AS}\s*$")
_CONTINUED: Final = re.compile(
    rf"(?:\b(?:in|of|under|to|and|or|the|see|per|with|by|from|as|this|that|at|on|for)|,|(?i:{_CITED_AS}))\s*$"
)


def find_structure(text: str, blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Zone, ...]]:
    """Returns the sections of a document, and the zone of each block."""
    contents = contents_blocks(text, blocks)
    return _sections(text, blocks, contents), find_zones(text, blocks, contents)


def find_sections(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Returns the sections of a document; the first covers what stands before any heading."""
    return _sections(text, blocks, contents_blocks(text, blocks))


def _sections(text: str, blocks: Sequence[Block], contents: frozenset[int]) -> tuple[Section, ...]:
    starts = [Start(0, 0, None, None, 0)]
    chapter: int | None = None
    for index, block in enumerate(blocks):
        if index in contents:
            continue
        for start in starts_in(text, block):
            if not _is_later(start, chapter) or not _opens(text, start):
                continue
            if start.at > starts[-1].at or (start.at == 0 and len(starts) == 1):
                starts.append(start)
                own = _CHAPTER.match(start.number or "")
                chapter = None if start.level == 0 else int(own.group()) if own else chapter
    return _with_extents(_nested(text, _joined(text, starts)), len(text))


def _is_later(start: Start, chapter: int | None) -> bool:
    """Whether a bare number goes on from the chapter before it.

    Footnotes and lists begin again at 1; indexes of terms name sections of other chapters.
    """
    own = _CHAPTER.match(start.number or "")
    if start.heading is not None or start.number is None or own is None or chapter is None:
        return True
    ahead = int(own.group()) - chapter
    if start.number.isdigit():
        return ahead > 0
    return not start.is_bare or 0 <= ahead <= 1


def _opens(text: str, start: Start) -> bool:
    """Whether a section begins, and is not named in the middle of a sentence or by a public filing."""
    if start.number is None:
        return True
    if start.level == 0 and start.at < _FILED_WITHIN and _FILED.match(start.number):
        return False
    before = text[max(start.at - 30, 0) : start.at]
    named = start.level == 0 or start.is_bare or text[start.at : start.at + 4].isalpha()
    return (_CONTINUED if named else _CITING).search(before) is None


def _joined(text: str, starts: Sequence[Start]) -> list[Start]:
    """Returns the starts with a number and the heading on the next line ("ARTICLE 3", "TERM") as one."""
    found = list(starts[:1])
    for start in starts[1:]:
        last = found[-1]
        alone = last.number is not None and last.heading is None and not text[last.body : start.at].strip()
        if alone and start.number is None and start.heading is not None:
            found[-1] = replace(last, body=start.body, heading=start.heading)
        else:
            found.append(start)
    return found


def _nested(text: str, starts: Sequence[Start]) -> list[Start]:
    """Returns the starts with headings without a number below the numbered section that goes on behind them.

    A heading between 3.1 and 3.2 divides 3.1, unless it is the title of what follows at once.
    """
    found = list(starts)
    waiting: list[int] = []
    last: Start | None = None
    for index, start in enumerate(found):
        if start.level == 0:
            waiting, last = [], None
        elif start.number is None:
            if start.is_shaped and text[start.body : found[min(index + 1, len(found) - 1)].at].strip():
                waiting.append(index)
        else:
            if last is not None and _same_chapter(last.number or "", start.number):
                for inner in waiting:
                    found[inner] = replace(found[inner], level=last.level + 1)
            waiting, last = [], start
    return found


def _same_chapter(before: str, number: str) -> bool:
    """Whether a number with points goes on in the chapter of the one before."""
    first, second = (_DECIMAL.match(n) for n in (before, number))
    if first is None or second is None or not (first[2] and second[2]) or first[1] != second[1]:
        return False
    return [int(n) for n in second[0].split(".")] > [int(n) for n in first[0].split(".")]


def _with_extents(starts: Sequence[Start], length: int) -> tuple[Section, ...]:
    """Returns the sections: each ends at the next, and with all below it at the next of its level or above."""
    lasts = [length] * len(starts)
    open_: list[int] = []
    for index, start in enumerate(starts):
        while open_ and starts[open_[-1]].level >= start.level:
            lasts[open_.pop()] = start.at
        open_.append(index)
    ends = [*(start.at for start in starts[1:]), length]
    lasts[0] = ends[0]  # the opening contains nothing
    rows = zip(starts, ends, lasts, strict=True)
    return tuple(Section(s.at, end, last, s.number, s.heading, s.level) for s, end, last in rows)
