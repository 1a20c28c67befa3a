"""The component factories and the colours of displacy, found by spaCy through its entry points.

All registration is here, so that importing any other module registers nothing.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.util import registry

from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Side
from clausegap.pipeline.colors import clause_colors
from clausegap.pipeline.components import (
    ClauseFinder,
    PartyFinder,
    RuleMatcher,
    SectionFinder,
    SentenceFinder,
)
from clausegap.pipeline.ranker import Ranker

_RULES: dict[str, object] = {"rules": []}

registry.displacy_colors.register("clausegap_colors", func=clause_colors)


@Language.factory("clausegap_sections", assigns=["doc.spans"])
def make_sections(nlp: Language, name: str) -> SectionFinder:
    """Returns the component that finds sections."""
    return SectionFinder()


@Language.factory("clausegap_sentences", assigns=["doc.spans"], requires=["doc.spans"])
def make_sentences(nlp: Language, name: str) -> SentenceFinder:
    """Returns the component that finds sentences and list items."""
    return SentenceFinder()


@Language.factory(
    "clausegap_parties",
    assigns=["doc.spans"],
    requires=["doc.spans"],
    default_config={**_RULES, "customer": None, "supplier": None},
)
def make_parties(nlp: Language, name: str, rules: list[str], customer: str | None, supplier: str | None) -> PartyFinder:
    """Returns the component that finds the parties and their roles."""
    return PartyFinder(ReviewSpec(rules=tuple(rules), customer=customer, supplier=supplier), nlp)


@Language.factory(
    "clausegap_matcher", assigns=["doc.spans"], requires=["doc.spans"], default_config={**_RULES, "side": "customer"}
)
def make_matcher(nlp: Language, name: str, rules: list[str], side: Side) -> RuleMatcher:
    """Returns the component that runs the patterns."""
    return RuleMatcher(ReviewSpec(rules=tuple(rules), side=side), nlp)


@Language.factory("clausegap_clauses", assigns=["doc.spans"], requires=["doc.spans"], default_config=_RULES)
def make_clauses(nlp: Language, name: str, rules: list[str]) -> ClauseFinder:
    """Returns the component that joins anchors to clauses."""
    return ClauseFinder(ReviewSpec(rules=tuple(rules)), nlp)


@Language.factory("clausegap_ranker", assigns=["doc.spans"], requires=["doc.spans"], default_config=_RULES)
def make_ranker(nlp: Language, name: str, rules: list[str]) -> Ranker:
    """Returns the component that ranks passages by clause type."""
    return Ranker(ReviewSpec(rules=tuple(rules)), nlp)
