"""Which readings hold a phrase."""

import pytest
from rule_factory import small_library

from clausegap.gaps.concordance import Concordance

READINGS = (" a guard . ", " guards watch ", " ", " the gu ard ", " guard the guard ")


@pytest.mark.parametrize(
    ("phrase", "positions"),
    [
        ("guard", [0, 4]),
        ("guard*", [0, 1, 4]),
        ("watch the", []),
        ("gu ard", [3]),
        ("nothing", []),
        ("a|the", [0, 3, 4]),
    ],
)
def test_each_reading_that_holds_a_phrase_is_told_once(phrase, positions):
    assert list(Concordance(READINGS).holding(small_library().sign(phrase))) == positions


def test_no_reading_holds_anything_where_there_is_none():
    assert list(Concordance(()).holding(small_library().sign("guard"))) == []
