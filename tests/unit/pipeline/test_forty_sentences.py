"""The forty sentences, each in a contract of two lines, through the whole engine."""

import pytest
from sentences import FALSE, TOGETHER, TRUE

from clausegap.loaders import load_text

CASES = pytest.mark.parametrize("case", [pytest.param(c, id=no) for no, c in {**TRUE, **FALSE, **TOGETHER}.items()])


def contract(case):
    customer, supplier = case.parties
    preamble = f'This Agreement is made between Alpha Ltd (the "{customer}") and Beta Ltd (the "{supplier}").'
    return load_text("\n\n".join([preamble, " ".join([*case.after, case.text])]))


@CASES
def test_status_is_as_expected(engine, case):
    assert engine.review(contract(case)).finding(case.family).status == case.status


@CASES
def test_elements_have_their_grades(engine, case):
    found = {e.id: e.grade for e in engine.review(contract(case)).finding(case.family).elements}
    assert {name: found.get(name) for name in case.elements} == case.elements


@CASES
def test_weakeners_have_their_severities(engine, case):
    finding = engine.review(contract(case)).finding(case.family)
    found = {w.id: w.severity for w in finding.weakeners if w.cured_by is None}
    assert {name: found.get(name) for name in case.weakeners} == case.weakeners


@CASES
def test_rules_match_or_keep_silent(engine, case):
    found = {hit.rule for hit in engine.analyse(contract(case)).hits}
    assert set(case.rules) - found == set()
    assert set(case.silent) & found == set()


@CASES
def test_flags_and_direction_are_as_expected(engine, case):
    finding = engine.review(contract(case)).finding(case.family)
    assert case.flags in (None, finding.flags)
    assert case.direction in (None, finding.direction)


@CASES
def test_severity_is_as_expected(engine, case):
    assert case.severity in (None, engine.review(contract(case)).finding(case.family).severity)


@pytest.mark.parametrize("case", [pytest.param(c, id=no) for no, c in FALSE.items() if not c.flags])
def test_false_friend_is_no_clause_of_its_family(engine, case):
    assert [c for c in engine.analyse(contract(case)).clauses if c.protection == case.family] == []


def test_marked_only_is_cured_by_the_reasonable_person(engine):
    case = TOGETHER["T05 with the reasonable person"]
    weakeners = engine.review(contract(case)).finding(case.family).weakeners
    assert [w.cured_by for w in weakeners if w.id == "conf_w_marked_only"] in ([], ["conf_unmarked_oral"])
