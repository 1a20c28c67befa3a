"""Where sections begin: a number, a heading, or both, at the start of a block or amid a long line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

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
PART: Final = re.compile(r"\s*(?:SCHEDULE|EXHIBIT|ANNEX|ANNEXURE|APPENDIX|ATTACHMENT|ADDENDUM)\b[\s\w.-]{0,12}", re.I)
_QUOTED_PART: Final = re.compile(
    r"\s*((?:SCHEDULE|EXHIBIT|ANNEX|ANNEXURE|APPENDIX|ATTACHMENT|ADDENDUM)\s+(?:NO\.?\s*)?[\"“‘'][\w.-]{1,5}[\"”’'])",
    re.I,
)
# "B1. Access.", "S-2. Attestations.", "A.3 Scope": numbers of schedules.
_LETTERED: Final = re.compile(r"\s*([A-Z](?:-?\d{1,2}\.(?!\d)|(?:\.\d{1,3})+\.?))(?=\s+[\"“(]?[A-Z])")
_NOUN: Final = re.compile(r"(?i)^(?:section|clause|§+)\s*")
_DIGITS: Final = re.compile(r"\d+(?:\.\d+)*")
_ITEM_NUMBER: Final = re.compile(r"^\(?(?:[a-z]{1,2}|[ivxl]{1,6})[.)]$|^\([A-Z]\)$")
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
# "9.4 Upon termination of this Agreement", "3.1 The Consultant undertakes to": the beginning of a sentence.
_PART_OF_SENTENCE: Final = re.compile(
    r"\b(?:to|that|not|of|by|for|the|with|and|or|from|in|on|at|who|which|if|when|where)$"
    r"|^(?:up)?on\b|^(?:after|if|in|during|for|where|when|following|within|subject|unless|without|at|before|by)\b",
    re.I,
)
_LONG_BLOCK: Final = 1500


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


def starts_in(text: str, block: Block) -> Iterator[Start]:
    """Yields the sections that begin in a block, in text order."""
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
    if block.kind == "heading" or is_heading(shown) or (number is not None and _is_title(number, rest)):
        heading = " ".join(rest.split()).rstrip(".:") or None
        if number is None and heading is not None and not _may_head(heading):
            return None
        level, shaped = _level(number, shown, block), number is None and block.level is None
        return Start(at, block.end, _clean(number), heading, level, heading is None, shaped)
    run_in = _run_in(rest, number)
    if run_in is not None:
        body = block.start + shown.find(rest) + run_in.end()
        if body < block.end:
            heading = " ".join(run_in.group("heading").split())
            return Start(at, body, _clean(number), heading, _level(number, shown, block), False, number is None)
    if number is not None:
        level = _level(number, shown, block)
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


def is_numbered_title(shown: str) -> bool:
    """Returns whether a line is a clause number with a title in small letters, and no beginning of a sentence."""
    number = number_at_start(shown)
    if number is None or _ITEM_NUMBER.match(number):
        return False
    rest = shown[shown.find(number) + len(number) :].strip(" .\t\n-–—:")
    return _is_title(number, rest) and _PART_OF_SENTENCE.search(rest) is None


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
    bare = _NOUN.sub("", " ".join(number.split())).rstrip(".:) ")
    return bare + (")" if bare.count("(") > bare.count(")") else "") or None


def _level(number: str | None, shown: str, block: Block) -> int:
    if PART.match(shown):
        return 0
    if number is None:
        return block.level or 1
    digits = _DIGITS.search(number)
    if digits is None or number.lstrip()[:7].lower() == "article":
        return 1
    parts = digits.group().split(".")
    # "9.0" heads a chapter just as "9." does.
    depth = len(parts) - (1 if len(parts) > 1 and set(parts[-1]) == {"0"} else 0)
    return depth + number.count("(")
