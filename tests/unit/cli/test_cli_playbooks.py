from __future__ import annotations

import pytest
import yaml

from clausegap.cli import playbooks
from clausegap.cli.patterns import show_protection
from clausegap.errors import RulesError, UsageError

OWN = """\
id: own
extends: msa
expects: {exclusivity: required}
thresholds: {aud_notice.usual: {max: 10}}
rules: [{id: law, check: one_of, of: governing_law, values: [Kenya], title: Kenyan law}]
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def test_every_shipped_playbook_is_listed(capsys):
    assert playbooks.list_playbooks(()) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    kinds = ["bpo", "consulting", "msa", "nda", "sow", "sw_dev"]
    assert names == sorted([*kinds, *(f"supplier_{kind}" for kind in kinds)])


def test_a_playbook_is_shown_with_what_it_extends(own, capsys):
    assert playbooks.show_playbook(own, ()) == 0
    shown = yaml.safe_load(capsys.readouterr().out)
    assert (shown["extends"], shown["contract_type"], shown["expects"]["exclusivity"]) == (["msa"], "msa", "required")
    assert shown["expects"]["confidentiality"] == "required"


def test_the_difference_is_a_line_for_each_value(own, capsys):
    assert playbooks.diff_playbooks("msa", own, ()) == 1
    assert capsys.readouterr().out.splitlines() == [
        "expects.exclusivity: optional -> required",
        "rules.law: (nothing) -> Kenyan law (check one_of, of governing_law, values ['Kenya'])",
        "thresholds.aud_notice.usual.max: (nothing) -> 10.0",
    ]


def test_equal_playbooks_do_not_differ(capsys):
    assert playbooks.diff_playbooks("msa", "msa", ()) == 0
    assert capsys.readouterr().out == ""


def test_a_good_file_is_summed_up(own, capsys):
    assert playbooks.check_playbooks((own,), ()) == 0
    assert capsys.readouterr().out.startswith("own.yaml: own, over msa, msa: ")


def test_a_mistake_is_named(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text(OWN.replace("exclusivity", "exclusivty"), encoding="utf-8")
    with pytest.raises(RulesError, match="exclusivty"):
        playbooks.check_playbooks((str(path),), ())


def test_an_unknown_name_is_corrected():
    with pytest.raises(UsageError, match="did you mean 'consulting'"):
        playbooks.show_playbook("consultant", ())


def test_a_protection_is_told_in_words(capsys):
    assert show_protection("audit_rights", ()) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Right to audit, inspect and verify (audit_rights)")
    assert "aud_scope_compliance  core: " in shown
    assert "aud_w_refusal  critical: " in shown


def test_a_playbook_file_that_is_not_there_is_named_with_the_nearest(own):
    with pytest.raises(UsageError, match=r"onw\.yaml: no such playbook file; did you mean '.*own\.yaml'"):
        playbooks.check_playbooks((own.replace("own.yaml", "onw.yaml"),), ())
