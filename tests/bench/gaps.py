"""Writes gap predictions for every PDF, DOCX or text file of a folder, in the form of the gap scorer.

The id of a file is its name without suffix. Evidence offsets are given for text files only, counted
in the file's own characters.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from common import contracts_in, engine_for, load_file

from clausegap import Finding

# The scorer knows three statuses; what could not be decided was not found.
_STATUS = {"undetermined": "missing"}


def prediction(finding: Finding, *, offsets: bool) -> dict[str, object]:
    """Returns status, evidence, elements and weakeners of a finding."""
    quotes = [*finding.evidence, *(e for part in (*finding.elements, *finding.weakeners) for e in part.evidence)]
    return {
        "status": _STATUS.get(finding.status, finding.status),
        "evidence": sorted({(e.start, e.end) for e in quotes}) if offsets else [],
        "elements": {element.id: element.grade for element in finding.elements},
        "weakeners": [w.id for w in finding.weakeners if w.cured_by is None],
    }


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--docs", type=Path, required=True, help="folder of contracts")
    args.add_argument("--out", type=Path, required=True, help="JSON file to write")
    args.add_argument("--only", type=Path, default=None, help="folder of judgements: review only its ids")
    opt = args.parse_args()
    wanted = None if opt.only is None else {path.stem for path in opt.only.glob("*.json")}
    files = [path for path in contracts_in(opt.docs) if wanted is None or path.stem in wanted]
    if not files:
        args.error(f"no contract in {opt.docs}")
    result = {}
    for path in files:
        report = engine_for().review(load_file(path))
        offsets = path.suffix.lower() in (".txt", ".md")
        result[path.stem] = {f.protection: prediction(f, offsets=offsets) for f in report.findings}
    opt.out.write_text(json.dumps(result), encoding="utf-8")
    print(json.dumps({"contracts": len(result)}))


if __name__ == "__main__":
    main()
