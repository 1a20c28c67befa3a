"""Parties that a short contract only names: "This agreement is between Acme Widgets and Host Co".

No term is defined, so the names themselves, and the short forms that the text goes on to use, are the terms.
"""

from __future__ import annotations

import re
from typing import Final

from clausegap.pipeline.names import legal_form, short_names
from clausegap.pipeline.preamble import Entity
from clausegap.rules.shared import RolesFile

_OPENING: Final = 4_000  # characters
_WORD: Final = r"(?:[A-Z0-9][\w&'’.-]*|of|and the|de|van)"
_NAME: Final = rf"[A-Z][\w&'’.-]*(?:,?\s{_WORD}){{0,6}}?"
_BETWEEN: Final = re.compile(
    rf"\b(?:[Bb]etween|BETWEEN)\s+(?:the\s+)?(?P<first>{_NAME})\s*,?\s+(?:and|AND|&|with)\s+"
    rf"(?:the\s+)?(?P<second>{_NAME})(?=\s*(?:[.,;(\n]|dated\b|is\b|for\b|with\b|effective\b|on\b|as\b|whereby\b|$))"
)
_NOT_NAMES: Final = re.compile(r"(?i)^(?:this|the|you|us|we|our|party|parties|agreement|section|article|exhibit)\b")
_LEAST_USES: Final = 3


def find_bare_names(text: str, roles: RolesFile) -> tuple[Entity, ...]:
    """Returns the two parties of an opening that defines no terms, or none.

    Args:
        text: The contract.
        roles: For the legal forms in names.
    """
    form = legal_form(roles.legal_forms)
    for match in _BETWEEN.finditer(text[:_OPENING]):
        names = [_whole(match[group], form) for group in ("first", "second")]
        if not any(_NOT_NAMES.match(name) for name in names):
            return tuple(Entity(name, _terms(name, text, form)) for name in names)
    return ()


def _whole(shown: str, form: re.Pattern[str]) -> str:
    """Returns a name on one line, without the full stop of the sentence but with that of "Inc."."""
    name = " ".join(shown.split()).rstrip(",")
    legal = form.search(name)
    return name if legal is not None and legal.end() >= len(name) - 1 else name.rstrip(".")


def _terms(name: str, text: str, form: re.Pattern[str]) -> tuple[str, ...]:
    """Returns the ways in which the text calls a party: its name, the name without its form, its first word."""
    terms = [name, *(short for short in short_names(name, (name,), form) if short != name)]
    first = name.split(maxsplit=1)[0].rstrip(",")
    if first not in terms and len(first) > 3 and len(re.findall(rf"\b{re.escape(first)}\b", text)) >= _LEAST_USES:
        terms.append(first)
    return tuple(terms)
