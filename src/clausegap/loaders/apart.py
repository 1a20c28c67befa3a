"""Reading in a process apart: a file that crashes, hangs or devours memory costs that process only.

It bounds time, memory and crashes. It is no sandbox: the process has the rights of its user.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final

from clausegap.errors import CrashedError, InputError, MemoryLimitError, TimeLimitError
from clausegap.loaders.loading import load_unnoted, noted
from clausegap.model.document import Document
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.processes import Allowance, how_it_ended, in_one_line, kill, settle, start, sweep

_EXIT_LIMIT: Final = 5.0


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read: the arguments of ``load``."""

    source: str | os.PathLike[str] | bytes
    reading: ReadOptions = DEFAULT_READING
    name: str | None = None
    media_type: str | None = None

    @property
    def shown(self) -> str:
        """How errors call it."""
        return self.name or ("document" if isinstance(self.source, bytes) else os.fspath(self.source))


_Answer = Document | InputError | str
_Sent = tuple[_Answer, bool]  # and whether the process should be replaced
_OUT_OF_MEMORY: Final = "out of memory"


class ReadingProcess:
    """A process that reads documents, one at a time; it starts with the first, and anew after a failure.

    While it reads, the caller may do something else: ``begin`` returns at once. Use it as a context
    manager, or ``close`` it.

    Args:
        limits: What one document may take.

    Example:
        >>> with ReadingProcess() as reader:
        ...     reader.begin(Request(b"The Supplier shall keep it secret."))
        ...     reader.result().text
        'The Supplier shall keep it secret.'
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._child: _Child | None = None
        self._request: Request | None = None
        self._deadline = 0.0

    def __enter__(self) -> ReadingProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self, request: Request) -> None:
        """Gives it a document to read."""
        if self._child is None or not self._child.give(request):
            self.close()
            self._child = _Child(self._limits.memory)
            self._child.give(request)
        self._request = request
        self._deadline = time.monotonic() + self._limits.seconds

    def has_answered(self, within: float = 0.0) -> bool:
        """Returns whether a document that was begun has been read, or will not be, waiting some seconds for it."""
        return self._child is not None and self._child.connection.poll(within)

    def result(self) -> Document:
        """Returns the document that was begun; waits for it.

        Raises:
            TimeLimitError: Reading it took too long.
            MemoryLimitError: It needed too much memory.
            CrashedError: The process that read it died, or met an error that nobody foresaw.
            InputError: As for ``load``.
        """
        if self._request is None or self._child is None:
            raise ValueError("nothing was begun")
        request, self._request = self._request, None
        if not self._child.connection.poll(max(self._deadline - time.monotonic(), 0)):
            self.close()
            limit = f"reading it took longer than {self._limits.seconds:g} s"
            raise TimeLimitError(request.shown, limit, "allow more by --timeout, in Python Limits, if you trust it")
        try:
            sent: _Sent = self._child.connection.recv()
        except (EOFError, OSError):
            raise self._crashed(request, f"the process that read it died ({self._child.last_words()})") from None
        answer, is_worn = sent
        if is_worn:
            self.close()
        if isinstance(answer, Document):
            return noted(answer)
        if isinstance(answer, InputError):
            raise answer
        if answer == _OUT_OF_MEMORY:
            limit = f"reading it needs more than {self._limits.memory} MiB"
            raise MemoryLimitError(request.shown, limit, "allow more by --memory, in Python Limits, if you trust it")
        raise self._crashed(request, f"reading it failed unforeseen with {answer}")

    def read(self, request: Request) -> Document:
        """Returns a document, as ``begin`` and ``result`` do.

        Raises:
            InputError: As for ``result``.
        """
        self.begin(request)
        return self.result()

    def close(self) -> None:
        """Ends the process, whatever it does."""
        if self._child is not None:
            self._child.end()
        self._child = None

    def _crashed(self, request: Request, problem: str) -> CrashedError:
        self.close()
        return CrashedError(request.shown, problem, "make a new copy of it with the program that wrote it")


def load_apart(request: Request, limits: Limits) -> Document:
    """Returns a document that is read in a process of its own.

    Raises:
        InputError: As for ``ReadingProcess.result``.
    """
    with ReadingProcess(limits) as reader:
        return reader.read(request)


class _Child:
    """The process and our end of the line to it."""

    def __init__(self, memory: int) -> None:
        forks = _may_fork()
        context = multiprocessing.get_context("fork" if forks else "spawn")
        self.connection, theirs = context.Pipe()
        # What is forked has our end too, and must close it: else it would never see that we are gone.
        ours = self.connection if forks else None
        self._process = context.Process(  # type: ignore[attr-defined]  # both contexts have one
            target=_serve, args=(theirs, ours, memory), name="clausegap-reader", daemon=True
        )
        start(self._process)
        theirs.close()

    def give(self, request: Request) -> bool:
        """Sends a request; returns False when the process is gone."""
        try:
            self.connection.send(request)
        except OSError:
            return False
        return True

    def last_words(self) -> str:
        """Returns how the process ended."""
        self._process.join(_EXIT_LIMIT)
        sweep(self._process)
        return how_it_ended(self._process.exitcode)

    def end(self) -> None:
        kill(self._process)
        self._process.join(_EXIT_LIMIT)
        self.connection.close()


def _may_fork() -> bool:
    """Whether forking is safe and worth it: one thread, and numpy, which starts more in C, not yet imported."""
    return sys.platform == "linux" and threading.active_count() == 1 and "numpy" not in sys.modules


def _serve(connection: Connection, parents: Connection | None, memory: int) -> None:
    """Answers each request with a document or what stood in the way, until the other end hangs up."""
    if parents is not None:
        parents.close()
    settle()
    # numpy comes with the PDF loader, and its OpenBLAS reserves some 40 MiB of address space a thread; nothing here
    # multiplies matrices, so one thread does, and many processors do not use up what a document may take.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    allowance = Allowance(memory)
    with suppress(EOFError, OSError):  # the other end is gone, in peace or by force
        while True:
            request: Request = connection.recv()
            allowance.renew()
            answer = _answer(request)
            try:
                connection.send((answer, answer == _OUT_OF_MEMORY or allowance.is_worn))
            except MemoryError:  # while the answer was put into bytes
                connection.send((_OUT_OF_MEMORY, True))


def _answer(request: Request) -> _Answer:
    try:
        return load_unnoted(request.source, name=request.name, media_type=request.media_type, reading=request.reading)
    except InputError as error:
        return error
    except MemoryError:
        return _OUT_OF_MEMORY
    # Like batch.task.perform, the border behind which a strange file must not reach: named, never hidden.
    except Exception as error:  # noqa: BLE001
        return in_one_line(error)
