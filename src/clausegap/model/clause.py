"""Clauses and parties as the pipeline finds them, before anything is judged."""

from __future__ import annotations

from collections.abc import Iterator

from clausegap.model.evidence import Location, Value
from clausegap.model.ranking import Clue
from clausegap.model.shown import Shown
from clausegap.model.terms import Direction, Modality, Side


class RuleMatch(Value):
    """Words in which a rule fired.

    Attributes:
        rule: Id of the rule, with the signal of an element after a point.
        start: First character.
        end: One past the last character.
        text: The words, shortened.
    """

    rule: str
    start: int
    end: int
    text: str


class Clause(Shown):
    """A passage that a rule recognised as an operative clause.

    Attributes:
        id: Stable within a report: protection and running number ("audit_rights-2").
        protection: Whose clause it is.
        start: First character.
        end: One past the last character.
        location: Page and section.
        direction: Whom it serves.
        modality: What kind of sentence it is.
        score: 0 to 1, higher for more and stronger rules.
        rules: Ids of the anchors that fired in it.
        matches: All rules of the protection that fired in it, with the words, in text order.
        probability: That it is such a clause by the learned ranker, 0 to 1; None where that was not taught.
        doubtful: Whether that probability is so low that the wording should be checked.
        clues: The strongest features behind the probability.

    Example:
        >>> reviewer = clausegap.Reviewer(contract_type="msa", customer="Customer", supplier="Supplier")
        >>> (clause,) = reviewer.find_clauses(clausegap.load_text("Customer may audit the records of Supplier."))
        >>> clause.protection, clause.direction, clause.modality
        ('audit_rights', 'for_user', 'right')
    """

    id: str
    protection: str
    start: int
    end: int
    location: Location
    direction: Direction
    modality: Modality
    score: float
    rules: tuple[str, ...]
    matches: tuple[RuleMatch, ...] = ()
    probability: float | None = None
    doubtful: bool = False
    clues: tuple[Clue, ...] = ()

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "id", self.id
        yield "at", str(self.location)
        yield "direction", self.direction
        yield "score", self.score


class Party(Value):
    """A party of the contract.

    Attributes:
        name: As written in the preamble.
        terms: Defined terms and short names that mean it.
        role: ``customer``, ``supplier`` or None when the text does not tell.
    """

    name: str
    terms: tuple[str, ...]
    role: Side | None
