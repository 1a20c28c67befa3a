from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausegap.compare.words import difference

MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


def shown(old, new):
    return "".join(MARKS[p.kind].format(p.words.strip()) + " " * p.words.endswith(" ") for p in difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("on five days' notice", "on ten days' notice", "on [-five-] {+ten+} days' notice"),
        ("may audit", "may not audit", "may {+not+} audit"),
        ("for ten years.", "for ten years, and", "for ten years[-.-]{+, and+}"),
        ("", "It may audit.", "{+It may audit.+}"),
        ("It may audit.", "", "[-It may audit.-]"),
        # Quotes, dashes and white space have other forms in a PDF.
        ("the “Term” – one\nyear", 'the "Term" - one year', 'the "Term" - one year'),
        # A lone equal word between two changes would only be in the way.
        ("promptly repair it then", "quickly correct it now", "[-promptly repair it then-]{+quickly correct it now+}"),
    ],
    ids=["replaced", "inserted", "punctuation", "all new", "all gone", "typography", "scattered"],
)  # fmt: skip
def test_differences_are_shown_by_words(old, new, expected):
    assert shown(old, new) == expected


def test_the_middle_of_long_runs_is_left_out():
    words = " ".join(f"w{number}" for number in range(500))
    equal, changed = difference(f"{words} end", f"{words} stop")[:2]
    assert equal.kind == "equal"
    assert "w13 … w486" in equal.words
    assert changed.words == "end"
    (inserted,) = difference("", words)
    assert inserted.words.count(" ") == 120


def test_very_long_passages_are_not_compared_word_by_word():
    words = "word " * 4001
    assert [piece.kind for piece in difference(words, words + "more")] == ["delete", "insert"]


def words_of(*words):
    return st.lists(st.sampled_from(words), max_size=25)


@given(words_of("a", "b", "c", "d", "(e)"), words_of("a", "b", "x", "(e)"))
def test_the_pieces_give_both_versions_back(old, new):
    pieces = difference(" ".join(old), " ".join(new))
    for kind, words in (("delete", old), ("insert", new)):
        kept = "".join(piece.words.replace(" ", "") for piece in pieces if piece.kind in ("equal", kind))
        assert kept.replace("…", "") == "".join(words)
    assert all(first.kind != second.kind for first, second in pairwise(pieces))
