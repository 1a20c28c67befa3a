"""Facts about a contract that conditions of the rules may name (``rules.references.FACTS``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from clausegap.model.analysis import Reference, Section, Unit, path_of, section_key
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
_SURVIVES: Final = re.compile(
    r"\bsurviv(?:e|es|al|ing (?:sections|clauses|articles|provisions|obligations|terms))\b"
    r"|(?:continues?|remains?|stays?) (?:to be )?(?:in (?:full )?(?:force|effect)|binding|operative)"
    r"|continues? to (?:operate|apply|bind)|\b(?:outlasts?|outlives?|endures?)\b"
    r"|(?:extends?|continues?|lasts?|appl(?:y|ies)|binds?) (?:after|beyond|following|past|notwithstanding|despite)",
    re.I,
)
# "the following Sections shall survive: 4.2, 7 and 10" puts the numbers far from the word.
_LIST: Final = re.compile(r"\b(?:sections|articles|clauses|paragraphs)\b", re.I)
_LISTED: Final = re.compile(
    r"(?<![\w.$(])\d{1,2}(?:\.\d{1,2})*(?=\s*(?:\([a-z]\))*\s*(?:,|;|and\b|or\b|to\b|\.\s|\.?$))"
)
_ENDING: Final = re.compile(r"terminat|expir|\bend(?:s|ing)?\b|cancel|complet|thereafter", re.I)
_THIS_ONE: Final = re.compile(
    r"\bth(?:is|ese) (?:section|clause|article|paragraph|provision|obligation|covenant)", re.I
)
_BREACHED: Final = re.compile(
    r"terminat.{0,300}?(?:breach|violat|contraven|fail\w* to comply)"
    r"|(?:breach|violat|contraven|fail\w* to comply).{0,300}?(?:terminat|irremediable|material|incapable of)",
    re.I | re.S,
)
_INCURABLE: Final = re.compile(
    r"(?:incapable of|not capable of|cannot be|without|\bno\b) (?:being |any |an |opportunity |right |to )*"
    r"(?:remed|cur)\w+"
    r"|irremediable",
    re.I,
)
_CURE: Final = re.compile(r"\bcur(?:e|ed|ing)\b|remed(?:y|ied)|rectif", re.I)
# What a sentence or a section can be about, by its own words or by its heading.
_SUBJECTS: Final[Mapping[str, re.Pattern[str]]] = {
    "confidentiality": re.compile(r"confidential|non-?disclosure|proprietary (?:information|rights)|secrecy", re.I),
    "ip": re.compile(
        r"intellectual property|proprietary rights|\bownership\b|work[- ]?products?\b|\binventions?\b|\bIPRs?\b"
        r"|\bIP\b|title to (?:the )?(?:deliverables|results|works?|developments|materials)"
        r"|rights in (?:the )?(?:results|data|deliverables|work)|works? made for hire"
        r"|assignment of (?:rights|inventions|work|copyright)",
        re.I,
    ),
    "audit": re.compile(r"\baudits?\b|inspection|books and records|\brecords\b", re.I),
    "liability": re.compile(r"indemni|liabilit", re.I),
    "restriction": re.compile(
        r"non-? ?(?:compet|solicit)|restrictive covenant|exclusivity|no[- ](?:hire|poach)|solicitation", re.I
    ),
    "return": re.compile(r"\breturn\b|destruction|(?:effects?|consequences?) (?:of|upon|on) (?:term|expir)", re.I),
}
# A warranty or an indemnity about intellectual property says nothing of who owns it.
_NO_OWNERSHIP: Final = re.compile(r"indemni|infring|warrant", re.I)
_SECRECY: Final = ("confidentiality", "ip")


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
    found.update(_facts_of_subjects(text, sections, units, references))
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


def _facts_of_subjects(
    text: str, sections: Sequence[Section], units: Sequence[Unit], references: Sequence[Reference]
) -> Iterator[str]:
    """Yields which subjects a survival sentence names, by word, by title, by number or as "this section".

    Likewise whether a sentence ends the contract, without a chance of cure, for breach of a section on
    confidentiality or intellectual property.
    """
    numbered = {subject: {section_key(n) for n in _numbers_about(subject, sections)} for subject in _SUBJECTS}
    for unit in units:
        first, last = unit.stem or (unit.start, unit.start)
        shown = f"{text[first:last]} {text[unit.start : unit.end]}"
        listed = _LIST.search(shown) is not None
        survives = _SURVIVES.search(shown) is not None and (listed or _ENDING.search(shown) is not None)
        ends = _BREACHED.search(shown) is not None and _CURE.search(_INCURABLE.sub("", shown)) is None
        if unit.zone == "toc" or not (survives or ends):
            continue
        numbers = {
            section_key(number) for ref in references if unit.start <= ref.start < unit.end for number in ref.numbers
        }
        if survives and listed:
            numbers.update(_LISTED.findall(shown))
        for subject, words in _SUBJECTS.items():
            pointed = words.search(shown) is not None or bool(numbers & numbered[subject])
            if survives and (pointed or (_THIS_ONE.search(shown) and _is_about(subject, sections, unit.section))):
                yield f"{subject}_survives"
            if ends and subject in _SECRECY and numbers & numbered[subject]:
                yield "secrecy_breach_ends"


def _numbers_about(subject: str, sections: Sequence[Section]) -> Iterator[str]:
    """Yields the numbers of the sections about a subject, and of those around them."""
    for index, section in enumerate(sections):
        if section.number and _is_about(subject, sections, index):
            yield from (sections[i].number or "" for i in path_of(sections, index))


def _is_about(subject: str, sections: Sequence[Section], index: int) -> bool:
    headings = [sections[i].heading or "" for i in path_of(sections, index)]
    if subject == "ip":
        headings = [heading for heading in headings if not _NO_OWNERSHIP.search(heading)]
    return any(_SUBJECTS[subject].search(heading) for heading in headings)
