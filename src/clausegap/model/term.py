"""How long a contract runs, as far as its own words say."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, get_args

from clausegap.model.evidence import Evidence, Value

TermKind = Literal["fixed", "open_ended", "unknown"]
TERM_KINDS: Final[tuple[TermKind, ...]] = get_args(TermKind)


class ContractTerm(Value):
    """The term of a contract; what the text does not say is None, and nothing is assumed.

    Attributes:
        kind: ``fixed`` when the contract names an end or a length, ``open_ended`` when it runs until somebody
            ends it, ``unknown`` when the text does not say, or its sentences say different things.
        starts: The day from which it counts, else its effective date, or None.
        months: Length of the first term in months, or None.
        expires: Last day of the first term, or None: a date that the contract names, or the effective date
            with the length added to it.
        computed: Whether ``expires`` was worked out from start and length.
        renews: Whether the contract says that it renews itself or runs on, so that ``expires`` need not be its end.
        evidence: The words that all this was read from.
    """

    kind: TermKind = "unknown"
    starts: date | None = None
    months: int | None = None
    expires: date | None = None
    computed: bool = False
    renews: bool = False
    evidence: tuple[Evidence, ...] = ()
