"""Measures what rules cost: an analysis with 1,000 rules against 200, and the matcher against one without pre-filter.

Prints one JSON object; every figure is a ratio of CPU times taken in one run. The made-up rules are shipped phrases in
which one word is replaced by a word of the texts, so that they match about as often; the same texts give the same
rules. The analysis runs without the ranker, which runs no patterns.

    rules_1000_200   the analysis of the texts with 1,000 rules, against 200
    shipped          the matcher of all shipped rules, against a blank English tokenizer on the same texts
    prefilter        matcher without pre-filter, against with it, on the first sentences of each text
    sentences, hits  how many sentences that were, and what both found in them
    identical        whether both found the same
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import spacy
import yaml

from clausegap import Document, ReviewSpec, load
from clausegap.pipeline.components import Component, RuleComponent, RuleMatcher
from clausegap.pipeline.english import English
from clausegap.pipeline.examples import example_mentions
from clausegap.pipeline.matchers import PatternMatcher
from clausegap.pipeline.ranker import Ranker
from clausegap.pipeline.steps import steps_of
from clausegap.pipeline.workings import Workings
from clausegap.rules.assembly import SHARED
from clausegap.rules.library import RuleLibrary, collect_sources, load_library
from clausegap.rules.reading import Reader

FEW: Final = 200
MANY: Final = 1_000
_REPLACED: Final = re.compile(r"(?<![\w<.-])[a-z]{4,}(?![\w*>-])")
_WORD: Final = re.compile(r"\b[a-z]{4,}\b")


def least_cpu(work: Callable[[], object], runs: int) -> float:
    """Returns the least CPU seconds of some calls; the first, which compiles, does not count."""
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def made_up(count: int, texts: Sequence[str], library: RuleLibrary) -> str:
    """Returns a clause type with so many cues, as YAML."""
    words = [word for word, _ in Counter(word for text in texts for word in _WORD.findall(text)).most_common()]
    phrases = sorted({p.pattern.phrase for p in library.patterns if p.pattern.phrase is not None})
    usable = [phrase for phrase in phrases if _REPLACED.search(phrase)]
    # Steps that share no factor with the lengths go through all phrases and words in an order of their own.
    chosen = islice(cycle(usable[step % len(usable)] for step in range(0, len(usable) * 997, 997)), count)
    cues = []
    for number, (phrase, word) in enumerate(zip(chosen, cycle(words), strict=False)):
        pattern = {"phrase": _REPLACED.sub(word, phrase, count=1), "match": ["any"], "avoid": ["none"]}
        cues.append({"id": f"made_{number}", "says": "made up", "patterns": [pattern]})
    return yaml.safe_dump({"id": "made_up", "title": "Made up", "labels": ["Made Up"], "cues": cues}, sort_keys=False)


def steps_with(count: int, texts: Sequence[str]) -> list[Component]:
    """Returns the steps of an analysis by so many made-up rules and no others, without the ranker."""
    sources = collect_sources()
    files = {name: [name, sources[name].text] for name in SHARED}
    # What these files hold names rules of the shipped protections.
    files["generic.yaml"] = ["generic.yaml", "weakeners: []\nnegatives: []\n"]
    files["notices.yaml"] = ["notices.yaml", "reviewed_on: '2026-01-01'\nnotices: []\n"]
    files["risks.yaml"] = ["risks.yaml", "risks: []\nmitigations: {}\nchecklist: []\n"]
    files["clause_types/made_up.yaml"] = ["made_up.yaml", made_up(count, texts, load_library())]
    steps = [step for step in steps_of(ReviewSpec()) if not isinstance(step, Ranker)]
    for step in steps:
        if isinstance(step, RuleComponent):
            step.from_bytes(json.dumps(files).encode())
    return steps


def analyze(steps: Sequence[Component], documents: Sequence[Document]) -> list[Workings]:
    """Runs steps over documents."""
    found = []
    for document in documents:
        workings = Workings(document.text, document.blocks)
        for step in steps:
            step.run(workings)
        found.append(workings)
    return found


def many_rules(documents: Sequence[Document], runs: int) -> dict[str, object]:
    """Measures an analysis with many rules against one with few."""
    texts = [document.text for document in documents]
    few, many = (steps_with(count, texts) for count in (FEW, MANY))
    spent = [least_cpu(lambda steps=steps: analyze(steps, documents), runs) for steps in (few, many)]
    hits = [sum(len(workings.hits) for workings in analyze(steps, documents)) for steps in (few, many)]
    return {"rules_1000_200": round(spent[1] / spent[0], 2), "hits_of_made_up_rules": hits}


def shipped(documents: Sequence[Document], runs: int) -> dict[str, object]:
    """Measures the matcher of the shipped rules against the tokenizer."""
    steps = steps_of(ReviewSpec())
    place = next(at for at, step in enumerate(steps) if isinstance(step, RuleMatcher))
    prepared = analyze(steps[:place], documents)
    tokenizer = spacy.blank("en")
    mine = least_cpu(lambda: [steps[place].run(workings) for workings in prepared], runs)
    other = least_cpu(lambda: [tokenizer.make_doc(workings.text) for workings in prepared], runs)
    return {"shipped": round(mine / other, 2)}


def prefilter(documents: Sequence[Document], most: int) -> dict[str, object]:
    """Measures the matcher without its pre-filter against the one with it."""
    library = load_library()
    reader = Reader(library.spelling, example_mentions(library.roles))
    rows = []
    for document in documents:
        blocks = [(block.start, block.end) for block in document.blocks][:most]
        rows.append((reader.read_all(document.text, blocks), document.text))
    spent, found = [], []
    for filtered in (True, False):
        matcher = PatternMatcher(library, English(), prefilter=filtered)
        found.append([list(matcher.find(readings, text)) for readings, text in rows])
        start = time.process_time()
        for readings, text in rows:
            list(matcher.find(readings, text))
        spent.append(time.process_time() - start)
    return {
        "prefilter": round(spent[1] / spent[0], 1),
        "sentences": sum(len(readings) for readings, _ in rows),
        "hits": sum(len(matches) for document in found[0] for matches, _ in document),
        "identical": found[0] == found[1],
    }


def main() -> int:
    """Returns 0; 1 if the pre-filter changes what is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--txt", type=Path, required=True, help="folder of contracts as text files")
    parser.add_argument("--most", type=int, default=12, help="texts, at even quantiles of size (12)")
    parser.add_argument("--runs", type=int, default=3, help="runs, of which the fastest counts (3)")
    parser.add_argument("--blocks", type=int, default=60, help="paragraphs of each text without pre-filter (60)")
    options = parser.parse_args()
    files = sorted(options.txt.glob("*.txt"), key=lambda path: (path.stat().st_size, path.name))
    step = max(len(files) / options.most, 1)
    chosen = [files[int((number + 0.5) * step)] for number in range(min(len(files), options.most))]
    documents = [load(path) for path in chosen]
    result = {"texts": len(documents), **many_rules(documents, options.runs), **shipped(documents, options.runs)}
    result |= prefilter(documents, options.blocks)
    sys.stdout.write(json.dumps(result, indent=2) + "\n")
    return 0 if result["identical"] else 1


if __name__ == "__main__":
    sys.exit(main())
