#!/usr/bin/env python3
"""Answers the ContractNLI statements about NDAs from the confidentiality rules.

    nli.py --gold dev.json --out predictions.json

Reads the documents of a ContractNLI file (Koreeda and Manning 2021) and writes, for each document
and hypothesis, a label and ranked evidence:
{document id: {hypothesis id: {"label": ..., "evidence": [[start, end, score], ...]}}}.
The labels of the file are not read.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

import spacy

from clausegap.pipeline.matchers import PatternMatcher
from clausegap.rules.library import RuleLibrary, load_library
from clausegap.rules.reading import Mention, Reader

CERTAIN: Final = 0.5
# "(a) was known", "ii. is public", "- is public", "5.3 which it receives", or a sentence going on in small letters.
_ITEM: Final = re.compile(
    r"\s*(?:\((?:[a-z]{1,2}|[ivx]{1,5}|[A-Z]|\d{1,2})\)|(?:[a-z]|[ivx]{1,5})[.)]\s|[-•·]|[\d.]+\)?\s+[a-z]|[a-z])"
)
_BETWEEN: Final = re.compile(r"[;,]\s*(?:and|or|and/or)?$")
_OPEN: Final = re.compile(r"(?:[:,–—-]|\b(?:and|or|that|which|to|is|are|who|not|shall|of|by|for|in))\s*$")
_PREFACE: Final = re.compile(r"(?i)(?:as follows|the following|hereby agreed?|whereas):?\s*$")


class Answer(TypedDict):
    """A label and its evidence, as score_nli.py reads them."""

    label: str
    evidence: list[tuple[int, int, float]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule found in a document: rule id, signal of an element or empty, and its place."""

    rule: str
    signal: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """How the rules answer one hypothesis.

    Attributes:
        entails: Weight of each ``rule`` or ``rule.signal`` that speaks for it.
        contradicts: Weight of those that speak against it.
        context: Weight of those that only help to rank the evidence.
        contradiction_wins: Which label counts when both are found.
    """

    entails: Mapping[str, float]
    contradicts: Mapping[str, float]
    context: Mapping[str, float]
    contradiction_wins: bool = False


_NOTHING: Final[Mapping[str, float]] = {}
QUESTIONS: Final[Mapping[str, Question]] = {
    "nda-11": Question({"conf_no_reverse_engineering.barred": 0.8}, _NOTHING, _NOTHING),
    "nda-16": Question(
        {"conf_return.on_end": 0.6},
        _NOTHING,
        {
            "conf_return.duty": 0.2,
            "conf_return.copies": 0.15,
            "conf_return.certificate": 0.05,
            "conf_return.on_request": 0.05,
        },
    ),
    "nda-15": Question({"conf_no_license.no_license": 0.7, "conf_no_license.property": 0.6}, _NOTHING, _NOTHING),
    "nda-10": Question(
        {"conf_no_publicity.existence": 0.7, "conf_no_publicity.terms": 0.6},
        _NOTHING,
        {"conf_no_publicity.name": 0.3},
    ),
    "nda-2": Question(
        {"conf_w_technical_only": 0.6},
        {"conf_definition_scope.business": 0.6, "conf_definition_scope.all_information": 0.5},
        {
            "conf_definition_scope.defined": 0.5,
            "conf_definition_scope.inclusive": 0.1,
            "conf_definition_scope.technical": 0.3,
        },
        contradiction_wins=True,
    ),
    "nda-1": Question(
        {"conf_w_marked_only": 0.6, "conf_w_oral_confirmation": 0.5},
        {"conf_unmarked_oral.unmarked": 0.6, "conf_unmarked_oral.reasonable": 0.5},
        _NOTHING,
        contradiction_wins=True,
    ),
    "nda-19": Question(
        {
            "conf_duration.named_survival": 0.7,
            "conf_duration.survival": 0.5,
            "conf_duration.open_ended": 0.5,
            "conf_duration.after_end": 0.4,
            "conf_trade_secret_tail": 0.5,
        },
        _NOTHING,
        {"conf_duration.from_disclosure": 0.1},
    ),
    "nda-12": Question(
        {"conf_exclusions_standard.independent": 0.7},
        _NOTHING,
        {"conf_exclusions_standard.similar_from_others": 0.5, "conf_exclusions_standard.list": 0.2},
    ),
    "nda-20": Question(
        {"conf_w_retention_broad": 0.6},
        {"conf_return.keep_none": 0.5},
        {
            "conf_return.duty": 0.15,
            "conf_return.copies": 0.2,
            "conf_return.certificate": 0.1,
            "conf_w_retention_guarded": 0.3,
        },
    ),
    "nda-3": Question(
        {"conf_unmarked_oral.oral": 0.5, "conf_unmarked_oral.any_form": 0.4, "conf_w_oral_confirmation": 0.5},
        _NOTHING,
        {"conf_definition_scope.defined": 0.3},
    ),
    "nda-18": Question(
        {"ns_e_a_solicit": 0.7, "ns_e_a_hire": 0.7, "ns_e_a_leave": 0.6, "ns_e_a_item": 0.6, "ns_e_a_wide": 0.6},
        _NOTHING,
        {"ns_e_a_exception": 0.2},
    ),
    "nda-7": Question(
        {"conf_permitted_recipients.outsiders": 0.6, "conf_w_affiliates_free": 0.5},
        {"conf_permitted_recipients.ban": 0.5},
        {
            "conf_permitted_recipients.people_defined": 0.3,
            "conf_permitted_recipients.need_to_know": 0.3,
            "conf_permitted_recipients.staff": 0.2,
        },
    ),
    "nda-17": Question(
        {"conf_copies_control.copying_allowed": 0.6}, {"conf_copies_control.copying_barred": 0.5}, _NOTHING
    ),
    "nda-8": Question({"conf_compelled_disclosure.notice": 0.5}, _NOTHING, {"conf_compelled_disclosure.required": 0.2}),
    "nda-13": Question(
        {"conf_exclusions_standard.third_party": 0.6, "conf_exclusions_standard.similar_from_others": 0.6},
        _NOTHING,
        {"conf_exclusions_standard.list": 0.2},
    ),
    "nda-5": Question(
        {"conf_permitted_recipients.staff": 0.6, "conf_permitted_recipients.need_to_know": 0.5},
        _NOTHING,
        {"conf_permitted_recipients.people_defined": 0.3},
    ),
    "nda-4": Question(
        {
            "conf_non_use.purpose": 0.6,
            "conf_non_use.no_other_purpose": 0.6,
            "conf_a_use_only": 0.5,
            "conf_non_use.own_benefit": 0.3,
            "conf_non_use.performance": 0.3,
        },
        {"conf_w_residuals": 0.5},
        _NOTHING,
        contradiction_wins=True,
    ),
}


