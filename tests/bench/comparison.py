"""Measures whether a comparison of two versions names the protection that was changed, and no other.

    comparison.py [--samples FOLDER] [--most N]

Each pair of pairs.yaml is a sample contract and the same contract with one protection weakened, strengthened,
removed or added by hand. A pair is named right if the comparison says that of this protection. Every other
protection must be unchanged, unless the pair lists it with the change that the edited words bring to it too.
Fresh pairs were written after the comparison was finished; their figures stand apart, as do those of a second set
(pairs_second.yaml), made by many small edits as different people make them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import yaml
from common import engine_for, load_file

from clausegap import load_text
from clausegap.model.comparison import Comparison

PAIRS = Path(__file__).with_name("pairs.yaml")
SECOND = Path(__file__).with_name("pairs_second.yaml")
SAMPLES = Path(__file__).resolve().parents[2] / "sample_contracts"


def edited(text: str, pair: dict) -> str:
    """Returns the new version of a sample's text.

    Raises:
        ValueError: The words of an edit do not stand in the text exactly once.
    """
    for edit in pair.get("edits", ()):
        if text.count(edit["was"]) != 1:
            raise ValueError(f"{pair['name']}: {text.count(edit['was'])} places with {edit['was'][:60]!r}")
        text = text.replace(edit["was"], edit["becomes"])
    lines = text.split("\n")
    for start in pair.get("remove", ()):
        found = [line for line in lines if line.startswith(start)]
        if not found:
            raise ValueError(f"{pair['name']}: no paragraph begins with {start!r}")
        # A contents line, a clause and a schedule may begin alike: the longest is the clause.
        lines.remove(max(found, key=len))
    return "\n".join(lines)


def compared(pair: dict, samples: Path) -> Comparison:
    """Returns the comparison of the versions of a pair."""
    text = load_file(samples / f"{pair['sample']}.docx").text
    return engine_for().compare(load_text(text, "old"), load_text(edited(text, pair), "new"))


def mistakes(pair: dict, comparison: Comparison) -> Iterator[str]:
    """Yields each protection that is said to have changed and did not, with what is said of it."""
    allowed = {pair["protection"], *pair.get("also", {})}
    for change in comparison.changes:
        if change.protection not in allowed and change.kind != "unchanged":
            yield f"{change.protection}: {change.kind}"
        other = pair.get("also", {}).get(change.protection)
        if other is not None and change.kind not in (other, "unchanged"):
            yield f"{change.protection}: {change.kind}, not {other}"


def measured(pairs: list[dict], samples: Path) -> dict[str, object]:
    """Returns the figures over some pairs, and each pair with a mistake."""
    right, wrong, false_changes = 0, {}, {}
    for pair in pairs:
        comparison = compared(pair, samples)
        kind = comparison.change(pair["protection"]).kind
        right += kind == pair["kind"]
        if kind != pair["kind"]:
            wrong[pair["name"]] = f"{kind}, not {pair['kind']}"
        found = list(mistakes(pair, comparison))
        if found:
            false_changes[pair["name"]] = found
    counts = {"pairs": len(pairs), "named_right": right, "false_changes": sum(map(len, false_changes.values()))}
    return {**counts, "wrong": wrong, "false": false_changes}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--samples", type=Path, default=SAMPLES, help="folder of the sample contracts")
    args.add_argument("--most", type=int, default=None, help="how many pairs of each set at the most")
    opt = args.parse_args()
    pairs, second = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in (PAIRS, SECOND))
    parts = {
        "known": [pair for pair in pairs if not pair.get("fresh")],
        "fresh": [pair for pair in pairs if pair.get("fresh")],
        "second": second,
    }
    figures = {name: measured(part[: opt.most], opt.samples) for name, part in parts.items()}
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
