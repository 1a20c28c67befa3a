"""The shapes of clause numbers, headings, bullets and contents lines in printed contracts.

The forms are those of English-language drafting: decimal ("9.1", "9.1.2"), bracketed ("(a)", "(iv)"),
lettered ("A."), roman ("IV.") and named ("Article IV", "Schedule 2").
"""

from __future__ import annotations

import re
from typing import Final

from clausegap.model.document import BlockKind

HEADING_CHARACTERS: Final = 110
HEADING_WORDS: Final = 14
_TAIL: Final = 60  # characters; searching all of a long line would take quadratic time

_BRACKETED: Final = r"\((?:[a-z]{1,2}|[A-Z]{1,2}|[ivxl]{1,6}|[IVXL]{1,6}|\d{1,2})\)"
_NAMES: Final = (
    r"(?i:article|section|clause|schedule|exhibit|annex|annexure|appendix|attachment|part|chapter"
    r"|addendum|paragraph)|§{1,2}"
)
_FIRST_LETTERS: Final = frozenset(
    {"art", "sec", "cla", "sch", "exh", "ann", "app", "att", "par", "cha", "add"}
)  # of the names
# A named number ends in punctuation, at the line's end, or before a capital: "Section 3.2 of the" is
# a reference that happens to begin a line.
_NAMED: Final = (
    rf"(?:{_NAMES})\s{{0,3}}(?:(?:\d{{1,3}}(?:[.\-]\d{{1,3}})*|[IVXLC]{{1,7}}(?:-\d{{1,2}})?|[A-Z](?:-\d{{1,2}})?)\b\.?)"
    rf"(?:\s?{_BRACKETED})*(?=[:)\u2013\u2014-]|\s*$|\s+[:\u2013\u2014-]|\s+[\"'\u201c\u2018(]?[A-Z\d\[])"
)
_DECIMAL: Final = rf"\d{{1,3}}(?:\.\d{{1,3}}|\.\s\d{{1,3}}(?=\.\s))+\.?(?:\s?{_BRACKETED})*(?=\s|$)"
_SINGLE: Final = rf"\d{{1,3}}(?:\.(?:\s?{_BRACKETED})*|\)|(?:{_BRACKETED})+)(?=\s|$)"
_BRACKETS: Final = rf"{_BRACKETED}(?:\s?{_BRACKETED})*(?=\s|$)"
_LETTER: Final = r"(?:[IVXLC]{1,6}|[A-Z]|[a-z])(?:\.|\))(?=\s|$)"
# Bare numbers carry no sign of their own; only a capitalised title makes one of them a clause number.
_BARE: Final = r"\d{1,2}(?=\s+[\"\u201c]?[A-Z])"

_NUMBER: Final = re.compile(rf"\s*({_NAMED}|{_DECIMAL}|{_SINGLE}|{_BRACKETS}|{_LETTER}|{_BARE})")
_ITEM: Final = rf"\s*(?:{_NAMED}|{_DECIMAL}|{_SINGLE}|{_BRACKETS}|{_LETTER})"
_LIST_NUMBER: Final = re.compile(rf"(?:{_BRACKETS}|[a-z][.)]|\d{{1,2}}\)|[ivxl]{{1,6}}[.)])$")
_BULLET: Final = re.compile(
    r"\s*(?:[\u2022\u25cf\u25aa\u25e6\u25a0\u25a1\u25cb\u00b7\u25ba\u27a2\uf0b7]\s*\w|[*\u2013\u2014-]\s+\w|o\s+[A-Z])"
)
_ITEM_OR_BULLET: Final = re.compile(rf"{_ITEM}|{_BULLET.pattern}")
_NAMED_START: Final = re.compile(rf"\s*{_NAMED}")
_LEADERS: Final = 5
_CONTENTS: Final = re.compile(
    rf"(?:\.\s?){{{_LEADERS},}}\s*[ivxlc\d-]*\s*$|\u2026{{2,}}\s*[ivxlc\d]*\s*$|\t\s*(?:\d{{1,3}}|[ivxlc]{{1,6}})\s*$"
)
_SMALL_WORDS: Final = frozenset(
    {
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "per", "the", "to", "upon",
        "with", "without", "under", "other", "than", "this", "that", "between", "not", "de", "v", "v.", "vs", "vs."
    }
)  # fmt: skip
_SENTENCE_MARKS: Final = frozenset(".;:!?")
_CLOSING: Final = "\"'\u201d\u2019)]"
_LIST_GOES_ON: Final = re.compile(r"[;,]\s*(?:and|or|and/or)$")


