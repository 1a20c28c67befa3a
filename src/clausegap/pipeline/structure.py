"""Sections: where they begin, their numbers and headings, and which parts are no operative text.

Word files say where paragraphs and headings are; PDFs say it by line breaks; some texts (old EDGAR
filings) hold a whole contract in one line. So a section may begin at a block or, in a long block,
at a number with a heading behind a sentence end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from clausegap.model.analysis import Section, Zone
from clausegap.model.document import Block
from clausegap.numbering import is_contents_line, is_heading, number_at_start

_WORD = r"(?:[A-Z][\w'’/&-]*|of|and|or|the|to|for|in|on|by|with|a|an|as|not|from|&|/|-)"
# "Confidential Information. Each party shall" or "CONFIDENTIALITY: ..." at the start of a paragraph.
_RUN_IN: Final = re.compile(
    rf"\s*[\"“_]*(?P<heading>[A-Z][\w'’/&-]*(?:[,;]?\s{{1,2}}{_WORD}){{0,9}}|[A-Z][A-Z ,;&/'’()-]{{3,90}})[\"”_]*"
    r"\s*(?:\.|:|\s[-–—]|\.\s?[-–—])(?=\s|$)"
)
# "1.03 Preferred status. For the term": after a number a title may be in small letters.
_SMALL_RUN_IN: Final = re.compile(r"(?P<heading>[A-Z][\w'’/&-]*(?:[,;]?\s[\w'’/&-]+){0,5})\.(?=\s+[\"“(\[]?[A-Z])")
# " 4.2 Audit Rights. Customer may" inside a long line.
_INLINE: Final = re.compile(
    # A chapter's title in capitals may stand before it: "ARTICLE 2 COMPENSATION 2.1 Remuneration."
    rf"(?:(?<=[.;:)\]”\"])|(?<=\s\s)|(?<=[A-Z]{{4}})(?=\s+\d+\.\d+\s+[A-Z][a-z]))\s+(?P<number>(?:(?:ARTICLE|Article|SECTION|Section)\s+)?"
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*\.?|[IVX]{{1,6}}\.))\s+"
    rf"(?P<heading>[A-Z][A-Za-z'’/&-]*(?:,?\s{{1,2}}{_WORD}){{0,9}}|[A-Z][A-Z ,;&/'’-]{{3,90}})\s*[.:](?=\s)"
)
_PART: Final = re.compile(r"\s*(?:SCHEDULE|EXHIBIT|ANNEX|ANNEXURE|APPENDIX|ATTACHMENT|ADDENDUM)\b[\s\w.-]{0,12}", re.I)
_QUOTED_PART: Final = re.compile(
    r"\s*((?:SCHEDULE|EXHIBIT|ANNEX|ANNEXURE|APPENDIX|ATTACHMENT|ADDENDUM)\s+(?:NO\.?\s*)?[\"“‘'][\w.-]{1,5}[\"”’'])",
    re.I,
)
# The label of a public filing that holds the contract, "Exhibit 10.1": no exhibit of the contract.
_FILED: Final = re.compile(r"(?i)exhibit\s+\d{1,3}(?:\.\d{1,3}){1,2}[.:]?$|exhibit\s+\d{1,3}\([ivxlc]+\)$")
_FILED_WITHIN: Final = 400  # characters from the beginning
# "B1. Access.", "S-2. Attestations.", "A.3 Scope": numbers of schedules.
_LETTERED: Final = re.compile(r"\s*([A-Z](?:-?\d{1,2}\.(?!\d)|(?:\.\d{1,3})+\.?))(?=\s+[\"“(]?[A-Z])")
_CITED_AS: Final = r"\b(?:clauses?|sections?|articles?|paragraphs?|schedules?|exhibits?|annex(?:ure)?|appendix)"
_CITING: Final = re.compile(rf"(?i){_CITED_AS}\s*$")
_CONTINUED: Final = re.compile(
    rf"(?:\b(?:in|of|under|to|and|or|the|see|per|with|by|from|as|this|that|at|on|for)|,|(?i:{_CITED_AS}))\s*$"
)
_ITEM_NUMBER: Final = re.compile(r"^\(?(?:[a-z]{1,2}|[ivxl]{1,6})[.)]$|^\([A-Z]\)$")
_SIGNATURE: Final = re.compile(
    r"(?:^|\n)\s*(?:(?i:in witness whereof)|By:\s*[_/\n]|Name:\s|Title:\s|(?i:signed),? (?:for|by|as|on behalf)"
    r"|(?i:(?:executed|delivered|signed,? sealed)(?: and delivered)? (?:as (?:a deed|an agreement)|(?:for and )?on behalf of))"
    r"|(?i:executed by\b.{0,120}\b(?:acting by|director|attorney))|(?i:docusign(?:ed by| envelope))"
    r"|(?i:(?:duly )?authori[sz]ed (?:signatory|signature))\b|Its:\s*[_\n]|Signature:?\s*[_\n]|(?i:in the presence of:?)\s*(?:$|\n|_))",
)
_RECITAL: Final = re.compile(
    r"\s*(?:WHEREAS\b|Whereas\b|RECITALS?\b|BACKGROUND\b|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H\b"
    r"|(?i:(?:Background|Recitals?|Preamble|Preliminary statements?):?\s*$))"
)
_RECITAL_END: Final = re.compile(
    r"NOW,?\s+THEREFORE|AGREED TERMS|agree as follows|agreed as follows|THE PARTIES AGREE", re.I
)
# "Source: ACME, INC., 10-K" under a page, "By: ____" over a signature: labels, not titles.
_LABELS: Final = frozenset({
    "source", "by", "name", "title", "date", "dated", "address", "attention", "attn", "telephone", "phone", "fax",
    "email", "e-mail", "re", "to", "from", "between", "and", "among", "per", "note", "notes", "tel", "facsimile",
    "signature", "witness", "page",
})  # fmt: skip
_COMPANY: Final = re.compile(r"(?:\bINC|\bInc|\bLLC|\bLtd|\bLTD|\bL\.P|\bCorp|\bGmbH|\bLimited|\bLIMITED|\bPLC)\.?$")
_TITLE_WORDS: Final = 9
_LONG_TITLE: Final = 120
_OPERATIVE: Final = re.compile(r"\b(?:shall|will|must|may|agrees?|is|are|has|have|means)\b", re.I)
_PAGE_NUMBERED: Final = re.compile(r"[A-Za-z)]\s\d{1,3}(?=\s+(?:\d|[A-Z])|\s*$)")
_CONTENTS_TITLE: Final = re.compile(r"(?i)(?:(?:table of |list of )?contents?|index)(?: page)?:?")
_ENTRY_END: Final = re.compile(r"(?<=[A-Za-z)])\s\d{1,3}(?=\s+(?:\d|[A-Z])|\s*$)")
_LEAST_ENTRIES: Final = 3
_LEAST_RUN: Final = 5  # titles that come again make a table of contents without a heading
_LONG_BLOCK: Final = 1500
_LONGEST_RECITALS: Final = 4000
_DUTY: Final = re.compile(r"\bshall\b")
_LAST_RECITAL: Final = 0.3  # of the text
_LAST_CONTENTS: Final = 0.3  # of the text; "Contents" further back heads something else


@dataclass(frozen=True, slots=True)
class Start:
    """Where a section begins.

    Attributes:
        at: First character of its number or heading.
        body: First character after the heading.
        number: As displayed, or None.
        heading: Or None.
        level: Depth, 0 for a schedule.
        is_bare: Whether its block holds nothing but the number.
        is_shaped: Whether only its shape makes it a heading, not the source.
    """

    at: int
    body: int
    number: str | None
    heading: str | None
    level: int
    is_bare: bool = False
    is_shaped: bool = False


def find_structure(text: str, blocks: Sequence[Block]) -> tuple[tuple[Section, ...], tuple[Zone, ...]]:
    """Returns the sections of a document, and the zone of each block."""
    contents = _contents_blocks(text, blocks)
    return _sections(text, blocks, contents), _zones(text, blocks, contents)


def find_sections(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Returns the sections of a document; the first covers what stands before any heading."""
    return _sections(text, blocks, _contents_blocks(text, blocks))


