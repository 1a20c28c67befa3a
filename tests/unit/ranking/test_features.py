"""Features of passages: what is in one, what is around it, and how much each counts."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weights_factory import vocabulary_of

from clausegap.ranking.features import GROUPS, features_of
from clausegap.ranking.passages import Passage

NAMES = list(GROUPS)
WORDS = ["supplier", "permit", "audit", "audits", "record", "records", "book", "premises", "system", "visit"]
VOCABULARY = vocabulary_of(WORDS)
OWN = Passage(
    ("supplier", "shall", "permit", "the", "audit", "of", "records"),
    ("audit", "records"),
    ("aud_a_right", "aud_scope.books"),
    ("aud_c_books",),
)
TOKENS = st.lists(st.sampled_from([*WORDS, "the", "of", "12", "zephyr"]), max_size=15).map(tuple)
NAMED = st.sampled_from([(), ("r1",), ("r2.s",), ("r1", "r2.s")])
PASSAGES = st.lists(st.builds(Passage, TOKENS, TOKENS, NAMED, NAMED), max_size=6)


def ids_by_group(passages, row):
    found = features_of(passages, VOCABULARY)
    mine = found.rows == row
    rows = Counter(zip(found.groups[mine].tolist(), found.ids[mine].tolist(), strict=True))
    return {name: Counter({i: n for (g, i), n in rows.items() if NAMES[g] == name}) for name in NAMES}


def group_of(passages, name, row=0):
    found = features_of(passages, VOCABULARY)
    chosen = (found.groups == NAMES.index(name)) & (found.rows == row)
    sources = [np.column_stack((column.first, column.last)) for column in found.columns]
    return found.ids[chosen], found.values[chosen], np.concatenate(sources)[chosen]


def test_neighbours_change_only_what_stands_before_and_after():
    alone = ids_by_group([OWN], 0)
    near = ids_by_group([Passage(("visit",)), OWN, Passage(("system", "book"))], 1)
    changed = {name for name in NAMES if alone[name] != near[name]}
    assert changed == {"before", "after"}
    assert (alone["before"].total(), alone["after"].total()) == (0, 0)
    assert (near["before"].total(), near["after"].total()) == (1, 2)


def test_neighbourhood_ends_after_forty_tokens():
    long = Passage(("visit",) * 50)
    found = ids_by_group([long, OWN, long], 1)
    assert (found["before"].total(), found["after"].total()) == (40, 40)


@pytest.mark.parametrize("name", ["word", "pair", "triple", "skip", "heading", "before", "after"])
@pytest.mark.parametrize("length", [5, 300], ids=["short", "long"])
def test_long_and_short_passages_weigh_the_same(name, length):
    tokens = tuple(WORDS[i % len(WORDS)] for i in range(length))
    around = Passage(tokens)
    _, values, _ = group_of([around, Passage(tokens, tokens), around], name, row=1)
    assert np.sqrt(np.sum(values.astype(float) ** 2)) == pytest.approx(GROUPS[name], rel=1e-5)


def test_each_rule_and_cue_counts_alone():
    _, rules, _ = group_of([OWN], "rule")
    _, cues, _ = group_of([OWN], "cue")
    assert rules.tolist() == pytest.approx([GROUPS["rule"]] * 2)
    assert cues.tolist() == pytest.approx([GROUPS["cue"]])


@pytest.mark.parametrize(("between", "count"), [(0, 1), (11, 1), (12, 0), (30, 0)])
def test_words_that_stand_apart_are_paired_over_twelve_tokens_at_most(between, count):
    passage = Passage(("audit", *["the"] * between, "record"))
    ids, _, sources = group_of([passage], "skip")
    assert len(ids) == count
    assert sources.tolist() == [[0, between + 1]] * count


def test_words_that_stand_apart_are_paired_by_stems_and_in_order():
    one, same, turned = (
        group_of([Passage(tuple(text.split()))], "skip")[0].tolist()
        for text in ("audit the record", "audits of records", "record the audit")
    )
    assert one == same != turned


def test_words_of_two_passages_are_no_pair():
    passages = [Passage(("audit",)), Passage(("record",))]
    assert [len(group_of(passages, name, row)[0]) for name in ("pair", "triple", "skip") for row in (0, 1)] == [0] * 6


def test_same_words_are_other_features_in_a_heading():
    found = ids_by_group([Passage(("audit",), ("audit",))], 0)
    assert not found["word"] & found["heading"]


def test_only_the_nearest_words_of_headings_count():
    long = Passage(("audit",), ("system",) * 30 + ("visit",))
    short = Passage(("audit",), ("system",) * 23 + ("visit",))
    assert ids_by_group([long], 0)["heading"] == ids_by_group([short], 0)["heading"]


def test_sources_point_at_the_words_behind_a_feature():
    passages = [Passage(("visit", "the")), OWN]
    words = [word for passage in passages for word in passage.tokens]
    _, _, sources = group_of(passages, "triple", row=1)
    assert [" ".join(words[a : b + 1]) for a, b in sources.tolist()] == [
        "supplier shall permit",
        "shall permit the",
        "permit the audit",
        "the audit of",
        "audit of records",
    ]


@pytest.mark.parametrize(
    "passages",
    [[], [Passage(())], [Passage(("audit",))], [Passage(()), Passage(()), OWN], [Passage((), ("audit",))]],
    ids=["empty document", "empty passage", "one word", "empty before", "heading only"],
)
def test_small_documents_have_columns_of_one_length(passages):
    found = features_of(passages, VOCABULARY)
    assert len(found.rows) == len(found.ids) == len(found.values) == len(found.groups)
    assert (found.ids.dtype, found.values.dtype, found.groups.dtype) == (np.uint32, np.float32, np.uint8)


@given(PASSAGES)
def test_features_are_the_same_each_time_and_belong_to_a_passage(passages):
    first, second = features_of(passages, VOCABULARY), features_of(passages, vocabulary_of(WORDS))
    for name in ("rows", "ids", "values", "groups"):
        assert np.array_equal(getattr(first, name), getattr(second, name))
    assert np.all((first.rows >= 0) & (first.rows < max(len(passages), 1)))
    assert len(first.rows) == 0 or passages
    assert np.all(first.values > 0)


@given(PASSAGES, PASSAGES)
def test_what_is_in_a_passage_is_found_whatever_stands_around_it(before, after):
    alone = ids_by_group([OWN], 0)
    near = ids_by_group([*before, OWN, *after], len(before))
    assert all(alone[name] == near[name] for name in NAMES if name not in ("before", "after"))
