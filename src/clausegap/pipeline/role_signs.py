"""Signs of roles: wording that shows who performs and who pays, read only in the sentences that may hold a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Final

from clausegap.model.terms import Side
from clausegap.pipeline.literals import holds_any, lowered, places
from clausegap.rules import phrase as phrases
from clausegap.rules.library import RuleLibrary
from clausegap.rules.raw_tokens import RawTokens
from clausegap.rules.reading import Mention, Reader, Reading
from clausegap.rules.required import Required
from clausegap.rules.signs import RoleSign

# Roles show early: recitals, services and fees come first in nearly every contract.
_EVIDENCE_CHARACTERS: Final = 30_000
_MOST_PER_SIGN: Final = 6
_SLOT_SIDES: Final[Mapping[str, Side]] = {"ower": "supplier", "holder": "customer"}
_RUN: Final = re.compile(r"[^\W_]+")
_KNOWN_WORDS: Final = 1 << 14
_LONGEST_WORD: Final = 20
_LONGEST_TITLE: Final = 82  # characters of a title in brackets that a reading takes as part of a cross reference


@dataclass(frozen=True)
class Sign:
    """A sign, ready to run.

    Attributes:
        source: The expression of the phrase.
        weight: How much it says.
        needs: Bits of what a sentence must hold for it, as ``_Needs`` gives them.
        of_party: Whether it names a party in any case.
    """

    source: str
    weight: float
    needs: int
    of_party: bool

    @cached_property
    def scanner(self) -> re.Pattern[str]:
        """What finds it in a reading, with the space before it; compiled at the first use."""
        return re.compile(phrases.to_scanner(self.source))


class RoleSigns:
    """The signs of ``roles.yaml``, ready to run.

    Args:
        library: The rules.

    Attributes:
        signs: In the order of the file.
    """

    def __init__(self, library: RuleLibrary) -> None:
        needs = _Needs(library.spelling)
        self._spelling = library.spelling
        self.signs = tuple(_ready(told, needs) for told in library.role_signs)
        self._bits_of = lru_cache(maxsize=_KNOWN_WORDS)(needs.bits_of)

    def evidence(
        self, text: str, named: Sequence[tuple[tuple[str, ...], int]], tokens: RawTokens | None = None
    ) -> Iterator[tuple[int, Side, float]]:
        """Yields what the opening of a contract shows, by sign: number of a party, side and weight.

        Args:
            text: The contract.
            named: The words of each term of the parties, with the number of its party.
            tokens: Those of the text, where they are known.
        """
        if not named:
            return
        reader = Reader(self._spelling, [Mention(words, "UNKNOWN") for words, _ in named])
        by_term = {tuple(word.lower() for word in words): index for words, index in named}
        found: list[list[tuple[int, Side, float]]] = [[] for _ in self.signs]
        left = [_MOST_PER_SIGN] * len(self.signs)
        candidates = list(self._candidates(text, by_term))
        readings = reader.read_all(text, [(start, end) for start, end, _ in candidates], tokens)
        for reading, (*_, signs) in zip(readings, candidates, strict=True):
            for number in signs:
                sign = self.signs[number]
                for match in _occurrences(sign.scanner, reading.text, left[number]):
                    left[number] -= 1
                    found[number] += _shown(text, reading, match, by_term, sign.weight)
        for rows in found:
            yield from rows

    def _candidates(self, text: str, terms: Mapping[tuple[str, ...], int]) -> Iterator[tuple[int, int, Sequence[int]]]:
        """Yields start and end of the stretches that hold the words of some sign, with the numbers of these signs."""
        opening = text[:_EVIDENCE_CHARACTERS]
        lower = lowered(opening)
        # "Party" and "parties" are read as both parties.
        heads = ("part", *(_RUN.findall(words[0])[0] for words in terms))
        for start, end in _stretches(opening):
            shown = lower[start:end]
            bits = reduce(or_, map(self._bits_of, shown.split()), 0)
            of_party = holds_any(shown, heads)
            signs = [
                number
                for number, sign in enumerate(self.signs)
                if sign.needs & bits == sign.needs and (of_party or not sign.of_party)
            ]
            if signs:
                yield start, end, signs


def _ready(told: RoleSign, needs: _Needs) -> Sign:
    bits = 0
    for required in told.required:
        bits |= needs.bit_for(required.flat())
    return Sign(told.source, told.weight, bits, told.of_party)


class _Needs:
    """What signs need, a bit for each set of words of which a sentence must hold one.

    It goes by the words of the contract, not by those of a reading: a need of "license" is fulfilled by "licence" too.

    Args:
        spelling: Folded form of each word or two-word spelling that needs folding.
    """

    def __init__(self, spelling: Mapping[str, str]) -> None:
        self._spelling = spelling
        self._bits: dict[Required, int] = {}
        self._words: dict[str, int] = {}
        self._prefixes: dict[str, int] = {}

    def bit_for(self, required: Required) -> int:
        """Returns the bit of a set of words; none for one that a token of a reading may fulfil."""
        if any(word.isupper() for word in required.words):
            return 0
        if required not in self._bits:
            bit = self._bits[required] = 1 << len(self._bits)
            for word in self._spelled(required):
                self._words[word] = self._words.get(word, 0) | bit
            for prefix in required.prefixes:
                self._prefixes[prefix] = self._prefixes.get(prefix, 0) | bit
        return self._bits[required]

    def _spelled(self, required: Required) -> Iterator[str]:
        """Yields the words as they may stand in a contract, the first of those that are folded to one."""
        yield from required.words
        prefixes = tuple(required.prefixes)
        for shown, folded in self._spelling.items():
            if any(word in required.words or word.startswith(prefixes) for word in folded.split()):
                yield _RUN.findall(shown)[0]

    def bits_of(self, word: str) -> int:
        """Returns the bits that a word of the contract in lower case fulfils, whatever marks adhere to it."""
        bits = self._words.get("percent", 0) if "%" in word else 0
        for run in _RUN.findall(word):
            bits |= self._words.get(run, 0)
            for prefix, bit in self._prefixes.items():
                if run.startswith(prefix):
                    bits |= bit
        return bits


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yields the stretches of a text that can be read one by one, one sentence or several.

    Each ends at a full stop that is a token of its own in a reading of the whole: behind a word of letters, before
    white space, and not in the title of a cross reference ("Section 3 (Fees. Taxes)").
    """
    start = 0
    for at in places(text, "."):
        if not text[at + 1 : at + 2].isspace():
            continue
        before = text[max(at - _LONGEST_WORD, 0) : at]
        word = before.rsplit(None, 1)[-1:]
        if not word or not word[0].isalpha() or len(word[0]) == _LONGEST_WORD:
            continue
        back = max(at - _LONGEST_TITLE, 0)
        if text.rfind("(", back, at) <= text.rfind(")", back, at):
            yield start, at + 1
            start = at + 1
    yield start, len(text)


