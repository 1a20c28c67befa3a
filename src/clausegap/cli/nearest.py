"""Proposes the file that a user may have meant."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from clausegap._nearest import did_you_mean

_LEAST_LIKE: Final = 75  # of 100; a suffix alone makes short names alike
_MOST_FILES: Final = 10_000  # of a folder that are looked at


def nearest_file(path: str) -> str:
    """Returns a question that names the nearest file of the folder in which one is missing, empty if none is near.

    Of a link that is there it says that what it leads to is missing.
    """
    if Path(path).is_symlink():
        return "it is a link that leads nowhere"
    folder = Path(path).parent
    try:
        names = [entry.name for _, entry in zip(range(_MOST_FILES), folder.iterdir(), strict=False)]
    except OSError:
        return ""  # the folder itself is not there: nothing in it can be meant
    asked = did_you_mean(Path(path).name, sorted(names), whole=True, least=_LEAST_LIKE)
    return asked if folder == Path() or not asked else asked.replace("'", f"'{folder.as_posix()}/", 1)
