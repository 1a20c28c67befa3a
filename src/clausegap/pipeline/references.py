"""Pointers into other sections and other documents, defined terms, and the governing law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Final

from clausegap.model.analysis import Definition, Reference, Unit
from clausegap.pipeline.literals import holds_any, lowered, matches_at, places, stretches

_POINTER: Final = re.compile(
    r"""\b (?: [Ss]ections? | SECTIONS? | [Cc]lauses? | CLAUSES? | [Aa]rticles? | ARTICLES? | [Pp]aragraphs? ) \s+
        (?P<numbers> (?: \d\w*(?:\.\w+)* | [A-Z]-?\d{1,2}\b | [A-Z](?:\.\d+)+ | [IVX]+\b ) (?: [ ]?\(\w{1,4}\) )*
            (?: \s* (?: \([A-Z][^()]{2,80}\) )? \s* (?: ,\s*and | , | and | or | to | through | - ) \s*
                (?: (?: Sections? | Clauses? | Articles? | ARTICLES? ) \s+ )?
                (?: \d\w*(?:\.\w+)* | [IVX]+\b ) (?: [ ]?\(\w{1,4}\) )* )* )
        (?: \s* \( (?P<title> [A-Z][^()]{2,80} ) \) )?
        (?: \s+ (?: hereof | of\s+ (?: the | that(?:\ certain)? | such ) \s+
            (?P<document> (?: [A-Z][\w&-]*\s+ ){1,6}? (?: Agreement | Contract | Terms | Deed | NDA ) ) ) )?""",
    re.X,
)
_SCHEDULE: Final = re.compile(
    r"""\b(?P<kind> [Ss]chedules? | [Ee]xhibits? | [Aa]ppendix | [Aa]nnex(?:ure)? | [Aa]ttachment
            | SCHEDULE | EXHIBIT | APPENDIX | ANNEX | ATTACHMENT ) \s+
        (?P<label> \d{1,2}(?:\.\d{1,2})?(?:\([a-z]\))?(?![\w.]*\d) | [A-Z](?:-?\d{1,2})?\b(?!['’]) | [IVX]+\b )
        (?: \s* \( (?P<title> [A-Z][^()]{2,80} ) \) )?""",
    re.X,
)
_POINTER_WORDS: Final = ("section", "clause", "article", "paragraph")
_SCHEDULE_WORDS: Final = ("schedule", "exhibit", "appendix", "annex", "attachment")
_RANGE: Final = re.compile(r"\b(\d{1,2})\s*(?:through|thru|to|-|–)\s*(?:[Ss]ections?\s+)?(\d{1,2})\b(?!\.\d)")
_LONGEST_RANGE: Final = 40
_NUMBER: Final = re.compile(r"(?:[A-Z](?:-?(?=\d{1,2}\b)|\.(?=\d)))?\d\w*(?:\.\w+)*(?: ?\(\w{1,4}\))*|\b[IVX]+\b")
_DEFINED: Final = re.compile(
    r"""["“] (?P<term> [A-Z][^"“”]{1,60} ) ["”] \s*
        (?: \) | , | ,?\s* (?: or\s+ ["“] [^"”]{1,60} ["”] \s* )?
            (?: means? | shall\ mean | will\ mean | includes? | shall\ include | refers?\ to | is\ defined
              | has\ the\ meaning )
          # "of a party (the “Discloser”)": looked at only, since it may define another term
          | (?= of\s+ (?: [^\W_][\w’'&-]* \s+ ){1,4} (?: \( [^()]{1,60} \) \s* )? (?: means? | shall\ mean ) \b ) )""",
    re.X,
)
# "1.1 Affiliate means any company", "(c) 'Results' shall mean": no quotation marks, or single ones.
_PLAIN_TERM: Final = re.compile(
    r"""\W{0,2} (?: (?: \d+(?:\.\d+)*\.? | \(?[a-z]{1,4}\) | [A-Z]\. ) \s+ )? [*_‘']{0,2}
        (?P<term> [A-Z][\w’/&-]* (?: \s+ (?: [A-Z][\w’/&-]* | of | and | or | the | in | to ) ){0,5} ) [*_’']{0,2} \s+
        (?: means? | shall\ mean | has\ the\ meaning | have\ the\ meanings? ) \b""",
    re.X,
)
_NO_TERM: Final = frozenset({"it", "this", "which", "that", "what", "he", "she"})
_NO_DEFINITIONS: Final = ("toc", "signature")  # "Title: Director"
_COLON_TERM: Final = re.compile(r"^(?P<term>[A-Z][A-Za-z’' -]{2,50}?)\s*(?::|\bmeans\b|\|)\s+")
_COLON_SIGNS: Final = (":", "|", "means")
# Spaces are escaped: these are parts of a verbose expression.
_NAME: Final = r"[A-Z][A-Za-z]+(?:[ ,]+(?:and\ |of\ )?[A-Z][A-Za-z]+){0,3}"
_PLACE: Final = rf"(?:(?:State|Commonwealth|Province|Republic|People[’']s\ Republic)\ of\ )?{_NAME}"
_ADJECTIVE: Final = r"[A-Z][a-z]+(?:\ [A-Z][a-z]+)?"
_LAW: Final = re.compile(
    rf"""(?: governed\s+ (?:exclusively\s+)? by
          | construed\s+ (?: and\s+ (?:enforced|interpreted) \s+ )? (?: in\ accordance\ with | under | by )
          | interpreted\s+ (?: in\ accordance\ with | under )
          | subject\ to )
        [^.;]{{0,80}}? \b laws?\s+ (?: in\ force\ in | and\ regulations\ of | of | in ) \s+ (?:the\s+)? ( {_PLACE} )
      | \b [Tt]he\s+ laws?\s+ of\s+ (?:the\s+)? ( {_PLACE} ) \s+ (?: (?:shall|will)\s+ )? (?: govern | appl(?:y|ies) )
      | \b ( {_ADJECTIVE} ) \ law\b (?= \s+ (?: (?:shall|will)\s+ )? (?: govern | applies | apply ) )
      | (?: governed\s+by | under | subject\s+to ) \s+ (?:the\s+)? ( {_ADJECTIVE} ) \ law\b""",
    re.X,
)


def find_references(text: str) -> tuple[Reference, ...]:
    """Returns the pointers of a document in text order; the number of a schedule is "Schedule 2"."""
    lower = lowered(text)
    found = [*_to_sections(text, lower), *_to_schedules(text, lower)]
    return tuple(sorted(found, key=attrgetter("start")))


def _to_schedules(text: str, lower: str) -> Iterator[Reference]:
    for match in matches_at(_SCHEDULE, text, _begins(lower, _SCHEDULE_WORDS)):
        number = f"{match.group('kind').rstrip('s').capitalize()} {match.group('label')}"
        yield Reference(match.start(), match.end(), (number,), match.group("title"), None)


def _begins(lower: str, words: Iterable[str]) -> Iterator[int]:
    return chain.from_iterable(places(lower, word) for word in words)


def _to_sections(text: str, lower: str) -> Iterator[Reference]:
    yield from (
        Reference(
            start=match.start(),
            end=match.end(),
            numbers=_numbers(match.group("numbers")),
            title=match.group("title"),
            document=" ".join(match.group("document").split()) if match.group("document") else None,
        )
        for match in matches_at(_POINTER, text, _begins(lower, _POINTER_WORDS))
    )


def _numbers(shown: str) -> tuple[str, ...]:
    """Returns the numbers of a pointer; "4 through 7" gives 4, 5, 6, 7."""
    found = [_bare(number) for number in _NUMBER.findall(shown)]
    for first, last in _RANGE.findall(shown):
        found += [str(n) for n in range(int(first) + 1, min(int(last), int(first) + _LONGEST_RANGE))]
    return tuple(found)


def _bare(number: str) -> str:
    return number.replace(" ", "").rstrip(".")


def find_definitions(text: str, units: Sequence[Unit]) -> tuple[Definition, ...]:
    """Returns the defined terms with the units that define them.

    A definition is a sentence with the term in quotation marks and a word of definition, or a line
    of a list of definitions ("Deliverables: ..."), up to the next such line.
    """
    found: list[Definition] = []
    for unit in units:
        if unit.zone not in _NO_DEFINITIONS:
            found.extend(_in_unit(text, unit))
    return tuple(found)


def _in_unit(text: str, unit: Unit) -> Iterator[Definition]:
    shown = text[unit.start : unit.end]
    if '"' in shown or "“" in shown:
        for match in _DEFINED.finditer(shown):
            yield Definition(" ".join(match.group("term").split()), unit.start, unit.end)
    line = _PLAIN_TERM.match(shown) if "mean" in shown else None
    if line is None and holds_any(shown, _COLON_SIGNS):
        line = _line_of_list(shown)
    if line is not None:
        term = " ".join(line.group("term").split()).rstrip("’")
        if term.casefold() not in _NO_TERM:
            yield Definition(term, unit.start, unit.end)


def _line_of_list(shown: str) -> re.Match[str] | None:
    line = _COLON_TERM.match(shown)
    return line if line and len(shown) - line.end() > 20 and len(line.group("term").split()) <= 5 else None


def find_governing_law(text: str) -> str | None:
    """Returns the governing law as the contract names it, or None."""
    # No match runs over a full stop or a semicolon.
    for start, end in stretches(text, "law", ".;"):
        match = _LAW.search(text, start, end)
        if match is not None:
            return " ".join(next(name for name in match.groups() if name is not None).split())
    return None
