"""The commands on rules, playbooks and published formats, and what they take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import typer

from clausegap.cli import options
from clausegap.cli.command import Group, add
from clausegap.cli.completion import playbooks as playbook_names
from clausegap.cli.completion import protections
from clausegap.cli.grouped import OptionGroup

patterns = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)
playbooks = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)

_PlaybookName = Annotated[
    str,
    typer.Argument(metavar="NAME|FILE", help="A shipped playbook, or a playbook file.", autocompletion=playbook_names),
]


@dataclass(frozen=True, kw_only=True)
class Ruling(OptionGroup):
    """Which rules are meant."""

    heading: ClassVar[str] = "What to expect"

    rules: options.Rules = None

    @property
    def extra(self) -> tuple[str, ...]:
        """Files and folders to add to the shipped rules."""
        return tuple(self.rules or ())


@dataclass(frozen=True, kw_only=True)
class Differing(OptionGroup):
    """What a difference does to the exit code."""

    heading: ClassVar[str] = "Exit code"

    exit_zero: options.ExitZero = False


def _check_patterns(*, ruling: Ruling) -> int:
    """Runs the examples of all rules; lists those that fail and the patterns that are slow."""
    from clausegap.cli.patterns import check_patterns

    return check_patterns(ruling.extra)


def _list_patterns(*, ruling: Ruling) -> int:
    """Lists the protections and their number of patterns."""
    from clausegap.cli.patterns import list_patterns

    return list_patterns(ruling.extra)


def _show_patterns(
    protection: Annotated[
        str,
        typer.Argument(metavar="PROTECTION", help="Its id, as patterns list prints it.", autocompletion=protections),
    ],
    *,
    ruling: Ruling,
) -> int:
    """Shows what the rules of a protection ask for."""
    from clausegap.cli.patterns import show_protection

    return show_protection(protection, ruling.extra)


def _list_playbooks(*, ruling: Ruling) -> int:
    """Lists the playbooks."""
    from clausegap.cli.playbooks import list_playbooks

    return list_playbooks(ruling.extra)


def _show_playbook(playbook: _PlaybookName, *, ruling: Ruling) -> int:
    """Shows a playbook with all that it extends put together."""
    from clausegap.cli.playbooks import show_playbook

    return show_playbook(playbook, ruling.extra)


def _diff_playbooks(first: _PlaybookName, second: _PlaybookName, *, ruling: Ruling, differing: Differing) -> int:
    """Shows what the second playbook says otherwise; exit code 1 if anything."""
    from clausegap.cli.playbooks import diff_playbooks

    code = diff_playbooks(first, second, ruling.extra)
    return 0 if differing.exit_zero else code


def _check_playbooks(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Playbook files.")], *, ruling: Ruling
) -> int:
    """Checks own playbook files against the rules."""
    from clausegap.cli.playbooks import check_playbooks

    return check_playbooks(tuple(files), ruling.extra)


def schema(
    name: Annotated[
        options.SchemaName,
        typer.Argument(metavar="NAME", help="A report, comparison or extract, or the kind of a rule file."),
    ],
) -> int:
    """Prints a published JSON Schema."""
    from clausegap.cli.schema import print_schema

    return print_schema(name.value)


add(patterns, _check_patterns, name="check")
add(patterns, _list_patterns, name="list")
add(patterns, _show_patterns, name="show")
add(playbooks, _list_playbooks, name="list")
add(playbooks, _show_playbook, name="show")
add(playbooks, _diff_playbooks, name="diff")
add(playbooks, _check_playbooks, name="check")
