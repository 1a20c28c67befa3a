"""Phrases looked up in many readings at once: the same readings as when each is asked for itself."""

from hypothesis import given
from hypothesis import strategies as st

from clausegap.rules.concordance import Concordance
from clausegap.rules.signs import Sign

SIGNS = (
    Sign(r"(?<= )audit (?:right|rights) ", (" audit ",), 2),
    Sign(r"(?<= )record\w* ", (" record",), 1),
    Sign(r"(?<= )(?:of )?books ", (), 2),
)
WORDS = st.lists(
    st.sampled_from(["audit", "right", "rights", "record", "records", "of", "books", "unaudit"]), max_size=5
)
READINGS = st.lists(WORDS.map(lambda words: "".join([" ", *(f"{word} " for word in words)])), max_size=6)


@given(READINGS)
def test_each_reading_with_a_sign_is_found_in_order(readings):
    concordance = Concordance(readings)
    for sign in SIGNS:
        assert list(concordance.holding(sign)) == [at for at, one in enumerate(readings) if sign.occurs_in(one)]


@given(READINGS)
def test_readings_with_any_of_some_signs_are_found(readings):
    expected = {at for at, one in enumerate(readings) if any(sign.occurs_in(one) for sign in SIGNS)}
    assert Concordance(readings).holding_any(SIGNS) == expected


def test_no_phrase_reaches_from_one_reading_into_the_next():
    assert list(Concordance([" the audit ", " rights "]).holding(SIGNS[0])) == []
