"""The library: files found, replaced, ordered and fingerprinted."""

import pytest
from rule_factory import GUARDING, playbook_text, small_library, sources_with

from clausegap.errors import RulesError, UsageError
from clausegap.rules.library import build_library, load_library
from clausegap.rules.sources import collect_sources
from clausegap.rules.yamlfile import RuleSource


def test_equal_files_share_one_library():
    assert load_library() is load_library(())


def test_further_file_adds_a_protection(tmp_path):
    path = tmp_path / "guarding.yaml"
    path.write_text(GUARDING, encoding="utf-8")
    library = load_library([path])
    assert library.protection("guarding").title == "Guarding"
    assert len(library.protections) == len(load_library().protections) + 1


def test_further_file_replaces_the_shipped_one_of_its_name(tmp_path):
    path = tmp_path / "notices.yaml"
    shipped = collect_sources()["notices.yaml"].text
    path.write_text(shipped.replace(shipped.split('reviewed_on: "')[1][:10], "1999-12-31"), encoding="utf-8")
    assert load_library([tmp_path]).notices.reviewed_on == "1999-12-31"


def test_playbook_is_known_by_its_folder(tmp_path):
    folder = tmp_path / "playbooks"
    folder.mkdir()
    (folder / "house.yaml").write_text(playbook_text().replace("guarding", "audit_rights"), encoding="utf-8")
    assert "playbooks/house.yaml" in collect_sources([folder / "house.yaml"])
    assert load_library([tmp_path]).playbooks["house"].title == "House"


@pytest.mark.parametrize("name", ["none.yaml", "nowhere/"])
def test_file_that_is_not_there_is_refused(tmp_path, name):
    with pytest.raises(RulesError, match="no such rule file or folder"):
        load_library([tmp_path / name])


def test_folder_without_rules_is_refused(tmp_path):
    with pytest.raises(RulesError, match="holds no"):
        load_library([tmp_path])


def test_file_that_is_no_utf8_is_refused(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"title: caf\xe9\n")
    with pytest.raises(RulesError, match="cannot be read as UTF-8 text"):
        load_library([path])


def test_unknown_protection_names_the_known_ones():
    with pytest.raises(UsageError, match="known: guarding"):
        small_library().protection("guardian")


def test_contract_type_without_playbook_is_refused():
    with pytest.raises(UsageError, match="no playbook of the customer for contract type 'nda'"):
        small_library().playbook_for("nda")


def test_protections_come_in_catalogue_order():
    other = GUARDING.replace("id: guarding\n", "id: keeping\n").replace("gu_", "ke_").replace("order: 1", "order: 0")
    library = build_library(sources_with({"guarding.yaml": GUARDING, "keeping.yaml": other}))
    assert [p.id for p in library.protections] == ["keeping", "guarding"]


def fingerprint(**changes):
    files = {"guarding.yaml": GUARDING, "playbooks/house.yaml": playbook_text(), **changes}
    return build_library(sources_with(files)).fingerprint


def test_fingerprint_changes_with_any_file():
    prints = {
        fingerprint(),
        fingerprint(**{"guarding.yaml": GUARDING + "# a note\n"}),
        fingerprint(**{"playbooks/house.yaml": playbook_text("optional")}),
        fingerprint(**{"playbooks/inn.yaml": playbook_text().replace("house", "inn")}),
    }
    assert len(prints) == 4


def test_fingerprint_ignores_paths_and_line_ends():
    sources = sources_with({"guarding.yaml": GUARDING})
    moved = {name: RuleSource(f"c:\\{s.path}", s.text.replace("\n", "\r\n")) for name, s in sources.items()}
    assert build_library(moved).fingerprint == build_library(sources).fingerprint


def test_every_pattern_has_its_own_key():
    keys = [pattern.key for pattern in small_library().patterns]
    assert len(keys) == len(set(keys)) == 16
    assert "gu_core.strong#0" in keys


def test_every_rule_says_what_it_is_about():
    library = load_library()
    names = {pattern.rule for pattern in library.patterns} | {
        f"{pattern.rule}.{pattern.signal}" for pattern in library.patterns if pattern.signal
    }
    assert sorted(names - set(library.says)) == []
