"""What kind of contract it is: by its title first, then by weighted signs in its text (catalogue, section 7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from clausegap.model.document import Document
from clausegap.model.report import TypeGuess
from clausegap.model.terms import ContractType
from clausegap.rules.library import RuleLibrary
from clausegap.rules.playbook import Playbook
from clausegap.rules.reading import Mention, Reader, Reading

_Read = tuple[str, Reading]
_DEFAULT: Final[ContractType] = "msa"
_TITLE_CHARACTERS: Final = 600
_BODY_CHARACTERS: Final = 25_000
_MOST_EVIDENCE: Final = 4
# One passing word ("advisor", "bug") makes no type.
_LEAST: Final = 0.9


def guess_type(document: Document, library: RuleLibrary, mentions: Sequence[Mention]) -> TypeGuess:
    """Returns the contract type with the words that decided; the default is marked as assumed."""
    reader = Reader(library.spelling, mentions)
    opening = _title_of(document)
    title = (opening, reader.read(opening))
    body = (document.text, reader.read(document.text, 0, min(len(document.text), _BODY_CHARACTERS)))
    scored = [(*_score(playbook, library, title, body), playbook) for playbook in library.playbooks.values()]
    best = max(scored, key=lambda row: (row[0], row[2].contract_type == _DEFAULT, row[2].id), default=None)
    if best is None or best[0] < _LEAST:
        return TypeGuess(type=_DEFAULT, assumed=True)
    words = tuple(dict.fromkeys(best[1]))
    return TypeGuess(type=best[2].contract_type, evidence=words[:_MOST_EVIDENCE])


def _title_of(document: Document) -> str:
    """Returns the opening words, with the running heads of the first page: one of them may be the title."""
    heads = [piece.text for piece in document.furniture if piece.kind == "header" and piece.page in (None, 1)]
    return "\n".join([*heads, document.text[:_TITLE_CHARACTERS]])


def _score(playbook: Playbook, library: RuleLibrary, title: _Read, body: _Read) -> tuple[float, list[str]]:
    total = 0.0
    found: list[str] = []
    for told in library.type_signs[playbook.id]:
        if not any(told.sign.may_occur_in(read[1].text) for read in (title, body)):
            continue
        head = told.sign.expression.search(title[1].text)
        matches = list(told.sign.expression.finditer(body[1].text))[: told.at_most]
        total += (told.title if head else 0.0) + told.weight * len(matches)
        found += [_shown(title, head)] if head else [_shown(body, match) for match in matches[:1]]
    return total, found


def _shown(read: _Read, match: re.Match[str]) -> str:
    start, end = read[1].source(match.start(), match.end())
    return " ".join(read[0][start:end].split())
