"""Runs the command line in this process."""

from __future__ import annotations

from typer.testing import CliRunner, Result

from clausegap.cli.app import app


def run(*words: object, given: bytes | str | None = None, **environment: str) -> Result:
    """Returns how a command ends, and what it says.

    Args:
        words: The arguments.
        given: Standard input.
        environment: Variables.
    """
    return CliRunner().invoke(app, [str(word) for word in words], input=given, env=environment, prog_name="clausegap")
