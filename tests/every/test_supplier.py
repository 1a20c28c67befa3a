"""The supplier's own protections on short contracts: found, found wanting, and taken for no look-alike.

``supplier_cases/<protection>.yaml`` lists clauses by the status that they earn. Of a limit on a right of the customer,
``present`` holds contracts without such a right too.
"""

from pathlib import Path

import pytest
import yaml

from clausegap import ReviewSpec
from clausegap.engine import Engine
from clausegap.loaders import load_text
from clausegap.rules.library import load_library

PREAMBLE = 'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").'
LIBRARY = load_library(side="supplier")
OWN = sorted(LIBRARY.unranked)
CASES = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "supplier_cases").glob("*.yaml"))
}
EACH = [
    pytest.param(name, status, clause, id=f"{name}-{status}-{n}")
    for name, by_status in CASES.items()
    for status, clauses in by_status.items()
    for n, clause in enumerate(clauses)
]


@pytest.fixture(scope="module")
def reviewer():
    return Engine(ReviewSpec(side="supplier", contract_type="msa"))


@pytest.mark.parametrize(("name", "status", "clause"), EACH)
def test_clause_earns_its_status(reviewer, name, status, clause):
    words = clause.replace("Client", "Customer").replace("Vendor", "Supplier").replace("Provider", "Supplier")
    assert reviewer.review(load_text(f"{PREAMBLE}\n\n{words}\n")).finding(name).status == status


def test_every_protection_of_the_supplier_has_ten_cases():
    assert set(CASES) == set(OWN)
    assert {name: n for name, rows in CASES.items() if (n := sum(map(len, rows.values()))) < 10} == {}


GRAVE = {
    w.id: p.id for p in LIBRARY.catalogue if p.id in OWN for w in p.weakeners if w.severity in ("high", "critical")
}
PAIRS = yaml.safe_load((Path(__file__).parent / "supplier_weakeners.yaml").read_text(encoding="utf-8"))


def in_effect(reviewer, weakener, clause):
    """Returns whether a weakener counts in a contract of one clause."""
    found = reviewer.review(load_text(f"{PREAMBLE}\n\n1. {clause}\n")).finding(GRAVE[weakener]).weakeners
    return weakener in {w.id for w in found if w.cured_by is None}


@pytest.mark.parametrize("weakener", sorted(PAIRS))
def test_grave_weakener_fires_and_is_silent(reviewer, weakener):
    fired = {
        effect: [in_effect(reviewer, weakener, clause) for clause in PAIRS[weakener][effect]]
        for effect in PAIRS[weakener]
    }
    assert all(fired["fires"]), fired
    assert not any(fired["silent"]), fired


def test_every_grave_weakener_has_two_pairs():
    assert set(PAIRS) == set(GRAVE)
    assert [name for name, pair in PAIRS.items() if len(pair["fires"]) < 2 or len(pair["silent"]) < 2] == []
