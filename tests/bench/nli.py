#!/usr/bin/env python3
"""Answers the ContractNLI statements about NDAs from the hits of the rules.

    nli.py --gold dev.json --out predictions.json

Reads the documents and their spans from a ContractNLI file and writes, for each document and
hypothesis, a label and ranked evidence, in the form of the scorer:
{document id: {hypothesis id: {"label": ..., "evidence": [[start, end, score], ...]}}}.
The labels in the file are not read.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

from common import engine_for
from nli_questions import QUESTIONS, Question

from clausegap import load_text

Span = tuple[int, int]

# A match may run on into the next span by a few words without being evidence of it.
_SHARE: Final = 0.1
# What a list item proves is proved by the words that introduce the list nearly as well.
_STEM: Final = 0.9
_SHORT: Final = 5  # words
# "(a) was known", "ii. is public", "- is public", "5.3 which it receives", or small letters.
_ITEM: Final = re.compile(
    r"\s*(?:\((?:[a-z]{1,2}|[ivx]{1,5}|[A-Z]|\d{1,2})\)|(?:[a-z]|[ivx]{1,5})[.)]\s|[-•·]|[\d.]+\)?\s+[a-z]|[a-z])"
)
_BETWEEN: Final = re.compile(r"[;,]\s*(?:and|or|and/or)?$")
_OPEN: Final = re.compile(r"(?:[:,–—-]|\b(?:and|or|that|which|to|is|are|who|not|shall|of|by|for|in))\s*$")
_PREFACE: Final = re.compile(r"(?i)(?:as follows|the following|hereby agreed?|whereas):?\s*$")


class Answer(TypedDict):
    """A label and its evidence, as the scorer reads them."""

    label: str
    evidence: list[tuple[int, int, float]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule found in a document: ``rule`` or ``rule.signal``, and its place."""

    name: str
    start: int
    end: int


def hits_of(text: str) -> list[Hit]:
    """Returns the distinct hits of the rules in a text; the only place that runs the pipeline."""
    analysis = engine_for().analyse(load_text(text))
    found = {
        Hit(name, hit.start, hit.end): None
        for hit in analysis.hits
        for name in {hit.rule, f"{hit.rule}.{hit.signal}" if hit.signal else hit.rule}
    }
    return list(found)


def signs_of(
    text: str, spans: Sequence[Span], hits: Iterable[Hit], stems: Sequence[int | None]
) -> list[frozenset[str]]:
    """Returns for each span the names of its signs, as ``Question.weights`` names them."""
    counts: list[Counter[str]] = [Counter() for _ in spans]
    for hit in hits:
        for index, (start, end) in enumerate(spans):
            if min(hit.end, end) - max(hit.start, start) >= _SHARE * (hit.end - hit.start) > 0:
                counts[index][hit.name] += 1
    items: list[set[str]] = [set() for _ in spans]
    for index, stem in enumerate(stems):
        if stem is not None:
            items[stem].update(counts[index])
    signs = []
    for index, (start, end) in enumerate(spans):
        names = {*counts[index], *(f"{name}+" for name, count in counts[index].items() if count > 1)}
        names.update(f"over:{name}" for name in items[index])
        stem = stems[index]
        if stem is not None:
            names.update(f"under:{name}" for name in counts[stem])
            names.update(f"among:{name}" for name in items[stem])
        if index + 1 < len(spans):
            names.update(f"before:{name}" for name in counts[index + 1])
        if len(text[start:end].split()) < _SHORT:
            names.add("short")
        signs.append(frozenset(names))
    return signs


def stems_of(text: str, spans: Iterable[Span]) -> Iterator[int | None]:
    """Yields for each span the span that introduces the list it is an item of, if any."""
    stem: int | None = None
    for index, (start, end) in enumerate(spans):
        shown = text[start:end].strip()
        is_item = stem is not None and bool(_ITEM.match(shown))
        yield stem if is_item else None
        if shown.endswith((":", "–", "—")) or not (is_item or _BETWEEN.search(shown)):
            stem = index if _opens(shown) else None


def _opens(shown: str) -> bool:
    return len(shown.split()) > 2 and bool(_OPEN.search(shown)) and not _PREFACE.search(shown)


def label_of(question: Question, names: frozenset[str]) -> str:
    """Returns the label of a hypothesis from the names of all rules found in the document."""
    found = (label for label, rules in question.verdicts if not names.isdisjoint(rules))
    return next(found, "NotMentioned")


def evidence_scores(question: Question, signs: Sequence[frozenset[str]], stems: Sequence[int | None]) -> list[float]:
    """Returns for each span the strength of its evidence, compared with the rest of the document.

    A document mostly answers a hypothesis in one place or a few: a span that stands alone with its
    signs is better evidence than one of many alike.
    """
    odds = [question.base + sum(w for name, w in question.weights.items() if name in found) for found in signs]
    scores = [1 / (1 + math.exp(-value)) for value in odds]
    for index, stem in enumerate(stems):
        if stem is not None:
            scores[stem] = max(scores[stem], _STEM * scores[index])
    crowd = math.sqrt(sum(scores))
    return [score / crowd for score in scores]


def answers(text: str, spans: Sequence[Span]) -> dict[str, Answer]:
    """Returns the answers to all hypotheses about one document."""
    hits = hits_of(text)
    names = frozenset(hit.name for hit in hits)
    stems = list(stems_of(text, spans))
    signs = signs_of(text, spans, hits, stems)
    found: dict[str, Answer] = {}
    for key, question in QUESTIONS.items():
        ranked = zip(spans, evidence_scores(question, signs, stems), strict=True)
        evidence = [(start, end, round(score, 6)) for (start, end), score in ranked]
        found[key] = {"label": label_of(question, names), "evidence": evidence}
    return found


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--gold", type=Path, required=True, help="ContractNLI file; its labels are not read")
    args.add_argument("--out", type=Path, required=True, help="JSON file to write")
    opt = args.parse_args()
    documents = json.loads(opt.gold.read_text(encoding="utf-8"))["documents"]
    if not documents:
        args.error(f"no document in {opt.gold}")
    result = {str(d["id"]): answers(d["text"], [(int(a), int(b)) for a, b in d["spans"]]) for d in documents}
    opt.out.write_text(json.dumps(result), encoding="utf-8")
    print(json.dumps({"documents": len(result)}))


if __name__ == "__main__":
    main()
