"""The options that commands share, and the words they take.

These repeat the words of ``model.terms``, because Typer reads enumerations; a test compares them.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from clausegap.model.reading import LEAST_MEMORY, MOST_SECONDS


class SideName(str, Enum):
    """The party that is advised."""

    customer = "customer"
    supplier = "supplier"


class ContractTypeName(str, Enum):
    """Contract types that have a playbook."""

    nda = "nda"
    msa = "msa"
    sow = "sow"
    sw_dev = "sw_dev"
    bpo = "bpo"
    consulting = "consulting"


class FormatName(str, Enum):
    """How a report is shown or written."""

    text = "text"
    json = "json"
    md = "md"
    html = "html"


class ExtractFormatName(str, Enum):
    """How what was read is shown or written."""

    text = "text"
    json = "json"


class ShowName(str, Enum):
    """Parts of what was read."""

    file = "file"
    coverage = "coverage"
    notices = "notices"
    structure = "structure"
    terms = "terms"
    references = "references"
    apart = "apart"
    text = "text"


class ChangesName(str, Enum):
    """Which text of a file with tracked changes is read."""

    accepted = "accepted"
    original = "original"


class ReviewedChangesName(str, Enum):
    """The same, or what the changes do to the protections."""

    accepted = "accepted"
    original = "original"
    compare = "compare"


class StatusName(str, Enum):
    """What was found of a protection."""

    missing = "missing"
    undetermined = "undetermined"
    weak = "weak"
    present = "present"


class SeverityName(str, Enum):
    """How grave a gap is."""

    info = "info"
    low = "low"
    medium = "medium"
    high = "high"
    critical = "critical"


class TermName(str, Enum):
    """How long a contract runs, as far as its text says."""

    fixed = "fixed"
    open_ended = "open_ended"
    unknown = "unknown"


class AnswerFormatName(str, Enum):
    """How an answer over many reports is shown or written."""

    text = "text"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"
    html = "html"
    parquet = "parquet"


class SchemaName(str, Enum):
    """Formats with a published JSON Schema."""

    report = "report"
    comparison = "comparison"
    standard = "standard"
    extract = "extract"
    protection = "protection"
    playbook = "playbook"
    clause_type = "clause_type"
    lexicon = "lexicon"
    roles = "roles"
    generic = "generic"
    notices = "notices"
    risks = "risks"


class FailOn(str, Enum):
    """The least severity of a gap that makes the exit code 1."""

    info = "info"
    low = "low"
    medium = "medium"
    high = "high"
    critical = "critical"
    never = "never"


class FailOnLossName(str, Enum):
    """The losses that make the exit code 1: any, or those of at least some severity."""

    weaker = "weaker"
    low = "low"
    medium = "medium"
    high = "high"
    critical = "critical"
    never = "never"


Side = Annotated[SideName, typer.Option("--side", help="The party that is advised.")]
Playbook = Annotated[
    str | None,
    typer.Option("--playbook", metavar="NAME|FILE", help="What to expect; by default that of the contract type."),
]
ContractType = Annotated[
    ContractTypeName | None,
    typer.Option("--contract-type", help="By default found out from the text."),
]
Rules = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="PATH", help="Rule file or folder to add to the shipped ones."),
]
Customer = Annotated[
    str | None,
    typer.Option("--customer", metavar="NAME", help="Who the customer is, if the text does not tell."),
]
Supplier = Annotated[
    str | None,
    typer.Option("--supplier", metavar="NAME", help="Who the supplier is, if the text does not tell."),
]
Password = Annotated[
    str | None, typer.Option("--password", metavar="TEXT", help="Opens an encrypted PDF, or a ZIP archive's files.")
]
Changes = Annotated[
    ChangesName, typer.Option("--changes", help="Tracked changes of Word files: as if accepted, or the original text.")
]
ReviewedChanges = Annotated[
    ReviewedChangesName,
    typer.Option(
        "--changes",
        help="Tracked changes of Word files: as if accepted, the original text, or what they do to the protections.",
    ),
]
Ocr = Annotated[bool, typer.Option("--ocr/--no-ocr", help="Read scanned pages where clausegap[ocr] is installed.")]
Convert = Annotated[bool, typer.Option("--convert", help="Convert .doc, .rtf and .odt where LibreOffice is installed.")]
FailOnLoss = Annotated[
    FailOnLossName,
    typer.Option("--fail-on", help="Exit with 1 if a protection is weaker (or removed), or this grave a loss."),
]
Format = Annotated[
    FormatName | None, typer.Option("--format", help="By default that of the output's suffix, else text.")
]
Fail = Annotated[FailOn, typer.Option("--fail-on", help="Exit with 1 if a gap is at least this severe.")]
Summary = Annotated[
    str,
    typer.Option("--summary", metavar="LIST", help="Formats of the summary: csv, xlsx, html, json, parquet, or none."),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, help="Processes.")]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout", min=0.1, max=MOST_SECONDS, metavar="SECONDS", help="Gives a document up that takes longer."
    ),
]
Memory = Annotated[
    int,
    typer.Option("--memory", min=LEAST_MEMORY, metavar="MIB", help="Gives a document up that needs more (on Linux)."),
]
