"""Measures clause finding by cross-validation: rules alone, the ranker alone, and both together.

Nothing is learned from a contract that is measured (five folds by contract). The rules themselves were
written with these contracts in view. Prints one JSON object: for each clause type and way the figures
with 95 % intervals over contracts (bootstrap).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from common import engine_for
from cuad import by_rules
from joblib import Parallel, delayed

from clausegap import ReviewSpec, load_text
from clausegap.training.corpus import LabelledText, read_contracts
from clausegap.training.evaluate import cross_validated, figures_of
from clausegap.training.metrics import Contract, calibration_error, trimmed
from clausegap.training.sheet import Sheet
from clausegap.training.spans import matching
from clausegap.training.train import lesson_from

_JOINT = "joint_ip_ownership"  # the rules tell it by a weakener, not by clauses


def rules_alone(texts: list[LabelledText], labels: dict[str, str], jobs: int) -> dict[str, list[Contract]]:
    """Returns for each clause type that rules alone tell how each contract ranks."""
    rows = Parallel(n_jobs=jobs)(delayed(_by_rules)(text, labels) for text in texts)
    return {name: [row[name] for row in rows] for name in rows[0]}


def _by_rules(text: LabelledText, labels: dict[str, str]) -> dict[str, Contract]:
    found = by_rules(engine_for().analyse(load_text(text.text)))
    contracts = {}
    for name, label in labels.items():
        if label not in found:
            continue
        scores = np.array([score for _, _, score in found[label]])
        marks = matching(text.text, [(start, end) for start, end, _ in found[label]], text.spans.get(label, ()))
        matched = frozenset().union(*marks)
        contracts[name] = Contract(
            found=np.array([max((scores[i] for i in mark), default=-np.inf) for mark in marks]),
            wrong=scores[[i for i in range(len(scores)) if i not in matched]],
            presence=float(scores.max(initial=0.0)),
            present=bool(marks),
        )
    return contracts


def without_rules(sheet: Sheet) -> Sheet:
    """Returns a sheet in which the ranker sees words only."""
    return tuple(
        replace(
            document,
            passages=tuple(replace(p, rules=frozenset(), cues=frozenset()) for p in document.passages),
            known=dict.fromkeys(document.known, 0.0),
        )
        for document in sheet
    )


def measured(data: Path, jobs: int) -> dict[str, object]:
    """Returns the figures of all ways."""
    lesson = lesson_from(data, ReviewSpec(), jobs)
    types = tuple(lesson.types)
    labels = {name: one.labels[0] for name, one in lesson.types.items()}
    texts = list(read_contracts(data))
    ways = {
        "rules": rules_alone(texts, labels, jobs),
        "ranker": cross_validated(without_rules(lesson.sheet), types, jobs),
        "both": cross_validated(lesson.sheet, types, jobs),
    }
    every = [contract for contracts in ways["both"].values() for contract in contracts]
    return {
        "labels": labels,
        "calibration": calibration_error(every),
        **{
            way: {name: asdict(figures_of(name, trimmed(contracts))) for name, contracts in found.items()}
            for way, found in ways.items()
        },
    }


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--data", type=Path, required=True, help="folder laid out like CUAD")
    args.add_argument("--jobs", type=int, default=2, help="processes")
    opt = args.parse_args()
    print(json.dumps(measured(opt.data, opt.jobs)))


if __name__ == "__main__":
    main()
