"""The commands ``train`` and ``evaluate``, and what they take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import typer

from clausegap.cli import options
from clausegap.cli.grouped import OptionGroup
from clausegap.cli.option_groups import Telling


@dataclass(frozen=True, kw_only=True)
class Learning(OptionGroup):
    """What to learn from."""

    heading: ClassVar[str] = "What to learn from"

    data: Annotated[
        str,
        typer.Option("--data", metavar="DIR|FILE", help="Labelled contracts, or labelled passages (CSV or folder)."),
    ]
    type: Annotated[
        str | None, typer.Option("--type", metavar="ID", help="Own clause type that labelled passages teach.")
    ] = None
    background: Annotated[
        str | None,
        typer.Option("--background", metavar="DIR", help="Contracts that have no clause of the own type."),
    ] = None
    rules: options.Rules = None


@dataclass(frozen=True, kw_only=True)
class WeightsOutput(OptionGroup):
    """What is written."""

    heading: ClassVar[str] = "Output"

    out: Annotated[
        str, typer.Option("--out", metavar="PATH", help="File of weights; with --type, a folder for --rules.")
    ]
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="Name of the clause type in plain words.")
    ] = None
    attribution: Annotated[
        str,
        typer.Option(
            "--attribution", metavar="TEXT", help="Whom the licence of the data asks to name; kept in the file."
        ),
    ] = ""


@dataclass(frozen=True, kw_only=True)
class Working(OptionGroup):
    """How it runs."""

    heading: ClassVar[str] = "How to run"

    jobs: options.Jobs = 2


@dataclass(frozen=True, kw_only=True)
class FiguresOutput(OptionGroup):
    """How figures are shown."""

    heading: ClassVar[str] = "Output"

    format: options.PlainFormat = options.PlainFormatName.text


def train(*, learning: Learning, output: WeightsOutput, working: Working, telling: Telling) -> int:
    """Learns the ranker's weights, or a clause type of your own."""
    from clausegap.cli.train import LessonRequest, run_train

    rules = tuple(learning.rules or ())
    request = LessonRequest(
        learning.data, rules, working.jobs, learning.type, output.title, learning.background, output.attribution
    )
    return run_train(request, output.out)


def evaluate(*, learning: Learning, output: FiguresOutput, working: Working, telling: Telling) -> int:
    """Measures by cross-validation how well clause types are found."""
    from clausegap.cli.train import LessonRequest, run_evaluate

    rules = tuple(learning.rules or ())
    request = LessonRequest(learning.data, rules, working.jobs, learning.type, None, learning.background)
    return run_evaluate(request, as_json=output.format is options.PlainFormatName.json)
