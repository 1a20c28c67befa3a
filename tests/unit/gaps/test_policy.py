"""The six shapes of rules and the own positions of a playbook."""

from dataclasses import replace
from typing import get_args

import pytest
from rule_factory import GUARDING, PREAMBLE, analysed, playbook_text, sources_with

from clausegap.gaps.case import Case
from clausegap.gaps.checker import check
from clausegap.gaps.policy import CHECKS, check_policy
from clausegap.gaps.standard import Standards
from clausegap.loaders import load_text
from clausegap.model.document import Notice
from clausegap.rules.library import build_library
from clausegap.rules.policy import Policy

GUARD = "Supplier shall guard it"
TWO_YEARS = "corestrong for two years"
UNREAD = Notice("unread", "no_text_page", "A page has no text.", 3)


def results(extra, words, *notices):
    files = {"guarding.yaml": GUARDING, "playbooks/house.yaml": playbook_text(extra=extra)}
    library = build_library(sources_with(files))
    document = replace(load_text(PREAMBLE + words), notices=notices)
    case = Case(document, analysed(document, library), Standards(library, library.playbooks["house"], "msa"))
    return check_policy(case, check(case))


def result(rule, words, *notices):
    (found,) = results(f"rules:\n  - {{id: r, title: R, severity: high, action: Act., {rule}}}\n", words, *notices)
    return found


def test_every_shape_has_a_check():
    assert set(CHECKS) == set(get_args(get_args(Policy)[0]))


@pytest.mark.parametrize(
    ("rule", "words", "expected"),
    [
        pytest.param("check: at_most, of: gu_core, kind: duration, value: 24", TWO_YEARS, "ok", id="ceiling"),
        pytest.param("check: at_most, of: gu_core, kind: duration, value: 23", TWO_YEARS, "deviates", id="a"),
        pytest.param("check: at_most, of: gu_core, kind: duration, value: 24", "corestrong", "silent", id="no-number"),
        pytest.param("check: at_most, of: gu_core, kind: duration, value: 24", "", "silent", id="no-element"),
        pytest.param(
            "check: at_most, of: gu_core, kind: duration, value: 24", "for [***] years", "undetermined", id="redacted"
        ),
        pytest.param("check: at_least, of: gu_core, kind: duration, value: 24", TWO_YEARS, "ok", id="floor"),
        pytest.param("check: at_least, of: gu_core, kind: duration, value: 25", TWO_YEARS, "deviates", id="b"),
        pytest.param("check: present, of: guarding", "corestrong", "ok", id="present"),
        pytest.param("check: present, of: guarding", "corepoor", "deviates", id="weak-is-not-present"),
        pytest.param("check: present, of: guarding, least: weak", "corepoor", "ok", id="weak-will-do"),
        pytest.param("check: present, of: gu_minor", "corestrong", "silent", id="element-not-there"),
        pytest.param("check: present, of: gu_minor", "minorstrong", "ok", id="element-there"),
        pytest.param("check: absent, of: gu_w_low", "corestrong", "ok", id="absent"),
        pytest.param("check: absent, of: gu_w_low", "corestrong wlow", "deviates", id="weakener-there"),
        pytest.param("check: absent, of: guarding", "corestrong", "deviates", id="protection-there"),
        pytest.param("check: absent, wording: [for a song]", "for a song", "deviates", id="wording-there"),
        pytest.param("check: absent, wording: [for a song]", "for money", "ok", id="wording-not-there"),
        pytest.param("check: has, of: guarding, wording: [day and night]", "day and night", "ok", id="feature"),
        pytest.param("check: has, of: guarding, wording: [day and night]", "at noon", "deviates", id="no-feature"),
        pytest.param("check: one_of, of: gu_core, values: [two years]", TWO_YEARS, "ok", id="in-the-set"),
        pytest.param("check: one_of, of: gu_core, values: [a year]", TWO_YEARS, "deviates", id="no-set"),
        pytest.param("check: one_of, of: contract_type, values: [msa]", "", "ok", id="type"),
        pytest.param("check: one_of, of: governing_law, values: [Kenya]", "", "silent", id="no-law"),
    ],
)
def test_a_shape_compares_what_the_contract_says(rule, words, expected):
    assert result(rule, f"{GUARD} {words}.").result == expected


def test_the_governing_law_is_compared():
    words = f"{GUARD} corestrong. This Agreement is governed by the laws of Kenya."
    found = result("check: one_of, of: governing_law, values: [Kenya, Ghana]", words)
    assert (found.result, found.said) == ("ok", "Kenya")


def test_a_deviation_has_severity_evidence_and_action():
    found = result("check: at_most, of: gu_core, kind: duration, value: 12", f"{GUARD} corestrong for two years.")
    assert (found.severity, found.said, found.action) == ("high", "two years", "Act.")
    assert "two years" in found.evidence[0].quote


def test_what_is_as_asked_has_no_severity_and_no_action():
    found = result("check: present, of: guarding", f"{GUARD} corestrong.")
    assert (found.severity, found.action) == ("info", "")


def test_silence_has_its_own_severity():
    assert result("check: present, of: gu_minor, silence: low", f"{GUARD} corestrong.").severity == "low"


@pytest.mark.parametrize("rule", ["check: present, of: gu_minor", "check: absent, of: gu_w_low"])
def test_neither_silence_nor_absence_is_claimed_where_not_everything_was_read(rule):
    assert result(rule, f"{GUARD} corestrong.", UNREAD).result == "undetermined"


POSITIONS = """\
positions:
  guarding:
    preferred: Supplier shall guard it day and night with two dogs.
    fallback: [Supplier shall guard it from nine to five with a cat.]
    unacceptable: ["as (it|SUPPLIER) likes"]
    severity: critical
    instruction: Ask for dogs.
    approver: The owner
"""


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        ("day and night with two dogs", "like the preferred wording", "ok"),
        ("from nine to five with a cat", "like fallback 1", "ok"),
        ("corestrong minorstrong majorstrong or else pay dearly", "unlike all positions", "deviates"),
    ],
)
def test_clauses_are_compared_with_each_position(words, said, expected):
    found = results(POSITIONS, f"{GUARD} {words}.")[0]
    assert (found.check, found.result) == ("position", expected)
    assert found.said.startswith(said)


def test_unacceptable_wording_counts_even_where_a_position_is_met():
    position, unacceptable = results(POSITIONS, f"{GUARD} day and night with two dogs as it likes.")
    assert (position.result, unacceptable.result, unacceptable.severity) == ("ok", "deviates", "critical")
    assert unacceptable.action == "Ask for dogs. Decides: The owner."


def test_own_positions_are_proposed_before_the_fallbacks_of_the_rule():
    files = {"guarding.yaml": GUARDING, "playbooks/house.yaml": playbook_text(extra=POSITIONS)}
    library = build_library(sources_with(files))
    document = load_text(PREAMBLE + "Supplier goes.")
    case = Case(document, analysed(document, library), Standards(library, library.playbooks["house"], "msa"))
    assert list(check(case)[0].fallbacks) == ["own preferred", "own fallback 1", "customer", "balanced"]
