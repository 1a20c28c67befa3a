"""The tokenizer gives spaCy's tokens, in a time that grows with the length of the text."""

from __future__ import annotations

import pickle
import re
import string
import time

import pytest
import spacy
from hypothesis import assume, given
from hypothesis import strategies as st

from clausegap.pipeline import build_pipeline
from clausegap.pipeline.tokenizer import LONGEST, BoundedTokenizer

NLP = build_pipeline()
PLAIN = spacy.blank("en")
MARKS = string.punctuation + "“”‘’…—–§•°€"
PIECES = st.sampled_from(
    [
        *("Supplier", "Customer's", "can't", "U.S.", "Inc.", "(a)", "9.1", "$5,000.00", "30%", "and/or", "e.g.", "—"),
        *("“", "”", "http://a.example/b?c=d", "x@y.example", "...", "10km", "N.Y.C.", "non-compete", ";", "'s"),
        *("\n", "\t", "  ", "US$5", "5'"),
    ]
)


def _seconds(text):
    begun = time.process_time()
    doc = NLP.make_doc(text)
    assert doc.text == text
    return time.process_time() - begun


@given(st.lists(PIECES, max_size=30), st.sampled_from(["", " "]))
def test_ordinary_text_has_spacys_tokens(pieces, glue):
    text = glue.join(pieces)
    assume(re.search(rf"([^\w\s])\1{{3}}|\S{{{LONGEST}}}", text) is None)  # by design these are another token
    assert [token.text_with_ws for token in NLP.make_doc(text)] == [t.text_with_ws for t in PLAIN.make_doc(text)]


@given(st.text(max_size=60), st.integers(1, 30))
def test_every_character_is_kept(text, times):
    assert NLP.make_doc(text * times).text == text * times


@pytest.mark.parametrize("mark", sorted(MARKS))
def test_a_long_run_of_one_mark_is_one_token(mark):
    assert _seconds(mark * 40_000) < 1
    assert [token.text for token in NLP.make_doc(f"Name: {mark * 50} Date")] == ["Name", ":", mark * 50, "Date"]


@pytest.mark.parametrize("unit", ["()", "_$", "a", "a.b/", "'s", "US$", "é", "😀", "-_"])
def test_time_grows_with_the_length_only(unit):
    assert _seconds(unit * (600_000 // len(unit))) < 5


@pytest.mark.parametrize("unit", ["()[]", "😀😁", "'s’S", "US$C$"])
def test_stretches_just_short_enough_are_no_way_around(unit):
    # Each is another one, so that spaCy's memory of stretches does not help.
    stretches = (f"{unit * (LONGEST // len(unit) - 8)}{number}" for number in range(250))
    assert _seconds(" ".join(stretches)) < 5


def test_a_long_stretch_is_cut_and_its_neighbours_are_not_touched():
    doc = NLP.make_doc(f"The word {'x' * (2 * LONGEST + 5)} ends here.")
    assert [len(token) for token in doc] == [3, 4, LONGEST, LONGEST, 5, 4, 4, 1]
    assert [bool(token.whitespace_) for token in doc] == [True, True, False, False, True, True, False, False]


def test_a_saved_pipeline_can_be_read_and_a_tokenizer_pickled():
    again = pickle.loads(pickle.dumps(NLP.tokenizer))
    assert isinstance(again, BoundedTokenizer)
    text = "Name: ______ (the “Supplier”)."
    loaded = spacy.blank("en").from_bytes(NLP.to_bytes(), exclude=["vocab", *NLP.pipe_names])
    for tokenizer in (again, loaded.tokenizer):
        assert [token.text for token in tokenizer(text)] == [token.text for token in NLP.make_doc(text)]
