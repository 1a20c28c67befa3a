"""How every command behaves: its help in groups, its errors as one line, its exit code."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from clausegap._nearest import did_you_mean
from clausegap.cli.exits import complain, complain_of, guarded, remark
from clausegap.cli.grouped import grouped
from clausegap.cli.manual import GENERAL, Parameter, by_heading, parameters_of
from clausegap.cli.narration import listen
from clausegap.cli.settings import Settings
from clausegap.cli.usage_notes import USAGE_NOTES
from clausegap.errors import UsageError

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter

_HELP_OPTION: Final = ("-h, --help", "Show this message and exit.")
# What all mistakes in arguments are; Typer publishes only this one of them.
_Mistake: Final[type[Exception]] = typer.BadParameter.__bases__[0]
_CHOICE: Final = re.compile(r"'(?P<word>[^']*)' is not one of (?P<known>.*?)\.?$")
_WIDEST: Final = 24  # columns; the help of an option with a longer name stands below it


class Command(TyperCommand):
    """A command whose function returns its exit code and may raise our errors."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it takes."""
        return parameters_of(self.callback) if self.callback else ()

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Reads the arguments; a mistake in a setting is reported as one of its file."""
        given = list(args)  # which Typer takes apart
        try:
            rest = super().parse_args(ctx, args)
            self._refuse_empty(ctx)
            return rest
        except UsageError as error:
            complain_of(error)
            ctx.exit(error.exit_code)
        except _Mistake as error:
            message = _plain(error)
            origin = self._origin(ctx, error)
            if origin is None:
                _refuse(ctx, error, _for_files(given))
            complain(f"{origin}: {message}")
            ctx.exit(UsageError.exit_code)

    def _refuse_empty(self, ctx: Context) -> None:
        """Raises for an empty name of a file, which would stand for the working folder."""
        for one in self.parameters:
            value = ctx.params.get(one.key)
            if "" in (value if isinstance(value, (list, tuple)) else [value]) and (one.is_argument or one.takes_paths):
                name = one.metavar if one.is_argument else one.names[-1]
                raise UsageError(f"{name}: an empty name names no file; is a variable of the shell not set?")

    def _origin(self, ctx: Context, error: Exception) -> str | None:
        """Returns which setting has a value that the option does not take, or None for the user's own word."""
        settings, name = ctx.find_root().obj, getattr(getattr(error, "param", None), "name", None)
        source = ctx.get_parameter_source(name) if name else None
        if not isinstance(settings, Settings) or source is None or source.name != "DEFAULT_MAP":
            return None
        long_names = {one.key: one.long_name for one in self.parameters}
        setting = settings.of(tuple(ctx.command_path.split()[1:])).get(long_names.get(name or "", ""))
        return setting.origin if setting else None

    def invoke(self, ctx: Context) -> None:
        """Runs the command and ends the program with its exit code."""

        def command() -> int:
            known = ctx.find_root().obj
            settings, quiet = known if isinstance(known, Settings) else None, bool(ctx.params.get("quiet"))
            listen(ctx.params.get("verbose") or 0, quiet=quiet, settings=settings)
            for name in settings.strange if settings and not quiet else ():
                remark(f"Passed over {name}: no option has that name")
            return super(Command, self).invoke(ctx) or 0

        ctx.exit(guarded(command))

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes examples and exit codes."""
        notes = USAGE_NOTES.get(" ".join(ctx.command_path.split()[1:]))
        if notes is None:
            super().format_epilog(ctx, formatter)
            return
        if notes.examples:
            with formatter.section("Examples"):
                for command, meaning in notes.examples:
                    formatter.write(f"  {command}\n      {meaning}\n")
        formatter.write_paragraph()
        formatter.write_text(notes.codes_line)

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Returns what stands behind the name of the command in the line on its usage."""
        return ["[OPTIONS]", *(one.shown for one in self.parameters if one.is_argument)]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Writes arguments and options under the headings of their groups."""
        rows = {heading: [(one.shown, one.help) for one in found] for heading, found in by_heading(self.parameters)}
        rows.setdefault(GENERAL, []).append(_HELP_OPTION)
        for heading, lines in rows.items():
            with formatter.section(heading):
                formatter.write_dl(lines, col_max=_WIDEST)


class Group(TyperGroup):
    """A group of commands that says what is wrong as the commands do."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Reads what stands before a command; without anything help is shown."""
        if not args:
            return super().parse_args(ctx, args)
        try:
            return super().parse_args(ctx, args)
        except _Mistake as error:
            _plain(error)
            _refuse(ctx, error, "; options of a command stand behind its name" if hasattr(error, "option_name") else "")

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Finds a command by its name."""
        try:
            return super().resolve_command(ctx, args)
        except _Mistake as error:
            _refuse(ctx, error)


def add(app: typer.Typer, function: Callable[..., int], *, name: str | None = None) -> None:
    """Makes a function a command of an app; ``cli.usage_notes`` has what its help says beside the options."""
    app.command(name, cls=Command)(grouped(function))


def _refuse(ctx: Context, error: Exception, hint: str = "") -> NoReturn:
    """Says in one line what is wrong with the arguments, and ends the program."""
    message = error.format_message().replace("Value error, ", "")  # type: ignore[attr-defined]
    words = " ".join(message.replace(". Did you mean", "; did you mean").split()).rstrip(".")
    complain(f"{words[:1].lower()}{words[1:]}{hint} (see '{ctx.command_path} --help')")
    ctx.exit(UsageError.exit_code)


def _for_files(given: list[str]) -> str:
    """Returns how to name a file that was taken for an option, empty if none was."""
    named = next((word for word in given if word.startswith("-") and os.path.lexists(word)), None)
    return f"; write './{named}' for the file of that name" if named else ""


def _plain(error: Exception) -> str:
    """Returns the message of a mistake; it and the mistake itself then name what was probably meant."""
    possible = getattr(error, "possibilities", None)
    if possible:
        asked = did_you_mean(getattr(error, "option_name", ""), possible)
        error.message, error.possibilities = f"{error}; {asked}" if asked else str(error), None  # type: ignore[attr-defined]
        return str(error)
    message = str(error).removeprefix("Value error, ")
    found = _CHOICE.search(message)
    if found:
        asked = did_you_mean(found["word"], re.findall(r"'([^']*)'", found["known"]))
        error.message = f"{message.rstrip('.')}; {asked}" if asked else message  # type: ignore[attr-defined]
    return str(error)
