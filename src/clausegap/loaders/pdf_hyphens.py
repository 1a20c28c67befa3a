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
_HYPHENS: Final = "\u2010\u2011"
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_PLAIN_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")  # the same in lower-case ASCII, where it is found much sooner
_LAST: Final = re.compile(r"(?<![\w\-\u2010\u2011])([^\W\d_]+)[-\u2010]$")
_FIRST: Final = re.compile(r"([^\W\d_]+)(?![\w\-\u2010\u2011])")
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

    def only_breaks(self, last: str, line: str) -> bool:
        """Whether the hyphen that ends a line was set only because the line was full."""
        before, after = _LAST.search(last[-_TAIL:]), _FIRST.match(line)
        if before is None or after is None or not (after[1].islower() or (before[1] + after[1]).isupper()):
            return False
        head, rest = before[1].lower(), after[1].lower()
        if f"{head}-{rest}" in self._words:
            return False
        return head + rest in self._words or _ENDING.fullmatch(rest) is not None

    @cached_property
    def _words(self) -> frozenset[str]:
        text = "\n".join(self._lines)
        if any([_WORD.match(other) or other in _HYPHENS for other in set(_NOT_ASCII.findall(text))]):
            return frozenset([_folded(word) for word in set(_WORD.findall(text))])
        plain = text.encode("ascii", "replace").decode("ascii").lower()
        return frozenset(_PLAIN_WORD.findall(plain))


def _folded(word: str) -> str:
    return word.lower().replace("\u2010", "-").replace("\u2011", "-")
