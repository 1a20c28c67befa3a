"""The pre-filter loses no match: hits are the same with and without it."""

import random
from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from clausegap.pipeline.english import English
from clausegap.pipeline.examples import example_mentions
from clausegap.pipeline.matchers import PatternMatcher
from clausegap.rules.library import load_library
from clausegap.rules.reading import Reader

LIBRARY = load_library()
ENGLISH = English()
FILTERED = PatternMatcher(LIBRARY, ENGLISH)
WHOLE = PatternMatcher(LIBRARY, ENGLISH, prefilter=False)
READER = Reader(LIBRARY.spelling, example_mentions(LIBRARY.roles))
EXAMPLES = sorted({text for p in LIBRARY.patterns for text in (*p.pattern.match, *p.pattern.avoid)})
WORDS = sorted({word for text in EXAMPLES for word in text.split()})

PIECES = st.one_of(
    st.sampled_from(EXAMPLES),
    st.tuples(st.sampled_from(EXAMPLES), st.integers(0, 2**32)).map(
        lambda drawn: " ".join(random.Random(drawn[1]).sample(drawn[0].split(), len(drawn[0].split())))
    ),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=3))
def test_filtered_and_unfiltered_hits_are_the_same(pieces):
    text = " ".join(pieces)
    places = [0, *accumulate(len(piece) + 1 for piece in pieces)]
    readings = [READER.read(text, start, end - 1) for start, end in pairwise(places)]
    assert list(FILTERED.find(readings, text)) == list(WHOLE.find(readings, text))


def test_unfiltered_matcher_tries_everything():
    reading = READER.read("Nothing here.")
    assert [list(tried) for tried in WHOLE.candidates([reading])] == [list(range(len(LIBRARY.patterns)))]
    assert len(list(FILTERED.candidates([reading])[0])) < 0.1 * len(LIBRARY.patterns)


KEYWORDS = sorted({keyword for protection in LIBRARY.protections for keyword in protection.keywords})
SIGNS = [(LIBRARY.sign(keyword), LIBRARY.expression(keyword)) for keyword in KEYWORDS]
KEYWORD_WORDS = sorted({word.strip("*+?()|[]{}") for keyword in KEYWORDS for word in keyword.split()} - {""})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.lists(st.sampled_from(KEYWORD_WORDS), max_size=8).map(" ".join)), max_size=3))
def test_a_sign_occurs_where_its_phrase_does(pieces):
    reading = READER.read(" ".join(pieces)).text
    assert [sign.occurs_in(reading) for sign, _ in SIGNS] == [bool(phrase.search(reading)) for _, phrase in SIGNS]


def test_most_signs_need_something():
    assert sum(bool(sign.needs) for sign, _ in SIGNS) > 0.9 * len(SIGNS)
