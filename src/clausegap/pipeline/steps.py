"""The components as the engine runs them: in the order and with the options of the pipeline, but without spaCy."""

from __future__ import annotations

from clausegap.model.spec import ReviewSpec
from clausegap.pipeline.components import (
    ClauseFinder,
    Component,
    PartyFinder,
    RuleMatcher,
    SectionFinder,
    SentenceFinder,
)
from clausegap.pipeline.ranker import Ranker


def steps_of(spec: ReviewSpec) -> tuple[Component, ...]:
    """Returns the steps of an analysis; ``build_pipeline`` adds the same to a spaCy pipeline.

    Raises:
        RulesError: A rule file has a mistake.
    """
    return (
        SectionFinder(),
        SentenceFinder(),
        PartyFinder(spec),
        RuleMatcher(spec),
        ClauseFinder(spec),
        Ranker(spec),
    )
