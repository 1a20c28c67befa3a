"""The standard streams as all commands need them."""

from __future__ import annotations

import io
import os
import sys
import textwrap
from typing import Final

_WIDTH: Final = 80


def settle() -> None:
    """Makes standard output take every character, and gives the streams that the caller has closed a place to go.

    Programs that read a report expect UTF-8; a terminal keeps its own encoding, which may lack some quotes.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  open until the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  as above
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")


def wrapped(line: str) -> str:
    """Returns a line over as many lines as a terminal of the usual width needs, the later ones set in.

    Example:
        >>> print(wrapped("  a line that is" + " very" * 14 + " long"))
          a line that is very very very very very very very very very very very very
              very very long
    """
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.fill(line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
