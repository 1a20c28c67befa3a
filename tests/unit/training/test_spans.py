"""When a candidate is what an expert marked: the word sets of the CUAD paper."""

import pytest

from clausegap.training.spans import MATCH, at_place, matching, overlap, word_set

TEXT = "Customer may audit the books. Supplier keeps records. Customer may audit the books and records."
SPANS = [(0, 29), (30, 53), (54, 95)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Audit, the Books; and: records.", {"audit", "the", "books", "and", "records"}),
        ("and/or", {"and", "or"}),
        ("the The THE", {"the"}),
        ("U.S.A. 1,000", {"usa", "1000"}),
        ("(a) “quoted”", {"(a)", "“quoted”"}),
        ("", set()),
    ],
)
def test_words_are_compared_without_marks_and_capitals(text, words):
    assert word_set(text) == words


@pytest.mark.parametrize(
    ("left", "right", "share"),
    [("a b c", "a b c", 1.0), ("a b", "c d", 0.0), ("a b c", "b c d", 0.5), ("a", "a b c d", 0.25), ("", "", 0.0)],
)
def test_overlap_is_the_share_of_all_words_that_both_have(left, right, share):
    assert overlap(word_set(left), word_set(right)) == share == overlap(word_set(right), word_set(left))


def test_half_of_the_words_is_a_match():
    text = "a b c|b c d|d e a"
    assert MATCH == 0.5
    assert matching(text, [(6, 11), (12, 17)], [(0, 5)]) == (frozenset({0}),)


def test_marked_span_is_matched_wherever_it_is_said():
    assert matching(TEXT, SPANS, [(0, 29), (30, 53)]) == (frozenset({0, 2}), frozenset({1}))


def test_match_elsewhere_is_no_match_at_the_place():
    marks = matching(TEXT, SPANS, [(0, 29)])
    assert at_place(SPANS, [(0, 29)], marks) == {0}
    assert at_place(SPANS, [(20, 60)], marks) == {0, 2}
    assert at_place(SPANS, [(29, 54)], marks) == frozenset()


def test_span_that_no_candidate_matches_has_no_match():
    assert matching(TEXT, SPANS, [(0, 3)]) == (frozenset(),)
