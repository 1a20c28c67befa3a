"""The progress bar of a batch, in a notebook or a terminal."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Final

from clausegap.model.outcome import Outcome, Progress

if TYPE_CHECKING:
    from tqdm import tqdm

OnProgress = Callable[[Progress], None]

_UNIT: Final = "contract"


def is_interactive() -> bool:
    """Whether somebody types into this Python: a notebook, IPython, or the interpreter's own prompt."""
    return hasattr(sys, "ps1") or bool(sys.flags.interactive)


def bar_for(progress: bool | None, then: OnProgress | None) -> Bar | None:
    """Returns a bar, or None where none is to be shown.

    Args:
        progress: Whether it is; None for only where somebody types into this Python.
        then: Called too with each progress, or None.
    """
    return Bar(then) if progress or (progress is None and is_interactive()) else None


class Bar:
    """Shows how far a batch has come, from the first look at it until it is closed.

    Args:
        then: Called too with each progress, or None.
    """

    def __init__(self, then: OnProgress | None = None) -> None:
        self._then = then
        self._shown: tqdm[None] | None = None

    def __call__(self, progress: Progress) -> None:
        """Moves the bar."""
        if self._shown is not None:
            if progress.failed:
                self._shown.set_postfix(failed=progress.failed, refresh=False)
            self._shown.update(progress.done - self._shown.n)
        if self._then is not None:
            self._then(progress)

    def over(self, outcomes: Iterator[Outcome], total: int | None) -> Generator[Outcome, None, None]:
        """Yields the outcomes, and takes the bar away whatever ends them: the last, an error, or whoever asks no more.

        Args:
            outcomes: Those of the batch.
            total: How many there will be, or None where that is not known.
        """
        with closing(_new_bar(total)) as self._shown:
            yield from outcomes


def _new_bar(total: int | None) -> tqdm[None]:
    from tqdm import TqdmWarning  # noqa: PLC0415  few batches show a bar

    with warnings.catch_warnings():
        # Without ipywidgets a notebook gets a bar of text, which needs no warning.
        warnings.simplefilter("ignore", TqdmWarning)
        from tqdm.auto import tqdm  # noqa: PLC0415

    class Quiet(tqdm):  # type: ignore[misc]
        """A bar without a thread that watches it: workers are forked only from a process with one thread."""

        monitor_interval = 0

    return Quiet(total=total, unit=_UNIT, leave=True)
