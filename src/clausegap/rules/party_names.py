"""Wording of playbooks and rule files in the words of a contract: with the names that it gives to its parties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from clausegap.model.clause import Party
from clausegap.model.terms import Side

# What such wording calls the parties.
_ROLE_WORDS: Final[dict[str, Side]] = {"Customer": "customer", "Supplier": "supplier"}
_ROLE_WORD: Final = re.compile(
    rf"(?P<article>\b(?:[Tt]he|[Aa]n?) )?\b(?P<word>{'|'.join(_ROLE_WORDS)})"
    r"(?P<compound>(?: [A-Z]\w*)*)(?P<possessive>['’]s)?\b"
)
# Behind these there is no article: "any Bank item". "That" is not one of them, since mostly a clause begins with it.
_NO_ARTICLE: Final = re.compile(r"(?:\b(?:any|each|every|no|all|some|such|its)\s+|[\w“\"‘-])$", re.IGNORECASE)
_SENTENCE_ENDS: Final = (".", ":", "?", "!")
_VOWEL: Final = re.compile(r"[AEIO]|U(?![NST])", re.IGNORECASE)  # "an Owner", but "a User"
_PRONOUNS: Final = frozenset({"i", "me", "we", "us", "you", "it", "they", "them"})


def party_names(parties: Iterable[Party], text: str) -> Callable[[str], str]:
    """Returns what puts a contract's own names of its parties into wording of a playbook or rule file.

    "Supplier's" becomes "the Contractor's" where the contract speaks so. The wording's own word stays for a role that
    not exactly one party has, and for one whose party has no defined term. So do terms that the contract has itself,
    such as "Customer Data".

    Args:
        parties: Those of the contract.
        text: The contract's text.

    Example:
        >>> from clausegap.model.clause import Party
        >>> bank = Party(name="First Bank plc", terms=("Bank",), role="customer")
        >>> named = party_names([bank], "The Bank shall pay. The Bank may audit.")
        >>> named("Customer may audit Supplier. Supplier bears Customer's costs.")
        "The Bank may audit Supplier. Supplier bears the Bank's costs."
    """
    known = tuple(parties)
    names = {word: _called(known, role, text) or word for word, role in _ROLE_WORDS.items()}

    def replacement(match: re.Match[str]) -> str:
        is_own = match["compound"] and match["word"] + match["compound"] in text
        return match[0] if is_own else _fitting(names[match["word"]], match)

    return lambda words: _ROLE_WORD.sub(replacement, words)


def _fitting(name: str, match: re.Match[str]) -> str:
    """Returns a name with the article, the capital and the ending that its place asks for."""
    bare = name.removeprefix("the ")
    owner = f"{bare}{match['compound']}"
    if match["possessive"]:
        owner += match["possessive"][0] if owner.endswith("s") else match["possessive"]
    return f"{_article(match, bare, takes_article=name != bare)}{owner}"


def _article(match: re.Match[str], bare: str, *, takes_article: bool) -> str:
    own = match["article"] or ""
    if own.lower() in ("a ", "an "):
        return f"{own[0]}n " if _VOWEL.match(bare) else f"{own[0]} "
    if match["compound"]:
        return own
    before = match.string[: match.start()]
    if not takes_article or _NO_ARTICLE.search(before):
        return ""
    begins = not before.strip() or before.rstrip().endswith(_SENTENCE_ENDS)
    return "The " if begins else "the "


def _called(parties: Iterable[Party], role: Side, text: str) -> str:
    """Returns the term that a text uses most for the party of a role, with the article if mostly used so."""
    of_role = [party for party in parties if party.role == role]
    terms = [term for party in of_role for term in party.terms if term.lower() not in _PRONOUNS]
    counts = [_uses(re.escape(term), text) for term in terms]
    if len(of_role) != 1 or not any(counts):
        return ""
    most = terms[counts.index(max(counts))]
    return f"the {most}" if 2 * _uses(f"[Tt]he {re.escape(most)}", text) > max(counts) else most


def _uses(pattern: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){pattern}(?!\w)", text))
