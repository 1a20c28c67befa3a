"""Playbooks: what a type of contract should contain, and overlays that change a shipped one in part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Final, TypeVar

from pydantic import Field

from clausegap.model.terms import ContractType, Expectation, Severity, Side
from clausegap.rules.base import Conditions, Identifier, RuleModel
from clausegap.rules.models import Element, Protection
from clausegap.rules.policy import Policy
from clausegap.rules.yamlfile import RuleSource, mistake

MeasureName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
Value = TypeVar("Value")
_OWN: Final = frozenset({"extends"})  # what a playbook put together says in another way than its file


class TypeSign(RuleModel):
    """Wording that speaks for a contract type: a phrase, its weight, and how often it counts.

    Attributes:
        phrase: The wording.
        weight: What it adds to the type each time that it is found.
        title: What it adds when it stands in the title.
        at_most: How often it counts.
    """

    phrase: str
    weight: float
    title: float = 0.0
    at_most: int = 3


class ExpectWhen(RuleModel):
    """Expectations that hold only under conditions, for instance where a framework agreement is named.

    Attributes:
        expects: What is then expected of each protection.
    """

    by: Conditions
    expects: dict[Identifier, Expectation]


class Threshold(RuleModel):
    """Other limits of an element's measure, in the measure's unit.

    Attributes:
        min: Least value that passes.
        max: Greatest value that passes.
        below: Values under this pass.
        above: Values over this pass.
    """

    min: float | None = None
    max: float | None = None
    below: float | None = None
    above: float | None = None


class Position(RuleModel):
    """The own positions on a protection.

    Attributes:
        preferred: The wording to ask for.
        fallback: Wordings that are accepted too, the better first.
        unacceptable: Phrases that must not stand in the protection's clauses, whatever else is there.
        severity: Weight of unacceptable wording.
        instruction: What the reviewer should do.
        approver: Who may decide on a departure.
    """

    preferred: str = ""
    fallback: tuple[str, ...] = ()
    unacceptable: tuple[str, ...] = ()
    severity: Severity = "high"
    instruction: str = ""
    approver: str = ""


class PlaybookFile(RuleModel):
    """A playbook as it is written; all but ``id`` may be left to the playbook it ``extends``.

    Attributes:
        id: What the command line and other playbooks call it.
        extends: The playbook over which this one is laid: what it does not say is taken from there.
        title: Its name in plain words.
        contract_type: The type of contract it is for.
        side: The party that it advises; that of the playbook it extends, and the customer where nothing says it.
        expects: What is expected of each protection; ``not_expected`` for those not named.
        expects_when: Expectations that hold under conditions, the first that holds for a protection.
        severity: Severities that replace those of the protections when missing.
        weakener_severity: Severities that replace those of weakeners.
        thresholds: Limits that replace those of measures, by ``element.measure``.
        positions: Own positions by protection.
        rules: Further rules, in the six shapes.
        without: Ids of rules of the extended playbook to leave out.
        signs: Wording by which the contract type is detected; an overlay has none but its own.
    """

    id: Identifier
    extends: Identifier | None = None
    title: str | None = None
    contract_type: ContractType | None = None
    side: Side | None = None
    expects: dict[Identifier, Expectation] = Field(default_factory=dict)
    expects_when: tuple[ExpectWhen, ...] = ()
    severity: dict[Identifier, Severity] = Field(default_factory=dict)
    weakener_severity: dict[Identifier, Severity] = Field(default_factory=dict)
    thresholds: dict[MeasureName, Threshold] = Field(default_factory=dict)
    positions: dict[Identifier, Position] = Field(default_factory=dict)
    rules: tuple[Policy, ...] = ()
    without: tuple[Identifier, ...] = ()
    signs: tuple[TypeSign, ...] = ()


class Playbook(RuleModel):
    """A playbook with all that it extends put together; the fields are those of ``PlaybookFile``."""

    id: Identifier
    extends: tuple[Identifier, ...] = ()
    title: str
    contract_type: ContractType
    side: Side = "customer"
    expects: dict[Identifier, Expectation]
    expects_when: tuple[ExpectWhen, ...] = ()
    severity: dict[Identifier, Severity] = Field(default_factory=dict)
    weakener_severity: dict[Identifier, Severity] = Field(default_factory=dict)
    thresholds: dict[MeasureName, Threshold] = Field(default_factory=dict)
    positions: dict[Identifier, Position] = Field(default_factory=dict)
    rules: tuple[Policy, ...] = ()
    signs: tuple[TypeSign, ...] = ()

    def adapted(self, protection: Protection) -> Protection:
        """Returns a protection with this playbook's thresholds in its measures."""
        own = {name.split(".")[0] for name in self.thresholds}
        if not own & {element.id for element in protection.elements}:
            return protection
        elements = tuple(self._adapted_element(element) for element in protection.elements)
        return protection.model_copy(update={"elements": elements})

    def _adapted_element(self, element: Element) -> Element:
        measures = {
            name: measure.model_copy(update=self.thresholds[f"{element.id}.{name}"].model_dump())
            if f"{element.id}.{name}" in self.thresholds
            else measure
            for name, measure in element.measures.items()
        }
        return element.model_copy(update={"measures": measures})


