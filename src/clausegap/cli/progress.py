"""How far a batch has come, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

# Documents between two lines in a log: often enough to see life, rare enough to read.
_LINE_EVERY: Final = 25

Advance = Callable[[], None]


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Advance]:
    """Yields a function to call after each document.

    In a terminal it moves a bar, elsewhere it prints a line now and then, and with ``quiet``
    it does nothing.
    """
    console = Console(stderr=True)
    if quiet:
        yield _nothing
    elif console.is_terminal:
        with _bar(console) as bar:
            task = bar.add_task("Reviewing", total=total)
            yield lambda: bar.advance(task)
    else:
        yield _line_printer(total)


def _nothing() -> None:
    return


def _bar(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True)


def _line_printer(total: int) -> Advance:
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        if done % _LINE_EVERY == 0 and done < total:
            sys.stderr.write(f"{done} of {total} done\n")

    return advance
