"""What the ranker of NDA evidence sees of a document: its spans as passages, and their lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from common import engine_for

from clausegap import load_text
from clausegap.model.analysis import Analysis
from clausegap.pipeline.parties import mentions_of
from clausegap.ranking.passages import Passage
from clausegap.rules.reading import Reader

Span = tuple[int, int]

# A match may run on into the next span by a few words without being evidence of it.
_SHARE: Final = 0.1
_SHORT: Final = 5  # words
_LONG: Final = 48
# "(a) was known", "ii. is public", "- is public", "5.3 which it receives", or small letters.
_ITEM: Final = re.compile(
    r"\s*(?:\((?:[a-z]{1,2}|[ivx]{1,5}|[A-Z]|\d{1,2})\)|(?:[a-z]|[ivx]{1,5})[.)]\s|[-•·]|[\d.]+\)?\s+[a-z]|[a-z])"
)
_BETWEEN: Final = re.compile(r"[;,]\s*(?:and|or|and/or)?$")
_OPEN: Final = re.compile(r"(?:[:,–—-]|\b(?:and|or|that|which|to|is|are|who|not|shall|of|by|for|in))\s*$")
_PREFACE: Final = re.compile(r"(?i)(?:as follows|the following|hereby agreed?|whereas):?\s*$")
_WORD: Final = re.compile(r"[A-Za-z]{3}")
# Rules on confidentiality and on soliciting employees: what NDAs are about.
_OWN_FAMILIES: Final = ("conf_", "ns_e")


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule found in a document: ``rule`` or ``rule.signal``, and its place."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Spans:
    """The given spans of one document.

    Attributes:
        text: What each span says, as passages; the words that introduce a list stand for the heading.
        rules: The rules found in and around each span, as passages of rule names.
        stems: For each span the span that introduces the list it is an item of, if any.
        words: Number of words of each.
        bare: Whether a span is a number or mark without a word.
        found: Names of all rules found in the document.
    """

    text: tuple[Passage, ...]
    rules: tuple[Passage, ...]
    stems: tuple[int | None, ...]
    words: tuple[int, ...]
    bare: tuple[bool, ...]
    found: frozenset[str]


def spans_of(text: str, spans: Sequence[Span]) -> Spans:
    """Returns the spans of a document as the ranker sees them; the only place that runs the pipeline."""
    analysis = engine_for().analyse(load_text(text))
    hits = _hits_of(analysis)
    shown = [text[start:end].strip() for start, end in spans]
    stems = tuple(_stems_of(shown))
    shapes = [_shape(words) for words in shown]
    return Spans(
        text=tuple(_texts(text, spans, analysis, stems, shapes)),
        rules=tuple(_rules(spans, hits, stems, shapes)),
        stems=stems,
        words=tuple(len(words.split()) for words in shown),
        bare=tuple(not _WORD.search(words) for words in shown),
        found=frozenset(hit.name for hit in hits),
    )


def _hits_of(analysis: Analysis) -> list[Hit]:
    found = {
        Hit(name, hit.start, hit.end): None
        for hit in analysis.hits
        for name in (hit.rule, f"{hit.rule}.{hit.signal}" if hit.signal else hit.rule)
    }
    return list(found)


def items_of(stems: Sequence[int | None]) -> list[list[int]]:
    """Returns for each span the items of the list that it introduces."""
    items: list[list[int]] = [[] for _ in stems]
    for index, stem in enumerate(stems):
        if stem is not None:
            items[stem].append(index)
    return items


def _texts(
    text: str, spans: Sequence[Span], analysis: Analysis, stems: Sequence[int | None], shapes: Sequence[frozenset[str]]
) -> Iterator[Passage]:
    library = engine_for().library
    reader = Reader(library.spelling, mentions_of(analysis.parties, library.roles, "customer"))
    tokens = [tuple(reader.read(text, start, end).text.split()) for start, end in spans]
    items = items_of(stems)
    for index, stem in enumerate(stems):
        below = {f"item:{token}" for item in items[index] for token in tokens[item]}
        above = () if stem is None else tokens[stem]
        lists = {f"is_item:{stem is not None}", f"introduces:{bool(items[index])}"}
        yield Passage(tokens[index], above, frozenset(below), shapes[index] | lists)


def _rules(
    spans: Sequence[Span], hits: Iterable[Hit], stems: Sequence[int | None], shapes: Sequence[frozenset[str]]
) -> Iterator[Passage]:
    """Yields the names of the rules on the matters of NDAs as words, so that pairs and neighbours count too."""
    for names, shape in zip(_signs_of(spans, hits, stems), shapes, strict=True):
        own = sorted(name for name in names if name.startswith(_OWN_FAMILIES))
        yield Passage(tuple(own), rules=names | shape)


def _signs_of(spans: Sequence[Span], hits: Iterable[Hit], stems: Sequence[int | None]) -> list[frozenset[str]]:
    """Returns for each span the names of its rules, and of those of its list and of the next span."""
    counts: list[Counter[str]] = [Counter() for _ in spans]
    for hit in hits:
        for index, (start, end) in enumerate(spans):
            if min(hit.end, end) - max(hit.start, start) >= _SHARE * (hit.end - hit.start) > 0:
                counts[index][hit.name] += 1
    below = [frozenset().union(*(counts[item] for item in items)) for items in items_of(stems)]
    signs = []
    for index, stem in enumerate(stems):
        names = {*counts[index], *(f"{name}+" for name, count in counts[index].items() if count > 1)}
        names.update(f"over:{name}" for name in below[index])
        if stem is not None:
            names.update(f"under:{name}" for name in counts[stem])
            names.update(f"among:{name}" for name in below[stem])
        if index + 1 < len(spans):
            names.update(f"before:{name}" for name in counts[index + 1])
        signs.append(frozenset(names))
    return signs


def _stems_of(shown: Iterable[str]) -> Iterator[int | None]:
    stem: int | None = None
    for index, words in enumerate(shown):
        is_item = stem is not None and bool(_ITEM.match(words))
        yield stem if is_item else None
        if words.endswith((":", "–", "—")) or not (is_item or _BETWEEN.search(words)):
            stem = index if _opens(words) else None


def _opens(shown: str) -> bool:
    return len(shown.split()) > 2 and bool(_OPEN.search(shown)) and not _PREFACE.search(shown)


def _shape(shown: str) -> frozenset[str]:
    count = len(shown.split())
    kind = "full"
    if not _WORD.search(shown):
        kind = "bare"
    elif count < _SHORT:
        kind = "short"
    elif shown[:1].islower():
        kind = "small"
    return frozenset({f"kind:{kind}", f"length:{min(count, _LONG) // 8}"})
