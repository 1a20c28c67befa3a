"""Every weakener in a small contract in which it fires, and in a cured twin in which it has no effect.

``weakener_cases/<protection>.yaml`` lists for each weakener the clauses of both; a blank line begins a new
paragraph. The twin says the same without the weakener, or with what cures it. A case may name another
``protection``: the weakeners of all protections are tried in one that they weaken.
"""

from pathlib import Path

import pytest
import yaml

from clausegap import ReviewSpec
from clausegap.engine import Engine
from clausegap.loaders import load_text
from clausegap.rules.library import load_library

PREAMBLE = 'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").'
CASES = [
    (case.get("protection", path.stem), case)
    for path in sorted((Path(__file__).parent / "weakener_cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
EACH = pytest.mark.parametrize(
    ("protection", "case"), [pytest.param(p, c, id=f"{p}-{c['weakener']}-{n}") for n, (p, c) in enumerate(CASES)]
)
engines: dict[str | None, Engine] = {}


def effective(protection, case, clauses):
    """Returns the weakeners that count in a contract of these clauses, with their severities.

    One that cures itself is a note that takes the sting out of another; that it is found is all it does.
    """
    contract_type = case.get("contract_type", "msa")
    if contract_type not in engines:
        engines[contract_type] = Engine(ReviewSpec(contract_type=contract_type))
    report = engines[contract_type].review(load_text(f"{PREAMBLE}\n\n{clauses}\n"))
    return {w.id: w.severity for w in report.finding(protection).weakeners if w.cured_by in (None, w.id)}


@EACH
def test_weakener_fires(protection, case):
    found = effective(protection, case, case["fires"])
    assert case["weakener"] in found
    assert case.get("severity") in (None, found[case["weakener"]])


@EACH
def test_weakener_is_silent_in_the_cured_twin(protection, case):
    assert case["weakener"] not in effective(protection, case, case["silent"])


def test_every_weakener_has_a_case():
    library = load_library()
    rules = [w for p in library.protections for w in p.weakeners] + list(library.generic.weakeners)
    assert {w.id for w in rules} - {case["weakener"] for _, case in CASES} == set()
