"""Playbooks laid over others, and the mistakes they may have."""

import pytest
from rule_factory import GUARDING, playbook_text, sources_with

from clausegap.errors import RulesError
from clausegap.rules.library import build_library
from clausegap.rules.playbook_choice import playbook_in
from clausegap.rules.yamlfile import RuleSource

BASE = playbook_text(
    "required",
    """\
severity: {guarding: low}
positions: {guarding: {preferred: Guard it., instruction: Ask.}}
expects_when: [{by: [[gu_minor]], expects: {guarding: optional}}]
rules:
  - {id: one, title: One, check: present, of: guarding}
  - {id: two, title: Two, check: present, of: gu_core}
""",
)


@pytest.fixture(scope="module")
def library():
    return build_library(sources_with({"guarding.yaml": GUARDING, "playbooks/house.yaml": BASE}))


def overlay(library, text):
    return playbook_in(RuleSource("own.yaml", f"id: own\nextends: house\n{text}"), library)


def test_what_an_overlay_does_not_say_is_that_of_the_base(library):
    own, base = overlay(library, "title: Own\n"), library.playbooks["house"]
    assert own.title == "Own"
    assert own.extends == ("house",)
    assert (own.contract_type, own.expects, own.severity, own.rules) == (
        base.contract_type,
        base.expects,
        base.severity,
        base.rules,
    )


def test_an_overlay_changes_single_values(library):
    own = overlay(library, "severity: {guarding: critical}\nexpects: {guarding: recommended}\n")
    assert (own.severity["guarding"], own.expects["guarding"]) == ("critical", "recommended")


def test_what_an_overlay_says_plainly_outweighs_conditions_of_the_base(library):
    assert overlay(library, "").expects_when != ()
    assert overlay(library, "expects: {guarding: required}\n").expects_when == ()


def test_a_position_is_laid_over_part_by_part(library):
    position = overlay(library, "positions: {guarding: {fallback: [Watch it.]}}\n").positions["guarding"]
    assert (position.preferred, position.fallback, position.instruction) == ("Guard it.", ("Watch it.",), "Ask.")


def test_rules_are_replaced_by_id_added_and_left_out(library):
    text = """\
without: [one]
rules:
  - {id: two, title: Other, check: present, of: guarding}
  - {id: three, title: Three, check: absent, of: guarding}
"""
    assert [(rule.id, rule.title) for rule in overlay(library, text).rules] == [("two", "Other"), ("three", "Three")]


def test_thresholds_change_a_measure(library):
    own = overlay(library, "thresholds: {gu_core.blank: {min: 99}}\n")
    measure = own.adapted(library.protection("guarding")).elements[0].measures["blank"]
    assert (measure.min, measure.of) == (99, library.protection("guarding").elements[0].measures["blank"].of)


def test_a_chain_of_overlays_is_put_together():
    files = {
        "guarding.yaml": GUARDING,
        "playbooks/house.yaml": BASE,
        "playbooks/a.yaml": "id: a\nextends: b\ntitle: A\n",
        "playbooks/b.yaml": "id: b\nextends: house\nseverity: {guarding: medium}\n",
    }
    found = build_library(sources_with(files)).playbooks["a"]
    assert (found.extends, found.severity["guarding"]) == (("b", "house"), "medium")


def test_a_circle_of_overlays_is_a_mistake():
    files = {
        "guarding.yaml": GUARDING,
        "playbooks/a.yaml": "id: a\nextends: b\n",
        "playbooks/b.yaml": "id: b\nextends: a\n",
    }
    with pytest.raises(RulesError, match="there is no playbook"):
        build_library(sources_with(files))


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        pytest.param("expects: {lost: required}", "expects.lost", "no protection 'lost'", id="protection"),
        pytest.param("expects: {guard: required}", "expects.guard", "'guard'; did you mean 'guarding'?", id="nearly"),
        pytest.param("weakener_severity: {lost: low}", "weakener_severity.lost", "no weakener", id="weakener"),
        pytest.param("thresholds: {gu_core.lost: {min: 1}}", "thresholds.gu_core.lost", "no measure", id="measure"),
        pytest.param("positions: {lost: {}}", "positions.lost", "no protection", id="position"),
        pytest.param(
            "positions: {guarding: {unacceptable: ['(a']}}",
            "positions.guarding.unacceptable.0",
            "unbalanced",
            id="phrase",
        ),
        pytest.param("without: [lost]", "without", "no rule 'lost'", id="left-out"),
        pytest.param(
            "expects_when: [{by: [[lost]], expects: {}}]",
            "expects_when.0.by.0.0",
            "'lost' is no signal",
            id="condition",
        ),
        pytest.param(
            "rules: [{id: r, title: R, check: present, of: gu_w_low}]", "rules.0.of", "cannot ask for", id="wrong-kind"
        ),
        pytest.param("rules: [{id: r, title: R, check: absent}]", "rules.0", "give exactly one", id="absent-of-what"),
        pytest.param(
            "rules: [{id: r, title: R, check: has, of: guarding, wording: ['...']}]",
            "rules.0.wording.0",
            "no fixed word",
            id="wording",
        ),
        pytest.param("rules: [{id: r, title: R, check: lost}]", "rules.0", "", id="shape"),
    ],
)
def test_a_mistake_is_named_with_its_place(library, text, place, reason):
    with pytest.raises(RulesError) as caught:
        overlay(library, text + "\n")
    assert caught.value.field.startswith(place)
    assert reason in caught.value.reason


def test_a_playbook_without_a_base_needs_title_and_type(library):
    with pytest.raises(RulesError, match="required unless the playbook extends"):
        playbook_in(RuleSource("own.yaml", "id: own\ntitle: Own\n"), library)
