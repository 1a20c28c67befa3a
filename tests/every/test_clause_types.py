"""Over every clause type that the ranker is taught: its file is whole, and its cues keep their examples."""

from collections import Counter
from pathlib import Path

import pytest
from kept_examples import broken

from clausegap.rules.library import load_library

LIBRARY = load_library()
TYPES = tuple(LIBRARY.clause_types.values())
EACH = pytest.mark.parametrize("one", TYPES, ids=lambda one: one.id)


@EACH
def test_cues_keep_their_examples(one):
    assert broken()[one.id] == []


@EACH
def test_file_is_named_after_the_type(one):
    assert f"clause_types/{one.id}.yaml" in LIBRARY.sources
    assert Path(LIBRARY.type_paths[one.id]).stem == one.id


@EACH
def test_cues_say_what_they_are_about_in_one_line(one):
    assert [cue.id for cue in one.cues if "\n" in cue.says or not 8 <= len(cue.says) <= 90] == []


@EACH
def test_cues_of_a_type_do_not_say_the_same(one):
    says = Counter(cue.says for cue in one.cues)
    assert [words for words, count in says.items() if count > 1] == []


@EACH
def test_every_pattern_has_both_kinds_of_examples(one):
    patterns = [(cue.id, pattern) for cue in one.cues for pattern in cue.patterns]
    assert [name for name, pattern in patterns if not (pattern.match and pattern.avoid)] == []


@EACH
def test_protection_exists(one):
    known = {protection.id for protection in LIBRARY.protections}
    assert one.protection is None or one.protection in known
    assert one.protection is not None or not one.decides


@EACH
def test_shipped_types_use_the_shipped_weights(one):
    assert one.weights is None


def test_there_are_clause_types():
    assert len(TYPES) >= 22


@pytest.mark.parametrize("name", ["labels", "title"])
def test_no_two_types_share_a_name(name):
    values = [getattr(one, name) for one in TYPES]
    flat = [label for value in values for label in (value if isinstance(value, tuple) else (value,))]
    assert [value for value, count in Counter(flat).items() if count > 1] == []


def test_cues_have_ids_of_their_own():
    counts = Counter(cue.id for one in TYPES for cue in one.cues)
    assert [name for name, count in counts.items() if count > 1] == []


def test_one_type_at_most_decides_for_a_protection():
    counts = Counter(one.protection for one in TYPES if one.decides)
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_type_decides_where_the_protection_lies_in_an_absence():
    inverted = {protection.id for protection in LIBRARY.protections if protection.logic == "inverted"}
    assert [one.id for one in TYPES if one.decides and one.protection in inverted] == []
