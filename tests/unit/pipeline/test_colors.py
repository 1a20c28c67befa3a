"""displacy shows clauses in the families' colours, and nothing of the contract becomes markup."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from spacy import displacy

import clausegap
from clausegap.model.palette import HUES, solid
from clausegap.pipeline import build_pipeline, clause_colors, registry
from clausegap.rules.library import load_library

_TEXT = "9. Audit\nCustomer may at any time audit Supplier's books and <script>alert(1)</script> records."


def test_every_protection_has_the_colour_of_its_family():
    colors = clause_colors()
    protections = load_library().protections
    assert {p.id for p in protections} <= set(colors)
    by_family = {}
    for protection in protections:
        by_family.setdefault(protection.family, set()).add(colors[protection.id])
    assert all(len(found) == 1 for found in by_family.values())
    assert len(set.union(*by_family.values())) == min(len(by_family), len(HUES))


def test_colours_are_those_of_a_report():
    report = clausegap.review(_TEXT)
    families = list(dict.fromkeys(finding.family for finding in report.findings))
    for finding in report.findings:
        assert clause_colors()[finding.protection] == solid(HUES[families.index(finding.family) % len(HUES)])


def test_displacy_finds_them_and_escapes_the_contract():
    doc = build_pipeline()(_TEXT)
    html = displacy.render(doc, style="span", options={"spans_key": "clauses"}, jupyter=False)
    assert clause_colors()["audit_rights"] in html
    assert "<script" not in html


def test_the_entry_point_names_the_function():
    project = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    (module, function) = re.search(r'spacy_displacy_colors\]\nclausegap_colors = "(.*):(.*)"', project).groups()
    assert getattr(importlib.import_module(module), function) is clause_colors


def test_cells_can_be_run_twice():
    first = build_pipeline()
    importlib.reload(registry)
    second = build_pipeline()
    assert first.pipe_names == second.pipe_names
    docs = first(_TEXT), second(_TEXT)
    assert [[span.id_ for span in doc.spans["clauses"]] for doc in docs] == [["audit_rights-1"]] * 2


def test_own_rules_have_colours_too(tmp_path):
    from rule_factory import GUARDING

    (tmp_path / "guarding.yaml").write_text(GUARDING, encoding="utf-8")
    assert set(clause_colors([tmp_path])) - set(clause_colors()) == {"guarding"}


@pytest.mark.parametrize("label", ["ORG", "PERSON", "DATE"])
def test_colours_of_other_labels_are_left_alone(label):
    assert label.lower() not in clause_colors()