def _sections(text: str, blocks: Sequence[Block], contents: frozenset[int]) -> tuple[Section, ...]:
    starts = [Start(0, 0, None, None, 0)]
    for index, block in enumerate(blocks):
        if index in contents:
            continue
        for start in _starts_in(text, block):
            if not _is_later(start, starts) or not _opens(text, start):
                continue
            if start.at > starts[-1].at or (start.at == 0 and len(starts) == 1):
                starts.append(start)
    return _with_extents(_nested(text, _joined(text, starts)), len(text))


def _is_later(start: Start, before: Sequence[Start]) -> bool:
    """Whether a bare number goes on from the last one.

    Footnotes and lists begin again at 1; indexes of terms name sections of other chapters.
    """
    if start.heading is not None or start.number is None:
        return True
    own = re.match(r"\d+", start.number)
    single = start.number.isdigit()
    if own is None or not (single or start.is_bare):
        return True
    for known in reversed(before):
        if known.level == 0:
            return True
        chapter = re.match(r"\d+", known.number or "")
        if chapter is not None:
            ahead = int(own.group()) - int(chapter.group())
            return ahead > 0 if single else 0 <= ahead <= 1
    return True


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
    first, second = (re.match(r"(\d+)((?:\.\d+)*)", n) for n in (before, number))
    if first is None or second is None or not (first[2] and second[2]) or first[1] != second[1]:
        return False
    return [int(n) for n in second[0].split(".")] > [int(n) for n in first[0].split(".")]


