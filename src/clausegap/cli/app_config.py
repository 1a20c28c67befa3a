"""The command ``config``, and the options before all commands that say where settings come from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar, cast

import typer

from clausegap.cli import options
from clausegap.cli.command import Group, add
from clausegap.cli.grouped import OptionGroup
from clausegap.cli.settings import CONFIG_VARIABLE, Defaults, Files, Settings, node_of

config = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None)

ConfigFile = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="Read settings from this file and no other.")
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Read no file of settings.")]


@dataclass(frozen=True, kw_only=True)
class SettingsOutput(OptionGroup):
    """How settings are shown."""

    heading: ClassVar[str] = "Output"

    format: options.PlainFormat = options.PlainFormatName.text


def take_settings(ctx: typer.Context, file: str | None, *, none: bool) -> None:
    """Lets all commands look their defaults up in files and in the environment; none is read before it is needed."""
    named = file or os.environ.get(CONFIG_VARIABLE)
    settings = Settings(node_of(ctx.command), Files(Path(named) if named else None, none))  # type: ignore[arg-type]
    ctx.obj = settings
    ctx.default_map = cast("dict[str, object]", Defaults(settings, settings.root))


def show(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND", help="Show all options of this command.")
    ] = None,
    *,
    output: SettingsOutput,
) -> int:
    """Shows the settings in force and where each comes from."""
    from clausegap.cli.config import show_settings

    settings: Settings = ctx.find_root().obj
    as_json = output.format is options.PlainFormatName.json
    return show_settings(settings, " ".join(command) if command else None, as_json=as_json)


add(config, show)
