"""What Ctrl-C means to a command that can end in order."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def first_stops(stop: Callable[[], None], notice: str) -> Iterator[None]:
    """Lets the first Ctrl-C end the work in order; the second interrupts it at once.

    Args:
        stop: Called by the first, in the middle of anything: it may set a flag, no more.
        notice: What is then said on standard error.

    Raises:
        KeyboardInterrupt: By the second.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def first(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop()
        # Not by way of sys.stderr, in the middle of whose own writing a signal may come.
        os.write(2, f"\n{notice}\n".encode())

    before = signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