def hits_of(text: str, spans: Iterable[tuple[int, int]], library: RuleLibrary) -> list[Hit]:
    """Returns the hits in a document, read span by span; a list item is read with its stem before it."""
    matcher = PatternMatcher(library, spacy.blank("en").vocab)
    reader = Reader(library.spelling, mentions(library))
    found: dict[Hit, None] = {}
    for stem, (start, end) in with_stems(text, spans):
        head = "" if stem is None else text[stem[0] : stem[1]] + " "
        shift = start - len(head)
        matches, _ = matcher.find(reader.read(head + text[start:end]))
        for match in matches:
            if match.end > len(head):
                rule = matcher.patterns[match.pattern]
                found[Hit(rule.rule, rule.signal, max(match.start + shift, start), match.end + shift)] = None
    return list(found)


def mentions(library: RuleLibrary) -> tuple[Mention, ...]:
    """Returns the ways in which NDAs name the discloser and the recipient."""
    roles = ((library.roles.discloser, "DISCLOSER"), (library.roles.recipient, "RECIPIENT"))
    return tuple(Mention(tuple(term.split()), token) for terms, token in roles for term in terms)


def with_stems(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int] | None, tuple[int, int]]]:
    """Yields each span with the open sentence that it continues as a list item, if any."""
    stem: tuple[int, int] | None = None
    for start, end in spans:
        shown = text[start:end].strip()
        is_item = stem is not None and bool(_ITEM.match(shown))
        yield stem if is_item else None, (start, end)
        if shown.endswith((":", "–", "—")) or not (is_item or _BETWEEN.search(shown)):
            stem = (start, end) if _opens(shown) else None


def _opens(shown: str) -> bool:
    return len(shown.split()) > 2 and bool(_OPEN.search(shown)) and not _PREFACE.search(shown)


def scores(weights: Mapping[str, float], hits: Iterable[Hit], spans: list[tuple[int, int]]) -> list[float]:
    """Returns for each span how sure the hits in it are, joined as independent signs."""
    doubt = [1.0] * len(spans)
    for hit in hits:
        weight = weights.get(f"{hit.rule}.{hit.signal}", weights.get(hit.rule, 0.0))
        for index, (start, end) in enumerate(spans):
            if weight and hit.start < end and start < hit.end:
                doubt[index] *= 1.0 - weight
    return [1.0 - value for value in doubt]


def answer(question: Question, hits: list[Hit], spans: list[tuple[int, int]]) -> Answer:
    """Returns the label of one hypothesis and its ranked evidence."""
    entailed = max(scores(question.entails, hits, spans), default=0.0)
    contradicted = max(scores(question.contradicts, hits, spans), default=0.0)
    label = "NotMentioned"
    if entailed >= CERTAIN and (contradicted < CERTAIN or not question.contradiction_wins):
        label = "Entailment"
    elif contradicted >= CERTAIN:
        label = "Contradiction"
    weights = {**question.context, **question.contradicts, **question.entails}
    ranked = zip(spans, scores(weights, hits, spans), strict=True)
    return {"label": label, "evidence": [(*span, round(score, 4)) for span, score in ranked if score > 0]}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--gold", type=Path, required=True, help="ContractNLI file")
    args.add_argument("--out", type=Path, required=True, help="JSON file to write")
    opt = args.parse_args()
    library = load_library()
    predictions: dict[str, dict[str, Answer]] = {}
    for document in json.loads(opt.gold.read_text(encoding="utf-8"))["documents"]:
        spans = [(int(start), int(end)) for start, end in document["spans"]]
        hits = hits_of(document["text"], spans, library)
        predictions[str(document["id"])] = {name: answer(question, hits, spans) for name, question in QUESTIONS.items()}
    opt.out.write_text(json.dumps(predictions), encoding="utf-8")


if __name__ == "__main__":
    main()