def number_at_start(text: str) -> str | None:
    """Returns the clause number that a block begins with, as displayed, or None.

    Example:
        >>> number_at_start("9.1 The Supplier shall"), number_at_start("Section 3.2 of the Plan")
        ('9.1', None)
    """
    found = None if _begins_with_other_word(text) else _NUMBER.match(text)
    return found.group(1) if found else None


def starts_item(line: str) -> bool:
    """Whether a line begins a numbered or bulleted item, by signs that prose does not show."""
    return not _begins_with_other_word(line) and _ITEM_OR_BULLET.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line may be the last of a paragraph or list item."""
    if line[-1:].isalpha() and line[-1] not in "dr":
        return False  # nor is it "and" or "or"
    tail = line[-_TAIL:].rstrip()
    if tail.endswith(("and", "or")) and _LIST_GOES_ON.search(tail):
        return True
    return tail.rstrip(_CLOSING)[-1:] in _SENTENCE_MARKS


def is_contents_line(line: str) -> bool:
    """Whether a line is an entry of a table of contents: leaders or a tab before a page number."""
    if line[-1:].isalpha() and line[-1] not in "ivxlc":
        return False
    tail = line[-_TAIL:]
    if tail.count(".") < _LEADERS and "\u2026\u2026" not in tail and "\t" not in tail:
        return False  # sooner seen than not matched
    return _CONTENTS.search(tail) is not None


def is_heading(text: str) -> bool:
    """Whether a block has the shape of a heading: short, capitalised, without a closing sentence mark.

    Example:
        >>> is_heading("9. CONFIDENTIALITY."), is_heading("The Supplier shall pay")
        (True, False)
    """
    text = text.strip()
    if not text or len(text) > HEADING_CHARACTERS or _ends_as_prose(text) or is_contents_line(text):
        return False
    number = number_at_start(text)
    title = text[len(number) :].strip(" \t.:-\u2013\u2014") if number else text
    if _NAMED_START.match(text) and not title:
        return True
    words = title.split()
    if not words or len(words) > HEADING_WORDS or "__" in title or not any(map(str.isalpha, title)):
        return False
    if number is None and text.endswith((".", ":")):
        return False
    return _capitalised(title, words)


def kind_of(text: str) -> BlockKind:
    """Returns what a block looks like: a heading, a list item or a paragraph."""
    if _BULLET.match(text):
        return "list_item"
    number = number_at_start(text)
    in_list = number is not None and _LIST_NUMBER.match(number) is not None
    if is_heading(text) and not in_list:
        return "heading"
    return "list_item" if in_list else "paragraph"


def _begins_with_other_word(text: str) -> bool:
    """Whether a text begins with a word in lower case that names no number: neither number nor bullet then."""
    return text[:2].isalpha() and text[1:2].islower() and text[:3].casefold() not in _FIRST_LETTERS


def _ends_as_prose(text: str) -> bool:
    """Whether a text ends with a mark or a word with which no heading ends."""
    last = text.rpartition(" ")[2]
    if last.isalpha():
        return last[0].islower() and last not in _SMALL_WORDS
    return text.endswith((";", ",", "?", "!"))


def _capitalised(title: str, words: list[str]) -> bool:
    if title.isupper():
        return sum(map(str.isalpha, title)) > 1
    if any(map(str.isdigit, title)) or ". " in title or ": " in title:
        return False
    bare = [word.strip("\"'()[]\u201c\u201d\u2018\u2019,&/-") for word in words]
    if not bare[0][:1].isupper():
        return False
    small = [word for word in bare if not word[:1].isupper()]
    return 2 * len(small) <= len(bare) and all(not word or word in _SMALL_WORDS for word in small)