def _starts_in(text: str, block: Block) -> Iterator[Start]:
    if block.kind in ("table_row", "footnote", "endnote", "text_box"):
        return
    shown = text[block.start : block.end]
    if is_contents_line(shown):
        return
    first = _block_start(shown, block)
    if first is not None:
        yield first
    if len(shown) > _LONG_BLOCK:
        yield from _inline_starts(text, block)


def _block_start(shown: str, block: Block) -> Start | None:
    number = block.number or number_at_start(shown) or _schedule_number(shown)
    if number is not None and _ITEM_NUMBER.match(number):
        return None
    offset = shown.find(number) + len(number) if number and number in shown[:40] else 0
    rest = shown[offset:].lstrip(" .\t-–—:")
    at = block.start + len(shown) - len(shown.lstrip())
    level = _level(number, shown, block)
    if block.kind == "heading" or is_heading(shown) or (number is not None and _is_title(number, rest)):
        heading = " ".join(rest.split()).rstrip(".:") or None
        if number is None and heading is not None and not _may_head(heading):
            return None
        return Start(
            at, block.end, _clean(number), heading, level, heading is None, number is None and block.level is None
        )
    run_in = _run_in(rest, number)
    if run_in is not None:
        body = block.start + shown.find(rest) + run_in.end()
        if body < block.end:
            heading = " ".join(run_in.group("heading").split())
            return Start(at, body, _clean(number), heading, level, False, number is None)
    if number is not None:
        return Start(at, block.start + offset, _clean(number), None, level, not rest.strip())
    return None


def _schedule_number(shown: str) -> str | None:
    """Returns a number that only schedules use ("B1.", "A.3"), or an exhibit's label in quotation marks."""
    found = _LETTERED.match(shown)
    if found is None and len(shown) <= _LONG_TITLE:
        found = _QUOTED_PART.match(shown)
    return found.group(1) if found else None


def _is_title(number: str, rest: str) -> bool:
    """Whether the words behind a clause number are its title in small letters ("3. Dedicated team")."""
    words = rest.split()
    if number.isdigit() or not words or len(words) > _TITLE_WORDS or not words[0][:1].isupper():
        return False
    return rest.rstrip()[-1:].isalpha() and _OPERATIVE.search(rest) is None


def _may_head(heading: str) -> bool:
    return heading.lower() not in _LABELS and _COMPANY.search(heading) is None


