"""Readings with one character for each token, so that a phrase runs over words instead of letters.

A phrase never asks for more of a token than that it is a certain word, begins in a certain way, or is a number. So the
words and beginnings of all rules divide the tokens into some thousand kinds, and each kind gets a character of its own,
a *glyph*. "SUPPLIER shall keep it" becomes four glyphs, the set ``hold|keep*`` becomes a character class and a gap of
twelve words ``.{0,12}?``: the same expression as over the reading, with the same matches (tested against it), but the
engine looks at each token once and not at each letter, and needs a third of the time to compile it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final

from clausegap.rules import phrase as phrases
from clausegap.rules.first_glyph import with_first_set

# Beyond the first plane of Unicode: for a class with characters of the first, ``re`` builds a table of 64 kB.
_FIRST: Final = 0x10000
Kind = tuple[str, str]  # a word, or a beginning of words with its mark: such words, or such numbers
_BEGUN: Final = "*"
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_BEGINNING: Final = r"\w* "
_TOKEN: Final = re.compile(r"([A-Za-z0-9]+(?:\\-[A-Za-z0-9]*)*)(\\w\*)?$")
_FIGURES: Final = re.compile(phrases.FIGURES)
_PLAIN: Final = re.compile(r"\w+")
_LAST: Final = chr(0x10FFFF)
# Different words of contracts whose glyph is remembered.
_KNOWN_WORDS: Final = 50_000
_BUILT_IN: Final = ",|" + "|".join((phrases.NUMBERS, phrases.QUALITIES, *phrases.PARTY_TOKENS))
# The parts of which the source of a phrase is put together, see ``rules.phrase``.
_PART: Final = re.compile(
    rf"(?P<period>{re.escape(phrases.PERIOD)})|(?P<number>{re.escape(phrases.NUM)})|(?P<any>\(\?:\\S\+ \))"
    rf"|(?P<comma>{re.escape(phrases.COMMA)})|(?P<slot>\(\?P<\w+>)(?P<parties>[A-Z|]+)\) |\(\?:(?P<tokens>[A-Z|]+)\) "
    rf"|(?P<word>{_TOKEN.pattern[:-1]} )"
)
# Neighbouring alternatives of one token each.
_ONE: Final = r"(?:[\U00010000-\U0010ffff]|\[[^\]]+\])"
_ALTERNATIVES: Final = re.compile(rf"(?<=[:|]){_ONE}(?:\|{_ONE})+(?=[|)])")
_JOINTS: Final = str.maketrans("", "", "[]|")


class Alphabet:
    """The glyphs of all tokens that phrases tell apart.

    Args:
        kinds: Of tokens, in order.
        known: Expressions over glyphs by the expression over a reading, where these were worked out before.

    Attributes:
        kinds: Of tokens, in order.
    """

    def __init__(self, kinds: Sequence[Kind], known: Mapping[str, str] = _NOTHING) -> None:
        self.kinds = kinds
        self._known = known
        self._beginnings = {word for word, kind in kinds if kind == _BEGUN}
        self._lengths = sorted(set(map(len, self._beginnings)), reverse=True)
        self._glyphs = {kind: chr(_FIRST + at) for at, kind in enumerate(kinds)}
        self._glyph = lru_cache(maxsize=_KNOWN_WORDS)(self._looked_up)
        self._number, self._other = (chr(_FIRST + len(kinds) + more) for more in (0, 1))

    @classmethod
    def of(cls, sources: Iterable[str]) -> Alphabet:
        """Returns the alphabet of all phrases.

        Args:
            sources: Their expressions, as ``rules.phrase.to_regex`` makes them.
        """
        # Each token of a source ends with a space.
        found = {token for part in set(" ".join(sources).split(" ")) for token in _TOKEN.findall(part)}
        words = {word.replace("\\", "") for word, beginning in found if not beginning}
        words.update(word for name in _BUILT_IN.split("|") for word in name.split())
        words.update(unit + ending for unit in phrases.UNITS.split("|") for ending in ("", "s"))
        beginnings = {word.replace("\\", "") for word, beginning in found if beginning}
        # In order of the letters, so that the tokens with one beginning stand together. A number with the beginning
        # of a rule's word is a kind of its own.
        kinds = {(word, "") for word in words} | {(word, _BEGUN) for word in beginnings}
        kinds |= {(word, "#") for word in beginnings if word[0].isdecimal()}
        return cls(sorted(kinds))

    def spelled(self, tokens: Iterable[str]) -> str:
        """Returns the glyphs of tokens."""
        return "".join(map(self._glyph, tokens))

    def _looked_up(self, token: str) -> str:
        known = self._glyphs.get((token, ""))
        if known is not None:
            return known
        is_number = _FIGURES.fullmatch(token) is not None
        if _PLAIN.fullmatch(token):
            for length in self._lengths:
                if token[:length] in self._beginnings and length <= len(token):
                    return self._glyphs[token[:length], "#" if is_number else _BEGUN]
        return self._number if is_number else self._other

    def token(self, glyph: str) -> str:
        """Returns the token of a glyph that stands for one word only."""
        return self.kinds[ord(glyph) - _FIRST][0]

    def expression(self, source: str) -> re.Pattern[str]:
        """Returns what finds in glyphs the same as the expression of a phrase in a reading."""
        return re.compile(self._known.get(source) or self.translated(source))

    def translated(self, source: str) -> str:
        """Returns the expression over glyphs for the expression of a phrase over a reading."""
        translated = _PART.sub(self._translated, source.removeprefix(phrases.LEAD))
        joined = _ALTERNATIVES.sub(lambda run: f"[{run.group().translate(_JOINTS)}]", translated)
        return with_first_set(joined)

    def _translated(self, part: re.Match[str]) -> str:
        kind = part.lastgroup or ""
        if kind == "word":
            return self._word(part.group(kind))
        if kind == "parties":
            return f"{part.group('slot')}{self._one_of(part.group(kind))})"
        if kind == "tokens":
            return self._one_of(part.group(kind))
        return self._built_in[kind]

    @cached_property
    def _built_in(self) -> dict[str, str]:
        comma = self._glyphs[",", ""] + "?"
        return {"any": ".", "comma": comma, "number": self._numbers, "period": self._periods}

    def _word(self, source: str) -> str:
        if source.endswith(_BEGINNING):
            return self._begun(source.removesuffix(_BEGINNING).replace("\\", ""))
        return self._glyphs[source[:-1].replace("\\", ""), ""]

    def _begun(self, beginning: str) -> str:
        first = bisect_left(self.kinds, (beginning, ""))
        last = bisect_left(self.kinds, (beginning + _LAST, "")) - 1
        return f"[{chr(_FIRST + first)}-{chr(_FIRST + last)}]"

    def _one_of(self, names: str) -> str:
        return f"[{''.join(self._glyphs[name, ''] for name in names.split('|'))}]"

    @cached_property
    def _numbers(self) -> str:
        figures = [self._glyphs[word, kind] for word, kind in self.kinds if kind == "#" or _is_number(word, kind)]
        names = [name.split() for name in phrases.NUMBERS.split("|")]
        single = [self._glyphs[name[0], ""] for name in names if len(name) == 1]
        several = ["".join(self._glyphs[word, ""] for word in name) for name in names if len(name) > 1]
        return f"(?:[{''.join((*figures, self._number, *single))}]|{'|'.join(several)}){{1,3}}"

    @cached_property
    def _periods(self) -> str:
        units = "|".join(unit + ending for unit in phrases.UNITS.split("|") for ending in ("", "s"))
        return f"{self._numbers}{self._one_of(phrases.QUALITIES)}{{0,2}}{self._one_of(units)}"


def _is_number(word: str, kind: str) -> bool:
    return not kind and _FIGURES.fullmatch(word) is not None
