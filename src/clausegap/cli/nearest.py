"""Proposes what a user may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

_LIKE: Final = 60  # of 100, by rapidfuzz
_MOST_FILES: Final = 10_000  # of a folder that are looked at


def did_you_mean(word: str, known: Iterable[str], *, whole: bool = False) -> str:
    """Returns a question that names the nearest known word, empty without one that is near.

    Args:
        word: What was typed.
        known: What could have been meant.
        whole: Whether it must be near as a whole, where else the beginning of a longer word will do.

    Example:
        >>> did_you_mean("sde", ["side", "rules"])
        "did you mean 'side'?"
    """
    from rapidfuzz import fuzz, process, utils

    scorer = fuzz.ratio if whole else fuzz.WRatio
    nearest = process.extractOne(word, list(known), scorer=scorer, processor=utils.default_process, score_cutoff=_LIKE)
    return f"did you mean {nearest[0]!r}?" if nearest else ""


def nearest_file(path: str) -> str:
    """Returns a question that names the nearest file of the folder in which one is missing, or an empty text."""
    folder = Path(path).parent
    try:
        names = [entry.name for _, entry in zip(range(_MOST_FILES), folder.iterdir(), strict=False)]
    except OSError:
        return ""  # the folder itself is not there: nothing in it can be meant
    asked = did_you_mean(Path(path).name, sorted(names), whole=True)
    return asked if folder == Path() or not asked else asked.replace("'", f"'{folder.as_posix()}/", 1)
