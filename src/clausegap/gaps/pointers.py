"""Other documents that a contract points to, and whether they were supplied (catalogue, section 1.9, no. 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from clausegap.gaps.quotes import quote
from clausegap.gaps.words import is_border
from clausegap.model.analysis import Analysis
from clausegap.model.document import Document
from clausegap.model.report import DocumentReference

# Expressions that begin with the first letters of words are many times faster than those that begin with a border.
_ATTACHED: Final = re.compile(
    r"(?P<kind>Schedule|Exhibit|Annex(?:ure)?|Appendix|Attachment|Addendum|SCHEDULE|EXHIBIT|ANNEX|APPENDIX|ATTACHMENT)"
    r"\s+(?:No\.?\s*)?(?P<label>\d{1,2}(?:\.\d+)?|[A-Z](?:[-.]?\d{1,2})?|[IVX]{1,4})\b(?![\w’'])"
)
_FIRST_WORD: Final = re.compile(r"\s*(\S+)")
_NAME_END: Final = (
    r"(?:Agreement|Contract|Addendum|Undertaking|Statement of Work)\b"
    r"(?=[^.;]{0,60}?\b(?:dated|entered into|executed|made|effective|of even date|signed)\b)"
)
_AGREEMENT_END: Final = re.compile(_NAME_END)
_AGREEMENT: Final = re.compile(rf"\b(?:[A-Z][\w’'/&-]*\s+(?:and\s+|of\s+|the\s+)?){{1,6}}?{_NAME_END}")
_NOT_IN_NAMES: Final = '.,;:()"“”'
_AHEAD: Final = 80  # characters, more than an agreement's name looks ahead
_OWN_NAME: Final = re.compile(r"(?i)^(?:this|the present|the said|such|any|each|an?)\b")
_SAME_TITLE: Final = 80.0  # of 100, token_set_ratio
_TITLE: Final = 200  # characters: the contract's own title
_MOST: Final = 40
_FILED: Final = re.compile(r"Exhibit \d+\.\d+")  # a label of the public filing that holds the contract


@dataclass(frozen=True, slots=True)
class _Pointer:
    name: str
    start: int
    end: int


def pointers_of(document: Document, analysis: Analysis, titles: Iterable[str] = ()) -> tuple[DocumentReference, ...]:
    """Returns the schedules and agreements that a contract names, each once, in text order.

    Args:
        document: The contract, or the documents of a deal as one.
        analysis: What the pipeline found in it.
        titles: Titles of the documents that were supplied.
    """
    known, found = list(titles), dict[str, DocumentReference]()
    pointers = sorted((*_attached(document), *_agreements(document)), key=lambda p: p.start)
    heads = _heads(document, {pointer.name.partition(" ")[0].lower() for pointer in pointers})
    for pointer in pointers:
        key = pointer.name.casefold()
        if key in found:
            continue
        supplied = _is_attached(pointer.name, heads) or is_supplied(pointer.name, known)
        unit = analysis.units[analysis.unit_at(pointer.start)] if analysis.units else None
        start, end = (unit.start, unit.end) if unit else (pointer.start, pointer.end)
        end = min(end, max(pointer.end, start + 240))
        evidence = quote(document, analysis, max(start, end - 480), end, "reference")
        found[key] = DocumentReference(name=pointer.name, supplied=supplied, evidence=evidence)
    return tuple(found.values())[:_MOST]


def _attached(document: Document) -> Iterator[_Pointer]:
    for match in _ATTACHED.finditer(document.text):
        name = f"{match['kind'].capitalize()} {match['label']}"
        if is_border(document.text, match.start()) and not _FILED.fullmatch(name):
            yield _Pointer(name, match.start(), match.end())


def _heads(document: Document, words: Set[str]) -> Mapping[str, list[str]]:
    """Returns the beginnings of the paragraphs that begin with one of some words in small letters, by these words."""
    found: dict[str, list[str]] = {}
    for block in document.blocks:
        end = min(block.end, block.start + 120)
        first = _FIRST_WORD.match(document.text, block.start, end)
        if first is not None and first[1].lower() in words:
            found.setdefault(first[1].lower(), []).append(document.text[block.start : end])
    return found


def _is_attached(name: str, heads: Mapping[str, Sequence[str]]) -> bool:
    """Whether a schedule of that name begins somewhere in the file: its name at the head of a paragraph."""
    kind, _, label = name.partition(" ")
    head = re.compile(rf"\s*{kind}\s+(?:No\.?\s*)?{re.escape(label)}(?![\w.(])", re.I)
    for shown in heads.get(kind.lower(), ()):
        match = head.match(shown)
        # A sentence that begins with "Schedule 2 contains ..." is a pointer too.
        if match is not None and not re.match(r"\s*(?:\([^)]*\)\s*)?[a-z]", shown[match.end() :]):
            return True
    return False


def _agreements(document: Document) -> Iterator[_Pointer]:
    starts = [part.start for part in document.parts] or [0]
    for match in _named(document.text):
        name = " ".join(match.group().split())
        own = document.text[max(start for start in starts if start <= match.start()) :][:_TITLE]
        if not _OWN_NAME.match(name) and not is_supplied(name, [own.split("\n\n")[0]]):
            yield _Pointer(name, match.start(), match.end())


def _named(text: str) -> Iterator[re.Match[str]]:
    """Yields what ``_AGREEMENT`` finds, which is slow, by a look only at the words before each likely end of a name."""
    done = 0
    for end in _AGREEMENT_END.finditer(text):
        if end.start() >= done:
            first = max(text.rfind(mark, done, end.start()) + 1 for mark in _NOT_IN_NAMES)
            match = _AGREEMENT.search(text, max(first, done), end.end() + _AHEAD)
            if match is not None:
                yield match
                done = match.end()


def is_supplied(name: str, titles: Iterable[str]) -> bool:
    """Returns whether a document of that name is among those with these titles."""
    from rapidfuzz import fuzz  # noqa: PLC0415  many contracts name no other

    return any(fuzz.token_set_ratio(name.casefold(), title.casefold()) >= _SAME_TITLE for title in titles)
