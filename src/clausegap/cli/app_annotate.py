"""The command ``annotate`` and its options; see ``cli.app``."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated

import typer

from clausegap.cli import options
from clausegap.cli.exits import guarded
from clausegap.model.reading import DEFAULT_LIMITS, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec


class ExtentName(str, Enum):
    """What gets a note of its own."""

    gaps = "gaps"
    all = "all"


def annotate(  # noqa: PLR0913  Typer reads the options from the signature
    file: Annotated[str, typer.Argument(metavar="FILE", help="A contract, as Word file or PDF.")],
    *,
    output: Annotated[str, typer.Option("-o", "--output", metavar="PATH", help="The annotated copy.")],
    side: options.Side = options.SideName.customer,
    playbook: options.Playbook = None,
    contract_type: options.ContractType = None,
    rules: options.Rules = None,
    customer: options.Customer = None,
    supplier: options.Supplier = None,
    password: options.Password = None,
    changes: options.Changes = options.ChangesName.accepted,
    ocr: options.Ocr = True,
    timeout: options.Timeout = DEFAULT_LIMITS.seconds,
    memory: options.Memory = DEFAULT_LIMITS.memory,
    insert_fallbacks: Annotated[
        bool,
        typer.Option("--insert-fallbacks", help="Insert the wording to propose into a Word file as tracked changes."),
    ] = False,
    extent: Annotated[
        ExtentName, typer.Option("--notes", help="Notes on the gaps only, or on what is present too.")
    ] = ExtentName.gaps,
    severity: Annotated[
        options.SeverityName, typer.Option("--severity", help="Only gaps that are at least this grave.")
    ] = options.SeverityName.info,
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="In whose name.")] = "clausegap",
    date: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Date of the notes; by default they have none."),
    ] = None,
) -> None:
    """Writes a copy of a contract with each gap as a comment on the words it rests on.

    What is missing is noted where it belongs, with the wording to propose. The contract's own words stay as they are.
    """
    spec = ReviewSpec(
        side=side.value,
        playbook=playbook,
        contract_type=contract_type.value if contract_type else None,
        rules=tuple(rules or ()),
        customer=customer,
        supplier=supplier,
    )

    def command() -> int:
        from clausegap.annotate.notes import NoteOptions
        from clausegap.cli.annotate import AnnotateRequest, run_annotate

        on = None if date is None else date.date()
        noted = NoteOptions(extent.value, severity.value, insert_fallbacks, author, on)
        reading = ReadOptions(password=password, changes=changes.value, ocr=ocr)
        return run_annotate(AnnotateRequest(file, output, spec, noted, reading, Limits(timeout, memory)))

    raise typer.Exit(guarded(command))
