"""The outline of a token pattern: no text in which the pattern matches lacks it."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher

from clausegap.pipeline.outline import Outline

NLP = spacy.blank("en")
WORDS = ["(", ")", "audit", "audited", "Section", "8", ",", "and", "non", "a"]
ONES = st.sampled_from(WORDS)
TOKENS = st.one_of(
    ONES.map(lambda word: {"ORTH": word}),
    st.lists(ONES, min_size=1, max_size=3).map(lambda words: {"LOWER": {"IN": [word.lower() for word in words]}}),
    st.sampled_from(["?", "*", "+", "!", "{1,2}"]).map(lambda often: {"OP": often}),
    st.tuples(ONES, st.sampled_from(["?", "*", "+", "!", "{1,2}"])).map(lambda t: {"LOWER": t[0].lower(), "OP": t[1]}),
    st.just({"LOWER": {"REGEX": r"^\d$"}}),
    st.just({"IS_TITLE": True}),
)
TEXTS = st.lists(st.tuples(ONES, st.sampled_from(["", " ", "  ", "\n"])), min_size=1, max_size=12).map(
    lambda rows: "".join(word + space for word, space in rows)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(TOKENS, min_size=1, max_size=5), TEXTS)
def test_what_matches_has_the_outline(pattern, text):
    matcher = Matcher(NLP.vocab)
    matcher.add("pattern", [pattern])
    if matcher(NLP.make_doc(text)):
        assert Outline(pattern).is_in(text.lower())


TITLED = [{"ORTH": "("}, {"LOWER": {"IN": ["audit", "audits"]}}]
LISTED = [{"LOWER": "except"}, {"OP": "?"}, {"LOWER": "sections"}, {"LOWER": {"REGEX": r"^\d$"}}, {"LOWER": "and"}]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (TITLED, "section 8 ( audits )", True),
        (TITLED, "an audit (yearly)", False),
        (LISTED, "except as sections 8 and 9 say", True),
        (LISTED, "sections 8 and 9 apply except here", False),
        (LISTED, "except where the sections on price and delivery say so", False),
        ([{"IS_DIGIT": True}], "no words are told", True),
        ([], "nothing is told", True),
    ],
    ids=["neighbours", "apart", "in order", "wrong order", "too far apart", "no words", "empty"],
)
def test_the_words_must_stand_in_order(pattern, text, expected):
    assert Outline(pattern).is_in(text) is expected


def test_a_long_text_is_not_looked_at():
    assert Outline(TITLED).is_in("x" * 2_001)
