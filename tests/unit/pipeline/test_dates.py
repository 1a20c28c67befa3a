from __future__ import annotations

import re
from datetime import date

import pytest

from clausegap.pipeline.dates import DATE, read_date


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("January 5, 2020", date(2020, 1, 5)),
        ("Sept. 30th 1999", date(1999, 9, 30)),
        ("5 March 2019", date(2019, 3, 5)),
        ("the 5th day of March, 2019", date(2019, 3, 5)),
        ("1st May, 2021", date(2021, 5, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("31/12/2020", date(2020, 12, 31)),
        ("12/31/2020", date(2020, 12, 31)),
        ("4.4.2022", date(2022, 4, 4)),
        ("03/04/2021", None),  # March or April
        ("February 30, 2020", None),
        ("2023-02-29", None),
    ],
)
def test_a_date_is_read_where_it_stands_for_one_day(words, day):
    assert re.fullmatch(DATE, words)
    assert read_date(words) == day


@pytest.mark.parametrize("words", ["May 2020", "Section 5", "5 March", "January 5, 20", "may 12 1"])
def test_other_words_are_no_date(words):
    assert not re.fullmatch(DATE, words)
