"""Evidence: the words of the contract, cut to a readable length, with page and section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from clausegap.model.analysis import Analysis, Hit
from clausegap.model.document import Document
from clausegap.model.evidence import Evidence, Location

_LONGEST: Final = 320  # characters of a quote
_BEFORE: Final = 100


def evidence_of(document: Document, analysis: Analysis, hit: Hit) -> Evidence:
    """Returns the evidence for a hit: its sentence, or the part of a long sentence around it."""
    unit = analysis.units[hit.unit]
    start, end = unit.start, unit.end
    if end - start > _LONGEST:
        start = _word_start(document.text, max(unit.start, hit.start - _BEFORE), unit.start)
        end = _word_end(document.text, min(unit.end, max(hit.end, start + _LONGEST)), unit.end)
        end = min(end, _word_end(document.text, min(unit.end, start + 2 * _LONGEST), unit.end))
    return quote(document, analysis, start, end, hit.rule)


def quote(document: Document, analysis: Analysis, start: int, end: int, rule: str) -> Evidence:
    """Returns a stretch of the text as evidence."""
    location = location_in(document, analysis, start)
    return Evidence(
        start=start, end=end, quote=" ".join(document.text[start:end].split()), location=location, rule=rule
    )


def beginning(document: Document, analysis: Analysis, start: int, end: int, rule: str) -> Evidence:
    """Returns a stretch of the text as evidence, only its beginning if it is long."""
    return quote(document, analysis, start, min(end, start + _LONGEST), rule)


def location_in(document: Document, analysis: Analysis, offset: int) -> Location:
    """Returns where a character stands: file, page and section."""
    location = analysis.location_at(offset, document.page_at(offset))
    part = document.part_at(offset)
    return location if part is None else location.model_copy(update={"document": part})


def all_evidence(document: Document, analysis: Analysis, hits: Iterable[Hit], most: int) -> tuple[Evidence, ...]:
    """Returns the evidence for hits in text order, one a sentence, at most some."""
    found: dict[int, Hit] = {}
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.rule)):
        found.setdefault(hit.unit, hit)
    return tuple(evidence_of(document, analysis, hit) for hit in list(found.values())[:most])


def _word_start(text: str, place: int, least: int) -> int:
    while place > least and not text[place - 1].isspace():
        place -= 1
    return place


def _word_end(text: str, place: int, most: int) -> int:
    while place < most and not text[place].isspace():
        place += 1
    return place
