"""The commands and the options that come before them.

Only the standard library, Typer and plain tables are imported here and in the ``app_`` modules. What a command needs
is imported when it runs, so that help, version and usage errors come at once.
"""

from __future__ import annotations

from typing import Annotated

import typer

from clausegap.cli.app_annotate import annotate
from clausegap.cli.app_batch import batch, portfolio
from clausegap.cli.app_config import ConfigFile, NoConfig, config, take_settings
from clausegap.cli.app_reading import explain, extract
from clausegap.cli.app_review import compare, review
from clausegap.cli.app_rules import patterns, playbooks, schema
from clausegap.cli.app_training import evaluate, train
from clausegap.cli.command import Group, add
from clausegap.cli.usage_notes import ROOT
from clausegap.version import VERSION

app = typer.Typer(
    cls=Group,
    help="Finds the protective clauses in outsourcing contracts and reports the gaps.",
    epilog=ROOT.codes_line,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would double the time that help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"clausegap {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version),
    ] = False,
    config_file: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """Holds the options that come before a command."""
    take_settings(ctx, config_file, none=no_config)


add(app, review)
add(app, compare)
add(app, annotate)
add(app, batch)
add(app, portfolio)
add(app, explain)
add(app, extract)
add(app, train)
add(app, evaluate)
add(app, schema)
app.add_typer(patterns, name="patterns", help="Shows and checks the rules.")
app.add_typer(playbooks, name="playbooks", help="Shows, compares and checks what is expected of contracts.")
app.add_typer(config, name="config", help="Shows settings from files and the environment.")
