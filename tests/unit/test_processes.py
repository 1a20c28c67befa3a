"""What a process may take, and how it is ended."""

from __future__ import annotations

import signal
import sys
import time

import pytest

from clausegap.errors import MemoryLimitError, TimeLimitError
from clausegap.model.reading import Limits
from clausegap.processes import bounded, how_it_ended, in_one_line

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are enforced on Linux only")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm clock for a process")


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (3, "exit code 3"),
        (None, "exit code None"),
        (-11, "SIGSEGV"),
        (-9, "SIGKILL, perhaps for want of memory"),
        (-5, "SIGTRAP, perhaps for want of memory"),
        (-99, "signal 99"),
    ],
)
@posix_only
def test_the_end_of_a_process_is_said_in_words(code, shown):
    assert how_it_ended(code) == shown


@posix_only
def test_work_that_takes_too_long_is_broken_off():
    begun = time.monotonic()
    with pytest.raises(TimeLimitError) as caught, bounded(Limits(seconds=0.2), "a.pdf"):
        sum(1 for _ in iter(lambda: time.monotonic() - begun < 30, False))
    assert time.monotonic() - begun < 10
    assert str(caught.value).startswith("a.pdf: reviewing it took longer than 0.2 s")


@posix_only
def test_no_alarm_rings_afterwards():
    before = signal.getsignal(signal.SIGALRM)
    with bounded(Limits(seconds=60), "a.pdf"):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == before


@linux_only
def test_work_that_takes_too_much_memory_is_broken_off_and_the_limit_is_lifted():
    with (
        pytest.raises(MemoryLimitError, match=r"a\.pdf: reviewing it needs more than 64 MiB"),
        bounded(Limits(memory=64), "a.pdf"),
    ):
        bytearray(256 * 1024**2)
    assert len(bytearray(256 * 1024**2)) == 256 * 1024**2


def test_an_unforeseen_error_is_said_in_one_line():
    assert in_one_line(ValueError("no\nway")) == "ValueError: no"
    assert in_one_line(KeyError()) == "KeyError"
