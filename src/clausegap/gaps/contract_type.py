"""What kind of contract it is: by its title first, then by weighted signs in its text (catalogue, section 7)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from clausegap.model.analysis import Analysis
from clausegap.model.document import Document
from clausegap.model.report import TypeGuess
from clausegap.model.terms import ContractType
from clausegap.rules.library import RuleLibrary
from clausegap.rules.reading import Mention, Reader
from clausegap.rules.signs import TypeSign

_DEFAULT: Final[ContractType] = "msa"
_TITLE_CHARACTERS: Final = 600
_BODY_CHARACTERS: Final = 25_000
_MOST_EVIDENCE: Final = 4
# One passing word ("advisor", "bug") makes no type.
_LEAST: Final = 0.9


def guess_type(document: Document, analysis: Analysis, library: RuleLibrary, mentions: Sequence[Mention]) -> TypeGuess:
    """Returns the contract type with the words that decided; the default is marked as assumed.

    Args:
        document: The contract.
        analysis: What the pipeline found in it; its readings, if it has any, name the parties as the mentions do.
        library: The rules.
        mentions: How the contract names its parties.
    """
    reader = Reader(library.spelling, mentions)
    title, body = _title_of(document, reader), _body_of(document, analysis, reader)
    scored = [(*_score(library.type_signs[name], title, body), one) for name, one in library.playbooks.items()]
    best = max(scored, key=lambda row: (row[0], row[2].contract_type == _DEFAULT, row[2].id), default=None)
    if best is None or best[0] < _LEAST:
        return TypeGuess(type=_DEFAULT, assumed=True)
    words: dict[str, None] = {}
    for row, match in best[1]:
        if len(words) < _MOST_EVIDENCE:
            words[row.shown(*match.span())] = None
    return TypeGuess(type=best[2].contract_type, evidence=tuple(words))


@dataclass(frozen=True, slots=True)
class _Row:
    """Readings of stretches of a text in a row, as one.

    Attributes:
        text: What they come from.
        spans: Start and end of each stretch in the text.
        starts: Offset of each reading.
        reading: All of them.
        reader: Made them, or what they were taken from.
    """

    text: str
    spans: Sequence[tuple[int, int]]
    starts: Sequence[int]
    reading: str
    reader: Reader

    def shown(self, start: int, end: int) -> str:
        """Returns the words of the text behind a stretch of the reading."""
        # A match ends in a space, which the next stretch has too.
        first, last = start, end - 2
        stretches = [bisect_right(self.starts, place) - 1 for place in (first, last)]
        # The places of tokens were not kept, and only a few are asked for, most of one stretch.
        read = {index: self.reader.read(self.text, *self.spans[index]) for index in stretches}
        sources = [
            read[index].source(place - self.starts[index], place - self.starts[index] + 1)
            for index, place in zip(stretches, (first, last), strict=True)
        ]
        return " ".join(self.text[sources[0][0] : sources[1][1]].split())


def _row(text: str, reader: Reader, pieces: Iterable[tuple[int, int, str]]) -> _Row:
    """Returns stretches of a text in a row.

    Args:
        text: The text.
        reader: Made the readings.
        pieces: Start and end of each stretch, and its reading.
    """
    place = 0
    spans, starts, shown = [], [], [" "]
    for start, end, reading in pieces:
        spans.append((start, end))
        starts.append(place)
        shown.append(reading[1:])
        place += len(reading) - 1
    return _Row(text, spans, starts, "".join(shown), reader)


def _title_of(document: Document, reader: Reader) -> _Row:
    """Returns the opening words, with the running heads of the first page: one of them may be the title."""
    heads = [piece.text for piece in document.furniture if piece.kind == "header" and piece.page in (None, 1)]
    text = "\n".join([*heads, document.text[:_TITLE_CHARACTERS]])
    return _row(text, reader, [(0, len(text), reader.read(text).text)])


def _body_of(document: Document, analysis: Analysis, reader: Reader) -> _Row:
    """Returns the first pages by their units, which the pipeline has read but for headings and the like."""
    text, known = document.text, dict(analysis.readings)
    pieces = []
    for index, unit in enumerate(analysis.units):
        if unit.start >= _BODY_CHARACTERS:
            break
        end = min(unit.end, _BODY_CHARACTERS)
        is_known = index in known and end == unit.end
        pieces.append((unit.start, end, known[index] if is_known else reader.read(text, unit.start, end).text))
    return _row(text, reader, pieces)


def _score(signs: Sequence[TypeSign], title: _Row, body: _Row) -> tuple[float, list[tuple[_Row, re.Match[str]]]]:
    """Returns the sum of the weights of the signs that were found, and where each stands first."""
    total = 0.0
    found = []
    for told in signs:
        head = next(told.sign.found_in(title.reading), None)
        matches = list(islice(told.sign.found_in(body.reading), told.at_most))
        total += (told.title if head else 0.0) + told.weight * len(matches)
        found += [(title, head)] if head else [(body, match) for match in matches[:1]]
    return total, found
