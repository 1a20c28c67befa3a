"""What the other side owes, as a report for the supplier lists it."""

from __future__ import annotations

from clausegap.model.evidence import Evidence, Value


class Duty(Value):
    """The duties of one kind.

    Attributes:
        kind: Id of the kind, ``other`` for what is of none.
        title: Its name in plain words.
        count: In how many sentences and list items the other side owes something of the kind.
        evidence: The first of them, in text order.
    """

    kind: str
    title: str
    count: int
    evidence: tuple[Evidence, ...]