def _occurrences(scanner: re.Pattern[str], text: str, most: int) -> Iterator[re.Match[str]]:
    """Yields the matches that lie within one sentence: a gap must not run into what another says."""
    start = 0
    while start < len(text):
        stop = text.find(" . ", start)
        stop = len(text) if stop < 0 else stop + 3
        match = scanner.search(text, start, stop)
        while match is not None and most:
            yield match
            most -= 1
            # The space that ends a match may begin the next.
            match = scanner.search(text, match.end() - 1, stop)
        if not most:
            return
        start = stop - 1 if stop < len(text) else stop


def _shown(
    text: str, reading: Reading, match: re.Match[str], terms: Mapping[tuple[str, ...], int], weight: float
) -> Iterator[tuple[int, Side, float]]:
    """Yields the party of each slot with its side and the weight, if the slot holds the name of one party."""
    groups = match.groupdict()
    for slot, side in _SLOT_SIDES.items():
        if groups.get(slot) != "UNKNOWN":
            continue
        start, end = reading.source(match.start(slot), match.end(slot))
        index = terms.get(tuple(word.lower() for word in words_of(text[start:end])))
        if index is not None:
            yield index, side, weight


def words_of(term: str) -> tuple[str, ...]:
    """Returns the words of a term as a reading has them."""
    return tuple(re.findall(r"[^\W_]+(?:\.[^\W_]+)*", term))
