"""Defaults of options from files and from the environment: a file is weaker than the environment, that than an option.

A file has the long names of options as keys, at its top for all commands that have such an option, or in a table for
one command: ``[review]``, ``[patterns.check]``. The environment has ``CLAUSEGAP_SIDE`` and ``CLAUSEGAP_REVIEW_SIDE``.
What is set for several commands holds for those that take such a value.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausegap.cli.manual import Parameter, parameters_of
from clausegap.cli.settings_values import Origin, fitting, from_words, takes
from clausegap.errors import UsageError

if TYPE_CHECKING:
    from typer.core import TyperCommand, TyperGroup

    from clausegap.cli.settings_files import Table

PREFIX: Final = "CLAUSEGAP_"
CONFIG_VARIABLE: Final = "CLAUSEGAP_CONFIG"
# Of 100. What systems set for a service of our name, as CLAUSEGAP_SERVICE_PORT, is less like a variable of ours.
_MISSPELT: Final = 70


@dataclass(frozen=True, slots=True)
class Setting:
    """A default that is not the built-in one.

    Attributes:
        value: As the option takes it.
        origin: Where it comes from: a file with its key, or a variable of the environment.
    """

    value: object
    origin: str


@dataclass(frozen=True)
class Node:
    """A command, or a group of them.

    Attributes:
        path: Its names, from the outermost group on.
        function: What a command calls; None for a group.
        children: The commands of a group.
    """

    path: tuple[str, ...]
    function: Callable[..., object] | None = None
    children: Mapping[str, Node] = field(default_factory=dict)

    @cached_property
    def options(self) -> tuple[Parameter, ...]:
        """What a command takes by name; nothing for a group."""
        found = parameters_of(self.function) if self.function else ()
        return tuple(one for one in found if not one.is_argument)

    @cached_property
    def commands(self) -> tuple[Node, ...]:
        """Itself, or all commands below it."""
        if not self.children:
            return (self,)
        return tuple(one for child in self.children.values() for one in child.commands)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The long names of all options of its commands."""
        return tuple(dict.fromkeys(option.long_name for one in self.commands for option in one.options))


def node_of(command: TyperCommand | TyperGroup, path: tuple[str, ...] = ()) -> Node:
    """Returns a command with what can be set of it."""
    inner = getattr(command, "commands", None)
    if inner is None:
        return Node(path, command.callback)
    return Node(path, children={name: node_of(one, (*path, name)) for name, one in inner.items()})


class Settings:
    """All defaults that files and the environment give; nothing is read before it is asked for.

    Args:
        root: All commands.
        files: What gives the files, the weakest first.
        environment: The variables.
    """

    def __init__(self, root: Node, files: Files, environment: Mapping[str, str] = os.environ) -> None:
        self.root = root
        self.files = files
        self._environment = environment

    def of(self, path: tuple[str, ...]) -> Mapping[str, Setting]:
        """Returns the settings of a command by the long names of its options.

        Raises:
            UsageError: A file cannot be read, or says something that is not to be set; likewise the environment.
        """
        return self._all.get(path, {})

    @cached_property
    def strange(self) -> tuple[str, ...]:
        """The variables that begin as ours do and set nothing."""
        return tuple(sorted(name for name in self._given if name not in self._variables))

    @cached_property
    def _given(self) -> Mapping[str, str]:
        return {name: words for name, words in self._environment.items() if name.startswith(PREFIX)}

    @cached_property
    def _variables(self) -> frozenset[str]:
        options = ((node.path, option) for node in self.root.commands for option in node.options)
        return frozenset({CONFIG_VARIABLE}.union(*(variables_of(path, option) for path, option in options)))

    @cached_property
    def _all(self) -> Mapping[tuple[str, ...], dict[str, Setting]]:
        from clausegap.cli.settings_files import read_settings

        found: dict[tuple[str, ...], dict[str, Setting]] = {}
        for path in self.files.found:
            for command, settings in _in_table(read_settings(path), self.root, path, {}):
                found.setdefault(command, {}).update(settings)
        for node in self.root.commands if self._given else ():
            found.setdefault(node.path, {}).update(_in_environment(node, self.root, self._given))
        for name in self.strange:
            _refuse_misspelt(name, self._variables)
        return found


