"""Python's search for unused cycles of objects, eased while a great many lasting objects are made.

It goes through what was made again and again and finds nothing, which takes a good part of the time of a start.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SELDOM: Final = 50_000  # new objects between two searches; Python has 700


@contextmanager
def held() -> Iterator[None]:
    """Holds the search meanwhile: for imports and the loading of rules."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def make_seldom() -> None:
    """Lets the search come seldom from now on: for processes of our own, never for those of whoever imports us.

    What a review makes is used up to its end, and hardly any of it refers back to itself.
    """
    gc.set_threshold(_SELDOM)


def pass_over_all() -> None:
    """Lets it pass over all that is there, which lasts as long as the process: for processes of our own."""
    gc.freeze()
