"""Builds the page on the command line, in the order of a manual page, from what the commands themselves say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import typer

from clausegap.cli.app import app
from clausegap.cli.manual import Parameter, by_heading, parameters_of
from clausegap.cli.settings_files import FILE_NAME
from clausegap.cli.usage_notes import USAGE_NOTES


def cli_page(note: str, codes: Iterable[tuple[int, str]]) -> str:
    """Returns the page.

    Args:
        note: That it is generated.
        codes: All exit codes with their meanings.
    """
    commands = list(_commands(app, "clausegap"))
    return "\n".join(
        [
            "# Command line",
            note,
            *_name(),
            *_synopsis(),
            *_common(),
            *(line for name, function in commands for line in _command(name, function)),
            *_environment(),
            *_files(),
            *_exit_status(codes),
        ]
    )


def _name() -> Iterator[str]:
    yield from ("## Name", "", "clausegap: finds the protective clauses in outsourcing contracts and reports the gaps.")
    yield ""


def _synopsis() -> Iterator[str]:
    yield from ("## Synopsis", "", "```text", "clausegap [OPTIONS] COMMAND [ARGUMENTS]...", "```", "")
    yield from ("| option | meaning |", "|---|---|")
    yield "| `--version` | Print the version. |"
    yield "| `--config FILE` | Read settings from this file and no other. |"
    yield "| `--no-config` | Read no file of settings. |"
    yield "| `--install-completion`, `--show-completion` | Completion for bash, zsh, fish or PowerShell. |"
    yield "| `-h`, `--help` | After any command too: its options. |"
    yield ""


def _common() -> Iterator[str]:
    yield from ("## Description", "")
    yield "Results go to standard output, in UTF-8 unless it is a terminal; narration and complaints, one line each, to"
    yield "standard error. `-` stands for standard input where a contract is asked for, and for standard output after"
    yield "`-o`. A pipe that closes early ends a command without a word. Nothing asks back. Colours are shown on a"
    yield "terminal only; `NO_COLOR` and `TERM=dumb` turn them off, `FORCE_COLOR` on."
    yield ""


def _commands(group: typer.Typer, name: str) -> Iterator[tuple[str, Callable[..., object]]]:
    for command in group.registered_commands:
        if command.callback is not None:
            yield f"{name} {command.name or command.callback.__name__}", command.callback
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from _commands(inner.typer_instance, f"{name} {inner.name}")


def _command(name: str, function: Callable[..., object]) -> Iterator[str]:
    parameters = parameters_of(function)
    first, _, rest = (function.__doc__ or "").strip().partition("\n")
    words = [name, "[OPTIONS]", *(one.shown for one in parameters if one.is_argument)]
    yield from (f"## {name}", "", first, "", "```text", " ".join(words), "```", "")
    if rest.strip():
        yield from (" ".join(rest.split()), "")
    for heading, found in by_heading(parameters):
        yield from (f"| {heading.lower()} | meaning |", "|---|---|")
        yield from map(_row, found)
        yield ""
    notes = USAGE_NOTES.get(name.partition(" ")[2])
    if notes is None:
        return
    yield from ("**Exit status**", "", "; ".join(f"{code} {meaning}" for code, meaning in notes.codes) + ".", "")
    if notes.examples:
        yield from ("**Examples**", "")
        yield from (f"- `{command}`: {meaning}" for command, meaning in notes.examples)
        yield ""


def _row(parameter: Parameter) -> str:
    names = ", ".join(f"`{name}`" for name in parameter.names) or f"`{parameter.shown}`"
    value = f" `{parameter.metavar}`" if parameter.names and parameter.metavar else ""
    remarks = f" *{'; '.join(parameter.remarks)}*" if parameter.remarks else ""
    return f"| {names}{value} | {parameter.meaning}{remarks} |".replace("NAME|FILE", r"NAME\|FILE").replace(
        "DIR|FILE", r"DIR\|FILE"
    )


def _environment() -> Iterator[str]:
    yield from ("## Environment", "")
    yield from ("| variable | meaning |", "|---|---|")
    yield "| `CLAUSEGAP_SIDE` and so on | The option of that name, of every command that has it. |"
    yield "| `CLAUSEGAP_REVIEW_SIDE` and so on | The option of one command; stronger than the former. |"
    yield "| `CLAUSEGAP_CONFIG` | As `--config`. |"
    yield "| `NO_COLOR`, `FORCE_COLOR`, `TERM=dumb` | No colours; colours everywhere; no colours. |"
    yield "| `COLUMNS` | Width of what is printed. |"
    yield ""
    yield "Dashes become underscores, switches take `yes` or `no`, several values are parted as in `PATH`. A variable"
    yield "is stronger than a file and weaker than an option."
    yield ""


def _files() -> Iterator[str]:
    yield from ("## Files", "")
    yield from ("| file | meaning |", "|---|---|")
    yield f"| `{FILE_NAME}` | Settings of a project: the nearest in the working folder or above it. |"
    yield "| `pyproject.toml` | The same, in its table `[tool.clausegap]`. |"
    yield f"| `{FILE_NAME}` in the user's folder for settings | Settings of a user, weaker than those of a project. |"
    yield ""
    yield "[Configure the command line](../how-to/configure-the-command-line.md) says more; `clausegap config show`"
    yield "tells what is in force."
    yield ""


def _exit_status(codes: Iterable[tuple[int, str]]) -> Iterator[str]:
    yield from ("## Exit codes", "", "| code | meaning |", "|---|---|")
    yield from (f"| {code} | {meaning} |" for code, meaning in codes)
    yield ""
    yield "Where several apply, the greater one is returned. A batch always finishes its other documents first."
    yield "`--exit-zero` turns 1 into 0, `--strict` makes 3 of what could not be read in full or decided."
    yield ""
