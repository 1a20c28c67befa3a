"""Child processes that may be ended at any time: how they start, what they may use, how they ended.

Batches review in such processes, and single documents are read in one (``loaders.apart``). A command bounds what
it does in its own process in the same way (``bounded``).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Final

from clausegap.errors import MemoryLimitError, TimeLimitError
from clausegap.model.reading import Limits

MIB: Final = 1024 * 1024
CAN_LIMIT_MEMORY: Final = sys.platform == "linux"
"""Whether a limit of memory is enforced: macOS accepts one and ignores it, Windows has none for a process."""

# PDFium and C++ libraries end the process by one of these when memory runs out; the kernel uses SIGKILL.
_SIGNS_OF_WANT: Final = frozenset({"SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL"})
_LONGEST_MESSAGE: Final = 300  # characters of an error that nobody foresaw


def start(process: BaseProcess) -> None:
    """Starts a child that does not run the caller's script and is deaf to Ctrl-C."""
    with _own_main(), _interrupts_held():
        process.start()


def settle() -> None:
    """Makes this process, a new child, one that can be ended with all that it starts, and leaves no core dump.

    Ctrl-C reaches every process of a terminal; only the parent decides what it means.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  POSIX only

        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def end_with_parent() -> None:
    """Lets this process, a settled child, end when its parent does: it may hang in a document that nobody waits for."""
    threading.Thread(target=_outlive_nobody, name="clausegap-parent-watch", daemon=True).start()


def _outlive_nobody() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        if sys.platform != "win32":
            os.killpg(0, signal.SIGKILL)  # with the programs that it started
        os._exit(1)


def kill(process: BaseProcess) -> None:
    """Ends a child at once, and the programs that it started; there is nothing in it to save."""
    if process.is_alive():
        sweep(process)
    process.kill()


def sweep(process: BaseProcess) -> None:
    """Ends the programs that a child started, which outlive one that died."""
    if sys.platform != "win32" and process.pid is not None:
        with suppress(ProcessLookupError, PermissionError):  # there is none, or the child had not yet settled
            os.killpg(process.pid, signal.SIGKILL)


def used_memory() -> int:
    """Returns the MiB of address space that this process has; 0 where it cannot be limited."""
    if not CAN_LIMIT_MEMORY:
        return 0
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE") // MIB


def limit_memory(mib: int) -> None:
    """Lets this process take some MiB beyond what it has; then allocations fail, mostly as a ``MemoryError``.

    It is the address space that counts, and the soft limit that is set, so that a program that is started
    on purpose can be given more. Does nothing where ``CAN_LIMIT_MEMORY`` is false.
    """
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  POSIX only

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = (used_memory() + mib) * MIB
        _set_memory_limit(wanted if most == resource.RLIM_INFINITY else min(wanted, most))


class Allowance:
    """What each document may take in a process that does one after the other.

    Made when the process is ready for the first: what a document leaves behind must not be charged to
    the next, and not pile up.

    Args:
        mib: For one document; None for no limit.
    """

    def __init__(self, mib: int | None) -> None:
        self._mib = mib
        self._worn = None if mib is None else used_memory() + mib // 2

    def renew(self) -> None:
        """Gives the next document its full share."""
        if self._mib is not None:
            limit_memory(self._mib)

    @property
    def is_worn(self) -> bool:
        """Whether documents have left so much behind that the process should be replaced."""
        return self._worn is not None and used_memory() > self._worn


@contextmanager
def bounded(limits: Limits, shown: str) -> Iterator[None]:
    """Bounds what this process does for one document, where the system allows: time on POSIX, memory on Linux.

    For programs only, not for a library: it uses the alarm clock of the process, and must run in the main thread.

    Args:
        limits: Seconds from now, and MiB beyond what the process has.
        shown: How errors call the document.

    Raises:
        TimeLimitError: The time is over.
        MemoryLimitError: An allocation failed.
    """
    before = _memory_limit()
    limit_memory(limits.memory)
    try:
        with _alarm(limits.seconds, shown):
            yield
    except MemoryError:
        problem = f"reviewing it needs more than {limits.memory} MiB"
        raise MemoryLimitError(shown, problem, "allow more with --memory if you trust it") from None
    finally:
        _set_memory_limit(before)


@contextmanager
def _alarm(seconds: float, shown: str) -> Iterator[None]:
    def ring(*_: object) -> None:
        problem = f"reviewing it took longer than {seconds:g} s"
        raise TimeLimitError(shown, problem, "allow more with --timeout if you trust it")

    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _memory_limit() -> int:
    """Returns the soft limit of the address space in bytes; -1 where there is none."""
    limit = -1
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  POSIX only

        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return limit


def _set_memory_limit(wanted: int) -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (wanted, resource.getrlimit(resource.RLIMIT_AS)[1]))


def how_it_ended(exit_code: int | None) -> str:
    """Returns the end of a process in words, for instance ``SIGSEGV`` or ``exit code 3``."""
    if exit_code is None or exit_code >= 0:
        return f"exit code {exit_code}"
    names = {int(known): known.name for known in signal.Signals}
    name = names.get(-exit_code, f"signal {-exit_code}")
    return f"{name}, perhaps for want of memory" if name in _SIGNS_OF_WANT else name


def in_one_line(error: BaseException) -> str:
    """Returns an error that nobody foresaw as its class and the first line of what it says."""
    first = next(iter(str(error).splitlines()), "")[:_LONGEST_MESSAGE]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


@contextmanager
def _own_main() -> Iterator[None]:
    """Lets children start without running the caller's script again.

    A spawned process imports the ``__main__`` of its parent, so a script without the
    ``if __name__ == "__main__"`` guard would start itself again in each worker, and a notebook its
    kernel. Nothing that goes to a worker is defined there, so they are shown an empty one.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Starts a process deaf to Ctrl-C, which would end it with a traceback while it still imports.

    POSIX only, where a process inherits the signals its parent blocks; elsewhere ``settle`` does it.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
