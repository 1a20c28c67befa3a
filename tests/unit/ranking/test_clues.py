"""What stands behind a score, in words."""

import pytest
from weights_factory import ids_of, vocabulary_of, weights_of

from clausegap.ranking.clues import ClueFinder
from clausegap.ranking.features import GROUPS, features_of
from clausegap.ranking.passages import Passage

VOCABULARY = vocabulary_of(["supplier", "permit", "audit", "book", "books", "record", "records", "visit", "fee"])
PASSAGE = Passage(
    ("supplier", "shall", "permit", "audit", "of", "books", "and", "records"),
    ("audit",),
    ("aud_a_right",),
    ("aud_c_books",),
)
BEFORE, AFTER = Passage(("visit",)), Passage(("fee",))


def clues(numbers, passages=(BEFORE, PASSAGE, AFTER), index=1, says=None):
    """Returns the clues of a passage when features, named by group and words, have stored numbers."""
    taught = {}
    for (group, passage), number in numbers.items():
        taught[ids_of(passage, group, VOCABULARY)[0]] = number
    weights = weights_of(VOCABULARY, {"audit_rights": taught})
    finder = ClueFinder(passages, weights.known(features_of(passages, VOCABULARY)), weights)
    return finder.clues(index, 0, says or {})


def words(text):
    return Passage(tuple(text.split()))


def shown(found):
    return [(clue.kind, clue.text) for clue in found]


def test_sequence_stands_for_the_words_in_it():
    parts = {("word", words("books")): 80, ("pair", words("books and")): 80, ("triple", words("books and records")): 80}
    found = clues(parts)
    assert shown(found) == [("words", "books and records")]
    alone = sum(clues({part: number})[0].weight for part, number in parts.items())
    assert found[0].weight == pytest.approx(alone, abs=0.003)


def test_word_that_speaks_against_is_not_hidden_in_a_sequence_that_speaks_for():
    found = clues({("word", words("books")): -80, ("triple", words("books and records")): 100})
    assert sorted(shown(found)) == [("words", "books"), ("words", "books and records")]
    assert sorted(clue.weight > 0 for clue in found) == [False, True]


def test_word_is_not_hidden_in_a_sequence_that_only_another_type_knows():
    word, pair = (
        ids_of(words(text), group, VOCABULARY)[0] for text, group in (("books", "word"), ("of books", "pair"))
    )
    weights = weights_of(VOCABULARY, {"audit_rights": {word: -80}, "other": {pair: 100}})
    finder = ClueFinder([PASSAGE], weights.known(features_of([PASSAGE], VOCABULARY)), weights)
    assert shown(finder.clues(0, 0, {})) == [("words", "books")]


def test_part_of_a_word_is_no_part_of_a_sequence():
    found = clues(
        {("word", words("record")): 80, ("triple", words("books and records")): 80}, (words("record"), PASSAGE)
    )
    assert shown(found) == [("words", "books and records")]


@pytest.mark.parametrize(
    ("group", "taught", "expected"),
    [
        ("word", words("audit"), ("words", "audit")),
        ("skip", words("audit of the records"), ("apart", "audit … records")),
        ("heading", Passage((), ("audit",)), ("heading", "audit")),
        ("rule", Passage((), (), ("aud_a_right",)), ("rule", "aud_a_right")),
        ("cue", Passage((), (), (), ("aud_c_books",)), ("rule", "aud_c_books")),
    ],
)
def test_each_kind_of_feature_is_named(group, taught, expected):
    assert shown(clues({(group, taught): 120})) == [expected]


@pytest.mark.parametrize(("group", "row", "expected"), [("before", 1, "visit"), ("after", 0, "fee")])
def test_words_around_are_named(group, row, expected):
    pair = [words("visit"), words("fee")]
    features = features_of(pair, VOCABULARY)
    (feature,) = features.ids[(features.groups == list(GROUPS).index(group)) & (features.rows == row)].tolist()
    weights = weights_of(VOCABULARY, {"audit_rights": {feature: 120}})
    finder = ClueFinder(pair, weights.known(features), weights)
    assert shown(finder.clues(row, 0, {})) == [(group, expected)]
    assert finder.clues(1 - row, 0, {}) == ()


def test_rules_that_say_the_same_are_one_clue():
    rules = {("rule", Passage((), (), (name,))): 120 for name in ("aud_a_right", "aud_scope.books")}
    passage = Passage(("audit",), (), ("aud_a_right", "aud_scope.books"))
    says = {"aud_a_right": "an audit", "aud_scope.books": "an audit"}
    (found,) = clues(rules, (passage,), 0, says)
    one, other = (clues({rule: 120}, (passage,), 0)[0].weight for rule in rules)
    assert (found.kind, found.text) == ("rule", "an audit")
    assert found.weight == pytest.approx(one + other, abs=0.002)


def test_words_are_not_taken_for_names_of_rules():
    assert shown(clues({("word", words("audit")): 120}, says={"audit": "wrong"})) == [("words", "audit")]


def test_strongest_come_first_and_few_are_named():
    numbers = {("word", words(word)): 100 - 5 * n for n, word in enumerate(VOCABULARY_WORDS)}
    found = clues(numbers, (words(" ".join(VOCABULARY_WORDS)),), 0)
    assert [clue.text for clue in found] == VOCABULARY_WORDS[:6]


VOCABULARY_WORDS = ["supplier", "permit", "audit", "book", "record", "visit", "fee"]


def test_faint_features_are_not_named():
    assert clues({("word", words("audit")): 2}) == ()


def test_passage_without_features_has_no_clues():
    assert clues({("word", words("audit")): 120}, (Passage(()), PASSAGE), 0) == ()
