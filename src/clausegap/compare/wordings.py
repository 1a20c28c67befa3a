"""Lays standard wording beside the clauses of a contract: sentence by sentence, then word by word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from clausegap.compare.align import most_similar
from clausegap.compare.versions import Version
from clausegap.compare.words import difference, in_common, plain
from clausegap.model.deviation import Origin, PassageDeviation
from clausegap.model.evidence import Evidence, Location
from clausegap.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Wording:
    """A standard wording of a protection.

    Attributes:
        name: How it is called among those of its protection.
        origin: Where it stands.
        words: As written there.
    """

    name: str
    origin: Origin
    words: str


@dataclass(frozen=True)
class Layout:
    """The sentences of a standard wording beside those of a contract.

    Attributes:
        contract: The contract.
        sentences: Of the wording, with the names that the contract gives to the parties.
        beside: For each sentence the unit of the contract that is equal or nearest to it, or None.
        further: Units of the contract's clause that no sentence is laid beside.
    """

    contract: Version
    sentences: tuple[str, ...]
    beside: tuple[int | None, ...]
    further: tuple[int, ...]

    @cached_property
    def is_verbatim(self) -> bool:
        """Whether every sentence stands in the contract word for word; forms of quotes and dashes do not count."""
        pairs = zip(self.sentences, self.beside, strict=True)
        return all(unit is not None and plain(words) == self.contract.keys[unit] for words, unit in pairs)

    @cached_property
    def closeness(self) -> int:
        """Twice the words in common by all words of the sentences and those beside them, 0 to 100."""
        if self.is_verbatim:
            return 100
        pairs = zip(self.sentences, self.beside, strict=True)
        counts = [in_common(words, "" if unit is None else self.contract.words[unit]) for words, unit in pairs]
        common, whole = (sum(column) for column in zip(*counts, strict=True))
        return min(200 * common // whole, 99) if whole else 0

    def passages(self) -> list[PassageDeviation]:
        """Returns the difference of each sentence, then the further ones of the contract's clause."""
        laid = [self._passage(words, unit) for words, unit in zip(self.sentences, self.beside, strict=True)]
        return laid + [self._passage("", unit) for unit in self.further]

    def _passage(self, words: str, unit: int | None) -> PassageDeviation:
        place: Location | None = None
        if unit is not None:
            place = self.contract.locate(self.contract.units[unit][0])
        return PassageDeviation(
            contract=place, pieces=difference(words, "" if unit is None else self.contract.words[unit])
        )


def laid_out(contract: Version, finding: Finding, standard: Version, named: Callable[[str], str]) -> Layout:
    """Returns a standard wording laid beside the clauses of a contract.

    An equal sentence is taken wherever it stands in the contract; a similar one only from what the protection
    rests on.

    Args:
        contract: The contract.
        finding: What was found of the protection in it.
        standard: The wording, as if it were a contract.
        named: Gives a text the contract's names of the parties.
    """
    sentences = tuple(map(named, standard.words))
    keys = [plain(words) for words in sentences]
    places = {key: unit for unit, key in reversed(list(enumerate(contract.keys)))}
    equal = {index: places[key] for index, key in enumerate(keys) if key in places}
    free = [unit for unit in contract.units_of(finding) if unit not in set(equal.values())]
    similar = most_similar(keys, [index for index in range(len(keys)) if index not in equal], contract.keys, free)
    beside = tuple(equal.get(index, similar.get(index)) for index in range(len(keys)))
    quoted = contract.units_within((e.start, e.end) for e in quotes_of(finding))
    return Layout(contract, sentences, beside, tuple(unit for unit in quoted if unit not in beside))


def quotes_of(finding: Finding) -> tuple[Evidence, ...]:
    """Returns the quotes of a clause; of one that only bars something, those of its parts."""
    return finding.evidence or tuple(quote for element in finding.elements for quote in element.evidence)
