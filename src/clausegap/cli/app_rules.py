"""The commands on rules and playbooks, and their options; see ``cli.app``."""

from __future__ import annotations

from typing import Annotated

import typer

from clausegap.cli import options
from clausegap.cli.exits import guarded

patterns = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
playbooks = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_PlaybookName = Annotated[str, typer.Argument(metavar="NAME|FILE", help="A shipped playbook, or a playbook file.")]


@patterns.command("check")
def _check(rules: options.Rules = None) -> None:
    """Runs the examples of all rules; lists those that fail and the patterns that are slow."""

    def command() -> int:
        from clausegap.cli.patterns import check_patterns

        return check_patterns(tuple(rules or ()))

    raise typer.Exit(guarded(command))


@patterns.command("list")
def _list(rules: options.Rules = None) -> None:
    """Lists the protections and their number of patterns."""

    def command() -> int:
        from clausegap.cli.patterns import list_patterns

        return list_patterns(tuple(rules or ()))

    raise typer.Exit(guarded(command))


@patterns.command("show")
def _show_patterns(
    protection: Annotated[str, typer.Argument(metavar="PROTECTION", help="Its id, as patterns list prints it.")],
    rules: options.Rules = None,
) -> None:
    """Shows what the rules of a protection ask for."""

    def command() -> int:
        from clausegap.cli.patterns import show_protection

        return show_protection(protection, tuple(rules or ()))

    raise typer.Exit(guarded(command))


@playbooks.command("list")
def _list_playbooks(rules: options.Rules = None) -> None:
    """Lists the playbooks."""

    def command() -> int:
        from clausegap.cli.playbooks import list_playbooks

        return list_playbooks(tuple(rules or ()))

    raise typer.Exit(guarded(command))


@playbooks.command("show")
def _show_playbook(playbook: _PlaybookName, rules: options.Rules = None) -> None:
    """Shows a playbook with all that it extends put together."""

    def command() -> int:
        from clausegap.cli.playbooks import show_playbook

        return show_playbook(playbook, tuple(rules or ()))

    raise typer.Exit(guarded(command))


@playbooks.command("diff")
def _diff_playbooks(first: _PlaybookName, second: _PlaybookName, rules: options.Rules = None) -> None:
    """Shows what the second playbook says otherwise; exit code 1 if anything."""

    def command() -> int:
        from clausegap.cli.playbooks import diff_playbooks

        return diff_playbooks(first, second, tuple(rules or ()))

    raise typer.Exit(guarded(command))


@playbooks.command("check")
def _check_playbooks(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Playbook files.")], rules: options.Rules = None
) -> None:
    """Checks own playbook files against the rules."""

    def command() -> int:
        from clausegap.cli.playbooks import check_playbooks

        return check_playbooks(tuple(files), tuple(rules or ()))

    raise typer.Exit(guarded(command))
