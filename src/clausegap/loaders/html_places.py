"""The way from the words of a parsed web page back to the lines and columns of its source.

The parser tells where no word stands, so the source is scanned a second time, only for what lies
between its tags. Both readings come in the same order, so each text of the tree is looked for right
after the one before it. Broken markup can make them differ; a text that is not found has no place.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from clausegap.model.document import TextRef

_MARKUP: Final = re.compile(r"[<&]")
_ENTITY: Final = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")
# A quote begins a value only behind an equals sign; elsewhere it is one more character of a name.
_TAG_STEP: Final = re.compile(r"=\s*\"[^\"]*\"|=\s*'[^']*'|>")
_TAG: Final = re.compile(r"</?[A-Za-z]")
_RAW: Final = ("script", "style")  # elements whose content is no markup (HTML Standard, 13.2.5.4)
_NAME: Final = re.compile(r"<(\w+)")
_SPACE: Final = re.compile(r"\s*")
_LINES: Final = re.compile(r"\n|[^\n]+")
_AHEAD: Final = 2_000  # characters
_MOST_MISSES: Final = 1_000  # so that a page made to be slow is not searched again and again


class Run(NamedTuple):
    """Characters of one line and where the first stands; without a place where that is not known."""

    text: str
    ref: TextRef | None


class Places:
    """Finds the words of a page in its source, in the order in which they stand there.

    Args:
        source: The page, with line feeds as its only line ends.
        line: Line from 1 at which it begins in its file.
    """

    def __init__(self, source: str, line: int = 1) -> None:
        self._line = line
        self._breaks = [found.start() for found in re.finditer("\n", source)]
        stretches = list(_stretches(source))
        self._shown = "".join([text for text, _, _ in stretches])
        self._starts: list[int] = []
        self._stretches = stretches
        length = 0
        for text, _, _ in stretches:
            self._starts.append(length)
            length += len(text)
        self._cursor = 0
        self._misses = 0

    def runs(self, text: str) -> list[Run]:
        """Returns a text of the tree in runs of one line each, with their places.

        Line feeds come as runs of their own, white space at the ends without a place. Texts must be
        asked for in the order of the page.
        """
        words = text.strip()
        at = self._find(words)
        if at is None:
            return [Run(part, None) for part in _LINES.findall(text)]
        lead, _, tail = text.partition(words)
        return [
            *(Run(part, None) for part in _LINES.findall(lead)),
            *self._placed(words, at),
            *(Run(part, None) for part in _LINES.findall(tail)),
        ]

    def _find(self, words: str) -> int | None:
        if not words or self._misses > _MOST_MISSES:
            return None
        # The parser drops white space between blocks.
        space = _SPACE.match(self._shown, self._cursor)
        at = space.end() if space else self._cursor
        if not self._shown.startswith(words, at):
            at = self._shown.find(words, at, at + len(words) + _AHEAD)
        if at < 0:
            self._misses += 1
            return None
        self._cursor = at + len(words)
        return at

    def _placed(self, text: str, at: int) -> Iterator[Run]:
        end = at + len(text)
        index = bisect_right(self._starts, at) - 1
        while at < end:
            shown, source, verbatim = self._stretches[index]
            first = at - self._starts[index]
            part = shown[first : first + end - at]
            at += len(part)
            index += 1
            if not verbatim:
                yield Run(part, self._ref(source))
                continue
            for line in _LINES.finditer(part):
                yield Run(line.group(), self._ref(source + first + line.start()))

    def _ref(self, offset: int) -> TextRef:
        index = bisect_right(self._breaks, offset - 1)
        start = self._breaks[index - 1] + 1 if index else 0
        return TextRef(self._line + index, offset - start + 1)


def _stretches(source: str) -> Iterator[tuple[str, int, bool]]:
    """Yields what stands between tags: characters, offset in the source, whether they stand there as such."""
    at, size = 0, len(source)
    while at < size:
        found = _MARKUP.search(source, at)
        start = found.start() if found else size
        if start > at:
            yield source[at:start], at, True
        if start == size:
            return
        if source[start] == "&":
            entity = _ENTITY.match(source, start)
            written = entity.group() if entity else "&"
            shown = html.unescape(written)
            yield shown, start, shown == written
            at = start + len(written)
            continue
        end = _markup_end(source, start)
        if end == start:
            yield "<", start, True
            end += 1
        at = end


def _markup_end(source: str, start: int) -> int:
    """Returns where a tag or comment ends, or its start if it is neither; what is not closed takes the rest."""
    if source.startswith("<!--", start):
        # "<!-->" and "<!--->" are comments too (HTML Standard, 13.2.5.43).
        end = source.find("-->", start + 2)
        return len(source) if end < 0 else end + 3
    if source.startswith(("<!", "<?", "</"), start) and not _TAG.match(source, start):
        end = source.find(">", start)
        return len(source) if end < 0 else end + 1
    if not _TAG.match(source, start):
        return start
    for step in _TAG_STEP.finditer(source, start):
        if step.group() == ">":
            return _raw_end(source, start, step.end())
    return len(source)


def _raw_end(source: str, start: int, end: int) -> int:
    name = _NAME.match(source, start)
    if name is None or name.group(1).lower() not in _RAW:
        return end
    closing = re.compile(rf"</{name.group(1)}\b", re.IGNORECASE).search(source, end)
    return len(source) if closing is None else closing.start()
