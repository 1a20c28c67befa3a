from __future__ import annotations

import io
import os
import signal
import sys

import pytest

from clausegap.cli.interrupts import first_stops
from clausegap.cli.progress import Lines, Live, Quiet, display, progress_line
from clausegap.model.outcome import Progress


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def _progress(done, **others):
    return Progress(done=done, total=500, **others)


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (Progress(done=7, total=None), "7 done"),
        (_progress(0), "0 of 500 done"),
        (_progress(9, rate=0.2, seconds_left=2455.4), "9 of 500 done, 12.0 a minute, 40 min 55 s left"),
        (
            _progress(500, failed=2, rate=3, seconds_left=0),
            "500 of 500 done, 2 without a report, 3.0 a second, 0 s left",
        ),
        (Progress(done=1, total=9000, rate=1, seconds_left=8999), "1 of 9,000 done, 1.0 a second, 2 h 29 min left"),
    ],
)
def test_a_line_says_what_is_known(progress, line):
    assert progress_line(progress) == line


def test_a_live_line_fits_80_columns_whatever_the_numbers():
    stream = io.StringIO()
    progress = Progress(done=9_999_999, total=10_000_000, failed=999_999, rate=12345.6, seconds_left=359_999)
    Live(stream).show(progress)
    assert max(len(part) for part in stream.getvalue().split("\r")) <= 79


def test_a_live_line_is_drawn_over_and_taken_away(clock, capsys):
    stream = io.StringIO()
    live = Live(stream, clock)
    live.show(_progress(10, failed=1))
    clock.now = 0.05
    live.show(_progress(11))  # too soon
    live.say("it broke")
    clock.now = 0.2
    live.show(_progress(12))
    live.end()
    before = "10 of 500 done, 1 without a report"
    assert _screen(stream.getvalue()) == [before, "", before, "12 of 500 done", ""]
    assert capsys.readouterr().err == "clausegap: it broke\n"


def _screen(written):
    """Returns what stands in the line after each time that the cursor went back and the line was written."""
    return [line.rstrip() for line in written.split("\r")[2::2]]


def test_a_log_gets_a_line_at_long_intervals_and_none_at_the_end(clock, capsys):
    lines = Lines(clock)
    for done, now in ((10, 5), (20, 31), (30, 40), (40, 62), (500, 99)):
        clock.now = now
        lines.show(_progress(done))
    assert capsys.readouterr().err == "20 of 500 done\n40 of 500 done\n"


def test_what_is_shown_depends_on_where_it_goes(monkeypatch):
    assert type(display(quiet=True)) is Quiet
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert type(display(quiet=False)) is Live
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert type(display(quiet=False)) is Lines


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way")
def test_the_first_ctrl_c_stops_in_order_and_the_second_at_once(capfd):
    before = signal.getsignal(signal.SIGINT)
    stops = []

    def press_twice():
        with first_stops(lambda: stops.append(1), "Stopping."):
            os.kill(os.getpid(), signal.SIGINT)
            assert stops == [1]
            assert "Stopping." in capfd.readouterr().err
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        press_twice()
    assert stops == [1]
    assert signal.getsignal(signal.SIGINT) is before
