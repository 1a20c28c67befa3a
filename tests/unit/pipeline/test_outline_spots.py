"""Where in a document a token pattern may match, told without tokens."""

import pytest

from clausegap.pipeline.outline import Outline


@pytest.mark.parametrize(
    ("pattern", "spots"),
    [
        ([{"LOWER": "guard"}], [4, 14]),
        ([{"LOWER": "a"}, {"LOWER": {"IN": ["guards", "keeper"]}}], [4, 23]),
        ([{"LOWER": "keeper", "OP": "?"}, {"LOWER": "guard"}], [4, 14]),
        ([{"LOWER": "keeper"}, {"OP": "?"}], [23]),
        ([{"LOWER": "nobody"}], []),
    ],
)
def test_spots_are_those_of_the_rarest_word(pattern, spots):
    assert list(Outline(pattern).spots("the guards or guard a: keeper")) == spots


def test_a_pattern_without_words_may_match_anywhere():
    outline = Outline([{"LIKE_NUM": True}])
    assert outline.is_empty
    assert outline.spots("abc") == [0, 1, 2]
