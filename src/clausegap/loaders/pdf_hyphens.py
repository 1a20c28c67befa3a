"""Decides whether a hyphen at a line's end belongs to its word.

It is taken out only where that is sure:

- the word stands without a hyphen elsewhere in the document, and nowhere with it ("confi-dential");
- or its second half is an ending that no compound has for its second word ("termina-tion"), and the
  word stands nowhere with the hyphen.

Everything else keeps it: "know-how" and "third-party" are printed the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST: Final = re.compile(r"(?<![\w\-\u2010\u2011])([^\W\d_]+)[-\u2010]$")
_FIRST: Final = re.compile(r"([^\W\d_]+)(?![\w\-\u2010\u2011])")
_PART_BEFORE: Final = re.compile(r"[^\W\d_]-?\Z")
_PART_AFTER: Final = re.compile(r"-?[^\W\d_]")
_MOST_SEARCHES: Final = 40
_TAIL: Final = 40  # characters; no word is longer
# Endings that are no words and that only whole words have.
_ENDING: Final = re.compile(
    r"(?:[ai]?t|s)ion(?:s|al|ally)?|ment(?:s|al)?|ness(?:es)?|it(?:y|ies)|[ae]nces?|[tc]ial(?:ly)?"
    r"|(?:[ai]?t|s)ive(?:ly)?|ib(?:le|ly|ility)|[tc]?i?ous(?:ly)?|tures?|ing(?:s|ly)?|i[sz](?:ed|ing|ation)"
    r"|at(?:ed|ing|ely)|if(?:ied|ies|ying)|ally|[st]ory|ery|dential(?:ity|ly)?"
)


class Hyphens:
    """The words of a document, by which hyphens at its lines' ends are judged.

    Args:
        lines: The words of each line.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = tuple(lines)
        self._asked = 0

    def only_breaks(self, last: str, line: str) -> bool:
        """Whether the hyphen that ends a line was set only because the line was full."""
        before, after = _LAST.search(last[-_TAIL:]), _FIRST.match(line)
        if before is None or after is None or not (after[1].islower() or (before[1] + after[1]).isupper()):
            return False
        head, rest = before[1].lower(), after[1].lower()
        if self._has(f"{head}-{rest}"):
            return False
        return _ENDING.fullmatch(rest) is not None or self._has(head + rest)

    def _has(self, word: str) -> bool:
        """Whether a word stands in the document; most ask for so few that listing all words would cost more."""
        self._asked += 1
        return word in self._words if self._asked > _MOST_SEARCHES else self._stands(word)

    def _stands(self, word: str) -> bool:
        text = self._text
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            if not (_PART_BEFORE.search(text[max(at - 2, 0) : at]) or _PART_AFTER.match(text, end)):
                return True
            at = text.find(word, end)
        return False

    @cached_property
    def _text(self) -> str:
        return "\n".join(self._lines).lower().replace("\u2010", "-").replace("\u2011", "-")

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text))
