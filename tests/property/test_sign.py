"""A phrase that is looked for around its words is found where the expression finds it."""

from hypothesis import given
from hypothesis import strategies as st

from clausegap.rules.library import load_library

LIBRARY = load_library()
PHRASES = (
    "guard ..2 it",
    "guard* (the|all)? goods",
    "(guard|watch) ... goods",
    "guard guard",
    "(it|goods) ..1 (guard|watch*)",
    "NUM goods",
    "NUM",
)
WORDS = st.sampled_from(["guard", "guards", "watch", "watching", "goods", "it", "the", "all", ",", "two", "2", "so"])


@given(st.sampled_from(PHRASES), st.lists(WORDS, max_size=60))
def test_it_is_found_as_the_expression_finds_it(phrase, words):
    sign = LIBRARY.sign(phrase)
    reading = " " + "".join(f"{word} " for word in words)
    expected = [match.span() for match in sign.expression.finditer(reading)]
    assert [match.span() for match in sign.found_in(reading)] == expected
    assert sign.occurs_in(reading) == bool(expected)
