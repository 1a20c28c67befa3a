"""Clause types of one's own: found, put beside the protections, and refused with the place of a mistake."""

import pytest
from rule_factory import GUARDING, playbook_text, sources_with

from clausegap.errors import RulesError
from clausegap.rules.library import build_library, collect_sources, load_library

DUTY = """\
id: guard_duty
title: Guard duty
labels: [Guarding]
protection: guarding
decides: true
cues:
  - id: gd_c_watch
    says: "watch over what was given"
    patterns: [{phrase: "watch over", match: ["A shall watch over b."], avoid: ["A b c."]}]
"""


def library_with(**files):
    named = {f"clause_types/{name}.yaml": text for name, text in files.items()}
    return build_library(sources_with({"guarding.yaml": GUARDING, "playbooks/house.yaml": playbook_text(), **named}))


def test_types_stand_beside_the_protections():
    library = library_with(guard_duty=DUTY)
    assert [protection.id for protection in library.protections] == ["guarding"]
    assert (library.clause_types["guard_duty"].title, library.clause_types["guard_duty"].decides) == (
        "Guard duty",
        True,
    )
    assert library.type_paths == {"guard_duty": "clause_types/guard_duty.yaml"}


def test_cues_are_patterns_of_their_own_kind():
    cues = [pattern for pattern in library_with(guard_duty=DUTY).patterns if pattern.kind == "cue"]
    assert [(cue.protection, cue.rule, cue.key) for cue in cues] == [("guard_duty", "gd_c_watch", "gd_c_watch#0")]


def test_cues_change_the_fingerprint():
    other = DUTY.replace("watch over what", "look after what")
    assert library_with(guard_duty=DUTY).fingerprint != library_with(guard_duty=other).fingerprint


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gd_c_watch", "watch over what was given"),
        ("gu_a_guard", "wording of guarding (gu_a_guard)"),
        ("gu_core.strong", "the core of it"),
        ("gu_w_critical", "a critical flaw"),
        ("gu_n_sentence", "only a look-alike"),
        ("guarding#", "a clause of guarding"),
        ("guarding#mutual", "a clause of guarding for both sides"),
        ("gu_a_guard!", "wording of guarding that an exception takes away"),
    ],
)
def test_names_under_which_the_ranker_knows_rules_are_told_in_words(name, words):
    assert library_with(guard_duty=DUTY).says[name] == words


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        pytest.param(
            "protection: guarding", "protection: xyz", "protection", "no protection 'xyz'", id="no-protection"
        ),
        pytest.param(
            "protection: guarding\n", "", "decides", "only the clauses of a protection can decide", id="alone"
        ),
        pytest.param("gd_c_watch", "gu_a_guard", "cues.0.id", "'gu_a_guard' is also used by", id="id-of-an-anchor"),
        pytest.param("labels: [Guarding]", "labels: []", "labels", "at least 1", id="no-label"),
        pytest.param("says:", "tells:", "cues.0.tells", "unknown key", id="unknown-key"),
        pytest.param("id: guard_duty", "id: Guard", "id", "", id="bad-id"),
        pytest.param('"watch over"', '"watch) over"', "cues.0.patterns.0.phrase", "unbalanced )", id="bad-phrase"),
    ],
)
def test_mistake_is_named_by_its_place(old, new, field, reason):
    assert old in DUTY
    with pytest.raises(RulesError) as caught:
        library_with(guard_duty=DUTY.replace(old, new))
    assert caught.value.file == "clause_types/guard_duty.yaml"
    assert caught.value.field == field
    assert reason in caught.value.reason


@pytest.mark.parametrize(("name", "field"), [("guard_duty", "id"), ("night_duty", "cues.0.id")])
def test_two_types_of_one_id_are_refused(name, field):
    with pytest.raises(RulesError) as caught:
        library_with(guard_duty=DUTY, second=DUTY.replace("id: guard_duty", f"id: {name}"))
    assert (caught.value.field, "clause_types/guard_duty.yaml" in caught.value.reason) == (field, True)


def test_type_is_known_by_its_folder(tmp_path):
    folder = tmp_path / "clause_types"
    folder.mkdir()
    own = DUTY.replace("protection: guarding\ndecides: true\n", "")
    (folder / "guard_duty.yaml").write_text(own, encoding="utf-8")
    assert "clause_types/guard_duty.yaml" in collect_sources([folder / "guard_duty.yaml"])
    assert set(load_library([tmp_path]).clause_types) == {*load_library().clause_types, "guard_duty"}
