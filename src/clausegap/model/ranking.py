"""What the ranker makes of a document: clauses by type, with probabilities and the words behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from clausegap.model.evidence import Location, Value

ClueKind = Literal["words", "apart", "heading", "before", "after", "rule"]

LIKELY: Final = 0.5  # from this probability a passage is taken for a clause
DECIDED: Final = 0.4  # from this probability a document is taken to have a clause: it makes F1 largest


class Clue(Value):
    """One feature behind a probability.

    Attributes:
        kind: Words that follow one another, words that stand apart, a heading, words before or
            after the passage, or a rule.
        text: The words as the ranker reads them, or what the rule says.
        weight: What it adds to the log-odds; less than zero speaks against.
    """

    kind: ClueKind
    text: str
    weight: float


class RankedPassage(Value):
    """A passage that may be a clause of a type; neighbouring sentences of one clause are one passage.

    Attributes:
        id: Stable within a report: clause type and running number ("audit_rights:2").
        start: First character.
        end: One past the last character.
        location: Page and section.
        quote: Its words, shortened.
        probability: 0 to 1, that it is such a clause.
        rules: Ids of the rules that fired in it.
        clues: The strongest features, the strongest first.
    """

    id: str
    start: int
    end: int
    location: Location
    quote: str
    probability: float
    rules: tuple[str, ...] = ()
    clues: tuple[Clue, ...] = ()


class RankedType(Value):
    """What was found of one clause type.

    Attributes:
        id: Of the clause type.
        title: Its name in plain words.
        protection: Whose clauses these are, or None.
        decides: Whether such a clause is the operative one of the protection.
        presence: 0 to 1, that the document has such a clause.
        passages: Those that are likely, in text order.
    """

    id: str
    title: str
    protection: str | None
    decides: bool
    presence: float
    passages: tuple[RankedPassage, ...] = ()

    @property
    def best(self) -> RankedPassage | None:
        """The passage that is likeliest such a clause, the first of equals; None without any."""
        return max(self.passages, key=lambda passage: passage.probability, default=None)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "id", self.id
        yield "presence", self.presence
        yield "passages", len(self.passages)


class Ranking(Value):
    """All clause types of a document.

    Attributes:
        version: Of the shipped weights.
        fingerprints: SHA-256 of each file of weights that ran.
        types: By id.
    """

    version: str
    fingerprints: tuple[str, ...]
    types: tuple[RankedType, ...]

    @property
    def likely(self) -> tuple[RankedType, ...]:
        """The types that the document is taken to have, the likeliest first."""
        found = [one for one in self.types if one.presence >= DECIDED]
        return tuple(sorted(found, key=lambda one: (-one.presence, one.id)))

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "version", self.version
        yield "likely", tuple(one.id for one in self.likely)
