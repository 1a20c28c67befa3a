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

from clausegap.rules.models import RolesFile

_WINDOW: Final = 12_000  # characters; cover pages and contents come before the preamble
_SPREAD: Final = 3_500  # the parties of one preamble stand within this many characters
_LONGEST_NAME: Final = 90
_ADDRESS: Final = 12  # more than this behind the legal form is an address
_SMALL_WORDS: Final = frozenset(
    ["a", "an", "and", "of", "the", "for", "de", "du", "la", "le", "van", "von", "der", "des"]
)

_QUOTED: Final = re.compile(r"[\"“”«]{1,2}\s*([^\"“”«»()]{2,60}?)\s*[,.]?[\"“”»]{1,2}")
# ("Company" or "Acme") with quotes anywhere in the bracket, or (the Client) without.
_BRACKET: Final = re.compile(
    r"""\( ( [^()]{0,200} ["“”] [^()]{1,120} ) \)
      | \( (?: the | hereinafter (?:\ called|\ referred\ to\ as)? | each\ an? ) \s+ ( [A-Z][\w&.'\ -]{1,40} ) \)""",
    re.X,
)
_BARE_TERM: Final = re.compile(
    r"""(?: hereinafter | hereafter | herein ) \s*,?\s* (?: called | referred\ to\ as | known\ as )? \s*,?\s*
        (?:the\s+)? (?: ["“] ([^"”]{2,50}) ["”] | (Party\ [A-D12]\b) )""",
    re.X,
)
# British precedents define a party by its role alone: "ALPHA PLC ... (Customer)".
_ROLE_ALONE: Final = re.compile(r"\(([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)\)")
_OPENING: Final = re.compile(
    r"\b(?:between|among|by and|parties|made|given|entered into|in favou?r of|covenanter|agreement|undertaking|deed)\b",
    re.I,
)
_DESCRIPTION: Final = re.compile(
    r""",?\s+ (?:an?|the) \s+ (?:[\w'’.-]+\s+){0,5}
          (?: corporation | company | partnership | individual | person | citizen | resident | limited | trust | entity
            | organi[sz]ation | university | institution | firm | body | bank | association | business )\b
      | ,?\s+ (?: with | having | whose | located | organi[sz]ed | incorporated | established | registered | existing
            | acting | residing | of\s+\d | at\s+\d | on\ behalf )\b
      | ,?\s+ (?: for\ itself | and\ its | together\ with | collectively | \[ )
      | ;\s | \( | \s{3,} | ,\s+(?=\d)""",
    re.X,
)
_BEFORE_NAME: Final = re.compile(
    r"""\b (?: between | BY | IN\ FAVOU?R\ OF | in\ favou?r\ of | among | BETWEEN | AMONG
             | entered\ into\ by | Covenanter
             | [Rr]etains? | [Ee]ngages? | [Aa]ppoints? ) \b:?
      | \n | \b and \b:? (?=\s+[A-Z\[_]) | \b AND \b""",
    re.X,
)
_LEADING: Final = re.compile(
    r"""^ (?: [\s,;:.\-–—] | \(?\d{1,2}[.)] | \([a-z0-9]{1,3}\)
            | \b (?: and | by | between | among | is | made | entered | into | this | agreement | as | of | effective
                   | date | the | parties | party | on | behalf | with | to | hereby | dated | day | both | from
                   | following ) \b )+""",
    re.X | re.I,
)
_SENTENCE: Final = re.compile(r"\b(?:shall|desires?|wishes|means|agrees?|WHEREAS)\b|Agreement$|AGREEMENT$")


@dataclass(frozen=True, slots=True)
class Entity:
    """A party before its role is known: its name, and the terms and short names that mean it."""

    name: str
    terms: tuple[str, ...]


def find_entities(text: str, roles: RolesFile) -> tuple[Entity, ...]:
    """Returns the parties named in the opening of a contract, in text order."""
    found: list[Entity] = []
    form = legal_form(roles.legal_forms)
    first: int | None = None
    border = 0
    for start, end, terms in sorted(_definitions(text[:_WINDOW], roles)):
        if first is not None and start - first > _SPREAD:
            break
        name = _name_before(text[max(border, start - 400) : start], form)
        if name is not None and (first is not None or _OPENING.search(text, max(start - 1200, 0), start)):
            first = start if first is None else first
            _add(found, Entity(name, (*terms, *_short_names(name, terms, form))))
        border = end
    return tuple(found)


