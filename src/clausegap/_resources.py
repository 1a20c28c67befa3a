"""Finds what is shipped beside the code: the ranker's weights, and the rule folder."""

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


def prepared_rules() -> Path:
    """Returns where the build puts what it works out from the shipped rules; a plain checkout does without."""
    return _PACKAGE / "rules" / "prepared.json"


def weights_file() -> Path:
    """Returns where the shipped weights of the ranker lie; a package without them runs on rules alone."""
    return _PACKAGE / "ranking" / "clauses.npz"
