"""How a command ends: exit codes, and errors as one line."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import Final

from clausegap.errors import ClausegapError, MissingFileError, UsageError

GAPS: Final = 1
UNREADABLE: Final = 3
BAD_RULES: Final = 4
# As a shell reports a process that SIGINT or SIGPIPE ended: 128 and the number of the signal.
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO})  # of what standard output leads to


def guarded(command: Callable[[], int]) -> int:
    """Returns the exit code of a command, after saying what is wrong when it raised one of our errors."""
    try:
        code = command()
        sys.stdout.flush()
    except ClausegapError as error:
        complain_of(error)
        return error.exit_code
    except BrokenPipeError:
        # The reader has seen enough.
        _drop_output()
        return PIPE_CLOSED
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _drop_output()
        complain(f"the output cannot be written: {error.strerror}")
        return UsageError.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _drop_output() -> None:
    """Python flushes standard output once more at exit, which must not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain_of(error: ClausegapError) -> None:
    """Prints an error as one line on standard error; for a file that is not there with the name of the nearest."""
    message = str(error)
    if isinstance(error, MissingFileError) and error.problem == "no such file":
        from clausegap.cli.nearest import nearest_file

        hint = nearest_file(error.source)
        message += f"; {hint}" if hint else ""
    complain(message)


def complain(message: str) -> None:
    """Prints an error as one line on standard error."""
    remark(f"clausegap: {message}")


def remark(message: str) -> None:
    """Prints a line on standard error; names of files in it cannot steer the terminal."""
    line = "".join(char if char.isprintable() else "\ufffd" for char in message.replace("\n", " "))
    sys.stderr.write(f"{line}\n")
