"""Conditions of rules, worked out over hits that are given."""

import pytest

from clausegap.gaps.conditions import Evaluation
from clausegap.gaps.group import Group
from clausegap.gaps.standard import Standard
from clausegap.model.analysis import Analysis, Hit, Unit
from clausegap.rules.base import Pattern
from clausegap.rules.models import Anchor, Element, Protection, Weakener

TEXT = "Supplier shall guard it for two years."
PATTERN = Pattern(phrase="guard", match=("Guard it.",), avoid=("Sell it.",))


def hit(rule, signal="", *, kind="signal", direction="unknown", unit=0):
    return Hit("guarding", kind, rule, signal, 0, len(TEXT), unit, direction, "duty")


def element(name, **rest):
    return Element(**{"id": name, "content": name, "role": "core", "grades": {}, **rest})


def evaluation(elements=(), weakeners=(), *, hits=(), facts=(), contract_type="msa"):
    protection = Protection.model_construct(
        id="guarding",
        anchors=(Anchor(id="an_anchor", patterns=(PATTERN,)),),
        elements=tuple(elements),
        weakeners=tuple(weakeners),
        negatives=(),
        without_generic=(),
    )
    anchor = hit("an_anchor", kind="anchor", direction="for_user")
    units = (Unit(0, len(TEXT), "sentence", "body", 0), Unit(0, len(TEXT), "sentence", "body", 0))
    analysis = Analysis((), units, (), (), (), tuple(facts), {"guarding": frozenset()}, (anchor, *hits))
    group = Group(serving=(anchor,), opposed=(), dropped=(), units=frozenset({0}))
    return Evaluation(TEXT, analysis, Standard(protection, contract_type), group)


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        ([["first"]], True),
        ([["second"]], False),
        ([["first", "second"]], False),
        ([["second"], ["first"]], True),
        ([["!second"]], True),
        ([["!first"]], False),
        ([["an_anchor"]], True),
        ([["individual_supplier"]], True),
        ([["employment_agreement"]], False),
        ([["long"]], True),
        ([["longer"]], False),
        ([], False),
    ],
)
def test_rows_are_alternatives_and_all_of_a_row_must_hold(conditions, holds):
    signals = {"first": (PATTERN,), "second": (PATTERN,)}
    measures = {
        "long": {"of": "first", "kind": "duration", "min": 24},
        "longer": {"of": "first", "kind": "duration", "above": 24},
    }
    one = element("el", signals=signals, measures=measures, grades={"strong": conditions})
    state = evaluation([one], hits=[hit("el", "first")], facts=["individual_supplier"])
    assert (state.grade("el") == "strong") is holds


def test_best_grade_that_holds_counts():
    one = element("el", signals={"s": (PATTERN,)}, grades={"weak": [["s"]], "strong": [["s"]], "acceptable": [["s"]]})
    assert evaluation([one], hits=[hit("el", "s")]).grade("el") == "strong"


def test_limit_caps_a_grade():
    one = element("el", signals={"s": (PATTERN,)}, grades={"strong": [["s"]]}, limits={"weak": [["s"]]})
    assert evaluation([one], hits=[hit("el", "s")]).grade("el") == "weak"


def test_limit_never_raises_a_grade():
    one = element("el", signals={"s": (PATTERN,)}, grades={"weak": [["s"]]}, limits={"acceptable": [["s"]]})
    assert evaluation([one], hits=[hit("el", "s")]).grade("el") == "weak"


@pytest.mark.parametrize(("least", "grade"), [("weak", "strong"), ("acceptable", "strong"), ("strong", "absent")])
def test_condition_may_ask_for_a_grade_of_another_element(least, grade):
    base = element("base", signals={"s": (PATTERN,)}, grades={"acceptable": [["s"]]})
    above = element("above", grades={"strong": [[f"base>={least}"]]})
    assert evaluation([base, above], hits=[hit("base", "s")]).grade("above") == grade


def test_elements_that_lean_on_each_other_are_absent():
    one, two = element("one", grades={"strong": [["two"]]}), element("two", grades={"strong": [["one"]]})
    assert [evaluation([one, two]).grade(name) for name in ("one", "two")] == ["absent", "absent"]


@pytest.mark.parametrize(
    ("reach", "unit", "grade"), [("group", 0, "strong"), ("group", 1, "absent"), ("document", 1, "strong")]
)
def test_reach_says_where_wording_counts(reach, unit, grade):
    one = element("el", signals={"s": (PATTERN,)}, grades={"strong": [["s"]]}, reach=reach)
    assert evaluation([one], hits=[hit("el", "s", unit=unit)]).grade("el") == grade


@pytest.mark.parametrize(("of_counterparty", "grade"), [(True, "absent"), (False, "strong")])
def test_wording_that_binds_only_the_advised_side_does_not_count(of_counterparty, grade):
    one = element("el", signals={"s": (PATTERN,)}, grades={"strong": [["s"]]}, of_counterparty=of_counterparty)
    assert evaluation([one], hits=[hit("el", "s", direction="against_user")]).grade("el") == grade


def test_element_does_not_apply_where_its_facts_hold():
    one = element("el", not_when=("individual_supplier",))
    assert evaluation([one], facts=["individual_supplier"]).elements() == ()
    assert len(evaluation([one]).elements()) == 1


def test_role_and_severity_follow_the_contract_type():
    one = element("el", role_for={"nda": "minor"})
    weakener = Weakener(id="wk", severity="low", severity_for={"nda": "high"}, why="w", when=[["!el"]])
    state = evaluation([one], [weakener], contract_type="nda")
    assert (state.elements()[0].role, state.weakeners()[0].severity) == ("minor", "high")


@pytest.mark.parametrize(("unless", "fires"), [([["an_anchor"]], False), ([["el"]], True)])
def test_silence_fires_unless_something_excuses_it(unless, fires):
    weakener = Weakener(id="wk", severity="low", why="w", when=[["!el"]], unless=unless)
    assert bool(evaluation([element("el")], [weakener]).weakeners()) is fires


@pytest.mark.parametrize(("least", "fires"), [(12, True), (36, False)])
def test_measure_decides_whether_matched_words_weaken(least, fires):
    measure = {"of": "pattern", "kind": "duration", "min": least}
    weakener = Weakener(id="wk", severity="low", why="w", patterns=(PATTERN,), measure=measure)
    assert bool(evaluation([], [weakener], hits=[hit("wk", kind="weakener")]).weakeners()) is fires


def test_parameters_are_read_from_the_matched_words():
    one = element("el", signals={"s": (PATTERN,)}, measures={"m": {"of": "s", "kind": "duration", "min": 1}}, grades={})
    state = evaluation([one], hits=[hit("el", "s"), hit("el", "s")]).elements()[0]
    assert [(p.value, p.text) for p in state.parameters] == [(24.0, "two years")]
