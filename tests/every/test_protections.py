"""Over every protection of the catalogue: its file is whole, and its patterns keep their examples."""

import pytest
from kept_examples import broken

from clausegap.model.terms import SIDES
from clausegap.pipeline.examples import slow_patterns
from clausegap.rules.library import load_library

LIBRARY = load_library(side="supplier")  # the rules of both sides run for it
PROTECTIONS = pytest.mark.parametrize("protection", LIBRARY.protections, ids=lambda p: p.id)
PLAIN_GRADES = {"acceptable", "strong"}


@pytest.mark.parametrize("name", [*(p.id for p in LIBRARY.protections), "generic", "duties"])
def test_patterns_keep_their_examples(name):
    assert broken()[name] == []


@PROTECTIONS
def test_file_is_named_after_the_protection(protection):
    folder = "supplier/" if protection.side == "supplier" else ""
    assert f"{folder}{protection.id}.yaml" in LIBRARY.sources


@PROTECTIONS
def test_fallback_wording_is_offered(protection):
    sides = [side for side in SIDES if protection.is_of(side)]
    assert sides
    for side in sides:
        wording = protection.fallbacks.for_side(side)
        assert [*wording] == [side, "balanced"]
        assert min(map(len, wording.values())) > 80


@PROTECTIONS
def test_no_fallback_is_written_for_a_side_without_the_protection(protection):
    assert [s for s in SIDES if getattr(protection.fallbacks, s) and not protection.is_of(s)] == []


@PROTECTIONS
def test_a_clause_can_be_found(protection):
    assert any(anchor.strength != "A3" for anchor in protection.anchors)


@PROTECTIONS
def test_every_core_element_can_be_acceptable(protection):
    cores = [element for element in protection.elements if element.role == "core"]
    assert cores
    assert [e.id for e in cores if not PLAIN_GRADES & set(e.grades)] == []


@PROTECTIONS
def test_every_measure_is_used(protection):
    assert [f"{e.id}.{m}" for e in protection.elements for m in e.measures if m not in _named_in(e)] == []


def _named_in(element):
    rows = [row for kind in (element.grades, element.limits) for rows in kind.values() for row in rows]
    return {condition.lstrip("!").split(">=")[0] for row in rows for condition in row}


@PROTECTIONS
def test_reasons_are_one_line(protection):
    whys = [rule.why for rule in (*protection.weakeners, *protection.negatives)]
    assert [why for why in whys if "\n" in why or not 10 <= len(why) <= 160] == []


def test_rule_ids_are_unique_over_all_protections():
    ids = [
        rule.id
        for p in (*LIBRARY.protections, LIBRARY.generic)
        for kind in ("anchors", "elements", "weakeners", "negatives")
        for rule in getattr(p, kind, ())
    ]
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


def test_catalogue_order_is_total():
    orders = [protection.order for protection in LIBRARY.protections]
    assert sorted(orders) == orders
    assert len(set(orders)) == len(orders)


def test_few_patterns_run_on_every_sentence():
    assert len(slow_patterns(LIBRARY)) < 0.03 * len(LIBRARY.patterns)