def put_together(written: PlaybookFile, source: RuleSource, known: Callable[[str], Playbook | None]) -> Playbook:
    """Returns a playbook, laid over the one it extends.

    Args:
        written: The content of its file.
        source: The file, for messages.
        known: Gives the playbook of an id, or None.

    Raises:
        RulesError: It has a mistake or extends what does not exist.
    """
    if written.extends is None:
        return _standing_alone(written, source)
    base = known(written.extends)
    if base is None:
        raise mistake(source, ("extends",), f"there is no playbook {written.extends!r}")
    return _laid_over(base, written, source)


def _standing_alone(written: PlaybookFile, source: RuleSource) -> Playbook:
    for key in ("title", "contract_type"):
        if getattr(written, key) is None:
            raise mistake(source, (key,), "this key is required unless the playbook extends another")
    if written.without:
        raise mistake(source, ("without",), "only a playbook that extends another can leave out its rules")
    # Its parts are validated already.
    said = {name: getattr(written, name) for name in Playbook.model_fields.keys() - _OWN}
    return Playbook.model_construct(**{**said, "side": written.side or "customer"})


def _laid_over(base: Playbook, written: PlaybookFile, source: RuleSource) -> Playbook:
    if written.side not in (None, base.side):
        raise mistake(source, ("side",), f"{base.id}, which it extends, is for the {base.side}")
    unknown = set(written.without) - {rule.id for rule in base.rules}
    if unknown:
        raise mistake(source, ("without",), f"{base.id} has no rule {sorted(unknown)[0]!r}")
    own = {rule.id for rule in written.rules}
    kept = tuple(rule for rule in base.rules if rule.id not in own and rule.id not in written.without)
    return Playbook(
        id=written.id,
        extends=(base.id, *base.extends),
        title=written.title or base.title,
        contract_type=written.contract_type or base.contract_type,
        side=base.side,
        expects={**base.expects, **written.expects},
        # What an overlay says plainly outweighs the conditions of what it extends.
        expects_when=(*written.expects_when, *_without_keys(base.expects_when, written.expects)),
        severity={**base.severity, **written.severity},
        weakener_severity={**base.weakener_severity, **written.weakener_severity},
        thresholds={**base.thresholds, **written.thresholds},
        positions={**base.positions, **_joined_positions(base.positions, written.positions)},
        rules=(*kept, *written.rules),
        signs=written.signs,
    )


def _without_keys(rows: Iterable[ExpectWhen], said: Mapping[str, Expectation]) -> Iterator[ExpectWhen]:
    for row in rows:
        left = {name: value for name, value in row.expects.items() if name not in said}
        if left:
            yield row.model_copy(update={"expects": left})


def _joined_positions(base: Mapping[str, Position], own: Mapping[str, Position]) -> dict[str, Position]:
    """Returns the overlay's positions; what one does not say is taken from the base."""
    return {
        name: base[name].model_copy(update={key: getattr(position, key) for key in position.model_fields_set})
        if name in base
        else position
        for name, position in own.items()
    }
