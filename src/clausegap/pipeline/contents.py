"""Which blocks only list headings: tables of contents and lists of exhibits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, overload

from clausegap.model.document import Block
from clausegap.numbering import is_contents_line, number_at_start
from clausegap.pipeline.headings import PART

_LONG_TITLE: Final = 120
_PAGE_NUMBERED: Final = re.compile(r"[A-Za-z)]\s\d{1,3}(?=\s+(?:\d|[A-Z])|\s*$)")
_CONTENTS_TITLE: Final = re.compile(r"(?i)(?:(?:table of |list of )?contents?|index)(?: page)?:?")
# The page of an entry amid a line, but not the number in "ARTICLE 1 DEFINITIONS".
_NAMED_NUMBER: Final = "".join(
    rf"(?<!\b{name})" for name in ("article", "section", "clause", "exhibit", "schedule", "appendix", "annex", "part")
)
_ENTRY_END: Final = re.compile(rf"(?i:{_NAMED_NUMBER})(?<=[A-Za-z)])\s\d{{1,3}}(?=\s+(?:\d|[A-Z])|\s*$)")
_LEADER: Final = re.compile(r"[.…]\s*[.…]")
_LEAST_ENTRIES: Final = 3
_LEAST_RUN: Final = 5  # titles that come again make a table of contents without a heading
_MOST_RUNS: Final = 20  # a cover page has a few; more would cost time on files that are made to
_MOST_MISSING: Final = 60
_LAST_CONTENTS: Final = 0.3  # of the text; "Contents" further back heads something else


def contents_blocks(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Returns the indexes of the blocks that only list headings: tables of contents, lists of exhibits."""
    shown = _Lines(text, blocks)
    found = {index for index in _with_leaders(text, blocks) if is_contents_line(shown[index])}
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


class _Lines(Sequence[str]):
    """The blocks with single spaces between words, each made when it is first asked for: most never are."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self._text = text
        self._blocks = blocks
        self._made: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._blocks)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index not in self._made:
            block = self._blocks[index]
            self._made[index] = " ".join(self._text[block.start : block.end].split())
        return self._made[index]


def _with_leaders(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """Yields the blocks in which two dots, or dots in one character, stand side by side, some of them repeatedly."""
    starts = [block.start for block in blocks]
    for leader in _LEADER.finditer(text) if blocks else ():
        yield max(bisect_right(starts, leader.start()) - 1, 0)


def _untitled_contents(shown: Sequence[str], blocks: Sequence[Block], early: Sequence[int]) -> Iterator[int]:
    """Yields the lines of a table of contents without a heading.

    It is a run of short lines with numbers or pages whose titles come again later, in the same order.
    """

    def may_list(index: int) -> bool:
        short = len(shown[index]) <= _LONG_TITLE and not shown[index].endswith((".", ";", ","))
        marked = blocks[index].number is not None or shown[index][-1:].isdigit()
        return short and marked and blocks[index].kind != "list_item"

    runs = [list(_before_repetition(shown, run)) for run in _runs(early, may_list) if len(run) >= _LEAST_RUN]
    runs = [run for run in runs[:_MOST_RUNS] if len(run) >= _LEAST_RUN]
    if runs:
        keys = [_title_key(line[:_LONG_TITLE]) for line in shown]
        yield from (index for run in runs if _come_again(keys, run) for index in run)


def _come_again(keys: Sequence[str], run: Sequence[int]) -> bool:
    """Whether four of five lines of a run come again behind it, each behind the one before."""
    rest = "\n".join(["", *keys[run[-1] + 1 :]])
    missing, place = 0, 0
    for index in run:
        found = rest.find(f"\n{keys[index]}", place) if keys[index] else -1
        if found < 0:
            missing += 1
            if missing > min(0.2 * len(run), _MOST_MISSING):
                return False
        else:
            place = found + 1
    return len(run) - missing >= _LEAST_RUN


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
        return number is not None and len(shown[index]) <= _LONG_TITLE and PART.match(number) is not None

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