def _run_in(rest: str, number: str | None) -> re.Match[str] | None:
    found = _RUN_IN.match(rest)
    if found is None and number is not None and not _ITEM_NUMBER.match(number):
        found = _SMALL_RUN_IN.match(rest)
        if found is not None and _OPERATIVE.search(found.group("heading")):
            return None
    if found is None or not _may_head(found.group("heading")):
        return None
    return found if number is not None or len(found.group("heading").split()) <= 5 else None


def _inline_starts(text: str, block: Block) -> Iterator[Start]:
    for match in _INLINE.finditer(text, block.start, block.end):
        number = match.group("number")
        heading = " ".join(match.group("heading").split())
        if len(heading) > 2:
            yield Start(match.start("number"), match.end(), _clean(number), heading, _level(number, number, block))


def _clean(number: str | None) -> str | None:
    if number is None:
        return None
    bare = re.sub(r"(?i)^(?:section|clause|§+)\s*", "", " ".join(number.split())).rstrip(".:) ")
    return bare + (")" if bare.count("(") > bare.count(")") else "") or None


def _level(number: str | None, shown: str, block: Block) -> int:
    if _PART.match(shown):
        return 0
    if number is None:
        return block.level or 1
    digits = re.search(r"\d+(?:\.\d+)*", number)
    if digits is None or re.match(r"(?i)\s*article", number):
        return 1
    parts = digits.group().split(".")
    # "9.0" heads a chapter just as "9." does.
    depth = len(parts) - (1 if len(parts) > 1 and set(parts[-1]) == {"0"} else 0)
    return depth + number.count("(")


def _with_extents(starts: Sequence[Start], length: int) -> tuple[Section, ...]:
    sections = []
    for index, start in enumerate(starts):
        end = starts[index + 1].at if index + 1 < len(starts) else length
        last = next((s.at for s in starts[index + 1 :] if s.level <= start.level), length) if index else end
        sections.append(Section(start.at, end, last, start.number, start.heading, start.level))
    return tuple(sections)


def zones(text: str, blocks: Sequence[Block]) -> tuple[Zone, ...]:
    """Returns the part of the contract that each block belongs to.

    A table of contents is a run of lines with leaders, or of bare headings that come again later;
    recitals run from WHEREAS or BACKGROUND to the words of agreement, to the first numbered clause,
    or so far as recitals go at the most; signature blocks are short. What is in doubt is body: text
    that is not searched would turn into a wrong absence.
    """
    return _zones(text, blocks, _contents_blocks(text, blocks))


def _zones(text: str, blocks: Sequence[Block], contents: frozenset[int]) -> tuple[Zone, ...]:
    found: list[Zone] = []
    recital_from: int | None = None
    for index, block in enumerate(blocks):
        shown = text[block.start : block.end]
        opens = block.start < len(text) * _LAST_RECITAL and _RECITAL.match(shown) is not None
        if opens and recital_from is None:
            recital_from = block.start
        closes = recital_from is not None and _RECITAL_END.search(shown) is not None
        if recital_from is not None and not opens:
            too_long = block.end - recital_from > _LONGEST_RECITALS
            recital_from = None if closes or too_long or _is_clause(block) else recital_from
        found.append(_zone(shown, in_contents=index in contents, recital=recital_from is not None))
        if closes:
            recital_from = None
    return tuple(found)


def _is_clause(block: Block) -> bool:
    """Whether a block bears a clause number; recitals are lettered, if anything."""
    return block.number is not None and any(c.isdigit() for c in block.number)


def _zone(shown: str, *, in_contents: bool, recital: bool) -> Zone:
    if in_contents:
        return "toc"
    if recital and len(shown) < _LONG_BLOCK and (_RECITAL.match(shown) or not _DUTY.search(shown)):
        return "recital"
    if len(shown) < 400 and _SIGNATURE.search(shown):
        return "signature"
    return "body"


