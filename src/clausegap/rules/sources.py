"""Finds the rule files: the shipped ones and, over them, those of the user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from clausegap import _resources
from clausegap.errors import RulesError
from clausegap.rules.assembly import FOLDERS
from clausegap.rules.yamlfile import RuleSource, read_source


def collect_sources(extra: Sequence[str | Path] = ()) -> dict[str, RuleSource]:
    """Returns the rule files by their path inside a rule folder, later ones replacing earlier ones.

    Raises:
        RulesError: A file or folder is missing or cannot be read.
    """
    found = _folder_sources(_resources.clause_patterns())
    for place in map(Path, extra):
        if place.is_dir():
            found.update(_folder_sources(place))
        elif place.is_file():
            folder = f"{place.parent.name}/"
            found[(folder if folder in FOLDERS else "") + place.name] = read_source(place)
        else:
            raise RulesError(str(place), None, "", "no such rule file or folder")
    return found


def paths_of_own(sources: Mapping[str, RuleSource]) -> frozenset[str]:
    """Returns the paths of the rule files that take the place of no shipped one."""
    shipped = _resources.clause_patterns()
    return frozenset(source.path for name, source in sources.items() if not (shipped / name).is_file())


def _folder_sources(folder: Path) -> dict[str, RuleSource]:
    files = sorted(path for below in ("", *FOLDERS) for path in folder.glob(f"{below}*.yaml"))
    if not files:
        raise RulesError(str(folder), None, "", "holds no .yaml rule file")
    return {path.relative_to(folder).as_posix(): read_source(path) for path in files}
