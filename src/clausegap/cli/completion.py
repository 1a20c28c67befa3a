"""What a shell proposes for the values of options: names of files, since reading rules would take too long."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from clausegap import _resources
from clausegap.errors import RulesError

# Files of the rule folder that speak of no single protection.
_OF_ALL: Final = frozenset({"duties", "generic", "lexicon", "notices", "risks", "roles"})


def protections(incomplete: str) -> list[str]:
    """Returns the ids of shipped protections that begin with what was typed."""
    names = (*_stems(""), *_stems("supplier"))
    return [name for name in names if name not in _OF_ALL and name.startswith(incomplete)]


def playbooks(incomplete: str) -> list[str]:
    """Returns the names of shipped playbooks that begin with what was typed, or such playbook files."""
    named = [name for name in _stems("playbooks") if name.startswith(incomplete)]
    return named + _files(incomplete, (".yaml", ".yml"))


def _files(incomplete: str, suffixes: tuple[str, ...]) -> list[str]:
    folder, _, start = incomplete.rpartition("/")
    found = sorted(Path(folder or ".").glob(f"{start}*")) if not any(c in start for c in "*?[") else []
    head = f"{folder}/" if folder else ""
    return [f"{head}{path.name}" for path in found if path.suffix.lower() in suffixes]


def _stems(folder: str) -> list[str]:
    try:
        return sorted(path.stem for path in (_resources.clause_patterns() / folder).glob("*.yaml"))
    except RulesError:
        return []  # an incomplete installation: the command will say so
