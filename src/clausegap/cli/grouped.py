"""Groups of options that commands share: a dataclass whose fields are options, taken as one parameter.

Typer reads the options of a command from the signature of its function. ``grouped`` shows it a signature in which each
group stands as its fields, so that a command says ``reading: Reading`` and gets a ``Reading``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from copy import copy
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache, wraps
from typing import Annotated, ClassVar, get_args, get_type_hints

from typer.models import OptionInfo


@dataclass(frozen=True, kw_only=True)
class OptionGroup:
    """Base of the groups; each field is an ``Annotated`` option with its default.

    Attributes:
        heading: What stands above the options in the help of a command.
    """

    heading: ClassVar[str]


def grouped(function: Callable[..., int]) -> Callable[..., int]:
    """Returns a command with the options of its groups in the place of the groups."""
    hints = get_type_hints(function, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if isinstance(kind, type) and issubclass(kind, OptionGroup)}

    @wraps(function)
    def command(**given: object) -> int:
        made = {
            name: kind(**{field.name: given.pop(field.name) for field in fields(kind)}) for name, kind in groups.items()
        }
        return function(**given, **made)

    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(function).parameters.values():
        kind = groups.get(parameter.name)
        if kind is None:
            parameters.append(parameter.replace(annotation=hints[parameter.name]))
        else:
            parameters += _parameters(kind)  # type: ignore[arg-type]  # mypy takes the hash of values for that of the class
    # Typer looks at both.
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


@cache  # most commands share most groups
def _parameters(kind: type[OptionGroup]) -> tuple[inspect.Parameter, ...]:
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for field in fields(kind):
        value, option = get_args(hints[field.name])
        found.append(
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=_default(field),
                annotation=Annotated[value, _under(option, kind.heading)],
            )
        )
    return tuple(found)


def _default(field: Field[object]) -> object:
    return inspect.Parameter.empty if field.default is MISSING else field.default


def _under(option: OptionInfo, heading: str) -> OptionInfo:
    """Returns an option that help shows under the heading of its group."""
    shown = copy(option)
    shown.rich_help_panel = heading
    return shown
