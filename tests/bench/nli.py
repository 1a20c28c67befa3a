#!/usr/bin/env python3
"""Answers the ContractNLI statements about NDAs: labels from the hits of the rules, evidence by learned weights.

    nli.py --gold dev.json --out predictions.json

Reads the documents and their spans from a ContractNLI file and writes, for each document and
hypothesis, a label and ranked evidence, in the form of the scorer:
{document id: {hypothesis id: {"label": ..., "evidence": [[start, end, score], ...]}}}.
The labels in the file are not read; the weights (``nda.npz``) come from ``nli_train.py``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from nli_model import EvidenceModel, read_model
from nli_questions import VERDICTS, Verdicts
from nli_spans import Span, Spans, spans_of


class Answer(TypedDict):
    """A label and its evidence, as the scorer reads them."""

    label: str
    evidence: list[tuple[int, int, float]]


def label_of(verdicts: Verdicts, names: frozenset[str]) -> str:
    """Returns the label of a hypothesis from the names of all rules found in the document."""
    found = (label for label, rules in verdicts if not names.isdisjoint(rules))
    return next(found, "NotMentioned")


def answers(seen: Spans, spans: Sequence[Span], model: EvidenceModel) -> dict[str, Answer]:
    """Returns the answers to all hypotheses about one document.

    Args:
        seen: The spans as the ranker sees them.
        spans: Their places.
        model: Learned weights.
    """
    strengths = model.evidence(seen)
    found: dict[str, Answer] = {}
    for column, key in enumerate(model.statements):
        ranked = zip(spans, strengths[:, column].tolist(), strict=True)
        evidence = [(start, end, round(score, 6)) for (start, end), score in ranked]
        found[key] = {"label": label_of(VERDICTS[key], seen.found), "evidence": evidence}
    return found


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--gold", type=Path, required=True, help="ContractNLI file; its labels are not read")
    args.add_argument("--out", type=Path, required=True, help="JSON file to write")
    opt = args.parse_args()
    documents = json.loads(opt.gold.read_text(encoding="utf-8"))["documents"]
    if not documents:
        args.error(f"no document in {opt.gold}")
    model = read_model()
    result = {}
    for document in documents:
        spans = [(int(start), int(end)) for start, end in document["spans"]]
        result[str(document["id"])] = answers(spans_of(document["text"], spans), spans, model)
    opt.out.write_text(json.dumps(result), encoding="utf-8")
    print(json.dumps({"documents": len(result)}))


if __name__ == "__main__":
    main()
