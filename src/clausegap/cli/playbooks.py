"""``clausegap playbooks``: what is expected of contracts, and how own playbooks differ from the shipped ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from clausegap.cli.nearest import nearest_file
from clausegap.errors import UsageError
from clausegap.rules.library import RuleLibrary, load_library
from clausegap.rules.playbook import Playbook
from clausegap.rules.playbook_choice import playbook_named
from clausegap.rules.policy import Policy


def list_playbooks(extra: tuple[str, ...]) -> int:
    """Prints each playbook with its contract type, side and title, and returns the exit code.

    Raises:
        RulesError: A rule file has a mistake.
    """
    library = load_library(extra)
    width = max(map(len, library.playbooks))
    for name, playbook in library.playbooks.items():
        _say(f"{name.ljust(width)}  {playbook.contract_type.ljust(10)}  {playbook.side.ljust(8)}  {playbook.title}")
    return 0


def show_playbook(name: str, extra: tuple[str, ...]) -> int:
    """Prints a playbook with all that it extends put together, as YAML, and returns the exit code.

    Raises:
        UsageError: There is no such playbook.
        RulesError: A rule file has a mistake.
    """
    playbook = playbook_named(name, load_library(extra))
    _say(yaml.safe_dump(_plain(playbook), sort_keys=False, allow_unicode=True, width=100).rstrip())
    return 0


def diff_playbooks(first: str, second: str, extra: tuple[str, ...]) -> int:
    """Prints what the second playbook says otherwise than the first, a line each; returns 1 if anything.

    Raises:
        UsageError: There is no such playbook.
        RulesError: A rule file has a mistake.
    """
    library = load_library(extra)
    before, after = (dict(_leaves(_compared(playbook_named(name, library)))) for name in (first, second))
    lines = []
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            lines.append(f"{key}: {before.get(key, '(nothing)')} -> {after.get(key, '(nothing)')}")
    for line in lines:
        _say(line)
    return 1 if lines else 0


def check_playbooks(files: tuple[str, ...], extra: tuple[str, ...]) -> int:
    """Validates playbook files and prints what each holds; returns the exit code.

    Raises:
        UsageError: There is no such file.
        RulesError: A file has a mistake.
    """
    library = load_library(extra)
    for file in files:
        if file not in library.playbooks and not Path(file).is_file():
            asked = nearest_file(file)
            raise UsageError(f"{file}: no such playbook file; {asked or 'check the path'}")
        _say(f"{Path(file).name}: {_summary(playbook_named(file, library), library)}")
    return 0


def _summary(playbook: Playbook, library: RuleLibrary) -> str:
    base = f"over {playbook.extends[0]}, " if playbook.extends else ""
    required = sum(value == "required" for value in playbook.expects.values())
    count = sum(protection.is_of(playbook.side) for protection in library.everything)
    return (
        f"{playbook.id}, {base}{playbook.contract_type}: {required} of {count} protections "
        f"required, {len(playbook.thresholds)} thresholds, {len(playbook.positions)} positions, "
        f"{len(playbook.rules)} rules"
    )


def _plain(playbook: Playbook) -> dict[str, object]:
    found: dict[str, object] = playbook.model_dump(mode="json", exclude_defaults=True)
    return found


def _compared(playbook: Playbook) -> dict[str, object]:
    """Returns what counts in a comparison: rules by their ids, and no names or signs of the playbook itself."""
    plain = _plain(playbook)
    for key in ("id", "extends", "title", "signs"):
        plain.pop(key, None)
    plain["rules"] = {rule.id: _on_a_line(rule) for rule in playbook.rules}
    return plain


def _on_a_line(rule: Policy) -> str:
    said = rule.model_dump(mode="json", exclude_defaults=True, exclude={"id", "title"})
    return f"{rule.title} ({', '.join(f'{key} {value}' for key, value in said.items())})"


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yields the single values of a nested mapping with their paths: ``expects.audit_rights``."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif value not in ([], ()):
        yield path, str(value)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
