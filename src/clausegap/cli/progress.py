"""How far a batch has come, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final, Protocol, TextIO

from clausegap.cli.exits import complain
from clausegap.model.outcome import Progress

_WIDTH: Final = 79  # a line as wide as the terminal would wrap on some
_LIVE_EVERY: Final = 0.1  # s between two drawings
_LINE_EVERY: Final = 30.0  # s between two lines in a log: often enough to see life, rare enough to read


class Display(Protocol):
    """Shows how a batch goes."""

    def show(self, progress: Progress) -> None:
        """Shows how far it is, when it is time to."""
        ...

    def say(self, message: str) -> None:
        """Prints an error on a line of its own."""
        ...

    def end(self) -> None:
        """Leaves the terminal to others."""
        ...


class Quiet:
    """Says errors only."""

    def show(self, progress: Progress) -> None:
        """Does nothing."""

    def say(self, message: str) -> None:
        """Prints an error on a line of its own."""
        complain(message)

    def end(self) -> None:
        """Does nothing."""


class Lines(Quiet):
    """Prints a line now and then, for logs.

    Args:
        clock: Gives the seconds of now.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()

    def show(self, progress: Progress) -> None:
        """Prints how far the batch is, if the last line is long enough ago."""
        now = self._clock()
        if now - self._last >= _LINE_EVERY and progress.done != progress.total:
            self._last = now
            sys.stderr.write(progress_line(progress) + "\n")


class Live:
    """Keeps one line up to date, for a terminal. No thread draws it, for workers are forks of this process.

    Args:
        stream: The terminal.
        clock: Gives the seconds of now.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._last = float("-inf")
        self._shown = ""

    def show(self, progress: Progress) -> None:
        """Draws the line anew, at most ten times a second."""
        now = self._clock()
        if now - self._last >= _LIVE_EVERY:
            self._last = now
            self._draw(progress_line(progress)[:_WIDTH])

    def say(self, message: str) -> None:
        """Prints an error above the line."""
        kept = self._shown
        self._draw("")
        complain(message)
        self._draw(kept)

    def end(self) -> None:
        """Takes the line away."""
        self._draw("")

    def _draw(self, line: str) -> None:
        # Without control sequences but the carriage return, which every terminal understands.
        self._stream.write(f"\r{line.ljust(len(self._shown))}\r{line}")
        self._stream.flush()
        self._shown = line


def display(*, quiet: bool) -> Display:
    """Returns what fits standard error: a live line on a terminal, else a line now and then."""
    if quiet:
        return Quiet()
    return Live(sys.stderr) if sys.stderr.isatty() else Lines()


def progress_line(progress: Progress) -> str:
    """Returns how far a batch is, in one line.

    Example:
        >>> progress_line(Progress(done=120, total=500, failed=3, rate=4.1, seconds_left=93.0))
        '120 of 500 done, 3 without a report, 4.1 a second, 1 min 33 s left'
    """
    of = "" if progress.total is None else f" of {progress.total:,}"
    parts = [f"{progress.done:,}{of} done"]
    if progress.failed:
        parts.append(f"{progress.failed:,} without a report")
    if progress.rate:
        parts.append(_rate(progress.rate))
    if progress.seconds_left is not None:
        parts.append(f"{_duration(progress.seconds_left)} left")
    return ", ".join(parts)


def _rate(rate: float) -> str:
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
