"""Wording to propose in the names that a contract gives its parties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from clausegap.model.clause import Party
from clausegap.model.document import Document
from clausegap.model.terms import SIDES, Side

_SIDE_OF: Final[dict[str, Side]] = {side.capitalize(): side for side in SIDES}
_SIDE: Final = re.compile(rf"\b(?:{'|'.join(_SIDE_OF)})\b")
_LEAST_USES: Final = 3  # a name that the contract hardly uses is not the one that its clauses speak of
_ARTICLE_SHARE: Final = 0.5
# "Customer Data", "any Customer item": the name stands before a noun and takes no article of its own.
_COMPOUND: Final = re.compile(r"\s(?:[A-Z]|items?\b|employees?\b|materials\b)")
_SENTENCE_START: Final = re.compile(r"(?:^|[.:]\s+)$")


class Names:
    """Puts a contract's own names for its parties into wordings that say *Customer* and *Supplier*.

    A side keeps these words if the contract has several parties of that side or none, and if its clauses use no name of
    the party that is the party's alone.

    Args:
        parties: Those found in the contract.
        document: The contract.
    """

    def __init__(self, parties: Iterable[Party], document: Document) -> None:
        everybody = tuple(parties)
        found = ((side, _name(side, everybody, document.text)) for side in SIDES)
        self.own: dict[Side, str] = {side: name for side, name in found if name}

    def put_into(self, words: str) -> str:
        """Returns wording with the contract's names, with the article that they have there."""
        return _SIDE.sub(self._named, words)

    def _named(self, match: re.Match[str]) -> str:
        name = self.own.get(_SIDE_OF[match.group()])
        if name is None:
            return match.group()
        if _COMPOUND.match(match.string, match.end()):
            return name.removeprefix("the ")
        return name[0].upper() + name[1:] if _SENTENCE_START.search(match.string[: match.start()]) else name


def _name(side: Side, parties: tuple[Party, ...], text: str) -> str:
    """Returns the name that a contract uses for a side, with its article; empty where the common word will do."""
    mine = [party for party in parties if party.role == side]
    if len(mine) != 1:
        return ""
    used = [(_uses(term, text), term) for term in mine[0].terms if term[:1].isupper() and term.isprintable()]
    count, term = max(used, default=(0, ""))
    if count < _LEAST_USES or any(term in party.terms for party in parties if party is not mine[0]):
        return ""
    return f"the {term}" if _uses(f"the {term}", text) > count * _ARTICLE_SHARE else term


def _uses(term: str, text: str) -> int:
    first, rest = ("[Tt]", term[1:]) if term.startswith("the ") else ("", term)
    return len(re.findall(rf"\b{first}{re.escape(rest)}\b", text))
