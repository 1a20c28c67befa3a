"""The difference of two passages, word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel, LCSseq

from clausegap.model.comparison import Piece

# A word with its inner marks ("day's", "1,000.50", "third-party"), or one other sign.
_WORD: Final = re.compile(r"\w+(?:[-'’.,/]\w+)*|[^\w\s]")
_PLAIN: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "\xad": ""}
)
# Words on each side of what is left out: enough to see where in a sentence one is.
_CONTEXT: Final = 14
_LONGEST_CHANGE: Final = 120
_MOST_WORDS: Final = 4000
_LEFT_OUT: Final = " … "


@dataclass(frozen=True, slots=True)
class _Words:
    """A passage and the places of its words."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def keys(self) -> list[str]:
        """The words as they are compared."""
        return [plain(self.text[start:end]) for start, end in self.spans]

    def size(self, start: int, end: int) -> int:
        """Returns the number of characters from one word to another, end excluded."""
        return self.spans[end - 1][1] - self.spans[start][0] if start < end else 0

    def shown(self, start: int, end: int, kept: int) -> str:
        """Returns these words with the space behind them; of too many, as many as are kept on each side."""
        if end - start <= 2 * kept + 1:
            return self._slice(start, end)
        return self._slice(start, start + kept).rstrip() + _LEFT_OUT + self._slice(end - kept, end)

    def _slice(self, start: int, end: int) -> str:
        last = self.spans[end - 1][1]
        behind = " " if self.text[last : last + 1].isspace() else ""
        return " ".join(self.text[self.spans[start][0] : last].split()) + behind


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that are equal, or that stand in the place of one another."""

    equal: bool
    old: tuple[int, int]
    new: tuple[int, int]


def plain(text: str) -> str:
    """Returns a text as it is compared: compatibility forms, quotes, dashes and white space do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).split())


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Returns what was taken out of a passage and put into it, word by word.

    A word counts as the same whatever form its quotes and dashes have. Between two changes a run of
    equal words that is shorter than both is taken into them, since scattered words cannot be read.
    What is equal is shown as in the new version. Passages of more than some thousand words are
    not compared word by word: the old one is then shown as deleted and the new one as inserted.

    Args:
        old: The passage in the old version, or empty.
        new: The passage in the new version, or empty.

    Example:
        >>> [(p.kind, p.words) for p in difference("on five days' notice", "on ten days' notice")]
        [('equal', 'on '), ('delete', 'five '), ('insert', 'ten '), ('equal', "days' notice")]
    """
    before, after = _words(old), _words(new)
    return tuple(_pieces(before, after, _readable(_stretches(before, after), before, after)))


def in_common(old: str, new: str) -> tuple[int, int]:
    """Returns how many words two passages have in common, in one order, and how many both have together.

    Of passages of more than some thousand words none counts as common.

    Example:
        >>> in_common("on five days of notice", "on ten days of notice")
        (4, 10)
    """
    keys = [_words(text).keys for text in (old, new)]
    common = LCSseq.similarity(*keys) if max(map(len, keys)) <= _MOST_WORDS else 0
    return int(common), sum(map(len, keys))


def _words(text: str) -> _Words:
    return _Words(text, tuple(match.span() for match in _WORD.finditer(text)))


def _stretches(before: _Words, after: _Words) -> list[_Stretch]:
    whole = (len(before.spans), len(after.spans))
    if max(whole) > _MOST_WORDS:
        return [_Stretch(False, (0, whole[0]), (0, whole[1]))]
    steps = Indel.opcodes(before.keys, after.keys)
    return _joined([_Stretch(s.tag == "equal", (s.src_start, s.src_end), (s.dest_start, s.dest_end)) for s in steps])


def _joined(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    found: list[_Stretch] = []
    for one in stretches:
        first = found.pop() if found and found[-1].equal == one.equal else one
        found.append(_Stretch(one.equal, (first.old[0], one.old[1]), (first.new[0], one.new[1])))
    return found


def _readable(stretches: list[_Stretch], before: _Words, after: _Words) -> list[_Stretch]:
    """Takes equal stretches that are shorter than the changes on both of their sides into these."""
    sizes = [max(before.size(*one.old), after.size(*one.new)) for one in stretches]
    found = []
    for index, one in enumerate(stretches):
        between = 0 < index < len(stretches) - 1
        short = one.equal and between and sizes[index] < min(sizes[index - 1], sizes[index + 1])
        found.append(_Stretch(one.equal and not short, one.old, one.new))
    return _joined(found)


def _pieces(before: _Words, after: _Words, stretches: Sequence[_Stretch]) -> Iterator[Piece]:
    for one in stretches:
        if one.equal:
            yield Piece(kind="equal", words=after.shown(*one.new, _CONTEXT))
            continue
        if one.old[0] < one.old[1]:
            yield Piece(kind="delete", words=before.shown(*one.old, _LONGEST_CHANGE // 2))
        if one.new[0] < one.new[1]:
            yield Piece(kind="insert", words=after.shown(*one.new, _LONGEST_CHANGE // 2))
