"""Measures whether a comparison with standard wording makes false claims of deviation.

    standard.py [--samples FOLDER] [--most NUMBER]

The operative clauses of each sample contract are made the preferred wording of a playbook, and the contract is compared
with it: each clause must be met word for word, whatever the layout. It is wrong to call one without it, and to call one
weaker or different, unless by a weakness or a part that stands in another sentence of the contract, which is listed.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

import srsly
from common import engine_for, load_file

from clausegap import Reviewer
from clausegap.engine import Engine
from clausegap.model.document import Document
from clausegap.model.report import Report

SAMPLES = Path(__file__).resolve().parents[2] / "sample_contracts"


def positions(engine: Engine, document: Document, report: Report) -> dict[str, dict[str, str]]:
    """Returns the words of each protection's operative clauses as preferred wording."""
    units = engine.analyse(document).units
    found = {}
    for finding in report.findings:
        spans = [(unit.start, unit.end) for unit in units]
        quoted = [s for s in spans if any(e.start < s[1] and s[0] < e.end for e in finding.evidence)]
        if quoted and finding.status in ("weak", "present") and finding.score is not None:
            words = " ".join(document.text[start:end] for start, end in quoted)
            found[finding.protection] = {"preferred": in_standard_names(words, report)}
    return found


def in_standard_names(words: str, report: Report) -> str:
    """Returns wording with the parties called Customer and Supplier, as in a playbook."""
    names = [(name, party.role) for party in report.parties if party.role for name in (*party.terms, party.name)]
    for name, role in sorted(names, key=lambda pair: -len(pair[0])):
        for called in (f"the {name}", f"The {name}", name):
            words = words.replace(called, role.capitalize())
    return words


def measured(path: Path, folder: Path) -> tuple[Counter[str], list[str]]:
    """Returns how often each verdict was given on a sample, and those other than word for word."""
    engine, document = engine_for(), load_file(path)
    report = engine.review(document)
    playbook = folder / "own.yaml"
    wanted = positions(engine, document, report)
    srsly.write_yaml(playbook, {"id": "own", "extends": report.playbook, "positions": wanted})
    reviewer = Reviewer(playbook=playbook, contract_type=report.contract_type.type)
    found = [one for one in reviewer.compare_with_standard(document).deviations if one.protection in wanted]
    others = [f"{path.stem}: {one.protection}: {one.kind}: {reason(one)}" for one in found if one.kind != "meets"]
    return Counter(one.kind for one in found), others


def reason(deviation: object) -> str:
    """Returns the last of its reasons: the first says that all words are there."""
    wording = deviation.wording
    return (wording.reasons if wording else deviation.reasons)[-1]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--samples", type=Path, default=SAMPLES, help="folder of the sample contracts")
    args.add_argument("--most", type=int, help="how many samples at the most")
    opt = args.parse_args()
    counts: Counter[str] = Counter()
    others: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(opt.samples.glob("*.docx"))[: opt.most]:
            found, listed = measured(path, Path(folder))
            counts += found
            others += listed
    print(json.dumps({"verdicts": dict(sorted(counts.items())), "others": others}, indent=1))


if __name__ == "__main__":
    main()
