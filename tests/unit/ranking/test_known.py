"""Which features count: found by their hashes, once for a passage and group, and where they stand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weights_factory import BIAS, STEP, vocabulary_of, weights_of

from clausegap.ranking.features import features_of
from clausegap.ranking.known import FeatureIndex, first_of_equals
from clausegap.ranking.passages import Passage

WORDS = ["supplier", "permit", "audit", "audits", "record", "records", "book"]
VOCABULARY = vocabulary_of(WORDS)
TOKENS = st.lists(st.sampled_from([*WORDS, "the", "of", "12", "zephyr"]), max_size=15).map(tuple)
NAMED = st.sampled_from([(), ("r1",), ("r2.s",), ("r1", "r2.s")])
PASSAGES = st.lists(st.builds(Passage, TOKENS, TOKENS, NAMED, NAMED), min_size=1, max_size=6)
HASHES = st.integers(0, 2**32 - 1)


def number_of(feature):
    return feature % 255 - 127


def taught(features, left_out=0):
    """Returns weights that know the features whose hashes do not end in some digit."""
    known = {int(feature): number_of(int(feature)) for feature in features.ids if feature % 10 != left_out}
    return weights_of(VOCABULARY, {"audit_rights": known})


@given(PASSAGES)
def test_scores_are_the_plain_sum_of_what_each_feature_adds(passages):
    features = features_of(passages, VOCABULARY)
    weights = taught(features)
    columns = (features.rows, features.groups, features.ids, features.values)
    expected = [BIAS] * len(passages)
    for row, _, feature, value in set(zip(*(column.tolist() for column in columns), strict=True)):
        if feature % 10:
            expected[row] += number_of(feature) * abs(number_of(feature)) * STEP * value
    assert weights.scores(weights.known(features))[:, 0].tolist() == pytest.approx(expected)


@given(PASSAGES)
def test_features_are_named_once_with_the_first_words_that_make_them(passages):
    features = features_of(passages, VOCABULARY)
    weights = taught(features)
    known = weights.known(features)
    expected = {}
    for group, column in enumerate(features.columns):
        ids = features.ids[features.groups == group]
        columns = (column.rows, ids, column.first, column.last)
        for row, feature, first, last in zip(*(column.tolist() for column in columns), strict=True):
            if feature % 10:
                expected.setdefault((row, group, feature), (first, last))
    found = {}
    for row in range(len(passages)):
        mine, groups = known.of_passage(row)
        columns = (groups, weights.features[known.places[mine]], known.first[mine], known.last[mine])
        for group, feature, first, last in zip(*(column.tolist() for column in columns), strict=True):
            assert (row, group, feature) not in found
            found[row, group, feature] = (first, last)
    assert found == expected
    assert len(known.places) == len(found)


@given(st.lists(st.integers(0, 20)), st.integers(0, 2**40))
def test_the_first_of_equal_numbers_are_found(numbers, more):
    keys = np.array(numbers, dtype=np.int64) * 3 + more
    assert first_of_equals(keys).tolist() == [at for at, one in enumerate(numbers) if one not in numbers[:at]]


def test_the_first_of_many_numbers_are_found():
    keys = np.random.default_rng(0).integers(0, 3_000, 10_000) * 2**20
    assert first_of_equals(keys).tolist() == sorted(np.unique(keys, return_index=True)[1].tolist())


@given(st.sets(HASHES, max_size=50), st.lists(HASHES, max_size=20))
def test_each_hash_is_found_at_its_place_and_no_other(hashes, others):
    ordered = sorted(hashes)
    asked = [*ordered, *others]
    found = FeatureIndex(np.array(ordered, dtype=np.uint32), VOCABULARY).found(np.array(asked, dtype=np.uint32))
    assert found.tolist() == [ordered.index(one) if one in hashes else len(ordered) for one in asked]


@pytest.mark.parametrize("hashes", [[2**32 - 1], [0], [0, 1, 2, 3, 4, 5, 6, 7], [2**32 - 3, 2**32 - 2]])
def test_hashes_at_the_ends_and_close_together_are_found(hashes):
    index = FeatureIndex(np.array(hashes, dtype=np.uint32), VOCABULARY)
    asked = sorted({*hashes, 0, 9, 2**31, 2**32 - 1})
    expected = [hashes.index(one) if one in hashes else len(hashes) for one in asked]
    assert index.found(np.array(asked, dtype=np.uint32)).tolist() == expected
