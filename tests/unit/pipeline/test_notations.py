"""The two notations beside phrases: token patterns on the contract's own words, and free regexes under a time limit."""

import pytest

from clausegap import ReviewSpec, load_text
from clausegap.engine import Engine

RULE = """
id: guarding
family: testing
order: 1
title: Guarding
definition: The supplier guards what it is given.
answers: {{primary: [R01], mitigations: [M01]}}
missing_severity: high
headings: {{phrases: ["guarding"], match: ["Guarding"], avoid: ["Payment"]}}
keywords: ["guard*"]
anchors:
  - id: gu_a_guard
    patterns:
      - {pattern}
        match: ["Supplier shall guard the Licence."]
        avoid: ["Supplier shall sell the licence."]
elements: []
fallbacks: {{customer: Guard it., balanced: Guard it well.}}
"""
CONTRACT = 'This Agreement is made between Alpha Ltd (the "Customer") and Beta Ltd (the "Supplier").\n\n{}'


def finding(tmp_path, pattern, sentence):
    rule = tmp_path / "guarding.yaml"
    rule.write_text(RULE.format(pattern=pattern), encoding="utf-8")
    return Engine(ReviewSpec(rules=(str(rule),))).review(load_text(CONTRACT.format(sentence))).finding("guarding")


@pytest.mark.parametrize(
    ("sentence", "status"),
    [("Supplier shall guard the Licence.", "present"), ("Supplier shall guard the licence.", "missing")],
)
def test_token_pattern_sees_the_spelling_and_case_of_the_contract(tmp_path, sentence, status):
    pattern = 'token: [{LOWER: "guard"}, {LOWER: "the"}, {TEXT: "Licence"}]'
    assert finding(tmp_path, pattern, sentence).status == status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [("Supplier shall guard the Licence.", "present"), ("Supplier shall lose the Licence.", "missing")],
)
def test_regex_sees_the_reading(tmp_path, sentence, status):
    assert finding(tmp_path, 'regex: " SUPPLIER shall (?!lose)\\\\w+ the license "', sentence).status == status


def test_runaway_regex_makes_absence_undetermined(tmp_path):
    runaway = r'regex: "(?:.|..)+[#@]"'
    found = finding(tmp_path, runaway, "Supplier sells " + "verymuch" * 10 + ".")
    assert found.status == "undetermined"
    assert found.search.unfinished == ("gu_a_guard#0",)
