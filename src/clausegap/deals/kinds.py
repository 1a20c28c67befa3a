"""What each document of a deal is, told by its opening words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from clausegap.model.document import Document

DocumentKind = Literal["framework", "order", "nda", "schedule", "amendment"]

_OPENING: Final = 600  # characters
# How a document calls itself, and how a precedence clause calls it.
NAMES: Final[dict[DocumentKind, str]] = {
    "amendment": r"amendments?|variation(?:s| agreement)?|addend(?:um|a)|deeds? of variation|supplemental agreement",
    "order": r"statements? of work|sows?|(?:work|task|service|purchase|change) orders?|order forms?|orders?",
    "nda": r"(?:mutual |one[- ]way )?(?:non[- ]?disclosure|confidentiality|secrecy)"
    r" (?:agreement|undertaking|deed)s?|ndas?",
    "schedule": r"schedules?|exhibits?|annex(?:es|ures?)?|appendi(?:x|ces)|attachments?",
    "framework": r"(?:master|framework|umbrella|main|principal|governing|services?|outsourcing|development|supply|"
    r"consulting|licen[cs]e|hosting|maintenance)\b[\w ,-]{0,40}?(?:agreement|contract|terms)|"
    r"(?:this|the) agreement|general terms(?: and conditions)?|msa",
}
_SIGNS: Final[dict[DocumentKind, re.Pattern[str]]] = {
    kind: re.compile(rf"\b(?:{words})\b", re.I) for kind, words in NAMES.items()
}
_TITLE: Final = re.compile(
    r"[^\n]*\b(?:agreement|contract|statement|order|deed|amendment|schedule|exhibit|terms)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a deal.

    Attributes:
        index: Its place among the documents that were given.
        name: Its file name.
        kind: What it is.
        title: Its title, as far as its first lines tell.
    """

    index: int
    name: str
    kind: DocumentKind
    title: str


def members_of(documents: tuple[Document, ...]) -> tuple[Member, ...]:
    """Returns the documents of a deal with what they are."""
    return tuple(
        Member(index, document.source.name, kind_of(document.text[:_OPENING]), _title(document.text[:_OPENING]))
        for index, document in enumerate(documents)
    )


def kind_of(words: str) -> DocumentKind:
    """Returns the kind of document that words name first; a framework agreement when they name none."""
    found = [
        (match.start(), -len(match.group()), kind) for kind, sign in _SIGNS.items() if (match := sign.search(words))
    ]
    return min(found)[2] if found else "framework"


def framework_of(members: tuple[Member, ...]) -> Member:
    """Returns the document on which the others rest: the first framework agreement, else the first document."""
    return next((member for member in members if member.kind == "framework"), members[0])


def _title(opening: str) -> str:
    match = _TITLE.search(opening)
    return " ".join((match.group() if match else opening.split("\n", 1)[0]).split())[:160]
