"""What all rule models rest on: names, conditions and patterns."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Condition = Annotated[str, Field(pattern=r"^!?[a-z][a-z0-9_]*(>=(weak|unknown|acceptable|strong))?$")]
RiskId = Annotated[str, Field(pattern=r"^R\d\d$")]
MitigationId = Annotated[str, Field(pattern=r"^M\d\d$")]
Conditions = tuple[tuple[Condition, ...], ...]  # any of these rows; within a row all of them
TokenValue = str | int | bool | list[str] | dict[str, str | int | list[str]]


class RuleModel(BaseModel):
    """Base of all rule values: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Pattern(RuleModel):
    """Wording to look for, in exactly one of three notations, with its own tests.

    Attributes:
        phrase: In the phrase language (``rules.phrase``).
        regex: A regular expression over a reading; runs under a time limit.
        token: A spaCy token pattern over the document's own tokens.
        match: Sentences in which it must be found.
        avoid: Sentences in which it must not be found.
    """

    phrase: str | None = None
    regex: str | None = None
    token: tuple[dict[str, TokenValue], ...] | None = None
    match: Annotated[tuple[str, ...], Field(min_length=1)]
    avoid: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_notation(self) -> Pattern:
        given = [name for name in ("phrase", "regex", "token") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError("give exactly one of phrase, regex and token")
        return self
