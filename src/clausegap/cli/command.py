"""How every command behaves: its help in groups, its errors as one line, its exit code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import typer
from typer.core import TyperCommand

from clausegap.cli.exits import guarded
from clausegap.cli.grouped import grouped
from clausegap.cli.manual import GENERAL, Parameter, by_heading, parameters_of

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

_HELP_OPTION: Final = ("-h, --help", "Show this message and exit.")
_WIDEST: Final = 24  # columns; the help of an option with a longer name stands below it


class Command(TyperCommand):
    """A command whose function returns its exit code and may raise our errors."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it takes."""
        return parameters_of(self.callback) if self.callback else ()

    def invoke(self, ctx: Context) -> None:
        """Runs the command and ends the program with its exit code."""
        ctx.exit(guarded(lambda: super(Command, self).invoke(ctx) or 0))

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes arguments and options under the headings of their groups."""
        rows = {heading: [(one.shown, one.help) for one in found] for heading, found in by_heading(self.parameters)}
        rows.setdefault(GENERAL, []).append(_HELP_OPTION)
        for heading, lines in rows.items():
            with formatter.section(heading):
                formatter.write_dl(lines, col_max=_WIDEST)


def add(app: typer.Typer, function: Callable[..., int], *, name: str | None = None, epilog: str | None = None) -> None:
    """Makes a function a command of an app."""
    app.command(name, cls=Command, epilog=epilog)(grouped(function))
