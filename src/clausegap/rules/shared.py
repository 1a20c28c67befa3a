"""The shape of the rule files that all protections share: generic rules, lexicon, roles, notices, playbooks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from clausegap.model.terms import Side
from clausegap.rules.base import Conditions, Identifier, MitigationId, RiskId, RuleModel
from clausegap.rules.models import Negative, Sign, Weakener


class Generic(RuleModel):
    """``generic.yaml``: weakeners and negatives that apply to every protection, and signs that any may ask for.

    Attributes:
        weakeners: What drains value from any clause.
        negatives: What takes the effect from any wording.
        signs: Wording that conditions of any protection may ask for.
    """

    weakeners: tuple[Weakener, ...]
    negatives: tuple[Negative, ...]
    signs: tuple[Sign, ...] = ()


class LexiconFile(RuleModel):
    """``lexicon.yaml``: word classes and spellings shared by all phrases.

    Attributes:
        spelling: The one form to which a spelling is folded, by the spelling.
        lexicon: Words and phrases by the name of their class, which phrases use in capitals.
    """

    spelling: dict[str, str]
    lexicon: dict[Annotated[str, Field(pattern=r"^[A-Z][A-Z_]+$")], tuple[str, ...]]


class RoleSign(RuleModel):
    """Wording that tells the role of the party in it.

    Attributes:
        phrase: With ``<ower>`` for a party that is thereby a supplier, ``<holder>`` for a customer.
        weight: How much it says.
        match: Sentences in which it must be found.
        avoid: Sentences in which it must not be found.
    """

    phrase: str
    weight: float
    match: Annotated[tuple[str, ...], Field(min_length=1)]
    avoid: Annotated[tuple[str, ...], Field(min_length=1)]


class RolesFile(RuleModel):
    """``roles.yaml``: what the names of parties say about their roles.

    Attributes:
        customer: Defined terms that usually mean the customer.
        supplier: Defined terms that usually mean the supplier.
        ambiguous: Defined terms that may be either.
        discloser: Terms for the party that discloses information.
        recipient: Terms for the party that receives it.
        not_parties: Defined terms of a preamble that are no parties.
        things: Words of a defined term that is a thing, not a party; the plural is meant too.
        legal_forms: Words of a name that show a company or institution.
        third_parties: Terms for parties that are never customer or supplier.
        word_weight: Weight of a role word.
        lead: Least lead of one role over the other.
        signs: Wording that tells a role.
    """

    customer: tuple[str, ...]
    supplier: tuple[str, ...]
    ambiguous: tuple[str, ...]
    discloser: tuple[str, ...]
    recipient: tuple[str, ...]
    not_parties: tuple[str, ...]
    things: tuple[str, ...]
    legal_forms: tuple[str, ...]
    third_parties: tuple[str, ...]
    word_weight: float
    lead: float
    signs: tuple[RoleSign, ...]


class LegalNotice(RuleModel):
    """A jurisdiction notice.

    Attributes:
        id: What reports call it.
        text: The point to check with local counsel.
        laws: Words of a governing law or address that trigger it; empty triggers always.
        needs: Conditions on the protection's ids under which it is shown; empty always.
    """

    id: Annotated[str, Field(pattern=r"^JN_[A-Z0-9_]+$")]
    text: str
    laws: tuple[str, ...] = ()
    needs: Conditions = ()


class NoticesFile(RuleModel):
    """``notices.yaml``: jurisdiction notices and the day they were last reviewed.

    Attributes:
        reviewed_on: The day, as 2026-01-31.
        notices: The notices.
    """

    reviewed_on: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    notices: tuple[LegalNotice, ...]


class RiskEntry(RuleModel):
    """A risk of outsourcing: to the customer's intellectual property, or to the supplier's business.

    Attributes:
        id: ``R01`` to ``R12`` for the customer, ``R21`` and on for the supplier.
        side: Whose risk it is.
        title: Its name.
        text: What may happen.
    """

    id: RiskId
    side: Side = "customer"
    title: str
    text: str


class ChecklistEntry(RuleModel):
    """A mitigation that no contract can give.

    Attributes:
        id: Unique in the file.
        side: Whom it helps.
        mitigation: The mitigation that it belongs to.
        risks: The risks against which it helps.
        text: What to do.
    """

    id: Identifier
    side: Side = "customer"
    mitigation: MitigationId
    risks: tuple[RiskId, ...]
    text: str


class RisksFile(RuleModel):
    """``risks.yaml``: the risks, the mitigations, and what must be seen to outside the contract.

    Attributes:
        risks: The risks, in the order of reports.
        mitigations: What each mitigation is, by its id.
        checklist: What must be seen to outside the contract.
    """

    risks: tuple[RiskEntry, ...]
    mitigations: dict[MitigationId, str]
    checklist: tuple[ChecklistEntry, ...]

    def of(self, side: Side) -> RisksFile:
        """Returns what concerns one side."""
        risks = tuple(one for one in self.risks if one.side == side)
        checklist = tuple(one for one in self.checklist if one.side == side)
        return self.model_copy(update={"risks": risks, "checklist": checklist})
