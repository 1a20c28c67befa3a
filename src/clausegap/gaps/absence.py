"""Why a protection counts as missing: what looks like it, what points to it, and the nearest miss."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from clausegap.gaps.group import Group
from clausegap.gaps.quotes import evidence_of, quote
from clausegap.model.analysis import Analysis, Hit, Unit
from clausegap.model.document import Document
from clausegap.model.evidence import Evidence
from clausegap.model.finding import NearMiss
from clausegap.rules import phrase as phrases
from clausegap.rules.library import RuleLibrary
from clausegap.rules.models import Protection
from clausegap.rules.reading import Reader

_INCORPORATES: Final = re.compile(
    r"incorporat|shall apply|applies|continue[sd]?\b|remain[s]? in|governed by|in accordance with|comply with"
    r"|pursuant to|subject to the (?:terms|provisions)|set (?:forth|out) in|as provided in|supersede|made part"
    r"|part of this",
    re.I,
)
_AGREEMENT_NAME: Final = re.compile(
    r"\b((?:[A-Z][\w’'/&-]*\s+(?:and\s+|of\s+)?){1,6}(?:Agreement|AGREEMENT|Deed|Undertaking|Contract))\b|\bNDA\b"
)
_OMITTED: Final = re.compile(
    r"(?i)^[\s\[(]*(?:intentionally (?:omitted|deleted|left blank)|reserved|deleted|not used)[\s\]).]*$"
)
_DELETED: Final = re.compile(
    r"(?i)\b(?:is|are)\s+(?:hereby\s+)?(?:deleted|of no further|removed)\b|no longer appl|shall cease to apply"
)


@dataclass(frozen=True, slots=True)
class Absence:
    """What was found instead of an operative clause."""

    heading: Evidence | None
    incorporation: Evidence | None
    deletion: Evidence | None


def look_for_absence(document: Document, analysis: Analysis, protection: Protection, library: RuleLibrary) -> Absence:
    """Returns a bare heading, an incorporation by name, and a deletion of the protection, where there are any."""
    reader = Reader(library.spelling)
    return Absence(
        heading=_bare_heading(document, analysis, protection),
        incorporation=_incorporation(document, analysis, protection, library, reader),
        deletion=_deletion(document, analysis, protection, library, reader),
    )


def _in_family(shown: str, protection: Protection, library: RuleLibrary, reader: Reader) -> bool:
    wanted, unwanted = library.headings[protection.id]
    reading = reader.read(shown).text
    return bool(wanted.search(reading)) and not (unwanted and unwanted.search(reading))


def _bare_heading(document: Document, analysis: Analysis, protection: Protection) -> Evidence | None:
    for index in sorted(analysis.families[protection.id]):
        section = analysis.sections[index]
        if section.heading is not None:
            end = min(section.end, section.start + len(section.heading) + 40)
            return quote(document, analysis, section.start, max(end, section.start + 1), "heading")
    return None


def _incorporation(
    document: Document, analysis: Analysis, protection: Protection, library: RuleLibrary, reader: Reader
) -> Evidence | None:
    """Returns a sentence that incorporates another document by the name of the protection's subject."""
    for reference in analysis.references:
        if reference.document is None or reference.title is None:
            continue
        if _in_family(reference.title, protection, library, reader):
            unit = _unit_at(analysis, reference.start)
            if unit is not None and unit.zone == "body":
                return quote(document, analysis, unit.start, unit.end, "by_reference")
    for unit in analysis.units:
        shown = document.text[unit.start : unit.end]
        if unit.zone != "body" or unit.kind == "heading" or not _INCORPORATES.search(shown):
            continue
        for match in _AGREEMENT_NAME.finditer(shown):
            if _in_family(match.group(), protection, library, reader) and unit.start + match.start() > 400:
                return quote(document, analysis, unit.start, unit.end, "by_reference")
    return None


def _deletion(
    document: Document, analysis: Analysis, protection: Protection, library: RuleLibrary, reader: Reader
) -> Evidence | None:
    """Returns a heading whose section is left out on purpose, or a sentence that deletes the clause."""
    for index in sorted(analysis.families[protection.id]):
        section = analysis.sections[index]
        body = document.text[section.start : section.end].removeprefix(section.number or "").strip(" .\t\n")
        body = body.removeprefix(section.heading or "").strip(" .:\t\n")
        if _OMITTED.match(body):
            return quote(document, analysis, section.start, section.end, "deleted")
    for reference in analysis.references:
        unit = _unit_at(analysis, reference.start)
        if unit is None or reference.title is None or not _in_family(reference.title, protection, library, reader):
            continue
        if _DELETED.search(document.text[reference.end : unit.end]):
            return quote(document, analysis, unit.start, unit.end, "deleted")
    return None


def _unit_at(analysis: Analysis, offset: int) -> Unit | None:
    return next((unit for unit in analysis.units if unit.start <= offset < unit.end), None)


def nearest_miss(
    document: Document, analysis: Analysis, protection: Protection, group: Group, library: RuleLibrary
) -> NearMiss | None:
    """Returns the passage that came closest, and why it does not count."""
    if group.opposed:
        return NearMiss(evidence=evidence_of(document, analysis, group.opposed[0]), why="it serves only the other side")
    if group.dropped:
        hit = group.dropped[0]
        whys = {n.id: n.why for n in (*protection.negatives, *library.generic.negatives)}
        return NearMiss(evidence=evidence_of(document, analysis, hit), why=whys[hit.dropped_by])
    signals = [h for h in analysis.hits if h.kind == "signal" and h.protection == protection.id]
    best = _richest(signals)
    if best is not None:
        why = "it touches the subject but is no operative clause for the advised side"
        return NearMiss(evidence=evidence_of(document, analysis, best), why=why)
    return _by_keywords(document, analysis, protection, library)


def _richest(hits: Iterable[Hit]) -> Hit | None:
    counts: dict[int, set[str]] = {}
    first: dict[int, Hit] = {}
    for hit in hits:
        counts.setdefault(hit.unit, set()).add(hit.rule)
        first.setdefault(hit.unit, hit)
    if not counts:
        return None
    return first[max(sorted(counts), key=lambda unit: len(counts[unit]))]


def _by_keywords(
    document: Document, analysis: Analysis, protection: Protection, library: RuleLibrary
) -> NearMiss | None:
    reader = Reader(library.spelling)
    signs = [
        re.compile(phrases.to_regex(phrases.parse(keyword, library.words, reader.fold)))
        for keyword in protection.keywords
    ]
    best: tuple[int, Unit] | None = None
    for unit in analysis.units:
        if unit.zone != "body" or unit.kind == "heading":
            continue
        shown = reader.read(document.text, unit.start, unit.end).text
        count = sum(bool(sign.search(shown)) for sign in signs)
        if count and (best is None or count > best[0]):
            best = (count, unit)
    if best is None:
        return None
    end = min(best[1].end, best[1].start + 320)
    evidence = quote(document, analysis, best[1].start, end, "keywords")
    return NearMiss(evidence=evidence, why="it uses words of the subject but lays down no duty or right of this kind")
