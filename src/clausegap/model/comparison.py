"""How two versions of a contract differ, protection by protection.

These models are a published JSON format (``clausegap schema comparison``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from clausegap.model.clause import Party
from clausegap.model.evidence import Evidence, Location, Value
from clausegap.model.report import ReportNotice, ReportSource, TypeGuess
from clausegap.model.shown import Shown
from clausegap.model.terms import Expectation, Grade, Role, Severity, Side, Status, severity_rank

COMPARISON_SCHEMA_VERSION: Final = "1.0"

ChangeKind = Literal["removed", "weakened", "undetermined", "changed", "added", "strengthened", "unchanged"]
PieceKind = Literal["equal", "insert", "delete"]
Subject = Literal["versions", "tracked_changes"]


class Piece(Value):
    """A run of words of a passage.

    Attributes:
        kind: In both versions, only in the new one, or only in the old one.
        words: As they stand with the space behind them, white space collapsed; the middle of a long run
            is left out as "…".
    """

    kind: PieceKind
    words: str


class PassageChange(Value):
    """A sentence or list item of a protection whose words are not the same in both versions.

    Attributes:
        old: Where it stands in the old version, or None where it is new.
        new: Where it stands in the new version, or None where it was taken out.
        pieces: Its words, in reading order.
    """

    old: Location | None
    new: Location | None
    pieces: tuple[Piece, ...]


class ElementChange(Value):
    """A checkable part of a protection whose grade or number changed.

    Attributes:
        id: Rule id.
        role: Its weight in the verdict.
        content: What it asks for.
        old: Its grade in the old version.
        new: Its grade in the new version.
        old_numbers: The words of numbers that it has in the old version only.
        new_numbers: The same for the new version.
    """

    id: str
    role: Role
    content: str
    old: Grade
    new: Grade
    old_numbers: tuple[str, ...] = ()
    new_numbers: tuple[str, ...] = ()


class WeakenerChange(Value):
    """Wording that drains value from a clause, and that came, went, or got another weight.

    Attributes:
        id: Rule id.
        why: One line.
        old: Its severity in the old version; None where it is not there or cured.
        new: The same for the new version.
    """

    id: str
    why: str
    old: Severity | None
    new: Severity | None


class Standing(Value):
    """How a protection stands in one version; the fields are those of a finding."""

    status: Status
    grade: Grade
    score: float | None
    severity: Severity
    evidence: tuple[Evidence, ...] = ()


class Reviser(Value):
    """Who made tracked changes in the words of a protection, and when.

    Attributes:
        author: As the file names them, or None.
        date: As in the file (ISO 8601), or None.
    """

    author: str | None
    date: str | None


class ProtectionChange(Value):
    """What became of one protection.

    Attributes:
        protection: Id, for instance ``audit_rights``.
        family: Id of its family.
        title: Its name in plain words.
        kind: What happened to it.
        severity: For what was lost, how grave that is; for what was gained, how grave the gap was.
        expectation: What the playbook says of this protection, in the new version.
        old: How it stood.
        new: How it stands.
        reasons: Why, one sentence each, the most important first.
        elements: Parts that changed, in catalogue order.
        weakeners: Weakeners that changed, gravest first.
        passages: Its words that changed, in the order of the new version; at most a dozen sentences.
        passages_left: How many more sentences of it changed.
        revisers: Who made tracked changes in these words, the first first; empty where the files have none.
    """

    protection: str
    family: str
    title: str
    kind: ChangeKind
    severity: Severity
    expectation: Expectation
    old: Standing
    new: Standing
    reasons: tuple[str, ...] = ()
    elements: tuple[ElementChange, ...] = ()
    weakeners: tuple[WeakenerChange, ...] = ()
    passages: tuple[PassageChange, ...] = ()
    passages_left: int = 0
    revisers: tuple[Reviser, ...] = ()

    @property
    def is_loss(self) -> bool:
        """Whether the advised side is worse off, or a protection that was there cannot be told any more."""
        lost_sight = self.kind == "undetermined" and self.old.status in ("weak", "present")
        return self.kind in ("removed", "weakened") or (lost_sight and self.new.score is None)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "protection", self.protection
        yield "kind", self.kind
        yield "severity", self.severity


class Comparison(Shown):
    """Two versions of a contract, reviewed alike and laid beside one another.

    Attributes:
        schema_version: Version of this format.
        clausegap_version: Version of the library.
        rules_fingerprint: SHA-256 over the rule files that ran.
        playbook: Name of the playbook, for both versions.
        side: The party that is advised.
        subject: Two files, or one file without and with its tracked changes.
        old: The old version.
        new: The new version.
        contract_type: Taken from the new version, for both.
        parties: Those of the new version.
        changes: One for each protection: losses first, then what cannot be told, what only reads
            otherwise, gains, and what is unchanged; within these the gravest first, then in catalogue order.
        notices: Remarks on the reading of each version and on the comparison.

    Example:
        >>> reviewer = clausegap.Reviewer(contract_type="msa", customer="Customer", supplier="Supplier")
        >>> old = clausegap.load_text("Customer may audit the records of Supplier at any time.")
        >>> new = clausegap.load_text("Customer shall pay Supplier each month.")
        >>> reviewer.compare(old, new).change("audit_rights").kind
        'removed'
    """

    schema_version: str = COMPARISON_SCHEMA_VERSION
    clausegap_version: str
    rules_fingerprint: str
    playbook: str
    side: Side
    subject: Subject
    old: ReportSource
    new: ReportSource
    contract_type: TypeGuess
    parties: tuple[Party, ...] = ()
    changes: tuple[ProtectionChange, ...]
    notices: tuple[ReportNotice, ...] = ()

    @property
    def losses(self) -> tuple[ProtectionChange, ...]:
        """What the new version takes away, gravest first."""
        return tuple(sorted((c for c in self.changes if c.is_loss), key=lambda c: -severity_rank(c.severity)))

    def change(self, protection: str) -> ProtectionChange:
        """Returns what became of a protection.

        Raises:
            KeyError: The comparison has no such protection.
        """
        for change in self.changes:
            if change.protection == protection:
                return change
        raise KeyError(protection)

    def of_kind(self, *kinds: ChangeKind) -> tuple[ProtectionChange, ...]:
        """Returns the changes of some kinds, in their order."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        yield "old", self.old.name
        yield "new", self.new.name
        yield "side", self.side
        yield "changes", dict(Counter(change.kind for change in self.changes))
