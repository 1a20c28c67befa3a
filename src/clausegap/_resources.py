"""Finds the shipped rule folder: inside the installed package, else beside ``src/`` in a checkout."""

from __future__ import annotations

from pathlib import Path

from clausegap.errors import RulesError

_PACKAGE = Path(__file__).resolve().parent


def clause_patterns() -> Path:
    """Returns the folder of the shipped rules.

    A wheel carries it inside the package; an editable install and a plain checkout have it
    at the top of the repository, because hatchling copies data files only into wheels.

    Raises:
        RulesError: The folder is in neither place, so the installation is incomplete.
    """
    for folder in (_PACKAGE / "clause_patterns", _PACKAGE.parents[1] / "clause_patterns"):
        if folder.is_dir():
            return folder
    raise RulesError(str(_PACKAGE), None, "", "no clause_patterns folder found; reinstall clausegap")
