"""The name that stands before a defined term: ``Acme, Inc., a Delaware corporation`` gives ``Acme, Inc.``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_LONGEST_NAME: Final = 90
_ADDRESS: Final = 12  # more than this behind the legal form is an address
_FORMAL_WORDS: Final = 12  # a longer row of words with a legal form is more than a name
# "Office of the Registrar" is no "Office" less its form.
_PART_OF_NAME: Final = frozenset({
    "office", "department", "association", "authority", "council", "institute", "foundation", "university", "bank",
})  # fmt: skip
_SMALL_WORDS: Final = frozenset(
    ["a", "an", "and", "of", "the", "for", "de", "du", "la", "le", "van", "von", "der", "des", "in", "at"]
)

_DESCRIPTION: Final = re.compile(
    r""",?\s+ (?:an?|the) \s+ (?:[\w'’.-]+\s+){0,5}
          (?i: corporation | company | partnership | individual | person | citizen | resident | limited | trust
            | entity | organi[sz]ation | university | institution | firm | body | bank | association | business
            | division )\b
      | ,?\s+ (?: with | having | whose | located | organi[sz]ed | incorporated | established | registered | existing
            | acting | residing | represented | of\s+\d | at\s+\d | on\ behalf | d/?b/?a )\b
      | ,?\s+ (?: for\ itself | and\ its | together\ with | collectively | hereinafter | \[ )
      | ,\s+ (?: an? | the | dba | as )\s | \s(?: is | was )\b
      | ;\s | \( | \s{3,} | ,\s+(?=\d)""",
    re.X,
)
# The words of the deed itself: nothing before them belongs to the name.
_STRONG: Final = re.compile(
    r"""\b (?: between | BETWEEN | Between | among | AMONG | Among | BY\ AND | [Bb]y\ and
             | IN\ FAVOU?R\ OF | in\ favou?r\ of | entered\ into\ (?: by | with )
             | (?: given | made | executed | signed | issued ) (?: \ \w+ )? \ by ) \b:?""",
    re.X,
)
_BEFORE_NAME: Final = re.compile(
    r"""\b (?: between | BY | by(?=\s+[A-Z\[_]) | Between | IN\ FAVOU?R\ OF | in\ favou?r\ of | among | BETWEEN | AMONG
             | entered\ into\ by | Covenanter | [Rr]etains? | [Ee]ngages? | [Aa]ppoints? ) \b:?
      | \n | \b and (?![A-Za-z]):? (?=\s*(?:the\s+)?[A-Z\[_<\d(]) | \b AND (?![A-Za-z]) | (?<!\w)[-–—]\s*and\s*[-–—]""",
    re.X,
)
_LEADING: Final = re.compile(
    r"""^ (?: [\s,;:.\-–—] | \(?\d{1,2}[.)] | \(?[a-z0-9]{1,3}\)
            | \b (?: and | by | between | among | is | made | entered | into | this | agreement | as | of | effective
                   | date | the | parties | party | on | behalf | with | to | hereby | dated | day | both | from
                   | following | namely | day | first | second ) \b )+""",
    re.X | re.I,
)
_SENTENCE: Final = re.compile(
    r"""\b(?:shall|desires?|wishes|means|agrees?|whereas|section|receiving|disclosing|would|likely|to\ the|has|been
             |pursuant|undersigned|identified)\b
      | agreement$ | ^(?:having|in|at|under|whose|on|of|for|an?|exhibit|schedule|annex|appendix|re$|it)\b""",
    re.X | re.I,
)
_TRAILING: Final = re.compile(r"(?:[\s,;:]+(?:of|is|was|a|an|at|and|the|as))+$")
# "Offering. The Company": two sentences, unless the first word before the stop is an abbreviation.
_TWO_SENTENCES: Final = re.compile(r"\b[a-z]*[A-Za-z]{4,}[”\"’]?\.\s+[A-Z][a-z]+\s")
_BLANK: Final = re.compile(r"^[\s_.…*\[\]<>●•-]*$|_{3,}|\.{4,}|…{2,}|^\[.*|.*\]$|^<.*>$")


@lru_cache(maxsize=4)
def legal_form(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Returns the expression that finds a legal form ("Inc.", "Limited") in a name."""
    shapes = {shape for form in forms for shape in (form, form.upper())}
    spelled = sorted(shapes, key=lambda shape: (-len(shape), shape))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, spelled))})\b\.?")


def name_before(shown: str, form: re.Pattern[str]) -> str | None:
    """Returns the name that ends the words before a bracket, without what describes it."""
    strong = list(_STRONG.finditer(shown))
    if strong:
        shown = shown[strong[-1].end() :]
    names = []
    for opening in reversed(list(_BEFORE_NAME.finditer(shown))):
        name = _cleaned(shown[opening.end() :], form)
        if name is not None and not _is_inside_name(shown, opening, form):
            names.append(name)
    whole = _cleaned(shown, form)
    names += [whole] if whole is not None else []
    # "a company of England and Wales": a name with a legal form beats a later word without one.
    formal = [name for name in names if _is_formal(name, form)]
    if strong and not formal and whole is not None and " and " in whole:
        return whole
    return next(iter(formal or names), None)


def _is_formal(name: str, form: re.Pattern[str]) -> bool:
    return is_blank(name) or (form.search(name) is not None and len(name.split()) <= _FORMAL_WORDS)


def is_blank(name: str) -> bool:
    """Whether a form leaves the name to be filled in ("____", "[Name]")."""
    return _BLANK.search(name) is not None


def short_names(name: str, terms: tuple[str, ...], form: re.Pattern[str]) -> Iterator[str]:
    """Yields the name itself and its short form without the legal form, when they can be told apart."""
    if is_blank(name):
        return
    if name not in terms:
        yield name
    legal = form.search(name)
    short = name[: legal.start()].strip(" ,") if legal else name
    if legal and legal.group().rstrip(".").lower() in _PART_OF_NAME:
        return
    if short != name and sum(c.isalpha() for c in short) > 3 and short not in terms and len(short.split()) <= 4:
        yield short


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
    shown = (text[: cut.start()] if cut else text).rsplit(": ", 1)[-1]
    name = _TRAILING.sub("", shown.strip(' ,;:-–—"“”'))
    end = _end_of_form(name, form)
    if end and len(name) > end + _ADDRESS:
        name = name[:end].rstrip(" ,")
    return name if _looks_like_name(name) else None


def _end_of_form(name: str, form: re.Pattern[str]) -> int:
    """Returns where the legal form ends: the last of several that stand close together ("Group Trust, Inc.")."""
    end = 0
    for legal in form.finditer(name):
        if end and (legal.start() - end > 2 * _ADDRESS or any(c.isdigit() for c in name[end : legal.start()])):
            break
        end = legal.end()
    return end


def _looks_like_name(name: str) -> bool:
    if not (2 <= len(name) <= _LONGEST_NAME) or not re.match(r"[\w\[<]", name) or not re.search(r"[A-Z\[_<]", name):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]{2,}", name) if word.lower() not in _SMALL_WORDS]
    prose = sum(word.islower() for word in words) > len(words) * 0.3
    return not prose and _SENTENCE.search(name) is None and _TWO_SENTENCES.search(name) is None
