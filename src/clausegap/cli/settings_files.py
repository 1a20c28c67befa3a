"""Finds and reads the files of settings: the user's own, and that of the project around the working folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from clausegap.errors import UsageError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME: Final = "clausegap.toml"
_PROJECT: Final = "pyproject.toml"
_REPOSITORY: Final = ".git"

Table = Mapping[str, object]


def user_file() -> Path:
    """Returns where a user's own settings lie on this system, whether or not there are any."""
    from platformdirs import user_config_path

    return user_config_path("clausegap", appauthor=False) / FILE_NAME


def project_file(folder: Path) -> Path | None:
    """Returns the nearest file of settings in a folder or above it.

    The search ends at the root of a repository and at the user's home. A ``pyproject.toml`` counts if it has a table
    ``tool.clausegap``; beside a ``clausegap.toml`` it does not.
    """
    for place in _upwards(folder):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
        project = place / _PROJECT
        if project.is_file() and _own_table(read_toml(project), project) is not None:
            return project
    return None


def read_settings(path: Path) -> Table:
    """Returns the table of settings in a file.

    Raises:
        UsageError: It cannot be read, or has none.
    """
    table = read_toml(path)
    if path.name != _PROJECT:
        return table
    own = _own_table(table, path)
    if own is None:
        raise UsageError(f"{path}: it has no table [tool.clausegap]")
    return own


def read_toml(path: Path) -> Table:
    """Returns what a TOML file holds.

    Raises:
        UsageError: It cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: the settings cannot be read: {error.strerror}") from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise UsageError(f"{path}: the settings are no TOML: {error}") from error


def _own_table(table: Table, path: Path) -> Table | None:
    tools = table.get("tool")
    own = tools.get("clausegap") if isinstance(tools, Mapping) else None
    if own is not None and not isinstance(own, Mapping):
        raise UsageError(f"{path}: tool.clausegap must be a table")
    return own


def _upwards(folder: Path) -> Iterator[Path]:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path.home raises where there is none
    for place in (folder, *folder.parents):
        yield place
        if place == home or (place / _REPOSITORY).exists():
            return
