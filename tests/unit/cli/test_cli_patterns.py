from __future__ import annotations

from types import SimpleNamespace

import pytest

from clausegap.cli import patterns
from clausegap.pipeline.examples import FailedExample
from clausegap.rules.library import load_library


def _pattern(protection, key, kind="anchor"):
    examples = SimpleNamespace(match=("a", "b"), avoid=("c",), token=None, regex=None)
    return SimpleNamespace(protection=protection, key=key, kind=kind, pattern=examples, required=key != "b#0")


@pytest.fixture
def asked(monkeypatch):
    """A library of one protection with two patterns and a cue; holds the rule paths that were asked for."""
    headings = SimpleNamespace(match=("AUDIT",), avoid=("RECITALS",))
    protection = SimpleNamespace(id="audit", title="Right to audit", headings=headings)
    duty = SimpleNamespace(patterns=(SimpleNamespace(match=("pays",), avoid=("plays",)),))
    compiled = (_pattern("audit", "a#0"), _pattern("audit", "b#0"), _pattern("audit", "c#0", "cue"))
    library = SimpleNamespace(
        everything=(protection,),
        protections=(protection,),
        playbooks={},
        patterns=compiled,
        duties=((duty, ()),),
        rule_paths={"audit": "rules/audit.yaml"},
        type_paths={"licence": "clause_types/licence.yaml"},
        path_of=lambda pattern: "rules/audit.yaml",
    )
    monkeypatch.setattr(patterns, "share_tried", lambda library: 0.005)
    paths = []
    monkeypatch.setattr(patterns, "load_library", lambda extra, side: paths.extend(extra) or library)
    return paths


def test_rules_that_keep_their_examples_pass(asked, monkeypatch, capsys):
    monkeypatch.setattr(patterns, "failed_examples", lambda library: iter(()))
    assert patterns.check_patterns(("my_rules",)) == 0
    assert asked == ["my_rules"]
    assert capsys.readouterr().out.splitlines() == [
        "slow: rules/audit.yaml: audit: b#0: its matches need no certain word, so it is tried on every sentence, "
        "and other patterns on average on 1 in 200",
        "1 protections, 0 playbooks, 3 patterns, 13 examples, 0 broken",
    ]


def test_a_broken_example_is_named_with_its_file_and_fails(asked, monkeypatch, capsys):
    broken = (
        FailedExample("audit", "a#0", "Audits.", expected=True),
        FailedExample("licence", "l#0", "Licences.", expected=False),
        FailedExample("duties", "payment", "Pays.", expected=True),
    )
    monkeypatch.setattr(patterns, "failed_examples", lambda library: iter(broken))
    assert patterns.check_patterns(()) == 4
    printed = capsys.readouterr()
    assert printed.err == (
        "clausegap: rules/audit.yaml: audit: a#0: must match but does not: 'Audits.'\n"
        "clausegap: clause_types/licence.yaml: licence: l#0: must not match but does: 'Licences.'\n"
        "clausegap: duties.yaml: duties: payment: must match but does not: 'Pays.'\n"
    )
    assert printed.out.endswith("13 examples, 3 broken\n")


def test_what_says_nothing_to_the_supplier_is_checked_too():
    customer, both = load_library(), load_library(side="supplier")
    checked = {(one.protection, one.key, one.pattern.match, one.pattern.avoid) for one in both.patterns}
    assert checked >= {(one.protection, one.key, one.pattern.match, one.pattern.avoid) for one in customer.patterns}


def test_protections_are_listed_with_their_number_of_patterns(asked, capsys):
    assert patterns.list_patterns(()) == 0
    assert capsys.readouterr().out.splitlines() == [
        "audit       2  Right to audit",
        "generic     0  weakeners and negatives of every protection",
    ]
