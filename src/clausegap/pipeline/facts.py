"""Facts about a contract that conditions of the rules may name (``rules.references.FACTS``)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Final

from clausegap.model.analysis import Reference, Unit
from clausegap.model.clause import Party
from clausegap.model.section import Section, paths_of, section_key
from clausegap.pipeline.literals import holds_any, lowered, places
from clausegap.pipeline.names import legal_form
from clausegap.rules.shared import RolesFile

_OPENING_CHARACTERS: Final = 6_000
_INDIVIDUAL: Final = re.compile(
    r"\ban individual\b|\bindividual residing\b|\bnatural person\b|\bDear (?:Mr|Ms|Mrs|Dr)?\b|\b(?:Mr|Ms|Dr)\."
)
# From here on expressions are for text in lower case, but for the one of listed numbers.
_EMPLOYMENT: Final = re.compile(
    r"employment agreement|contract of employment|garden leave|(?:your|the) employment (?:with|by|under)"
)
_EMPLOYEE_TERMS: Final = frozenset({"employee", "executive", "you"})
_NO_SUBCONTRACT: Final = re.compile(
    r"\b(?:may|shall|will|can) ?not\b[^.;]{0,80}\b(?:subcontract|sub-contract|delegate)"
    r"|neither[^.;]{0,80}(?:may|shall)[^.;]{0,40}(?:subcontract|delegate)"
    r"|\bpersonal (?:in nature|services|to (?:the )?consultant)"
)
_SUBCONTRACT_WORDS: Final = ("subcontract", "sub-contract", "delegate", "personal ")
_BAR_CHARACTERS: Final = (140, 30)  # a match of the above lies no further before and behind such a word
_SURVIVES: Final = re.compile(
    r"\bsurviv(?:e|es|al|ing (?:sections|clauses|articles|provisions|obligations|terms))\b"
    r"|(?:continues?|remains?|stays?) (?:to be )?(?:in (?:full )?(?:force|effect)|binding|operative)"
    r"|continues? to (?:operate|apply|bind)|\b(?:outlasts?|outlives?|endures?)\b"
    r"|(?:extends?|continues?|lasts?|appl(?:y|ies)|binds?) (?:after|beyond|following|past|notwithstanding|despite)"
)
# One of the first, or one of each of the others.
_OUTLIVING: Final = ("surviv", "outlast", "outlive", "endure")
_GOING_ON: Final = ("continue", "remain", "stay", "extend", "last", "appl", "bind")
_GOING_ON_HOW: Final = (
    "force", "effect", "binding", "operat", "to apply", "to bind", "after", "beyond", "following", "past",
    "notwithstanding", "despite",
)  # fmt: skip
# "the following Sections shall survive: 4.2, 7 and 10" puts the numbers far from the word.
_SEVERAL: Final = ("sections", "articles", "clauses", "paragraphs")
_LIST: Final = re.compile(rf"\b(?:{'|'.join(_SEVERAL)})\b")
_LISTED: Final = re.compile(
    r"(?<![\w.$(])\d{1,2}(?:\.\d{1,2})*(?=\s*(?:\([a-z]\))*\s*(?:,|;|and\b|or\b|to\b|\.\s|\.?$))"
)
_ENDING_WORDS: Final = ("terminat", "expir", "cancel", "complet", "thereafter")
_END: Final = re.compile(r"\bend(?:s|ing)?\b")
_THIS_ONE: Final = re.compile(r"\bth(?:is|ese) (?:section|clause|article|paragraph|provision|obligation|covenant)")
_BREACHED: Final = re.compile(
    r"terminat.{0,300}?(?:breach|violat|contraven|fail\w* to comply)"
    r"|(?:breach|violat|contraven|fail\w* to comply).{0,300}?(?:terminat|irremediable|material|incapable of)",
    re.S,
)
_BREACH_WORDS: Final = ("breach", "violat", "contraven", "fail")
_END_WORDS: Final = ("terminat", "material", "irremediable", "incapable of")
_INCURABLE: Final = re.compile(
    r"(?:incapable of|not capable of|cannot be|without|\bno\b) (?:being |any |an |opportunity |right |to )*"
    r"(?:remed|cur)\w+"
    r"|irremediable"
)
_CURE: Final = re.compile(r"\bcur(?:e|ed|ing)\b|remed(?:y|ied)|rectif")
# What a sentence or a section can be about, by its own words or by its heading.
_SUBJECTS: Final[Mapping[str, re.Pattern[str]]] = {
    "confidentiality": re.compile(r"confidential|non-?disclosure|proprietary (?:information|rights)|secrecy"),
    "ip": re.compile(
        r"intellectual property|proprietary rights|\bownership\b|work[- ]?products?\b|\binventions?\b|\biprs?\b"
        r"|\bip\b|title to (?:the )?(?:deliverables|results|works?|developments|materials)"
        r"|rights in (?:the )?(?:results|data|deliverables|work)|works? made for hire"
        r"|assignment of (?:rights|inventions|work|copyright)"
    ),
    "audit": re.compile(r"\baudits?\b|inspection|books and records|\brecords\b"),
    "liability": re.compile(r"indemni|liabilit"),
    "restriction": re.compile(
        r"non-? ?(?:compet|solicit)|restrictive covenant|exclusivity|no[- ](?:hire|poach)|solicitation"
    ),
    "return": re.compile(r"\breturn\b|destruction|(?:effects?|consequences?) (?:of|upon|on) (?:term|expir)"),
}
# A warranty or an indemnity about intellectual property says nothing of who owns it.
_NO_OWNERSHIP: Final = re.compile(r"indemni|infring|warrant")
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
    lower = lowered(text)
    opening = text[:_OPENING_CHARACTERS]
    terms = {term.lower() for party in parties for term in party.terms}
    supplier = next((party for party in parties if party.role == "supplier"), None)
    if supplier is not None and _is_individual(supplier, opening, roles):
        found.add("individual_supplier")
    if terms & _EMPLOYEE_TERMS and _EMPLOYMENT.search(lower):
        found.add("employment_agreement")
    if _bars_subcontracts(lower):
        found.add("subcontracting_barred")
    found.update(_facts_of_subjects((text, lower), sections, units, references))
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


def _bars_subcontracts(lower: str) -> bool:
    before, behind = _BAR_CHARACTERS
    return any(
        _NO_SUBCONTRACT.search(lower, max(at - before, 0), at + behind)
        for word in _SUBCONTRACT_WORDS
        for at in places(lower, word)
    )


def _facts_of_subjects(
    texts: tuple[str, str], sections: Sequence[Section], units: Sequence[Unit], references: Sequence[Reference]
) -> Iterator[str]:
    """Yields which subjects a survival sentence names, by word, by title, by number or as "this section".

    Likewise whether a sentence ends the contract, without a chance of cure, for breach of a section on
    confidentiality or intellectual property.

    Args:
        texts: The text as it stands and in lower case.
        sections: Of the text.
        units: Of the text.
        references: In text order.
    """
    text, lower = texts
    topics = _Topics(sections)
    starts = [reference.start for reference in references]
    marks = sorted(at for word in (*_OUTLIVING, *_GOING_ON, *_BREACH_WORDS) for at in places(lower, word))
    for unit in units:
        first, last = unit.stem or (unit.start, unit.start)
        told = _any_within(marks, unit.start, unit.end) or (unit.stem is not None and _any_within(marks, first, last))
        if not told or unit.zone == "toc":
            continue
        shown = f"{lower[first:last]} {lower[unit.start : unit.end]}"
        survives, ends = _survives(shown), _ends_for_breach(shown)
        if not (survives or ends):
            continue
        pointers = references[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
        numbers = {section_key(number) for pointer in pointers for number in pointer.numbers}
        if survives and _names_several(shown):
            numbers.update(_LISTED.findall(f"{text[first:last]} {text[unit.start : unit.end]}"))
        for subject, words in _SUBJECTS.items():
            if survives and (
                words.search(shown)
                or topics.are_named(subject, numbers)
                or (_THIS_ONE.search(shown) and topics.is_about(subject, unit.section))
            ):
                yield f"{subject}_survives"
            if ends and subject in _SECRECY and topics.are_named(subject, numbers):
                yield "secrecy_breach_ends"


def _any_within(offsets: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some ascending places lies in a stretch."""
    index = bisect_left(offsets, start)
    return index < len(offsets) and offsets[index] < end


