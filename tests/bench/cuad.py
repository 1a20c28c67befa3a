"""Writes clause predictions for a folder laid out like CUAD: txt/<id>.txt, scored by the CUAD method.

The categories are those of section 10.1 of the catalogue that have a clause type; a prediction is a
sentence with the score of its clause, offsets counted in the text file's own characters.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from common import engine_for, load_file

# CUAD category -> protection. Joint ownership is a weakener of ip_ownership (catalogue, 10.1).
CATEGORIES = {
    "Non-Compete": "non_compete",
    "Exclusivity": "exclusivity",
    "No-Solicit of Customers": "non_solicit_customers",
    "No-Solicit of Employees": "non_solicit_employees",
    "IP Ownership Assignment": "ip_ownership",
    "Audit Rights": "audit_rights",
}
WEAKENERS = {"Joint IP Ownership": ("ipo_w_joint", "ipo_a_joint_word")}
_DOUBT = 0.45  # of one sign of the weakener that it is wrong; signs count as independent
_WORD_SCORE = 0.2  # for a sentence that only has the word


def predictions(path: Path) -> dict[str, list[list[float]]]:
    """Returns for each category rows of start, end and score."""
    analysis = engine_for().analyse(load_file(path))
    found: dict[str, list[list[float]]] = {}
    for category, protection in CATEGORIES.items():
        found[category] = [[c.start, c.end, c.score] for c in analysis.clauses if c.protection == protection]
    for category, (rule, word) in WEAKENERS.items():
        signs: dict[int, set[int]] = {}
        for hit in analysis.hits:
            if hit.rule in (rule, word):
                signs.setdefault(hit.unit, set()).update([hit.start] if hit.rule == rule else [])
        found[category] = [
            [
                analysis.units[u].start,
                analysis.units[u].end,
                round(1 - _DOUBT ** len(starts), 4) if starts else _WORD_SCORE,
            ]
            for u, starts in sorted(signs.items())
        ]
    return found


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--data", type=Path, required=True, help="folder with txt/<id>.txt")
    args.add_argument("--out", type=Path, required=True, help="JSON file to write")
    args.add_argument("--limit", type=int, default=None, help="only the first N contracts")
    opt = args.parse_args()
    files = sorted((opt.data / "txt").glob("*.txt"))[: opt.limit]
    if not files:
        args.error(f"no .txt file in {opt.data / 'txt'}")
    result = {path.stem: predictions(path) for path in files}
    opt.out.write_text(json.dumps(result), encoding="utf-8")
    print(json.dumps({"contracts": len(result), "categories": sorted((*CATEGORIES, *WEAKENERS))}))


if __name__ == "__main__":
    main()
