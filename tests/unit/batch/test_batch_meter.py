from __future__ import annotations

import pytest

from clausegap.batch.meter import Meter
from clausegap.model.outcome import Outcome


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("clausegap.batch.meter.time.monotonic", lambda: now[0])
    return now


def test_what_an_earlier_run_did_says_nothing_of_the_speed(clock):
    meter = Meter(total=10)
    assert meter.note(_outcome("reviewed"), kept=True).seconds_left is None
    meter.begin()
    clock[0] += 4
    meter.begin()  # the clock goes on
    meter.note(_outcome("failed"), kept=False)
    progress = meter.note(_outcome("reviewed"), kept=False)
    assert (progress.done, progress.failed, progress.kept, progress.rate) == (3, 1, 1, 0.5)
    assert progress.seconds_left == 14


def test_without_a_number_of_all_nothing_is_said_of_the_end(clock):
    meter = Meter(total=None)
    meter.begin()
    clock[0] += 1
    progress = meter.note(_outcome("unreadable"), kept=False)
    assert (progress.total, progress.seconds_left, progress.rate) == (None, None, 1.0)


def _outcome(status):
    return Outcome(source="a.txt", status=status)
