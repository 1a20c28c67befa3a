"""The other side of the table: rules of the customer as the supplier reads them, and rules of the supplier.

Readings show the party that is advised as ``CUSTOMER`` and its counterparty as ``SUPPLIER``. So the rules of a
protection that serves both sides alike run unchanged for the supplier, and only their words have to be exchanged. Rule
files of the supplier's own are written with the true roles, and their patterns are exchanged instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from pydantic import Field

from clausegap.model.terms import Role, Severity, Side
from clausegap.rules.base import Identifier, MitigationId, RiskId, RuleModel

if TYPE_CHECKING:
    from clausegap.rules.compiled import PlacedPattern
    from clausegap.rules.models import Element, Protection

_OTHER: Final = {"customer": "supplier", "supplier": "customer", "vendor": "customer"}
_WORD: Final = re.compile(r"\b(customer|supplier|vendor)(?=s?\b)", re.I)
_TOKEN: Final = re.compile(r"\b(CUSTOMER|SUPPLIER)(?=(?:_ONLY)?\b)")


class Answers(RuleModel):
    """The risks that a protection answers, and the mitigations that it is part of (``risks.yaml``).

    Attributes:
        primary: Risks against which it is a main answer.
        supporting: Risks against which it helps.
        mitigations: What it is part of.
    """

    primary: tuple[RiskId, ...] = ()
    supporting: tuple[RiskId, ...] = ()
    mitigations: tuple[MitigationId, ...] = ()


class Mirror(RuleModel):
    """What is said otherwise of a protection of the customer where the supplier is advised.

    Attributes:
        title: Its name then; the parties exchanged in its own one otherwise.
        definition: The same.
        answers: The supplier's risks that it answers.
        missing_severity: Weight of its absence.
        of_both: Whether its clauses serve both sides, whichever party their words name: a choice of law does.
        roles: Other weights of elements.
        without: Weakeners that say nothing for the supplier.
        says: Other words for elements, weakeners and negatives than their own with the parties exchanged.
    """

    title: str = ""
    definition: str = ""
    answers: Answers = Answers()
    missing_severity: Severity
    of_both: bool = False
    roles: dict[Identifier, Role] = Field(default_factory=dict)
    without: tuple[Identifier, ...] = ()
    says: dict[Identifier, str] = Field(default_factory=dict)


def exchanged(text: str) -> str:
    """Returns a text with customer and supplier exchanged.

    Example:
        >>> exchanged("The supplier keeps the customer's plans.")
        "The customer keeps the supplier's plans."
    """
    return _WORD.sub(_exchanged_word, text)


def _exchanged_word(match: re.Match[str]) -> str:
    word = match.group()
    other = _OTHER[word.lower()]
    return other.capitalize() if word[0].isupper() else other


def for_readings_of_supplier(placed: Iterable[PlacedPattern]) -> Iterator[PlacedPattern]:
    """Yields the patterns of a rule file of the supplier as they run over readings made for the supplier."""
    for place, pattern, steps in placed:
        written = {"phrase": pattern.phrase, "regex": pattern.regex}
        told = {key: text and with_roles_exchanged(text) for key, text in written.items()}
        yield place, pattern.model_copy(update=told), steps


def with_roles_exchanged(text: str) -> str:
    """Returns a phrase or an expression with the tokens of both parties exchanged."""
    return _TOKEN.sub(lambda match: "SUPPLIER" if match.group() == "CUSTOMER" else "CUSTOMER", text)


def seen_from(side: Side, protection: Protection) -> Protection:
    """Returns a protection as a side reads it: one of the customer with a mirror is another one for the supplier."""
    mirror = protection.mirror
    return protection if side == "customer" or mirror is None else _mirrored(protection, mirror)


def _mirrored(protection: Protection, mirror: Mirror) -> Protection:
    def said(rule: str, words: str) -> str:
        return mirror.says.get(rule) or exchanged(words)

    weakeners = [weakener for weakener in protection.weakeners if weakener.id not in mirror.without]
    return protection.model_copy(
        update={
            "title": mirror.title or exchanged(protection.title),
            "definition": mirror.definition or exchanged(protection.definition),
            "answers": mirror.answers,
            "missing_severity": mirror.missing_severity,
            "missing_severity_for": {},
            "missing_severity_when": (),
            "required_when": (),
            "notices": (),
            "elements": tuple(_mirrored_element(one, mirror, said(one.id, one.content)) for one in protection.elements),
            "weakeners": tuple(one.model_copy(update={"why": said(one.id, one.why)}) for one in weakeners),
            "negatives": tuple(one.model_copy(update={"why": said(one.id, one.why)}) for one in protection.negatives),
        }
    )


def _mirrored_element(element: Element, mirror: Mirror, content: str) -> Element:
    if element.id not in mirror.roles:
        return element.model_copy(update={"content": content})
    return element.model_copy(update={"content": content, "role": mirror.roles[element.id], "role_for": {}})