@lru_cache(maxsize=4)
def legal_form(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Returns the expression that finds a legal form ("Inc.", "Limited") in a name."""
    shapes = {shape for form in forms for shape in (form, form.upper())}
    spelled = sorted(shapes, key=lambda shape: (-len(shape), shape))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, spelled))})\b\.?")


def _definitions(text: str, roles: RolesFile) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yields start, end and terms of every bracket that defines a term which may be a party."""
    for match in _BRACKET.finditer(text):
        terms = _QUOTED.findall(match.group(1)) if match.group(1) is not None else [match.group(2)]
        kept = tuple(_bare(term) for term in terms if _may_be_party(_bare(term), roles))
        if kept:
            yield match.start(), match.end(), kept
    for match in _BARE_TERM.finditer(text):
        term = _bare(match.group(1) or match.group(2))
        if _may_be_party(term, roles) and text[match.start() - 1] != "(":
            yield match.start(), match.end(), (term,)
    for match in _ROLE_ALONE.finditer(text):
        if match.group(1).lower() in _role_words(roles):
            yield match.start(), match.end(), (match.group(1),)


def _role_words(roles: RolesFile) -> frozenset[str]:
    words = (*roles.customer, *roles.supplier, *roles.ambiguous, *roles.recipient, *roles.discloser)
    return frozenset(word.lower() for word in words)


def _bare(term: str) -> str:
    return re.sub(r"^(?:the|The|THE)\s+", "", " ".join(term.split()).strip(" ,.;:'‘’"))


def _may_be_party(term: str, roles: RolesFile) -> bool:
    if not any(c.isupper() for c in term) or len(term.split()) > 5:
        return False
    lower = term.lower()
    if lower in _role_words(roles):
        return True
    named = {word.lower() for word in roles.not_parties}
    return lower not in named and not any(re.search(rf"\b{thing}s?$", lower) for thing in roles.things)


def _name_before(shown: str, form: re.Pattern[str]) -> str | None:
    """Returns the name that ends the words before a bracket, without what describes it."""
    names = []
    for opening in reversed(list(_BEFORE_NAME.finditer(shown))):
        name = _cleaned(shown[opening.end() :], form)
        if name is not None and not _is_inside_name(shown, opening, form):
            names.append(name)
    whole = _cleaned(shown, form)
    names += [whole] if whole is not None else []
    # "a company of England and Wales": a name with a legal form beats a later word without one.
    formal = [name for name in names if form.search(name) and len(name.split()) <= 9]
    return next(iter(formal or names), None)


def _is_inside_name(shown: str, opening: re.Match[str], form: re.Pattern[str]) -> bool:
    """Whether an "and" joins two words of one name ("Ability Computer and Software Ltd")."""
    if opening.group().strip(":").lower() != "and":
        return False
    before = shown[: opening.start()].rstrip()
    after = shown[opening.end() :]
    ends_in_name = re.search(r"[A-Z][\w&]*$", before) is not None
    return ends_in_name and form.search(before[-25:]) is None and form.search(after[:60]) is not None


def _cleaned(shown: str, form: re.Pattern[str]) -> str | None:
    text = " ".join(_LEADING.sub("", shown).split())
    cut = _DESCRIPTION.search(text)
    name = (text[: cut.start()] if cut else text).strip(' ,;:-–—"“”')
    legal = form.search(name)
    if legal is not None and len(name) > legal.end() + _ADDRESS:
        name = name[: legal.end()]
    return name if _looks_like_name(name) else None


def _looks_like_name(name: str) -> bool:
    if not (2 <= len(name) <= _LONGEST_NAME) or not re.match(r"[\w\[<]", name) or not re.search(r"[A-Z\[_]", name):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]{2,}", name) if word.lower() not in _SMALL_WORDS]
    prose = sum(word[0].islower() for word in words) > len(words) * 0.3
    return not prose and _SENTENCE.search(name) is None


def _short_names(name: str, terms: tuple[str, ...], form: re.Pattern[str]) -> Iterator[str]:
    """Yields the name itself and its short form without the legal form, when they can be told apart."""
    if name not in terms:
        yield name
    legal = form.search(name)
    short = name[: legal.start()].strip(" ,") if legal else name
    if short != name and len(short) > 3 and short not in terms and len(short.split()) <= 4:
        yield short


def _add(found: list[Entity], entity: Entity) -> None:
    """Adds a party, or its further terms to one of the same name or term."""
    for index, known in enumerate(found):
        if known.name.lower() == entity.name.lower() or set(known.terms) & set(entity.terms):
            terms = known.terms + tuple(term for term in entity.terms if term not in known.terms)
            found[index] = replace(known, terms=terms)
            return
    found.append(entity)
