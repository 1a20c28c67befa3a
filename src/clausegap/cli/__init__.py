"""The command line; commands import what they need when they run, so that help is instant."""

from __future__ import annotations


def main() -> None:
    """Runs the command line with the arguments of the process and exits."""
    from clausegap.cli.app import app

    app(prog_name="clausegap")
