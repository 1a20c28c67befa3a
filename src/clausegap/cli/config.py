"""``clausegap config``: which settings are in force, and where they come from."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from clausegap._nearest import unknown_name
from clausegap.cli.manual import Parameter
from clausegap.cli.settings import Node, Settings

_BUILT_IN = "default"
_SECRET = ("password",)


@dataclass(frozen=True, slots=True)
class Effective:
    """What an option of a command is without being given.

    Attributes:
        command: Names of the command.
        option: Long name of the option.
        value: In words.
        origin: ``default``, a file with its key, or a variable of the environment.
    """

    command: str
    option: str
    value: str
    origin: str


def show_settings(settings: Settings, command: str | None, *, as_json: bool) -> int:
    """Prints the settings of one command, or for all commands those that differ from the defaults; returns 0.

    Args:
        settings: All of them.
        command: Names of a command with spaces between, or None.
        as_json: Whether to print JSON.

    Raises:
        UsageError: There is no such command, or a file of settings has a mistake.
    """
    found = list(_effective(settings, command))
    if as_json:
        files = [str(path) for path in settings.files.found]
        shown = {"files": files, "settings": [asdict(one) for one in found]}
        sys.stdout.write(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
        return 0
    sys.stdout.write("".join(f"{line}\n" for line in _lines(settings, found, command)))
    return 0


def _effective(settings: Settings, command: str | None) -> Iterator[Effective]:
    for node in _asked(settings.root, command):
        known = settings.of(node.path)
        for option in node.options:
            setting = known.get(option.long_name)
            if setting is None and command is None:
                continue
            value = _built_in(option) if setting is None else _in_words(option, setting.value)
            origin = _BUILT_IN if setting is None else setting.origin
            yield Effective(" ".join(node.path), option.long_name, value, origin)


def _asked(root: Node, command: str | None) -> tuple[Node, ...]:
    if command is None:
        return root.commands
    known = {" ".join(node.path): node for node in root.commands}
    if command not in known:
        raise unknown_name("command", command, known)
    return (known[command],)


def _built_in(option: Parameter) -> str:
    """Returns the built-in default as a file of settings would say it; empty where there is none."""
    if option.kind is bool:
        return "true" if option.default else "false"
    return option.default


def _in_words(option: Parameter, value: object) -> str:
    if option.long_name in _SECRET:
        return "(not shown)"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _lines(settings: Settings, found: list[Effective], command: str | None) -> Iterator[str]:
    files = settings.files.found
    yield "Files, the weakest first:" if files else "No files of settings."
    yield from (f"  {path}" for path in files)
    if not found:
        yield "Nothing is set: all commands have their defaults, which 'clausegap config show COMMAND' lists."
        return
    widths = [max(len(getattr(one, name)) for one in found) for name in ("option", "value")]
    for name in dict.fromkeys(one.command for one in found):
        yield ""
        yield name
        for one in found:
            if one.command == name:
                yield f"  {one.option.ljust(widths[0])}  {one.value.ljust(widths[1])}  {one.origin}".rstrip()