def _contents_blocks(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Returns the indexes of the blocks that only list headings: tables of contents, lists of exhibits."""
    shown = [" ".join(text[block.start : block.end].split()) for block in blocks]
    found = {index for index, line in enumerate(shown) if is_contents_line(line)}
    early = [index for index, block in enumerate(blocks) if block.start < len(text) * _LAST_CONTENTS]
    for index in early:
        if is_contents_line(text[blocks[index].start : blocks[index].end]):  # a tab before the page
            found.add(index)
        if _CONTENTS_TITLE.fullmatch(shown[index]):
            found.add(index)
            found.update(_run_of_titles(shown, index + 1))
    found.update(_untitled_contents(shown, blocks, [index for index in early if index not in found]))
    found.update(_lists_of_parts(shown, blocks))
    return frozenset(found)


def _untitled_contents(shown: Sequence[str], blocks: Sequence[Block], early: Sequence[int]) -> Iterator[int]:
    """Yields the lines of a table of contents without a heading.

    It is a run of short lines with numbers or pages whose titles come again later, in the same order.
    """

    def may_list(index: int) -> bool:
        short = len(shown[index]) <= _LONG_TITLE and not shown[index].endswith((".", ";", ","))
        marked = blocks[index].number is not None or shown[index][-1:].isdigit()
        return short and marked and blocks[index].kind != "list_item"

    for whole in _runs(early, may_list):
        run = list(_before_repetition(shown, whole))
        if len(run) < _LEAST_RUN:
            continue
        rest = "\n".join(["", *(_title_key(line[:_LONG_TITLE]) for line in shown[run[-1] + 1 :])])
        again, place = [], 0
        for index in run:
            key = _title_key(shown[index])
            found = rest.find(f"\n{key}", place) if key else -1
            if found >= 0:
                again.append(index)
                place = found + 1
        if len(again) >= max(_LEAST_RUN, 0.8 * len(run)):
            yield from run


def _before_repetition(shown: Sequence[str], run: Sequence[int]) -> Iterator[int]:
    """Yields the lines of a run up to the first that repeats one: there the body begins."""
    titles: set[str] = set()
    for index in run:
        key = _entry_key(shown[index])
        if key in titles:
            return
        titles.add(key)
        yield index


def _lists_of_parts(shown: Sequence[str], blocks: Sequence[Block]) -> Iterator[int]:
    """Yields the lines of a list of exhibits: some that stand together, with no exhibit between them."""

    def is_part(index: int) -> bool:
        number = blocks[index].number
        return number is not None and len(shown[index]) <= _LONG_TITLE and _PART.match(number) is not None

    for run in _runs(range(len(shown)), is_part):
        if len(run) >= _LEAST_ENTRIES:
            yield from run


def _runs(indexes: Iterable[int], belongs: Callable[[int], bool]) -> Iterator[list[int]]:
    """Yields the longest stretches of neighbouring indexes that belong together."""
    run: list[int] = []
    for index in indexes:
        if run and (index != run[-1] + 1 or not belongs(index)):
            yield run
            run = []
        if belongs(index):
            run.append(index)
    if run:
        yield run


def _title_key(line: str) -> str:
    """Returns the letters of a title without its number and page; empty for a line with too few of them."""
    number = number_at_start(line)
    title = re.sub(r"[\s.…]*\d*$", "", line[len(number) :] if number else line)
    letters = "".join(filter(str.isalpha, title)).casefold()
    return letters if len(letters) > 3 else ""


def _run_of_titles(shown: Sequence[str], start: int) -> Iterator[int]:
    """Yields the lines after a contents heading up to the first title that is repeated later."""
    titles: set[str] = set()
    for index in range(start, min(start + 200, len(shown))):
        # A line of a PDF may hold several entries, each with its page.
        pages = len(_PAGE_NUMBERED.findall(shown[index]))
        entries = {key for entry in _ENTRY_END.split(shown[index]) if len(key := _entry_key(entry)) > 3}
        if len(shown[index]) > _LONG_TITLE * max(pages, 1) or entries & titles:
            return
        titles |= entries
        yield index


def _entry_key(entry: str) -> str:
    """Returns the letters and digits of a title with its number, without its page."""
    return re.sub(r"[\W_]+", "", re.sub(r"[\s.…]*\d*$", "", entry)).casefold()
