"""Lists what a change of the rules gains and loses on labelled contracts, against earlier rules.

    gains.py --data DIR [--before REF] [--protection ID] [--most N]

Both sets of rules run in this version's pipeline, so that only the rules differ. For each clause type that
rules alone can tell, a labelled passage that is found by one set only is a gain or a loss, and so is a
sentence without label that is no longer, or newly, taken for a clause. Prints the counts as JSON on
standard output and the sentences on standard error. REF is a commit; by default the last tag.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from common import labels_by_protection

from clausegap import build_pipeline, load_text
from clausegap.model.analysis import Analysis
from clausegap.pipeline import analysis_of
from clausegap.pipeline.bridge import to_doc
from clausegap.pipeline.components import RuleComponent
from clausegap.rules.library import collect_sources
from clausegap.rules.yamlfile import RuleSource
from clausegap.training.corpus import read_contracts
from clausegap.training.spans import matching

ROOT = Path(__file__).resolve().parents[2]
_FOLDER = "clause_patterns"
_SHOWN = 160  # characters of a sentence


@dataclass
class Change:
    """What changed for one clause type; each row is a contract and a sentence."""

    found: list[tuple[str, str]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    newly_wrong: list[tuple[str, str]] = field(default_factory=list)
    no_longer_wrong: list[tuple[str, str]] = field(default_factory=list)


def sources_at(ref: str) -> dict[str, RuleSource]:
    """Returns the rule files of a commit.

    Raises:
        subprocess.CalledProcessError: There is no such commit, or it has no rules.
    """
    names = _git("ls-tree", "-r", "--name-only", ref, f"{_FOLDER}/").splitlines()
    return {
        name.removeprefix(f"{_FOLDER}/"): RuleSource(f"{ref}:{name}", _git("show", f"{ref}:{name}"))
        for name in names
        if name.endswith(".yaml")
    }


def last_tag() -> str:
    """Returns the last tag: the last released rules."""
    return _git("describe", "--tags", "--abbrev=0").strip()


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout


class Rules:
    """A pipeline that runs one set of rules.

    Args:
        sources: The rule files.
    """

    def __init__(self, sources: Mapping[str, RuleSource]) -> None:
        files = {name: [source.path, source.text] for name, source in sources.items()}
        self._nlp = build_pipeline()
        self._nlp.remove_pipe("clausegap_ranker")
        for _, component in self._nlp.pipeline:
            if isinstance(component, RuleComponent):
                component.from_bytes(json.dumps(files).encode())

    def analyse(self, text: str) -> Analysis:
        """Returns what these rules find."""
        with self._nlp.memory_zone():
            return analysis_of(self._nlp(to_doc(self._nlp, load_text(text))))


def compare(data: Path, before: Rules, after: Rules, wanted: Mapping[str, str], limit: int | None) -> dict[str, Change]:
    """Returns the changes for each protection.

    Args:
        data: Folder laid out like CUAD.
        before: Earlier rules.
        after: Present rules.
        wanted: Label of each protection.
        limit: Only the first contracts.
    """
    changes = {protection: Change() for protection in wanted}
    for text in list(read_contracts(data))[:limit]:
        old, new = before.analyse(text.text), after.analyse(text.text)
        for protection, label in wanted.items():
            spans = [{(c.start, c.end) for c in a.clauses if c.protection == protection} for a in (old, new)]
            _note(changes[protection], text.name, text.text, text.spans.get(label, ()), spans)
    return changes


def _note(
    change: Change, name: str, text: str, marked: tuple[tuple[int, int], ...], spans: list[set[tuple[int, int]]]
) -> None:
    rows = [sorted(found) for found in spans]
    marks = [matching(text, row, marked) for row in rows]
    for index, span in enumerate(marked):
        had, has = bool(marks[0][index]), bool(marks[1][index])
        if had != has:
            (change.found if has else change.lost).append((name, _shown(text, span)))
    right = [{row[i] for mark in own for i in mark} for row, own in zip(rows, marks, strict=True)]
    change.newly_wrong += [(name, _shown(text, span)) for span in sorted(spans[1] - right[1] - spans[0])]
    change.no_longer_wrong += [(name, _shown(text, span)) for span in sorted(spans[0] - right[0] - spans[1])]


def _shown(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[span[0] : span[1]].split())[:_SHOWN]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--data", type=Path, required=True, help="folder laid out like CUAD")
    args.add_argument("--before", default=None, metavar="REF", help="commit of the earlier rules")
    args.add_argument("--protection", default=None, help="only this one")
    args.add_argument("--most", type=int, default=10, help="sentences to list of each kind")
    args.add_argument("--limit", type=int, default=None, help="only the first N contracts")
    opt = args.parse_args()
    wanted = labels_by_protection()
    if opt.protection is not None and opt.protection not in wanted:
        args.error(f"no labels for {opt.protection}; known: {', '.join(wanted)}")
    chosen = {name: label for name, label in wanted.items() if opt.protection in (None, name)}
    before = Rules(sources_at(opt.before or last_tag()))
    changes = compare(opt.data, before, Rules(collect_sources()), chosen, opt.limit)
    for name, change in changes.items():
        for kind, rows in vars(change).items():
            for contract, sentence in rows[: opt.most]:
                sys.stderr.write(f"{name}: {kind}: {contract}: {sentence}\n")
    counts = {name: {kind: len(rows) for kind, rows in vars(change).items()} for name, change in changes.items()}
    print(json.dumps(counts, indent=2))


if __name__ == "__main__":
    main()
