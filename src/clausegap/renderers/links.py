"""Relative links from one file of an output folder to another."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def link_to(target: str | None, folder: Path) -> str | None:
    """Returns a relative, percent-encoded URL of a file as seen from a folder.

    None where there is no file, or no relative path to it, as between two drives of Windows.
    """
    if target is None:
        return None
    try:
        path = Path(os.path.relpath(target, folder))
    except ValueError:
        return None
    return quote(os.fsencode(path.as_posix()))  # a colon is encoded too: it would make a scheme of what is before it
