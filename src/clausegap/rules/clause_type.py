"""Clause types: kinds of clauses that the ranker was taught to find, and wording that tells them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from clausegap.rules.base import Identifier, Pattern, RuleModel


class Cue(RuleModel):
    """Wording that speaks for or against a sentence being a clause of a type.

    How much it says is learned; a cue decides nothing by itself.

    Attributes:
        id: Unique over all rule files.
        says: What the wording is about, in a few words a lawyer understands.
        patterns: The wording.
    """

    id: Identifier
    says: Annotated[str, Field(min_length=3)]
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]


class ClauseType(RuleModel):
    """A file of ``clause_types/``: a kind of clause with labelled examples to learn from.

    Attributes:
        id: Key of what was learned.
        title: In plain words.
        labels: Names of this kind in labelled data.
        protection: The protection whose clauses these are, if any.
        decides: Whether such a clause is the operative clause of the protection, so that one that the
            rules do not know puts an absence in doubt.
        cues: Wording that tells it.
        weights: File beside this one that holds what was learned; None for the shipped weights.
    """

    id: Identifier
    title: str
    labels: Annotated[tuple[str, ...], Field(min_length=1)]
    protection: Identifier | None = None
    decides: bool = False
    cues: tuple[Cue, ...] = ()
    weights: str | None = None
