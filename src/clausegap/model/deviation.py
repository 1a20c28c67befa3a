"""How the clauses of a contract differ from standard wording, protection by protection.

These models are a published JSON format (``clausegap schema standard``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from clausegap.model.clause import Party
from clausegap.model.comparison import Piece, Standing
from clausegap.model.evidence import Location, Value
from clausegap.model.report import ReportNotice, ReportSource, TypeGuess
from clausegap.model.shown import Shown
from clausegap.model.terms import Expectation, Grade, Role, Severity, Side, severity_rank

STANDARD_SCHEMA_VERSION: Final = "1.0"

DeviationKind = Literal["weaker", "no_clause", "undetermined", "different", "reworded", "stronger", "close", "meets"]
Origin = Literal["playbook", "rules"]


class ElementDeviation(Value):
    """A checkable part of a protection whose grade or number is not that of the standard wording.

    Attributes:
        id: Rule id.
        role: Its weight in the verdict.
        content: What it asks for.
        standard: Its grade in the standard wording.
        contract: Its grade in the contract.
        standard_numbers: The words of numbers that it has in the standard wording only.
        contract_numbers: The same for the contract.
    """

    id: str
    role: Role
    content: str
    standard: Grade
    contract: Grade
    standard_numbers: tuple[str, ...] = ()
    contract_numbers: tuple[str, ...] = ()


class WeakenerDeviation(Value):
    """Wording that drains value from a clause, in the contract or in the standard wording, or not alike in both.

    Attributes:
        id: Rule id.
        why: One line.
        standard: Its severity in the standard wording; None where it is not there or cured.
        contract: The same for the contract.
    """

    id: str
    why: str
    standard: Severity | None
    contract: Severity | None


class PassageDeviation(Value):
    """A sentence of the standard wording beside the nearest one of the contract, or one that only either has.

    Attributes:
        contract: Where it stands in the contract, or None where the contract has nothing near.
        pieces: Its words: ``delete`` are those of the standard only, ``insert`` those of the contract only.
    """

    contract: Location | None
    pieces: tuple[Piece, ...]


class WordingDeviation(Value):
    """How the contract's clause stands against one standard wording.

    Attributes:
        name: ``own preferred``, ``own fallback 1`` and so on, else the stance of a shipped wording.
        origin: Whether the playbook has it among its positions, or it was shipped with the rules.
        words: The wording, with the names that the contract gives to the parties.
        kind: How the clause differs from it.
        closeness: Share of words in common, 0 to 100: of the wording and the sentences laid beside it; 100 only
            where each of its sentences stands in the contract word for word.
        parts: How many parts the rules recognise in the wording; only these were compared.
        reasons: Why, one sentence each, the most important first.
        elements: Parts that differ, in catalogue order.
        weakeners: Weakeners that differ, gravest first.
        passages: Sentences in the order of the wording, then those of the clause that it has not; a dozen at most.
        passages_left: How many more there are.
    """

    name: str
    origin: Origin
    words: str
    kind: DeviationKind
    closeness: int
    parts: int
    reasons: tuple[str, ...] = ()
    elements: tuple[ElementDeviation, ...] = ()
    weakeners: tuple[WeakenerDeviation, ...] = ()
    passages: tuple[PassageDeviation, ...] = ()
    passages_left: int = 0


class Deviation(Value):
    """How the contract stands against the standard of one protection.

    Attributes:
        protection: Id, for instance ``audit_rights``.
        family: Id of its family.
        title: Its name in plain words.
        kind: How it differs from the wording named by ``against``.
        severity: How much it matters that it is weaker, not there or not decided; else ``info``.
        expectation: What the playbook says of this protection.
        contract: How the contract stands, with quotes of its clauses.
        against: Name of the wording that the verdict speaks of, or None without a clause.
        reasons: Why, where no wording was compared; else those of the wording.
        wordings: All that the playbook accepts, the better first; empty without a clause.
    """

    protection: str
    family: str
    title: str
    kind: DeviationKind
    severity: Severity
    expectation: Expectation
    contract: Standing
    against: str | None = None
    reasons: tuple[str, ...] = ()
    wordings: tuple[WordingDeviation, ...] = ()

    @property
    def wording(self) -> WordingDeviation | None:
        """The wording that the verdict speaks of, or None without a clause."""
        return next((one for one in self.wordings if one.name == self.against), None)

    @property
    def others(self) -> tuple[WordingDeviation, ...]:
        """The further wordings, the better first."""
        return tuple(one for one in self.wordings if one.name != self.against)

    @property
    def is_loss(self) -> bool:
        """Whether the contract gives less than each accepted wording, or this cannot be ruled out."""
        open_or_none = self.kind in ("no_clause", "undetermined")
        return self.kind == "weaker" or (open_or_none and self.severity != "info")

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "protection", self.protection
        yield "kind", self.kind
        yield "severity", self.severity


class StandardComparison(Shown):
    """A contract laid beside the standard wording of its playbook.

    Attributes:
        schema_version: Version of this format.
        clausegap_version: Version of the library.
        rules_fingerprint: SHA-256 over the rule files that ran.
        playbook: Name of the playbook whose positions are the standard.
        side: The party that is advised.
        source: The contract.
        contract_type: What it was taken for.
        parties: Parties found.
        deviations: One for each protection: weaker ones first, then without a clause that the playbook expects,
            not decided, different, worded differently, stronger, close, as the standard, and the rest without a
            clause; within these the gravest first, then in catalogue order.
        notices: Remarks on the reading.

    Example:
        >>> reviewer = clausegap.Reviewer(contract_type="msa", customer="Customer", supplier="Supplier")
        >>> contract = clausegap.load_text("Customer may audit the records of Supplier.")
        >>> audit = reviewer.compare_with_standard(contract).deviation("audit_rights")
        >>> audit.kind, audit.against
        ('weaker', 'customer')
    """

    schema_version: str = STANDARD_SCHEMA_VERSION
    clausegap_version: str
    rules_fingerprint: str
    playbook: str
    side: Side
    source: ReportSource
    contract_type: TypeGuess
    parties: tuple[Party, ...] = ()
    deviations: tuple[Deviation, ...]
    notices: tuple[ReportNotice, ...] = ()

    @property
    def losses(self) -> tuple[Deviation, ...]:
        """Where the contract gives less than the standard or this cannot be ruled out, gravest first."""
        return tuple(sorted((d for d in self.deviations if d.is_loss), key=lambda d: -severity_rank(d.severity)))

    def deviation(self, protection: str) -> Deviation:
        """Returns how the contract stands against the standard of a protection.

        Raises:
            KeyError: There is no such protection.
        """
        for deviation in self.deviations:
            if deviation.protection == protection:
                return deviation
        raise KeyError(protection)

    def of_kind(self, *kinds: DeviationKind) -> tuple[Deviation, ...]:
        """Returns the deviations of some kinds, in their order."""
        return tuple(deviation for deviation in self.deviations if deviation.kind in kinds)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "source", self.source.name
        yield "playbook", self.playbook
        yield "side", self.side
        yield "deviations", dict(Counter(deviation.kind for deviation in self.deviations))
