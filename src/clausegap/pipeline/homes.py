"""Where the parties are at home, and whether the contract's law is that of the supplier's home."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from clausegap.model.clause import Party

_OPENING_CHARACTERS: Final = 6_000
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
# Addresses in these cities often name no country.
_CITIES: Final = {
    "china": "Beijing|Shanghai|Shenzhen",
    "india": "Ahmedabad|Bangalore|Bengaluru|Chennai|Delhi|Gurgaon|Gurugram|Hyderabad|Kolkata|Mumbai|Noida|Pune",
    "ireland": "Dublin",
    "philippines": "Cebu|Makati|Manila",
    "poland": "Krakow|Warsaw|Wroclaw",
    "romania": "Bucharest|Cluj",
    "ukraine": "Kharkiv|Kiev|Kyiv|Lviv",
    "united_kingdom": "London",
}
_CITY: Final = "|".join(rf"(?P<{country}>{cities.lower()})" for country, cities in _CITIES.items())
# For text in lower case.
_PLACE: Final = re.compile(
    rf"\b(?:(?P<state>{_STATES.lower()})|(?P<british>{_BRITISH.lower()})|(?P<american>{_AMERICAN.lower()})"
    rf"|(?P<country>{_COUNTRIES.lower()})|{_CITY})\b"
)
# A description ends with its paragraph.
_PARAGRAPH_END: Final = re.compile(r"\n\s*\n")


def find_home_facts(text: str, parties: Sequence[Party], governing_law: str | None) -> Iterator[str]:
    """Yields ``supplier_offshore`` and ``supplier_home_law`` where the opening of the contract shows them.

    The supplier is offshore where it and the customer are described as of different countries. Its home
    law governs where its description names the law's place and the customer's description does not.
    """
    opening = text[:_OPENING_CHARACTERS]
    supplier, customer = _described(opening, parties, "supplier"), _described(opening, parties, "customer")
    theirs, ours = dict(_places(supplier)), dict(_places(customer))
    if theirs and ours and not set(theirs.values()) & set(ours.values()):
        yield "supplier_offshore"
    law = {place for place, _ in _places(governing_law or "")}
    if law & set(theirs) and not law & set(ours):
        yield "supplier_home_law"


def _described(opening: str, parties: Sequence[Party], role: str) -> str:
    """Returns what follows the name of the party in a role, wherever the opening names it."""
    party = next((party for party in parties if party.role == role), None)
    if party is None:
        return ""
    others = [other.name for other in parties if other is not party]
    return " ".join(_after(opening, match.end(), others) for match in re.finditer(re.escape(party.name), opening))


def _after(opening: str, start: int, others: Sequence[str]) -> str:
    """Returns the words from a place up to the name of another party or the end of the paragraph."""
    shown = _PARAGRAPH_END.split(opening[start : start + _DESCRIPTION_CHARACTERS], maxsplit=1)[0]
    ends = [at for at in (shown.find(name) for name in others) if at >= 0]
    return shown[: min(ends, default=len(shown))]


def _places(text: str) -> Iterator[tuple[str, str]]:
    """Yields each place that is named with its country, both in lower case."""
    for match in _PLACE.finditer(text.lower()):
        kind = match.lastgroup
        shown = match.group()
        if kind == "british":
            yield "united kingdom", "united kingdom"
        elif kind in _CITIES:
            yield kind.replace("_", " "), kind.replace("_", " ")
        elif kind in ("state", "american"):
            yield shown, "united states"
        else:
            yield shown, shown
