"""Writes clause predictions for a folder laid out like CUAD: txt/<id>.txt, scored by the CUAD method.

A prediction is a sentence; its score is the probability that a contract whose best sentence this is has
such a clause. Where the presence decided for the contract is on the other side of one half than its best
sentence, that sentence is lifted, or all are lowered, so that the scorer decides as a report does.
With --rules-alone the scores are those of the rules' clauses.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from common import engine_for, labels_by_protection, load_file

from clausegap.model.analysis import Analysis
from clausegap.model.ranking import DECIDED
from clausegap.ranking.model import Weights, presence_signs
from clausegap.ranking.store import loaded, shipped_weights
from clausegap.ranking.windows import scores_of
from clausegap.rules.library import load_library

# Joint ownership is a weakener of ip_ownership (catalogue, 10.1): its rule, and a word that is a weaker sign.
_JOINT = ("Joint IP Ownership", "ipo_w_joint", "ipo_a_joint_word")
_DOUBT = 0.45  # of one sign of the weakener that it is wrong; signs count as independent
_WORD_SCORE = 0.2  # for a sentence that only has the word

Rows = list[tuple[int, int, float]]


def ranked(path: Path) -> dict[str, Rows]:
    """Returns for each category the sentences with their scores, by rules and ranker.

    Raises:
        RuntimeError: The package has no weights.
    """
    data = shipped_weights()
    if data is None:
        raise RuntimeError("the package has no weights: train them, or ask for --rules-alone")
    weights = loaded(data, "shipped")
    candidates = engine_for().candidates(load_file(path))
    scores = scores_of(candidates.passages, weights)
    types = load_library(()).clause_types
    found = {}
    for position, one in enumerate(weights.each):
        known = candidates.known.get(types[one.id].protection or "", 0.0)
        shown = _shown(weights, position, scores[:, position], known)
        rows = zip(candidates.spans, shown.tolist(), strict=True)
        found[types[one.id].labels[0]] = [(start, end, score) for (start, end), score in rows]
    return found


def _shown(weights: Weights, position: int, scores: np.ndarray, known: float) -> np.ndarray:
    one = weights.each[position]
    shown = one.best.probability(scores[:, None])
    presence = float(one.presence.probability(presence_signs(scores, known)[None])[0])
    if len(shown) and presence >= DECIDED:
        shown[shown.argmax()] = max(float(shown.max()), 0.5)
    elif len(shown):
        shown = np.minimum(shown, 0.4999)
    return np.round(shown, 6)


def by_rules(analysis: Analysis) -> dict[str, Rows]:
    """Returns for each category that rules alone can tell the sentences with the scores of their clauses."""
    found: dict[str, Rows] = {
        label: [(c.start, c.end, c.score) for c in analysis.clauses if c.protection == protection]
        for protection, label in labels_by_protection().items()
    }
    return found | {_JOINT[0]: _joint(analysis)}


def _joint(analysis: Analysis) -> Rows:
    signs: dict[int, set[int]] = {}
    for hit in analysis.hits:
        if hit.rule in _JOINT[1:]:
            signs.setdefault(hit.unit, set()).update([hit.start] if hit.rule == _JOINT[1] else [])
    units: Sequence = analysis.units
    return [
        (units[unit].start, units[unit].end, round(1 - _DOUBT ** len(starts), 4) if starts else _WORD_SCORE)
        for unit, starts in sorted(signs.items())
    ]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--data", type=Path, required=True, help="folder with txt/<id>.txt")
    args.add_argument("--out", type=Path, required=True, help="JSON file to write")
    args.add_argument("--limit", type=int, default=None, help="only the first N contracts")
    args.add_argument("--rules-alone", action="store_true", help="without the learned ranker")
    opt = args.parse_args()
    files = sorted((opt.data / "txt").glob("*.txt"))[: opt.limit]
    if not files:
        args.error(f"no .txt file in {opt.data / 'txt'}")
    if opt.rules_alone:
        result = {path.stem: by_rules(engine_for().analyse(load_file(path))) for path in files}
    else:
        result = {path.stem: ranked(path) for path in files}
    opt.out.write_text(json.dumps(result), encoding="utf-8")
    categories = sorted({category for found in result.values() for category in found})
    print(json.dumps({"contracts": len(result), "categories": categories}))


if __name__ == "__main__":
    main()
