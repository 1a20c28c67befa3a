"""Who the parties are: names and defined terms from the opening of a contract.

Catalogue section 8.2, step 1. Drafting puts a party's name first, then what it is, then its term:
``Acme, Inc., a Delaware corporation (the "Company" or "Acme")``. Some forms name no one and only
define words ("Receiving Party" means ...); then the words themselves are the parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from clausegap.pipeline.literals import matches_at, places
from clausegap.pipeline.names import is_blank, legal_form, name_before, short_names
from clausegap.rules.shared import RolesFile

_WINDOW: Final = 12_000  # characters; cover pages and contents come before the preamble
_SPREAD: Final = 3_500  # the parties of one preamble stand within this many characters
_LABELS: Final = 4_000  # a sheet of particulars ("Client: Acme Ltd") stands at the very top

_QUOTED: Final = re.compile(r"[\"“”«]{1,2}\s*([^\"“”«»()]{2,60}?)\s*[,.]?(?:[\"“”»]{1,2}|$)")
# ("Company" or "Acme") with quotes anywhere in the bracket, or (the Client) without.
_BRACKET: Final = re.compile(
    r"""\( ( [^()]{0,200} ["“”] [^()]{1,120} ) \)
      | \( \s* (?: the | (?:also\ )? (?:herein|here)(?:in)?after (?:\ called|\ referred\ to\ as)? (?:\ the)?
               | (?:also\ )? referred\ to\ (?:herein(?:after)?\ )? as (?:\ the)?
               | each\ an? ) \s+ ( [A-Z][\w&.'\ -]{1,40} ) \s* \)""",
    re.X,
)
_BARE_TERM: Final = re.compile(
    r"""(?: hereinafter | hereafter | herein | HEREINAFTER ) \s*,?\s*
        (?: called | referred\ to\ as | known\ as | REFERRED\ TO\ AS | CALLED )? \s*,?\s* (?:(?:the|THE|an?)\s+)?
        (?: ["“] ([^"”]{2,50}) ["”] | (Party\ [A-D12]\b) | ((?:[A-Z][\w&-]+\s?){1,3})(?=[,;.)]) )
      | \b(?: collectively | each | jointly ) \s*,?\s* (?:(?:herein\s+)? referred\s+to\s+)? as\s+ (?:the|an?)\s+
            ["“] ([^"”]{2,50}) ["”]
      | \b(?: and | AND | between | BETWEEN )\s+ the\s+ ["“] ([A-Z][\w -]{2,40}) ["”]""",
    re.X,
)
# Words that a match of the above begins with.
_BARE_STARTS: Final = (
    "hereinafter", "hereafter", "herein", "HEREINAFTER", "collectively", "each", "jointly", "and", "AND", "between",
    "BETWEEN",
)  # fmt: skip
# British precedents define a party by its role alone: "ALPHA PLC ... (Customer)".
_ALONE: Final = re.compile(r"\(\s*['‘]?([A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})['’]?\s*\)")
_LABELLED: Final = re.compile(
    r"(?m)^[ \t]*(?:The )?([A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)(?: Name)?[ \t]*[:|\t][ \t]*(\S[^\n|]{2,80})$"
)
_OPENING: Final = re.compile(
    r"\b(?:between|among|by and|parties|made|given|entered into|in favou?r of|covenanter|agreement|undertaking|deed)\b",
    re.I,
)
# Where the parties have been named and the contract begins.
_CLOSE: Final = re.compile(
    r"""\b(?: WHEREAS | Whereas | RECITALS? | Recitals? | BACKGROUND | Background | WITNESSETH | W\ I\ T\ N\ E\ S
            | INTRODUCTION | NOW,?\ THEREFORE | [Nn]ow,\ therefore ) \b
      | \b(?:agrees?|agreed)\ as\ follows | \b[Ss]hall\b | \bSHALL\b | ["“”]Part(?:y|ies)[.,]?["“”] | \n\s*1\.\s""",
    re.X,
)
_TOGETHER: Final = re.compile(r"^\W*(?:together|collectively|jointly|each|both|all)\b|\bcollectively\b", re.I)
_ALIAS_BREAK: Final = re.compile(
    r"(?i:(?<![a-z])and(?![a-z])(?!\s+existing))|\b(?:between|with)\s+[A-Z]|\n\s*\n|;|[a-z]{3}\.\s+[A-Z]"
)
# "one party ("Discloser") ... the other ("Recipient")": places that either side may take.
_PLACE: Final = re.compile(
    r"(?i:\b(?:other|either|each|one|a|any|the|which)\s+part(?:y|ies)\b)[^.;\n]{0,80}$|\bother\W*$|\bone\W*$"
)
_UNNAMED: Final = re.compile(
    r"\b(?:entity|party|company|person|individual|undersigned|organi[sz]ation|corporation|agent)\b[^.]{0,80}?"
    r"\b(?:identified|named|listed|set forth|signing|below|signature)\b|\bundersigned\b|\byou\b",
    re.I,
)
_EACH: Final = re.compile(r"\b[Ee]ach of\b[^.;]{0,160}$|\bcollectively\b[^.;]{0,60}$")
_DOCUMENT: Final = re.compile(
    r"(?i)(?:agreement|form|contract|order|act|license|licence|plan|statement|amendment|lease)s?"
)
_WORD_BORDER: Final = re.compile(r"\b")
_GAP: Final = re.compile(r"[\s,]+")
_CAPACITY: Final = re.compile(r"^\W*as\s")


@dataclass(frozen=True, slots=True)
class Entity:
    """A party before its role is known: its name, the terms that mean it, and those of its side."""

    name: str
    terms: tuple[str, ...]
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Definition:
    start: int
    end: int
    terms: tuple[str, ...]
    bare: bool = False


def find_entities(text: str, roles: RolesFile) -> tuple[Entity, ...]:
    """Returns the parties named in the opening of a contract, in text order."""
    found: list[Entity] = []
    form = legal_form(roles.legal_forms)
    first: _Definition | None = None
    border = 0
    for definition in sorted(_definitions(text[:_WINDOW], roles), key=lambda d: (d.start, d.end)):
        if first is not None and _is_past(text, first, definition, found, roles):
            break
        if definition.start < border or not _is_opened(text, definition, first):
            border = max(border, definition.end)
            continue
        if _take(text, definition, border, found, (form, roles)):
            first = first or definition
        border = definition.end
    return _opposed(found) or tuple(_labelled(text, roles, form))


def _is_opened(text: str, definition: _Definition, first: _Definition | None) -> bool:
    return first is not None or _OPENING.search(text, max(definition.start - 1200, 0), definition.start) is not None


def _is_past(text: str, first: _Definition, definition: _Definition, found: list[Entity], roles: RolesFile) -> bool:
    """Whether a definition stands behind the naming of the parties; one more role word may still come there."""
    if definition.start - first.start > _SPREAD:
        return True
    if _CLOSE.search(text, first.end, definition.start) is None:
        return False
    late = any(term.lower() in _role_words(roles) for term in definition.terms)
    return len(found) >= 2 or not late


def _take(
    text: str, definition: _Definition, border: int, found: list[Entity], law: tuple[re.Pattern[str], RolesFile]
) -> bool:
    """Adds what a definition names to the parties, as one of them, as an alias or as the word for a side."""
    form, roles = law
    shown = text[max(border, definition.start - 400) : definition.start]
    known = any(term.lower() in _role_words(roles) for term in definition.terms)
    if _PLACE.search(shown[-140:]) or (found and _names_side(text, definition, shown, found)):
        return False
    name = name_before(shown, form)
    if name is not None and re.sub(r"(?i)^(?:\d+\s+)?(?:the\s+)?", "", name).lower() in _role_words(roles):
        name = None
    if found and _CAPACITY.match(shown):
        return _alias(found, definition)
    if name is None and found and not definition.bare and _ALIAS_BREAK.search(shown) is None:
        return known and _alias(found, definition)
    unnamed = definition.bare or (len(found) < 2 and _UNNAMED.search(shown[-160:]) is not None)
    if name is None and not (known or unnamed):
        return False
    if not known and len(found) >= 2 and not (name and (is_blank(name) or form.search(name))):
        return False
    if name is None or is_blank(name):
        name = definition.terms[0]
    _add(found, Entity(name, (*definition.terms, *short_names(name, definition.terms, form))))
    return True


def _alias(found: list[Entity], definition: _Definition) -> bool:
    _add(found, Entity(found[-1].name, definition.terms))
    return True


def _names_side(text: str, definition: _Definition, before: str, found: list[Entity]) -> bool:
    """Gives a collective term ("together, the Publishers") to the parties it stands for."""
    own = text[definition.start : definition.end]
    each = _EACH.search(before)
    if each is None and not _TOGETHER.search(own):
        return False
    shown = (before[each.start() :] if each else "") + own
    named = [
        index
        for index, entity in enumerate(found)
        if any(re.search(rf"\b{re.escape(term)}\b", shown) for term in (*entity.terms, *entity.shared))
    ]
    single = definition.terms[0].removesuffix("s")
    again = [index for index, entity in enumerate(found) if single in entity.shared]
    members = named if len(named) > 1 else again or [i for i, e in enumerate(found) if not e.shared]
    if len(members) < 2:
        return False
    for index in members:
        found[index] = replace(found[index], shared=(*found[index].shared, *definition.terms))
    return True


def _opposed(found: list[Entity]) -> tuple[Entity, ...]:
    """Returns the parties; a collective term of all of them ("the Sellers" of a larger deal) tells no sides apart."""
    if found and all(set(entity.shared) & set(found[0].shared) for entity in found):
        return tuple(replace(entity, shared=()) for entity in found)
    return tuple(found)


def _definitions(text: str, roles: RolesFile) -> Iterator[_Definition]:
    """Yields every bracket that defines a term which may be a party."""
    for match in _BRACKET.finditer(text):
        terms = _QUOTED.findall(match.group(1)) if match.group(1) is not None else [match.group(2)]
        before = _before(text, match.start())
        kept = tuple(t for t in map(_bare, terms) if _may_be_party(t, roles) or _echoes(t, before, roles))
        if _follows_document(kept, before):
            continue
        if kept:
            yield _Definition(match.start(), match.end(), kept)
    starts = [at for word in _BARE_STARTS for at in places(text, word)]
    for match in matches_at(_BARE_TERM, text, starts):
        term = _bare(next(group for group in match.groups() if group))
        before = _before(text, match.start())
        if (_may_be_party(term, roles) or _echoes(term, before, roles)) and "(" not in text[
            max(match.start() - 12, 0) : match.start()
        ]:
            yield _Definition(
                match.start(), match.end(), (term,), bare=match.group().lower().startswith(("and", "betw"))
            )
    form = legal_form(roles.legal_forms)
    for match in _ALONE.finditer(text):
        term = match.group(1)
        if term.lower() in _role_words(roles) or _shortens(
            term, text[max(match.start() - 120, 0) : match.start()], form
        ):
            yield _Definition(match.start(), match.end(), (term,))


def _before(text: str, at: int) -> str:
    return " ".join(text[max(at - 400, 0) : at].split())[-160:]


def _echoes(term: str, before: str, roles: RolesFile) -> bool:
    """Whether a term repeats a company's name that holds the word for a thing ("Dragon Systems, Inc.")."""
    return term.lower() not in _words_of(roles.not_parties) and any(
        _starts_word(before, at) and _has_form(before, at + len(term), legal_form(roles.legal_forms))
        for at in places(before, term)
    )


def _starts_word(text: str, at: int) -> bool:
    return _WORD_BORDER.match(text, at) is not None


def _has_form(text: str, at: int, form: re.Pattern[str]) -> bool:
    """Whether a legal form follows a name."""
    gap = _GAP.match(text, at)
    return gap is not None and form.match(text, gap.end()) is not None


def _follows_document(terms: tuple[str, ...], before: str) -> bool:
    """Whether the words before a bracket end in a document ("... Marketing Agreement ("JSMA")") that it abbreviates."""
    last = re.search(r"([A-Za-z]+)\W*$", before)
    if last is None or not terms or _DOCUMENT.fullmatch(last.group(1)) is None:
        return False
    return not any(re.search(rf"\b{re.escape(term.split(maxsplit=1)[0])}", before[-80:], re.I) for term in terms)


def _shortens(term: str, before: str, form: re.Pattern[str]) -> bool:
    """Whether a bracket repeats the first word of the name that it follows ("Acme Group, Inc. (Acme)")."""
    head = re.escape(term.split(maxsplit=1)[0])
    return form.search(before[-20:]) is not None and re.search(rf"\b{head}\b", before) is not None


def _labelled(text: str, roles: RolesFile, form: re.Pattern[str]) -> Iterator[Entity]:
    """Yields the parties of a sheet of particulars: lines or table rows with a role word and a name."""
    seen: set[str] = set()
    for match in _LABELLED.finditer(text[:_LABELS]):
        term, name = match.group(1), name_before(match.group(2), form)
        if term.lower() in _role_words(roles) and name is not None and term not in seen and form.search(name):
            seen.add(term)
            yield Entity(name, (term, *short_names(name, (term,), form)))


@lru_cache(maxsize=4)
def _words_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


@lru_cache(maxsize=4)
def _is_thing(things: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(things)})s?\b(?:\s?#?\d+)?$")


def _role_words(roles: RolesFile) -> frozenset[str]:
    return _words_of((*roles.customer, *roles.supplier, *roles.ambiguous, *roles.recipient, *roles.discloser))


def _bare(term: str) -> str:
    return re.sub(r"^(?:the|The|THE)\s+", "", " ".join(term.split()).strip(" ,.;:'‘’"))


def _may_be_party(term: str, roles: RolesFile) -> bool:
    if not any(c.isupper() for c in term) or len(term.split()) > 5 or not any(c.isalpha() for c in term):
        return False
    lower = term.lower()
    if lower in _role_words(roles):
        return True
    named = _words_of(roles.not_parties)
    return lower not in named and _is_thing(roles.things).search(lower) is None


def _add(found: list[Entity], entity: Entity) -> None:
    """Adds a party, or its further terms to one of the same name or term."""
    for index, known in enumerate(found):
        if known.name.lower() == entity.name.lower() or set(known.terms) & set(entity.terms):
            terms = known.terms + tuple(term for term in entity.terms if term not in known.terms)
            found[index] = replace(known, terms=terms)
            return
    found.append(entity)
