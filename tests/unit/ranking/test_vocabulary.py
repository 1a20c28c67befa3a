"""Words as numbers: known ones by their hash, the rest folded."""

import pytest
from weights_factory import vocabulary_of

from clausegap.ranking.vocabulary import NUMBER_CODE, RARE_CODE, code_of

VOCABULARY = vocabulary_of(["audit", "audits", "record"])


def codes_of(tokens, vocabulary=VOCABULARY):
    """Returns the codes and the stem codes of tokens."""
    numbers = vocabulary.numbers([tokens])
    return vocabulary.codes[numbers], vocabulary.stem_codes[numbers]


@pytest.mark.parametrize("token", ["7", "12", "1.5", "3,000", "1,000.00", ".5"])
def test_numbers_are_one_token(token):
    codes, stems = codes_of([token])
    assert (codes.tolist(), stems.tolist()) == ([NUMBER_CODE], [0])


@pytest.mark.parametrize("token", ["zephyr", "§", "é", "", ".", "2nd", "Audit"])
def test_unknown_words_are_one_token(token):
    codes, stems = codes_of([token])
    assert (codes.tolist(), stems.tolist()) == ([RARE_CODE], [0])


def test_known_words_have_codes_of_their_own_and_share_stems():
    codes, stems = codes_of(["audit", "audits", "record"])
    assert codes.tolist() == [code_of("audit"), code_of("audits"), code_of("record")]
    assert stems[0] == stems[1] != stems[2]


def test_words_without_content_have_no_stem():
    codes, stems = codes_of(["the", "audit"])
    assert codes[0] == code_of("the")
    assert (stems[0], stems[1]) == (0, code_of("audit"))


def test_codes_are_those_of_every_version():
    # Weights hold these numbers: another hash would make every file of weights worthless.
    assert (code_of("audit"), code_of("books and records"), code_of("é")) == (2451111801, 3032313148, 235179326)


def test_codes_are_the_same_at_the_second_look():
    tokens = ["audit", "zephyr", "12", "audit"]
    first, second = (codes_of(tokens) for _ in range(2))
    assert [part.tolist() for part in first] == [part.tolist() for part in second]


def test_no_token_has_no_code():
    codes, stems = codes_of([])
    assert codes.shape == stems.shape == (0,)


def test_vocabulary_without_words_knows_numbers_only():
    codes, _ = codes_of(["audit", "12"], vocabulary_of([]))
    assert codes.tolist() == [RARE_CODE, NUMBER_CODE]


def test_rows_are_put_end_to_end():
    rows = [("audit", "zephyr"), (), ("record",)]
    assert VOCABULARY.numbers(rows).tolist() == VOCABULARY.numbers([("audit", "zephyr", "record")]).tolist()
