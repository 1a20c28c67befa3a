"""From a Doc back to plain values; nothing of spaCy goes further than this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausegap.model.analysis import Analysis
from clausegap.pipeline.bridge import stored
from clausegap.pipeline.components import (
    clauses_on,
    definitions_on,
    hits_on,
    parties_on,
    ranking_on,
    references_on,
    sections_on,
    units_on,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc


def analysis_of(doc: Doc) -> Analysis:
    """Returns everything the components found in a Doc.

    Raises:
        KeyError: Not all ``clausegap_*`` components have run on it.
    """
    return Analysis(
        sections=sections_on(doc),
        units=units_on(doc),
        definitions=definitions_on(doc),
        references=references_on(doc),
        parties=parties_on(doc),
        facts=tuple(stored(doc, "facts")),
        families={name: frozenset(indexes) for name, indexes in stored(doc, "families").items()},
        hits=hits_on(doc),
        clauses=clauses_on(doc),
        unfinished=tuple(stored(doc, "unfinished")),
        governing_law=stored(doc, "governing_law"),
        ranking=ranking_on(doc),
    )
