"""The command ``annotate``, and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from clausegap.cli import options
from clausegap.cli.grouped import OptionGroup
from clausegap.cli.option_groups import Expecting, Naming, Reading, Telling

if TYPE_CHECKING:
    from clausegap.annotate.notes import NoteOptions


class ExtentName(str, Enum):
    """What gets a note of its own."""

    gaps = "gaps"
    all = "all"


@dataclass(frozen=True, kw_only=True)
class Noting(OptionGroup):
    """What is written on the copy, and in whose name."""

    heading: ClassVar[str] = "Notes"

    insert_fallbacks: Annotated[
        bool,
        typer.Option("--insert-fallbacks", help="Insert the wording to propose into a Word file as tracked changes."),
    ] = False
    extent: Annotated[
        ExtentName, typer.Option("--notes", metavar="EXTENT", help="Notes on the gaps only, or on what is present too.")
    ] = ExtentName.gaps
    severity: Annotated[
        options.SeverityName,
        typer.Option("--severity", metavar="SEVERITY", help="Only gaps that are at least this grave."),
    ] = options.SeverityName.info
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="In whose name.")] = "clausegap"
    date: Annotated[
        datetime | None,
        typer.Option(
            "--date", metavar="YYYY-MM-DD", formats=["%Y-%m-%d"], help="Date of the notes; by default they have none."
        ),
    ] = None

    @property
    def options(self) -> NoteOptions:
        """The same as one value."""
        from clausegap.annotate.notes import NoteOptions

        on = None if self.date is None else self.date.date()
        return NoteOptions(self.extent.value, self.severity.value, self.insert_fallbacks, self.author, on)


@dataclass(frozen=True, kw_only=True)
class CopyOutput(OptionGroup):
    """Where the copy goes."""

    heading: ClassVar[str] = "Output"

    output: Annotated[
        str, typer.Option("-o", "--output", metavar="PATH", help="The annotated copy; - is standard output.")
    ]


def annotate(  # noqa: PLR0913  what a command takes is its signature
    file: Annotated[str, typer.Argument(metavar="FILE", help="A contract, as Word file or PDF; - is standard input.")],
    *,
    reading: Reading,
    naming: Naming,
    expecting: Expecting,
    noting: Noting,
    output: CopyOutput,
    telling: Telling,
) -> int:
    """Writes a copy of a contract with the gaps as comments.

    Each stands on the words it rests on. What is missing is noted where it belongs, with the wording to propose. The
    contract's own words stay as they are.
    """
    from clausegap.cli.annotate import AnnotateRequest, run_annotate

    request = AnnotateRequest(
        file,
        output.output,
        expecting.spec,
        noting.options,
        reading.reading,
        reading.limits,
        stdin_name=naming.stdin_name,
    )
    return run_annotate(request, quiet=telling.quiet)
