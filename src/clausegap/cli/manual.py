"""What a command takes, as its help, the reference and the settings tell it.

Read from the signature of the command's function: what Typer makes of it differs from version to version.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, get_args, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

ARGUMENTS: Final = "Arguments"
GENERAL: Final = "Options"


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument or option of a command.

    Attributes:
        key: Name of the parameter in the function.
        names: How it is written, a short form first; empty for an argument.
        metavar: What stands for its value; empty for a switch.
        kind: Type of a value: ``str``, ``int``, ``float``, ``bool``, an enumeration or a date.
        choices: The words it takes, if only certain ones.
        several: Whether it may be given more than once.
        required: Whether it must be given.
        default: Its default in words, empty without one that is worth telling.
        meaning: What it is for.
        heading: What it stands under in the help.
    """

    key: str
    names: tuple[str, ...]
    metavar: str
    kind: type
    choices: tuple[str, ...]
    several: bool
    required: bool
    default: str
    meaning: str
    heading: str

    @property
    def is_argument(self) -> bool:
        """Whether it is known by its place and not by a name."""
        return not self.names

    @property
    def long_name(self) -> str:
        """The name that a file of settings uses: the first long one without its dashes."""
        return next((name[2:] for name in self.names if name.startswith("--")), self.key)

    @property
    def takes_paths(self) -> bool:
        """Whether its value names files or folders."""
        return bool({"PATH", "FILE", "DIR"} & set(self.metavar.split("|")))

    @property
    def shown(self) -> str:
        """How it is written, with its value: ``-o, --output PATH``."""
        if self.is_argument:
            name = self.metavar if self.required else f"[{self.metavar}]"
            return f"{name}..." if self.several else name
        return f"{', '.join(self.names)} {self.metavar}".strip()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be known of its values beside their meaning."""
        found = [f"one of {', '.join(self.choices)}"] if self.choices else []
        if self.several and not self.is_argument:
            found.append("may be repeated")
        if self.required:
            found.append("required")
        elif self.default:
            found.append(f"default: {self.default}")
        return tuple(found)

    @property
    def help(self) -> str:
        """Its meaning with what is to be known of its values."""
        return f"{self.meaning} [{'; '.join(self.remarks)}]" if self.remarks else self.meaning


def parameters_of(function: Callable[..., object]) -> tuple[Parameter, ...]:
    """Returns what a command takes: its arguments, and its options by headings, general ones last."""
    hints = get_type_hints(function, include_extras=True)
    found = [
        _parameter(one.name, one.default, *get_args(hints[one.name]))
        for one in inspect.signature(function).parameters.values()
        if get_args(hints[one.name])
    ]
    headings = dict.fromkeys(one.heading for one in found)
    order = [ARGUMENTS, *(heading for heading in headings if heading not in (ARGUMENTS, GENERAL)), GENERAL]
    return tuple(sorted(found, key=lambda one: order.index(one.heading)))


def by_heading(parameters: tuple[Parameter, ...]) -> Iterator[tuple[str, tuple[Parameter, ...]]]:
    """Yields the headings with their parameters."""
    for heading in dict.fromkeys(one.heading for one in parameters):
        yield heading, tuple(one for one in parameters if one.heading == heading)


def _parameter(key: str, default: object, kind: object, info: ArgumentInfo | OptionInfo) -> Parameter:
    kinds = [one for one in (kind, *get_args(kind), *_inner(kind)) if isinstance(one, type)]
    plain = next((one for one in kinds if one not in (list, type(None))), str)
    choices = tuple(str(one.value) for one in plain) if issubclass(plain, Enum) else ()
    is_argument = isinstance(info, ArgumentInfo)
    return Parameter(
        key=key,
        names=() if is_argument else _names(info),
        metavar=_metavar(key, info, plain),
        kind=plain,
        choices=choices,
        several=any("list" in str(one) for one in (kind, *get_args(kind))),
        required=default is inspect.Parameter.empty,
        default=_default(default, info),
        meaning=info.help or "",
        heading=info.rich_help_panel or (ARGUMENTS if is_argument else GENERAL),
    )


def _inner(kind: object) -> Iterator[object]:
    """Yields what stands inside ``list[...]``, also inside ``list[...] | None``."""
    for one in get_args(kind):
        yield from get_args(one)


def _names(info: ArgumentInfo | OptionInfo) -> tuple[str, ...]:
    # Inside Annotated, Typer keeps the first name of an option where a default would stand.
    first = [info.default] if isinstance(info.default, str) else []
    names = [name for declared in (*first, *(info.param_decls or ())) for name in declared.split("/")]
    return tuple(sorted(names, key=lambda name: name.startswith("--")))


def _metavar(key: str, info: ArgumentInfo | OptionInfo, kind: type) -> str:
    if info.metavar:
        return info.metavar
    if kind is bool or getattr(info, "count", False):
        return ""
    return {int: "NUMBER", float: "NUMBER"}.get(kind, key.strip("_").upper())


def _default(default: object, info: ArgumentInfo | OptionInfo) -> str:
    value = getattr(default, "value", default)
    if value is inspect.Parameter.empty or value is None or value is False or getattr(info, "count", False):
        return ""
    if value is True:
        return str(_names(info)[0])
    return f"{value:g}" if isinstance(value, float) else str(value)
