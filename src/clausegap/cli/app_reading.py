"""The commands ``explain`` and ``extract``, and what they take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import typer

from clausegap.cli import options
from clausegap.cli.grouped import OptionGroup
from clausegap.cli.option_groups import Expecting, Naming, Reading, Telling


@dataclass(frozen=True, kw_only=True)
class Explaining(OptionGroup):
    """What to explain."""

    heading: ClassVar[str] = "What to explain"

    clause: Annotated[
        str | None, typer.Option("--clause", metavar="ID", help="Clause to explain; without it, all are listed.")
    ] = None


def explain(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A contract, or the JSON report on one; - is standard input.")
    ],
    *,
    explaining: Explaining,
    reading: Reading,
    naming: Naming,
    expecting: Expecting,
    telling: Telling,
) -> int:
    """Shows why a passage was taken for a clause."""
    from clausegap.cli.explain import run_explain

    return run_explain(
        file, explaining.clause, expecting.spec, reading.reading, reading.limits, stdin_name=naming.stdin_name
    )


@dataclass(frozen=True, kw_only=True)
class ExtractOutput(OptionGroup):
    """What is shown or written of what was read, how, and where."""

    heading: ClassVar[str] = "Output"

    show: Annotated[
        list[options.ShowName] | None,
        typer.Option("--show", metavar="PART", help="Part to show; text alone gives the bare words."),
    ] = None
    format: Annotated[
        options.ExtractFormatName | None,
        typer.Option("--format", metavar="FORMAT", help="By default that of the output's suffix, else text."),
    ] = None
    output: options.Output = None


def extract(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A contract; - is standard input.")],
    *,
    reading: Reading,
    naming: Naming,
    output: ExtractOutput,
    telling: Telling,
) -> int:
    """Prints what was read of a contract.

    Coverage, notices, sections, terms, cross references, and the text itself.
    """
    from clausegap.cli.extract import ExtractRequest, run_extract

    request = ExtractRequest(
        file,
        reading.reading,
        reading.limits,
        format=output.format.value if output.format else None,
        output=output.output,
        parts=tuple(part.value for part in output.show or ()),
        stdin_name=naming.stdin_name,
    )
    return run_extract(request)