def _survives(shown: str) -> bool:
    """Whether a sentence says that something outlives the contract."""
    return (
        (holds_any(shown, _OUTLIVING) or (holds_any(shown, _GOING_ON) and holds_any(shown, _GOING_ON_HOW)))
        and (_names_several(shown) or holds_any(shown, _ENDING_WORDS) or _END.search(shown) is not None)
        and _SURVIVES.search(shown) is not None
    )


def _names_several(shown: str) -> bool:
    """Whether a sentence speaks of several sections."""
    return holds_any(shown, _SEVERAL) and _LIST.search(shown) is not None


def _ends_for_breach(shown: str) -> bool:
    """Whether a sentence lets the contract end for breach, and speaks of no cure."""
    return (
        holds_any(shown, _BREACH_WORDS)
        and holds_any(shown, _END_WORDS)
        and _BREACHED.search(shown) is not None
        and _CURE.search(_INCURABLE.sub("", shown)) is None
    )


class _Topics:
    """What the sections are about, by their own headings and those of the sections around them."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._headed: dict[str, frozenset[int]] = {}
        self._numbers: dict[str, frozenset[str]] = {}

    @cached_property
    def _paths(self) -> Sequence[Sequence[int]]:
        return paths_of(self._sections)

    @cached_property
    def _headings(self) -> Sequence[tuple[int, str]]:
        return [(index, section.heading.lower()) for index, section in enumerate(self._sections) if section.heading]

    def is_about(self, subject: str, index: int) -> bool:
        """Whether a section is about a subject."""
        return not self._with_heading(subject).isdisjoint(self._paths[index])

    def are_named(self, subject: str, numbers: Set[str]) -> bool:
        """Whether numbers, as they are compared, name a section about a subject or one around it."""
        return bool(numbers) and not self._numbers_about(subject).isdisjoint(numbers)

    def _numbers_about(self, subject: str) -> frozenset[str]:
        if subject not in self._numbers:
            about = (
                path
                for path, section in zip(self._paths, self._sections, strict=True)
                if section.number and not self._with_heading(subject).isdisjoint(path)
            )
            around = {index for path in about for index in path}
            self._numbers[subject] = frozenset(section_key(self._sections[index].number or "") for index in around)
        return self._numbers[subject]

    def _with_heading(self, subject: str) -> frozenset[int]:
        """Returns the sections whose own heading names a subject."""
        if subject not in self._headed:
            self._headed[subject] = frozenset(
                index
                for index, heading in self._headings
                if _SUBJECTS[subject].search(heading) and not (subject == "ip" and _NO_OWNERSHIP.search(heading))
            )
        return self._headed[subject]
