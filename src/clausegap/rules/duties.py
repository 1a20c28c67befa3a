"""The shape of ``duties.yaml``: kinds of what the other side owes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from clausegap.rules.base import Identifier, Pattern, RuleModel


class DutyKind(RuleModel):
    """A kind of duty.

    Attributes:
        title: As reports name it.
        patterns: Phrases, looked for in the words behind the verb that binds; with the true roles.
    """

    id: Identifier
    title: str
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _has_phrases_only(self) -> DutyKind:
        if any(pattern.phrase is None for pattern in self.patterns):
            raise ValueError("a kind of duty is told by phrases only")
        return self

    @property
    def phrases(self) -> tuple[str, ...]:
        """Its phrases."""
        return tuple(pattern.phrase for pattern in self.patterns if pattern.phrase is not None)


class DutiesFile(RuleModel):
    """``duties.yaml``: the kinds, the first that is found counts."""

    duties: tuple[DutyKind, ...]
