"""Where the parties are at home, and whether the contract's law is that of the supplier's home."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from clausegap.model.clause import Party

_DESCRIPTION_CHARACTERS: Final = 400
_STATES: Final = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana"
    "|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana"
    "|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon"
    "|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia"
    "|Washington|Wisconsin|Wyoming"
)
_COUNTRIES: Final = (
    "Argentina|Australia|Austria|Bangladesh|Belgium|Brazil|Bulgaria|Canada|Chile|China|Colombia|Costa Rica|Croatia"
    "|Cyprus|Czech Republic|Denmark|Egypt|Estonia|Finland|France|Germany|Greece|Hong Kong|Hungary|India|Indonesia"
    "|Ireland|Israel|Italy|Japan|Korea|Latvia|Lithuania|Luxembourg|Malaysia|Malta|Mexico|Netherlands|New Zealand"
    "|Nigeria|Norway|Pakistan|Philippines|Poland|Portugal|Romania|Russia|Serbia|Singapore|Slovakia|Slovenia"
    "|South Africa|Spain|Sri Lanka|Sweden|Switzerland|Taiwan|Thailand|Turkey|Ukraine|United Arab Emirates|Vietnam"
)
_BRITISH: Final = "England|Wales|Scotland|Northern Ireland|United Kingdom"
_AMERICAN: Final = "United States|U\\.S\\.A?|USA"
_PLACE: Final = re.compile(
    rf"\b(?:(?P<state>{_STATES})|(?P<british>{_BRITISH})|(?P<american>{_AMERICAN})|(?P<country>{_COUNTRIES}))\b", re.I
)


def find_home_facts(opening: str, parties: Sequence[Party], governing_law: str | None) -> Iterator[str]:
    """Yields ``supplier_offshore`` and ``supplier_home_law`` where the opening of the contract shows them.

    The supplier is offshore where it and the customer are described as of different countries. Its home
    law governs where its description names the law's place and the customer's description does not.
    """
    supplier, customer = _described(opening, parties, "supplier"), _described(opening, parties, "customer")
    theirs, ours = dict(_places(supplier)), dict(_places(customer))
    if theirs and ours and not set(theirs.values()) & set(ours.values()):
        yield "supplier_offshore"
    law = {place for place, _ in _places(governing_law or "")}
    if law & set(theirs) and not law & set(ours):
        yield "supplier_home_law"


def _described(opening: str, parties: Sequence[Party], role: str) -> str:
    """Returns the words after the name of the party in a role, up to the name of another party."""
    party = next((party for party in parties if party.role == role), None)
    at = opening.find(party.name) if party is not None else -1
    if party is None or at < 0:
        return ""
    start = at + len(party.name)
    others = (opening.find(other.name, start) for other in parties if other is not party)
    end = min((place for place in others if place >= 0), default=len(opening))
    return opening[start : min(end, start + _DESCRIPTION_CHARACTERS)]


def _places(text: str) -> Iterator[tuple[str, str]]:
    """Yields each place that is named with its country, both in lower case."""
    for match in _PLACE.finditer(text):
        kind = match.lastgroup
        shown = match.group().lower()
        if kind == "british":
            yield "united kingdom", "united kingdom"
        elif kind in ("state", "american"):
            yield shown, "united states"
        else:
            yield shown, shown
