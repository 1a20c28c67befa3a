"""Batches in processes of their own, for tests that interrupt or kill them."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path


def start_batch(folder: Path, out: Path, **options: object) -> subprocess.Popen[str]:
    """Starts ``clausegap batch`` with the calm fake engine, as the leader of a process group of its own."""
    settings = "".join(f", {name}={value!r}" for name, value in options.items())
    script = textwrap.dedent(f"""
        import signal, sys
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job starts with it ignored
        sys.path[:] = {sys.path!r}
        from fake_engine import make_calm
        from clausegap.cli.batch import BatchRequest, run_batch
        from clausegap.cli.exits import guarded
        from clausegap.model.reading import Limits
        from clausegap.model.spec import ReviewSpec
        request = BatchRequest(({str(folder)!r},), {str(out)!r}, ReviewSpec(){settings})
        sys.exit(guarded(lambda: run_batch(request, make_calm)))
    """)
    return subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_until(is_true: Callable[[], bool], seconds: float = 30) -> None:
    """Waits for a condition; an ``AssertionError`` if it does not come true in time."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
