"""The rules that a playbook may lay down beyond the catalogue: the six shapes that nearly every policy has."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from clausegap.model.terms import Grade, Severity
from clausegap.rules.base import Identifier, RuleModel

Quantity = Literal["duration", "notice", "frequency", "amount", "percentage"]


class _Policy(RuleModel):
    """What all shapes have.

    Attributes:
        id: Unique in the playbook; an overlay replaces a rule by naming its id.
        title: What is asked for, in a line.
        severity: Weight of a deviation.
        action: What to do about one.
        silence: Weight where the contract does not speak of it; that of a deviation by default.
    """

    id: Identifier
    title: str
    severity: Severity = "medium"
    action: str = ""
    silence: Severity | None = None


class NumericCeiling(_Policy):
    """A number must not be above a value: ``of`` an element, for instance days of notice for an audit.

    Units are those of ``model.evidence.Parameter``: months, calendar days, times a year, currency units, percent.

    Attributes:
        check: The name of this shape.
        of: Id of the element whose number it is.
        kind: What the number counts.
        value: The greatest number that is right.
    """

    check: Literal["at_most"]
    of: Identifier
    kind: Quantity
    value: float


class NumericFloor(_Policy):
    """A number must not be below a value.

    Attributes:
        check: The name of this shape.
        of: Id of the element whose number it is.
        kind: What the number counts.
        value: The least number that is right.
    """

    check: Literal["at_least"]
    of: Identifier
    kind: Quantity
    value: float


class MustBePresent(_Policy):
    """A protection or an element must be there, at some grade (``acceptable`` of a protection: present).

    Attributes:
        check: The name of this shape.
        of: Id of the protection or element.
        least: The least grade that is right.
    """

    check: Literal["present"]
    of: Identifier
    least: Grade = "acceptable"


class MustBeAbsent(_Policy):
    """A weakener, a protection, or wording must be nowhere. Give ``of`` or ``wording``.

    Attributes:
        check: The name of this shape.
        of: Id of the weakener or protection.
        wording: Phrases that must not be found.
    """

    check: Literal["absent"]
    of: Identifier | None = None
    wording: tuple[str, ...] = ()


class AcceptableSet(_Policy):
    """A value must be one of a set: the governing law, the contract type, or the words of an element.

    Values are words to look for, in any case.

    Attributes:
        check: The name of this shape.
        of: ``governing_law``, ``contract_type``, or the id of an element.
        values: The words that are right.
    """

    check: Literal["one_of"]
    of: Identifier
    values: Annotated[tuple[str, ...], Field(min_length=1)]


class MustHaveFeature(_Policy):
    """The clauses of a protection must hold some wording: phrases, of which one must be found.

    Attributes:
        check: The name of this shape.
        of: Id of the protection.
        wording: The phrases.
    """

    check: Literal["has"]
    of: Identifier
    wording: Annotated[tuple[str, ...], Field(min_length=1)]


Policy = Annotated[
    NumericCeiling | NumericFloor | MustBePresent | MustBeAbsent | AcceptableSet | MustHaveFeature,
    Field(discriminator="check"),
]
