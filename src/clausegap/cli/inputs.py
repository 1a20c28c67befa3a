"""A contract as an argument names it: a path, a URL, or ``-`` for standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from clausegap.errors import MissingFileError
from clausegap.model.reading import DEFAULT_READING, ReadOptions

if TYPE_CHECKING:
    from clausegap.loaders.apart import Request

STDIN: Final = "-"
STDIN_NAME: Final = "stdin"


def request_of(source: str, reading: ReadOptions = DEFAULT_READING, stdin_name: str = STDIN_NAME) -> Request:
    """Returns what a reading process is asked for; standard input and pipes are read to their end.

    A pipe that a shell makes of ``<(command)`` is open in this process only.

    Raises:
        InputError: Standard input or a named pipe is closed or too large.
    """
    from clausegap.loaders.apart import Request
    from clausegap.loaders.remote import path_or_url

    if _is_pipe(source):
        return Request(_from_pipe(source), reading, source)
    if source != STDIN:
        return Request(path_or_url(source), reading)
    return Request(standard_input(stdin_name), reading, stdin_name)


def shown_name(source: str, stdin_name: str = STDIN_NAME) -> str:
    """Returns what messages and reports call it."""
    return stdin_name if source == STDIN else source


def standard_input(name: str = STDIN_NAME) -> bytes:
    """Returns the bytes of standard input.

    Raises:
        MissingFileError: It is closed.
        TooLargeError: There is more than a file may hold.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise MissingFileError(name, "standard input is closed", "give a file, or send one through a pipe")
    if sys.stdin.isatty():
        sys.stderr.write("Reading a contract from the terminal; end it with Ctrl-D (on Windows Ctrl-Z and Enter).\n")
    return _whole(sys.stdin.buffer, name)


def _is_pipe(source: str) -> bool:
    try:
        return source != STDIN and Path(source).is_fifo()
    except OSError:
        return False  # reading it says what is wrong


def _from_pipe(source: str) -> bytes:
    try:
        with Path(source).open("rb") as pipe:
            return _whole(pipe, source)
    except OSError as error:
        raise MissingFileError(source, f"it cannot be read ({error.strerror})", "give a file") from error


def _whole(stream: BinaryIO, name: str) -> bytes:
    from clausegap.errors import TooLargeError
    from clausegap.loaders.members import MAX_BYTES

    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLargeError(name, f"it is larger than {MAX_BYTES // 1024**2} MB", "split it or drop its images")
    return data
