"""What to review for: the options of a review, as one picklable value."""

from __future__ import annotations

from dataclasses import dataclass

from clausegap.errors import UsageError
from clausegap.model.terms import ContractType, Side


@dataclass(frozen=True, slots=True)
class ReviewSpec:
    """Options of a review; equal specs give equal reports on equal documents.

    Attributes:
        side: The party that is advised.
        playbook: Name of a shipped playbook or path of a playbook file; None takes the one of
            the contract type.
        contract_type: None detects it from the text.
        rules: Folders or files of rules to load beside the shipped ones.
        customer: Name or defined term of the customer; None resolves it from the text.
        supplier: The same for the supplier.

    Raises:
        UsageError: The name of a party is no string.

    Example:
        >>> ReviewSpec(side="supplier", playbook="msa").playbook
        'msa'
    """

    side: Side = "customer"
    playbook: str | None = None
    contract_type: ContractType | None = None
    rules: tuple[str, ...] = ()
    customer: str | None = None
    supplier: str | None = None

    def __post_init__(self) -> None:
        for party, name in (("customer", self.customer), ("supplier", self.supplier)):
            if not isinstance(name, str | None):
                raise UsageError(f"{party}: a name is needed, not {name!r}")
