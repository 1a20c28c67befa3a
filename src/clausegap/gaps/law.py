"""Jurisdiction notices: points of law to check with local counsel (catalogue, section 9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausegap.gaps.words import stands_in
from clausegap.model.analysis import Analysis
from clausegap.model.document import Document
from clausegap.model.finding import Finding
from clausegap.model.report import JurisdictionNotice
from clausegap.rules.shared import LegalNotice, NoticesFile

_PREAMBLE_CHARACTERS = 6_000


def notices_for(
    findings: Sequence[Finding], analysis: Analysis, document: Document, file: NoticesFile
) -> tuple[JurisdictionNotice, ...]:
    """Returns the notices of the findings whose law is that of the contract or of a party's address."""
    wanted = {name for finding in findings for name in finding.notices}
    holding = {*analysis.facts, *_ids(findings)}
    asked = [notice for notice in file.notices if notice.id in wanted]
    place = f"{analysis.governing_law or ''} {document.text[:_PREAMBLE_CHARACTERS]}".lower()
    # Many notices are on the same laws.
    laws = {law for law in {law for notice in asked for law in notice.laws} if stands_in(law.lower(), place)}
    return tuple(
        JurisdictionNotice(id=notice.id, text=notice.text, reviewed_on=file.reviewed_on)
        for notice in asked
        if _applies(notice, laws, holding)
    )


def _ids(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield from (element.id for element in finding.elements)
        yield from (weakener.id for weakener in finding.weakeners)


def _applies(notice: LegalNotice, laws: set[str], holding: set[str]) -> bool:
    needed = not notice.needs or any(all(_holds(condition, holding) for condition in row) for row in notice.needs)
    named = not notice.laws or not laws.isdisjoint(notice.laws)
    return needed and named


def _holds(condition: str, holding: set[str]) -> bool:
    return (condition.lstrip("!").split(">=")[0] in holding) != condition.startswith("!")
