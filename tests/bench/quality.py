"""Measures the quality figures and writes docs/quality.md.

Runs the other benchmarks on the shared data (a folder with cuad/, contract_nli/, gaps/, modern/ and
tools/), scores their predictions with the scoring tools there, prints one JSON object, and with
--write renews the tables of the page.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tables import table, write_section

BENCH = Path(__file__).resolve().parent
GAP_SETS = {
    "old contracts, text": ("gaps", "cuad/txt", "cuad/txt"),
    "old contracts, PDF": ("gaps", "cuad/pdf", "cuad/txt"),
    "modern, Word": ("modern/gaps", "modern/docx", "modern/txt"),
    "modern, PDF": ("modern/gaps", "modern/pdf", "modern/txt"),
}

WAYS = ("rules", "ranker", "both")
# The categories of the feasibility study, of which the targets speak.
STUDY = (
    "non_compete", "exclusivity", "no_solicit_of_customers", "no_solicit_of_employees",
    "competitive_restriction_exception", "ip_ownership_assignment", "joint_ip_ownership", "license_grant",
    "audit_rights", "uncapped_liability", "source_code_escrow", "post_termination_services", "cap_on_liability",
    "liquidated_damages", "insurance", "covenant_not_to_sue", "anti_assignment", "change_of_control",
    "governing_law", "irrevocable_or_perpetual_license", "third_party_beneficiary", "termination_for_convenience",
)  # fmt: skip
NDA_FIGURES = ("accuracy", "f1_entail", "f1_contra", "evidence_ap", "in_sample_ap")
PARTY_SETS = {"old contracts, text": ("gaps", "cuad/txt"), "modern, Word": ("modern/gaps", "modern/docx")}


def run(*command: object) -> str:
    """Runs a script with this Python and returns what it prints."""
    done = subprocess.run([sys.executable, *map(str, command)], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout


def clauses(shared: Path) -> dict[str, object]:
    """Returns the figures of each clause type by rules, ranker and both."""
    found: dict[str, object] = json.loads(run(BENCH / "clauses.py", "--data", shared / "cuad"))
    return found


def ndas(shared: Path, work: Path) -> dict[str, dict[str, object]]:
    """Returns the figures of each statement about NDAs and their mean, with the AP left out and in sample."""
    gold = shared / "contract_nli/dev.json"
    run(BENCH / "nli.py", "--gold", gold, "--out", work / "in_sample.json")
    run(BENCH / "nli_train.py", "--gold", gold, "--left-out", work / "left_out.json")
    for name in ("in_sample", "left_out"):
        files = ("--pred", work / f"{name}.json", "--json", work / f"{name}.out")
        run(shared / "tools/score_nli.py", "--gold", gold, *files)
    inside, found = (json.loads((work / f"{name}.out").read_text("utf-8")) for name in ("in_sample", "left_out"))
    found["mean"]["in_sample_ap"] = inside["mean"]["evidence_ap"]
    for key, figures in found["hypotheses"].items():
        figures["in_sample_ap"] = inside["hypotheses"][key]["evidence_ap"]
    return found


def gaps(shared: Path, work: Path) -> dict[str, dict[str, dict[str, object]]]:
    """Returns the figures of the gap reports for each set of judged contracts."""
    found = {}
    for name, (gold, docs, texts) in GAP_SETS.items():
        run(BENCH / "gaps.py", "--docs", shared / docs, "--only", shared / gold, "--out", work / "gaps.json")
        score = [shared / "tools/score_gaps.py", "--gold", shared / gold, "--texts", shared / texts]
        run(*score, "--pred", work / "gaps.json", "--json", work / "gaps.out")
        found[name] = json.loads((work / "gaps.out").read_text(encoding="utf-8"))
    return found


def parties(shared: Path) -> dict[str, dict[str, object]]:
    """Returns the share of customers and suppliers that were resolved rightly, for each set."""
    return {
        name: json.loads(run(BENCH / "parties.py", "--gold", shared / gold, "--docs", shared / docs))
        for name, (gold, docs) in PARTY_SETS.items()
    }


def stability(shared: Path) -> dict[str, object]:
    """Returns how many reports are the same from two runs and hash seeds, and statuses from PDF and text."""
    folders = ("--docs", shared / "cuad/pdf", "--pdf", shared / "cuad/pdf", "--txt", shared / "cuad/txt")
    found: dict[str, object] = json.loads(run(BENCH / "stability.py", *folders))
    return found


def write_clauses(found: dict[str, dict]) -> None:
    """Renews the tables on clause finding."""
    labels, both = found["labels"], found["both"]
    rows = [
        [labels[name], f["marked"], f["documents"], *(_range(found[way].get(name), "area") for way in WAYS),
         _range(f, "precision_at_80")]
        for name, f in sorted(both.items(), key=lambda item: labels[item[0]])
    ]  # fmt: skip
    for title, names in (("mean of the study's 22", STUDY), ("mean of all", tuple(both))):
        means = [_mean(found[way], names) for way in ("ranker", "both")]
        rows.append([title, "", "", "-", *means, ""])
    header = ["category", "spans", "contracts", "rules alone", "ranker alone", "both", "precision at 80 % recall, both"]
    write_section("quality.md", "clauses", table(header, rows))
    rows = [
        [
            labels[name],
            f["documents"],
            *(_range(f, key) for key in ("precision", "recall", "f1")),
            _shown(f["calibration"]),
        ]
        for name, f in sorted(both.items(), key=lambda item: labels[item[0]])
    ]
    rows.append(["all together", "", "", "", "", _shown(found["calibration"])])
    header = ["category", "contracts", "precision", "recall", "F1", "calibration error"]
    write_section("quality.md", "presence", table(header, rows))


def _range(figures: dict[str, dict[str, float]] | None, key: str) -> str:
    if figures is None:
        return "-"
    one = figures[key]
    return f"{one['value']:.3f} ({one['low']:.2f}-{one['high']:.2f})"


def _mean(figures: dict[str, dict], names: tuple[str, ...]) -> str:
    return f"{sum(figures[name]['area']['value'] for name in names) / len(names):.3f}"


def write(figures: dict[str, dict]) -> None:
    """Renews the tables of docs/quality.md."""
    write_clauses(figures["clauses"])
    rows = [
        [f"{key} {f['name']}", *(_shown(f[k]) for k in NDA_FIGURES)] for key, f in figures["ndas"]["hypotheses"].items()
    ]
    total = figures["ndas"]["mean"]
    rows.append(["mean", *(_shown(total[k]) for k in NDA_FIGURES)])
    header = ["statement", "accuracy", "F1 entailment", "F1 contradiction", "evidence AP, left out", "in sample"]
    write_section("quality.md", "ndas", table(header, rows))
    rows = [
        [name, scope, f["n"], _shown(f["status"]), _shown(f["kappa"]), _shown(f["found"]["f1"]),
         _shown(f["weak"]["f1"]), _shown(f["sound"]), _shown(f["evidence"] if name.endswith("text") else None),
         _shown(f["elements"]), _shown(f["weakeners"])]
        for name, scopes in figures["gaps"].items()
        for scope, f in scopes.items()
    ]  # fmt: skip
    header = ["set", "scope", "judgements", "status agreement", "kappa", "found F1", "weak F1",
              "present but judged missing", "quotes overlapped", "elements F1", "weakeners F1"]  # fmt: skip
    write_section("quality.md", "gaps", table(header, rows))
    rows = [[name, f["contracts"], _shown(f["resolved"])] for name, f in figures["parties"].items()]
    write_section("quality.md", "parties", table(["set", "contracts", "resolved rightly"], rows))
    f = figures["stability"]
    rows = [[f["contracts"], f["identical"], f["pairs"], _shown(f["statuses_equal"])]]
    header = ["contracts", "identical reports", "as PDF and text", "statuses equal"]
    write_section("quality.md", "stability", table(header, rows))


def _shown(value: object) -> str:
    return "-" if value is None else f"{value:.3f}"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--shared", type=Path, required=True, help="folder of the shared data")
    args.add_argument("--write", action="store_true", help="renew docs/quality.md")
    opt = args.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        figures = {
            "clauses": clauses(opt.shared),
            "ndas": ndas(opt.shared, work),
            "gaps": gaps(opt.shared, work),
            "parties": parties(opt.shared),
            "stability": stability(opt.shared),
        }
    print(json.dumps(figures))
    if opt.write:
        write(figures)


if __name__ == "__main__":
    main()
