"""Facts about a contract that conditions of the rules may name (``rules.references.FACTS``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from clausegap.model.analysis import Reference, Section, Unit, path_of
from clausegap.model.clause import Party
from clausegap.pipeline.names import legal_form
from clausegap.rules.shared import RolesFile

_OPENING_CHARACTERS: Final = 6_000
_INDIVIDUAL: Final = re.compile(
    r"\ban individual\b|\bindividual residing\b|\bnatural person\b|\bDear (?:Mr|Ms|Mrs|Dr)?\b|\b(?:Mr|Ms|Dr)\."
)
_EMPLOYMENT: Final = re.compile(
    r"employment agreement|contract of employment|garden leave|(?:your|the) employment (?:with|by|under)", re.I
)
_EMPLOYEE_TERMS: Final = frozenset({"employee", "executive", "you"})
_NO_SUBCONTRACT: Final = re.compile(
    r"\b(?:may|shall|will|can) ?not\b[^.;]{0,80}\b(?:subcontract|sub-contract|delegate)"
    r"|neither[^.;]{0,80}(?:may|shall)[^.;]{0,40}(?:subcontract|delegate)"
    r"|\bpersonal (?:in nature|services|to (?:the )?consultant)",
    re.I,
)
_SURVIVES: Final = re.compile(r"\bsurviv\w+|shall (?:continue|remain) in (?:full )?(?:force|effect)", re.I)
_ENDING: Final = re.compile(r"terminat|expir|\bend(?:s|ing)?\b|cancel|complet|thereafter", re.I)
_CONFIDENTIALITY: Final = re.compile(r"confidential|non-?disclosure|proprietary (?:information|rights)|secrecy", re.I)


def find_facts(
    text: str,
    parties: Sequence[Party],
    sections: Sequence[Section],
    units: Sequence[Unit],
    references: Sequence[Reference],
    roles: RolesFile,
) -> tuple[str, ...]:
    """Returns the names of the facts that hold, sorted."""
    found = set()
    opening = text[:_OPENING_CHARACTERS]
    terms = {term.lower() for party in parties for term in party.terms}
    supplier = next((party for party in parties if party.role == "supplier"), None)
    if supplier is not None and _is_individual(supplier, opening, roles):
        found.add("individual_supplier")
    if terms & _EMPLOYEE_TERMS and _EMPLOYMENT.search(text):
        found.add("employment_agreement")
    if _NO_SUBCONTRACT.search(text):
        found.add("subcontracting_barred")
    if _confidentiality_survives(text, sections, units, references):
        found.add("confidentiality_survives")
    return tuple(sorted(found))


def _is_individual(party: Party, opening: str, roles: RolesFile) -> bool:
    """Whether a party is a natural person: said so, or a name of two to four words without a legal form."""
    if legal_form(roles.legal_forms).search(party.name) or party.name in party.terms[:1]:
        return False
    at = opening.find(party.name)
    near = opening[max(at - 80, 0) : at + len(party.name) + 120] if at >= 0 else ""
    words = party.name.split()
    person = 2 <= len(words) <= 4 and all(word[:1].isupper() and not word.isupper() for word in words)
    return person or _INDIVIDUAL.search(near) is not None


def _confidentiality_survives(
    text: str, sections: Sequence[Section], units: Sequence[Unit], references: Sequence[Reference]
) -> bool:
    """Whether a survival sentence names confidentiality, by word, by title or by section number."""
    confidential = {_key(number) for number in _confidentiality_numbers(sections)}
    for unit in units:
        shown = text[unit.start : unit.end]
        if unit.zone == "toc" or not _SURVIVES.search(shown) or not _ENDING.search(shown):
            continue
        if _CONFIDENTIALITY.search(shown):
            return True
        numbers = {_key(number) for ref in references if unit.start <= ref.start < unit.end for number in ref.numbers}
        if numbers & confidential:
            return True
    return False


def _confidentiality_numbers(sections: Sequence[Section]) -> Iterator[str]:
    for index, section in enumerate(sections):
        chain = [sections[i] for i in path_of(sections, index)]
        if section.number and any(s.heading and _CONFIDENTIALITY.search(s.heading) for s in chain):
            yield from (s.number for s in chain if s.number)


def _key(number: str) -> str:
    bare = re.sub(r"(?i)^(?:article|section)\s*", "", number).split("(")[0].rstrip(".")
    return re.sub(r"\.0+$", "", bare)
