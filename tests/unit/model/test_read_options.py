"""What a caller may ask of the loaders is checked when it is said."""

from __future__ import annotations

import math

import pytest

from clausegap.errors import UsageError
from clausegap.model.reading import MOST_SECONDS, Limits, ReadOptions


@pytest.mark.parametrize("seconds", [0, -1, math.nan, math.inf, MOST_SECONDS + 1])
def test_a_time_that_no_timer_can_wait_is_refused(seconds):
    with pytest.raises(UsageError, match=r"seconds: .* is no limit"):
        Limits(seconds=seconds)


def test_no_memory_is_no_limit():
    with pytest.raises(UsageError, match="memory: 0 MiB"):
        Limits(memory=0)


def test_an_unknown_view_of_the_changes_is_refused_and_not_read_as_another():
    with pytest.raises(UsageError, match="'rejected'; known are accepted, original, both"):
        ReadOptions(changes="rejected")
