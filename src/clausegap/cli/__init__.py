"""The command line; commands import what they need when they run, so that help is instant."""

import os
import sys

_HELP_FILE = "help.txt"
_INTERRUPTED = 130  # as cli.exits says, which is not imported yet


def main() -> None:
    """Runs the command line with the arguments of the process and exits."""
    if sys.argv[1:] in (["--help"], ["-h"]):
        _print_help()
        return
    from clausegap._collection import make_seldom

    make_seldom()
    try:
        from clausegap.cli.app import app
        from clausegap.cli.streams import settle

        settle()
        app(prog_name="clausegap")
    except KeyboardInterrupt:  # before a command had begun
        sys.exit(_INTERRUPTED)


def _print_help() -> None:
    """Prints the help that Typer makes, kept in a file: importing Typer takes longer than all the rest.

    A test compares the file with Typer's own text.
    """
    with open(os.path.join(os.path.dirname(__file__), _HELP_FILE), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123  pathlib costs start-up
        sys.stdout.write(file.read())
