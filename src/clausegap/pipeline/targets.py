"""Where a cross reference leads: the section, schedule or list item that it names.

A number means first the section of that number in the same exhibit or schedule, then that of the
contract's body: exhibits begin to count anew. What points into another agreement or a statute has
no target here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from clausegap.model.analysis import Reference, Target
from clausegap.model.document import Block
from clausegap.model.section import Section, section_key
from clausegap.pipeline.literals import holds_any

_PART_NAME: Final = re.compile(
    r"(?i)(?P<kind>schedule|exhibit|annex|annexure|appendix|attachment|addendum)\s*(?:no\.?\s*)?[\"“']?(?P<label>[\w.-]+)"
)
_BRACKETED: Final = re.compile(r"\((\w{1,4})\)")
_ROMAN: Final = re.compile(r"[ivxlc]+")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
# "Section 2 of Exhibit A", "paragraph 4 in Part B of Schedule 1"
_OF_PART: Final = re.compile(
    r"\s*(?:\([^()]{2,80}\)\s*)?(?:of|to|in|under)\s+(?:this\s+|the\s+)?(?:Part\s+\w+\s+of\s+)?"
    rf"(?P<part>{_PART_NAME.pattern[4:]})",
    re.I,
)
_OF_CONTRACT: Final = re.compile(
    r"\s*(?:\([^()]{2,80}\)\s*)?(?:of|to|in|under)\s+(?:this|the)\s+(?:main\s+body|body|Agreement|Contract|Terms)\b"
)
_LAW: Final = (
    r"(?:Code|CODE|Acts?|ACTS?|Laws?|Rules?|Regulations?|REGULATIONS?|Statutes?|Directive|Ordinance|Constitution|GDPR"
    r"|CCPA|UCC|ERISA|Treaty|Convention|Restatement|Decree|[A-Z]{2,8}A)\b"
)
_PAPER: Final = (
    r"(?:Plan|Lease|Indenture|Bylaws|Charter|Certificate|Policy|Manual|Note|Deed|Guarantee|Guaranty|Warrant"
    r"|Prospectus|Form|Order|[A-Z][\w&'’-]*\s+(?:Agreement|Contract|Terms))\b"
)
_NAME: Final = r"[A-Z\d][\w.&'’-]*\s+"
# "Section 365 of the Bankruptcy Code", "Article 28 of the GDPR", "Section 5 of the Prime Contract",
# "Section 4 thereof", "section 258 Pensions Act 2004", "Section 552 U.S.C."
_ELSEWHERE: Final = re.compile(
    rf"""\s*(?:\([^()]{{2,80}}\)\s*)?,?\s*(?:
        thereof\b | U\.?S\.?C\b | C\.?F\.?R\b
      | (?:of|OF|to|under|in)\s+ (?:(?:the|THE|such|that(?:\s+certain)?|any|each|said)\s+)?
        (?:(?:{_NAME} | (?:of|and|the|for|on|to)\s+ | \([A-Z]{{2,6}}\)\s+)){{0,9}}? (?:{_LAW}|{_PAPER})
      | (?:the\s+)? (?:{_NAME}){{1,4}}? {_LAW} )""",
    re.X,
)
_LAW_BEFORE: Final = re.compile(
    r"(?:\bCode|\bAct|\bRegulations?|U\.S\.C\.|C\.F\.R\.|\bIRC|\bTreas\.\s*Reg\.|\bRule)\s*,?\s*(?:under\s+)?$"
)
_LAW_ENDS: Final = ("Code", "Act", "Regulation", "U.S.C.", "C.F.R.", "IRC", "Reg.", "Rule")
_LOOK: Final = 120  # characters behind a pointer in which its document is named
_LABEL: Final = re.compile(r"\((\w{1,4})\)(?=\s|\(|$)")
_NOUN: Final = re.compile(r"(?i)\b(?:section|clause|article|paragraph)")
_BODY_CHARACTERS: Final = 100
_CITED: Final = re.compile(r"(?:\w|\d\s|[)§]|\b(?:clauses?|sections?|paragraphs?|items?|sub-?\w+)\s)$", re.I)
_LISTED: Final = re.compile(r"(?:[;:,.–—-]|\band|\bor|and/or|^)\s*$")


@dataclass(frozen=True, slots=True)
class _Places:
    """The sections by part and number.

    Attributes:
        parts: For each section the index of the exhibit or schedule around it, 0 for the contract's body.
        names: Exhibits and schedules by name ("schedule 2").
        numbers: The section of each part and number, of several the first that has a body: a row of a table may
            bear the number too. Roman and arabic numbers are the same.
    """

    parts: tuple[int, ...]
    names: Mapping[str, Sequence[int]]
    numbers: Mapping[tuple[int, str], int]


def with_targets(
    text: str, blocks: Sequence[Block], sections: Sequence[Section], references: Sequence[Reference]
) -> tuple[Reference, ...]:
    """Returns references with a target, or None, for each number that they name."""
    places = _places(sections)
    finder = _Finder(text, blocks, sections, places)
    starts = [section.start for section in sections]
    found = []
    for reference in references:
        here = places.parts[max(bisect_right(starts, reference.start) - 1, 0)] if places.parts else 0
        found.append(replace(reference, targets=tuple(finder.targets(reference, here))))
    return tuple(found)


def points_elsewhere(text: str, reference: Reference) -> bool:
    """Whether a reference points into another agreement or a statute by what stands around it."""
    if reference.document is not None:
        return True
    before = text[max(reference.start - 40, 0) : reference.start]
    after = text[reference.end : reference.end + _LOOK]
    if _OF_PART.match(after) or _OF_CONTRACT.match(after):
        return False
    if _ELSEWHERE.match(after) is not None:
        return True
    return holds_any(before, _LAW_ENDS) and _LAW_BEFORE.search(before) is not None


class _Finder:
    def __init__(self, text: str, blocks: Sequence[Block], sections: Sequence[Section], places: _Places) -> None:
        self._text = text
        self._blocks = blocks
        self._block_starts = [block.start for block in blocks]
        self._sections = sections
        self._section_starts = [section.start for section in sections]
        self._places = places
        self._known: dict[int, _Items] = {}

    def targets(self, reference: Reference, here: int) -> Iterator[Target | None]:
        """Yields the target of each number of a reference that stands in a part."""
        elsewhere = points_elsewhere(self._text, reference)
        # "Section 2 and Section 365 of the Bankruptcy Code": only the last is one of the statute.
        several = elsewhere and len(_NOUN.findall(self._text, reference.start, reference.end)) > 1
        after = self._text[reference.end : reference.end + _LOOK]
        named = _OF_PART.match(after)
        scopes = [here, 0]
        if named is not None:
            scopes = list(self._places.names.get(_part_key(named.group("part")), ()))
        elif _OF_CONTRACT.match(after):
            scopes = [0, here]
        for position, number in enumerate(reference.numbers, 1):
            if elsewhere and (not several or position == len(reference.numbers)):
                yield None
                continue
            yield self._part(number, here) if _PART_NAME.match(number) else self._section(number, scopes)

    def _part(self, name: str, here: int) -> Target | None:
        found = self._places.names.get(_part_key(name), ())
        inner = [i for i in found if self._sections[here].start <= self._sections[i].start < self._sections[here].last]
        chosen = next(iter(inner or found), None)
        return None if chosen is None else self._whole(name, chosen)

    def _section(self, number: str, scopes: Sequence[int]) -> Target | None:
        full = re.sub(r"\s", "", number).casefold()
        labels = _BRACKETED.findall(full)
        for part in dict.fromkeys(scopes):
            exact = self._places.numbers.get((part, full))
            if exact is not None:
                return self._whole(number, exact)
            index = self._places.numbers.get((part, _plain(section_key(full))))
            if index is not None:
                return self._item(number, index, labels) if labels else self._whole(number, index)
        return None

    def _whole(self, number: str, index: int) -> Target:
        section = self._sections[index]
        return Target(number, index, section.start, section.last)

    def _item(self, number: str, index: int, labels: Sequence[str]) -> Target:
        """Returns the list item of a section, or the section where it has no such item."""
        section = self._sections[index]
        items = self._items(index)
        start = section.start
        for label in labels:
            at = items.after(label, start)
            if at is None:
                return Target(number, index, section.start, section.last, whole=False)
            start = at
        block = self._blocks[max(bisect_right(self._block_starts, start) - 1, 0)]
        inner = bisect_right(self._section_starts, start) - 1
        return Target(number, max(inner, index), start, min(max(block.end, start + 1), section.last))

    def _items(self, index: int) -> _Items:
        """Returns the list items of a section and all below it, found at the first need."""
        if index not in self._known:
            section = self._sections[index]
            first = bisect_left(self._block_starts, section.start)
            blocks = self._blocks[first : bisect_left(self._block_starts, section.last)]
            self._known[index] = _items_in(self._text, blocks, section)
        return self._known[index]


@dataclass(frozen=True, slots=True)
class _Items:
    """Where the list items of a section begin, ascending, by label without brackets.

    Attributes:
        paragraphs: Items in paragraphs of their own.
        inline: Items amid a sentence.
    """

    paragraphs: Mapping[str, Sequence[int]]
    inline: Mapping[str, Sequence[int]]

    def after(self, label: str, start: int) -> int | None:
        """Returns the first item of a label at or behind a character, rather one in a paragraph of its own."""
        for places in (self.paragraphs.get(label, ()), self.inline.get(label, ())):
            position = bisect_left(places, start)
            if position < len(places):
                return places[position]
        return None


def _items_in(text: str, blocks: Sequence[Block], section: Section) -> _Items:
    paragraphs: dict[str, list[int]] = {}
    inline: dict[str, list[int]] = {}
    for block in blocks:
        label = re.search(r"(?:^|\()(\w{1,4})[.)]*$", block.number or "")
        if label is not None:
            paragraphs.setdefault(label[1].casefold(), []).append(block.start)
    for match in _LABEL.finditer(text, section.start, section.last):
        before = text[max(match.start() - 30, section.start) : match.start()]
        if _LISTED.search(before) or not _CITED.search(before):
            inline.setdefault(match[1].casefold(), []).append(match.start())
    return _Items(paragraphs, inline)


def _places(sections: Sequence[Section]) -> _Places:
    parts: list[int] = []
    names: dict[str, list[int]] = {}
    numbers: dict[tuple[int, str], list[int]] = {}
    part = 0
    for index, section in enumerate(sections):
        if index and section.level == 0:
            part = index
        parts.append(part)
        if section.number is None:
            continue
        if _PART_NAME.match(section.number):
            names.setdefault(_part_key(section.number), []).append(index)
        else:
            full = re.sub(r"\s", "", section.number).casefold()
            for key in dict.fromkeys((_plain(section_key(section.number)), full)):
                numbers.setdefault((part, key), []).append(index)
    return _Places(tuple(parts), names, {key: _fullest(sections, found) for key, found in numbers.items()})


def _fullest(sections: Sequence[Section], found: Sequence[int]) -> int:
    return next((i for i in found if sections[i].last - sections[i].start > _BODY_CHARACTERS), found[0])


def _part_key(name: str) -> str:
    match = _PART_NAME.match(name)
    if match is None:
        return name.casefold()
    kind = match["kind"].casefold()
    return f"{'annex' if kind == 'annexure' else kind} {_plain(match['label'].casefold().rstrip('.').replace('-', ''))}"


def _plain(key: str) -> str:
    """Returns a number with roman digits as an arabic one: "Article IV" is cited as "Article 4" too."""
    if not _ROMAN.fullmatch(key) or key in ("l", "c"):
        return key
    total = 0
    for digit, following in zip(key, [*key[1:], ""], strict=True):
        value = _ROMAN_VALUES[digit]
        total += -value if following and _ROMAN_VALUES[following] > value else value
    return str(total)
