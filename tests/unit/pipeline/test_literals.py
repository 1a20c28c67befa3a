"""Literal searches find what expressions over the whole text would find."""

import re

import pytest

from clausegap.pipeline.literals import lowered, matches_at, places, stretches


@pytest.mark.parametrize("text", ["Plain TEXT", "İSTANBUL Ltd and STRASSE", "ΟΔΟΣ", ""])
def test_lower_case_keeps_offsets(text):
    assert len(lowered(text)) == len(text)
    assert lowered(text).isupper() is False


def test_places_overlap():
    assert list(places("aaab aa", "aa")) == [0, 1, 5]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("no such word", [], id="none"),
        pytest.param("the law", ["the law"], id="whole"),
        pytest.param("One. A law, a law; two laws. Three", [" A law, a law", " two laws"], id="two"),
        pytest.param(".law.;law;", ["law", "law"], id="borders-side-by-side"),
    ],
)
def test_stretches(text, found):
    assert [text[start:end] for start, end in stretches(text, "law", ".;")] == found


def test_matches_at_is_finditer_where_words_begin():
    expression = re.compile(r"\b(?:ab|a)(?:, ab)?")
    text = "ab, ab, ab cab a, ab"
    starts = [*places(text, "a"), *places(text, "ab")]
    assert [m.span() for m in matches_at(expression, text, starts)] == [m.span() for m in expression.finditer(text)]
