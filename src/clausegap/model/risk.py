"""The risks of outsourcing to intellectual property, and what stands against each in a contract."""

from __future__ import annotations

from clausegap.model.evidence import Value
from clausegap.model.terms import Answer, Expectation, RiskState, Status


class RiskPart(Value):
    """A protection that answers a risk.

    Attributes:
        protection: Its id.
        answer: Whether it is a primary or a supporting answer.
        status: What was found of it.
        expectation: What the playbook says of it.
        credit: What it is worth: 1 strong, 0.75 acceptable, 0.25 weak, 0 missing; None undetermined.
        adverse: Whether the contract takes something from the advised side there.
    """

    protection: str
    answer: Answer
    status: Status
    expectation: Expectation
    credit: float | None
    adverse: bool = False


class Risk(Value):
    """A risk with its state.

    Attributes:
        id: ``R01`` to ``R12``.
        title: In a few words.
        text: In a sentence.
        state: ``covered`` when every primary answer that the playbook asks for is present and nothing
            grave runs against the advised side; ``open`` when none of the primary answers is there;
            ``partly`` between; ``undetermined`` where that hangs on what could not be read;
            ``not_expected`` where this type of contract is not expected to answer it.
        coverage: Weighted mean of the credits, 0 to 1, a primary answer counting three and a
            supporting one one; None without any answer to count.
        parts: The answers that count: those the playbook asks for and those that were found.
    """

    id: str
    title: str
    text: str
    state: RiskState
    coverage: float | None
    parts: tuple[RiskPart, ...]


class ChecklistItem(Value):
    """What no contract can give: to be seen to outside the contract."""

    id: str
    mitigation: str
    text: str
    risks: tuple[str, ...]


class RiskView(Value):
    """All risks of a contract, and one figure that sums them up.

    Attributes:
        coverage: Mean coverage of the risks that have one, 0 to 1, what is undetermined counting as
            missing; None where no risk has one. It is a summary of its parts and never decides anything.
        coverage_at_most: The same with what is undetermined counting as strong.
        formula: How the figures are made, in words.
        risks: In catalogue order.
        checklist: Mitigations outside the contract.
    """

    coverage: float | None
    coverage_at_most: float | None
    formula: str
    risks: tuple[Risk, ...]
    checklist: tuple[ChecklistItem, ...]