@dataclass(frozen=True)
class Files:
    """Which files are read.

    Attributes:
        named: The only one, or None to look for those of the user and of the project.
        none: Whether none is read.
        folder: Where the search for that of the project begins: the working folder.
    """

    named: Path | None = None
    none: bool = False
    folder: Path = field(default_factory=Path.cwd)

    @cached_property
    def found(self) -> tuple[Path, ...]:
        """Those that are there, the weakest first.

        Raises:
            UsageError: The file that was named is not there.
        """
        from clausegap.cli.settings_files import project_file, user_file

        if self.none:
            return ()
        if self.named is not None:
            if not self.named.is_file():
                raise UsageError(f"--config {self.named}: no such file")
            return (self.named,)
        own, project = user_file(), project_file(self.folder)
        found = [own] if own.is_file() else []
        if project is not None:
            found.append(Path(os.path.relpath(project, self.folder)))  # as short as one would write it
        return tuple(found)


def _in_table(
    table: Table, node: Node, path: Path, given: Mapping[str, Setting]
) -> Iterator[tuple[tuple[str, ...], dict[str, Setting]]]:
    """Yields what a table of a file sets for each command; what a table inside it says is stronger."""
    from clausegap._nearest import nearest_hint

    own = dict(given)
    for key, value in table.items():
        place = ".".join((*node.path, key))
        if key in node.children:
            if not isinstance(value, Mapping):
                raise UsageError(f"{path}: {place}: it is a command; write its options in a table [{place}]")
        elif key not in node.known:
            hint = nearest_hint(key, (*node.known, *node.children))
            raise UsageError(f"{path}: {place}: there is no such option{hint}")
        else:
            origin = Origin(f"{path}: {place}", path.parent)
            own[key] = Setting(fitting(_taker(node, key, value), value, origin), origin.shown)
    if not node.children:
        options = ((option, own.get(option.long_name)) for option in node.options)
        yield node.path, {one.long_name: found for one, found in options if found and takes(one, found.value)}
    for name, child in node.children.items():
        inner = table.get(name, {})
        yield from _in_table(inner if isinstance(inner, Mapping) else {}, child, path, own)


def _taker(node: Node, name: str, value: object) -> Parameter:
    """Returns an option of that name which takes a value, else the first of that name, which then says why not."""
    options = [option for one in node.commands for option in one.options if option.long_name == name]
    return next((option for option in options if takes(option, value)), options[0])


def _in_environment(node: Node, root: Node, environment: Mapping[str, str]) -> Iterator[tuple[str, Setting]]:
    for option in node.options:
        own, common = variables_of(node.path, option)
        variable = own if own in environment else common
        if variable in environment:
            value = from_words(option, environment[variable], variable)
            if variable == own or takes(option, value) or not takes(_taker(root, option.long_name, value), value):
                yield option.long_name, Setting(fitting(option, value, Origin(variable)), variable)


def _refuse_misspelt(name: str, known: Iterable[str]) -> None:
    """Raises if a variable that sets nothing is like one that would."""
    from clausegap._nearest import did_you_mean

    plain = sorted(one.removeprefix(PREFIX) for one in known)
    asked = did_you_mean(name.removeprefix(PREFIX), plain, whole=True, least=_MISSPELT)
    if asked:
        whole = asked.replace("'", f"'{PREFIX}", 1)
        raise UsageError(f"{name}: there is no such option; {whole}")


def variables_of(path: tuple[str, ...], option: Parameter) -> tuple[str, ...]:
    """Returns the variables that set an option of a command, the strongest first.

    Example:
        >>> from clausegap.cli.manual import Parameter
        >>> side = Parameter("side", ("--side",), "SIDE", str, (), False, False, "", "", "")
        >>> variables_of(("review",), side)
        ('CLAUSEGAP_REVIEW_SIDE', 'CLAUSEGAP_SIDE')
    """
    name = option.long_name.upper().replace("-", "_")
    place = "".join(f"{one.upper()}_" for one in path)
    return (f"{PREFIX}{place}{name}", f"{PREFIX}{name}")


class Defaults(Mapping[str, object]):
    """The settings of a command or group as Typer looks defaults up: by the names of commands and of parameters.

    Args:
        settings: All of them.
        node: The command or group.
    """

    def __init__(self, settings: Settings, node: Node) -> None:
        self._settings = settings
        self._node = node

    def __getitem__(self, key: str) -> object:
        if key in self._node.children:
            return Defaults(self._settings, self._node.children[key])
        for option in self._node.options:
            if option.key == key:
                return self._settings.of(self._node.path)[option.long_name].value
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        yield from self._node.children
        for option in self._node.options:
            if option.long_name in self._settings.of(self._node.path):
                yield option.key

    def __len__(self) -> int:
        return sum(1 for _ in self)
