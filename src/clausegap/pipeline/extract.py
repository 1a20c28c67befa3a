"""From a Doc back to plain values; nothing of spaCy goes further than this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausegap.model.analysis import Analysis
from clausegap.pipeline.bridge import require, workings_on

if TYPE_CHECKING:
    from spacy.tokens import Doc


def analysis_of(doc: Doc) -> Analysis:
    """Returns everything the components found in a Doc.

    Raises:
        KeyError: Not all ``clausegap_*`` components have run on it; only the ranker may be left out.
    """
    require(doc, "sections", "units", "parties", "hits", "clauses")
    return workings_on(doc).analysis()
