"""Builds the pipeline on a blank English language: no model is needed or downloaded."""

from __future__ import annotations

from typing import Final

import spacy
from spacy.language import Language

from clausegap.model.spec import ReviewSpec
from clausegap.pipeline import registry
from clausegap.pipeline.tokenizer import bounded
from clausegap.rules.library import load_library

# A rule pipeline has no parser whose memory spaCy's limit of a million characters would protect.
MAX_CHARACTERS: Final = 20_000_000


def build_pipeline(spec: ReviewSpec | None = None, *, nlp: Language | None = None) -> Language:
    """Returns a spaCy pipeline with the clausegap components.

    Args:
        spec: What to review for; the customer's side by default.
        nlp: A pipeline to add the components to; a blank English one by default.

    Raises:
        RulesError: A rule file has a mistake.

    Example:
        >>> nlp = build_pipeline()
        >>> doc = nlp("9. Audit. Customer may at any time audit Supplier's books and records.")
        >>> {span.label_ for span in doc.spans["clauses"]}
        {'audit_rights'}
    """
    spec = spec or ReviewSpec()
    nlp = nlp if nlp is not None else blank()
    load_library(spec.rules, spec.side)  # a mistake in a rule file shows now; the components share the result
    rules = list(spec.rules)
    nlp.add_pipe("clausegap_sections")
    nlp.add_pipe("clausegap_sentences")
    nlp.add_pipe("clausegap_parties", config={"rules": rules, "customer": spec.customer, "supplier": spec.supplier})
    nlp.add_pipe("clausegap_matcher", config={"rules": rules, "side": spec.side})
    nlp.add_pipe("clausegap_clauses", config={"rules": rules})
    nlp.add_pipe("clausegap_ranker", config={"rules": rules})
    return nlp


def blank() -> Language:
    """Returns a blank English pipeline that takes a whole contract at once, whatever it holds."""
    # The factories are registered by importing their module, also without installed entry points.
    assert registry.make_sections is not None
    nlp = spacy.blank("en")
    nlp.max_length = MAX_CHARACTERS
    nlp.tokenizer = bounded(nlp)
    return nlp
