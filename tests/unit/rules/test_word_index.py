"""Which patterns a sentence may match, told from its words."""

from types import SimpleNamespace

import pytest

from clausegap.rules import phrase as phrases
from clausegap.rules.index import WordIndex
from clausegap.rules.reading import Reader
from clausegap.rules.required import most_telling, required_words

READER = Reader({})


def index_of(*texts):
    rows = [most_telling(required_words(phrases.parse(text, {}, READER.fold))) for text in texts]
    return WordIndex([SimpleNamespace(required=row) for row in rows])


@pytest.mark.parametrize(
    ("phrase", "sentence", "allowed"),
    [
        ("keep safe", "they keep it safe", True),
        ("keep safe", "they keep it", False),
        ("keep|hold safe", "safe to hold", True),
        ("saf* it", "it is safely kept", True),
        ("saf* it", "it is unsafe", False),
        ("(keep safe|hold) it", "keep it", False),
        ("(keep safe|hold) it", "hold it", True),
        ("(keep safe|hold) it", "safe if you keep it", True),
        ("keep it? safe", "keep safe", True),
        ("(keep|NUM)", "anything at all", True),
        ("(a (b|c d) e|f)", "a e d c", True),
        ("(a (b|c d) e|f)", "a e c", False),
    ],
)
def test_a_pattern_is_tried_where_all_it_requires_is(phrase, sentence, allowed):
    assert index_of(phrase).candidates([sentence.split()]) == [[0] if allowed else []]


def test_patterns_are_told_for_each_sentence_in_order():
    index = index_of("keep", "hold", "keep|hold", "NUM")
    sentences = [["keep"], [], ["hold", "keep"], ["hold"]]
    assert index.candidates(sentences) == [[0, 2, 3], [3], [0, 1, 2, 3], [1, 2, 3]]


@pytest.mark.parametrize("count", [0, 1, 64, 65, 4_100])
def test_any_number_of_sentences_is_taken(count):
    sentences = [["keep" if number % 3 else "hold"] for number in range(count)]
    assert index_of("keep", "hold").candidates(sentences) == [[0 if number % 3 else 1] for number in range(count)]


def test_no_patterns_are_no_trouble():
    assert WordIndex([]).candidates([["keep"]]) == [[]]
