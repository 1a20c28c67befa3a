"""The options that commands share, and the words they take.

These repeat the words of ``model.terms``, because Typer reads enumerations; a test compares them.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from clausegap.cli import completion
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
    """How a comparison is shown or written."""

    text = "text"
    json = "json"
    md = "md"
    html = "html"


class ReportFormatName(str, Enum):
    """How reports are shown or written."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    md = "md"
    html = "html"
    csv = "csv"
    xlsx = "xlsx"
    sarif = "sarif"


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


class PlainFormatName(str, Enum):
    """How figures and settings are shown."""

    text = "text"
    json = "json"


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


Side = Annotated[SideName, typer.Option("--side", metavar="SIDE", help="The party that is advised.")]
Playbook = Annotated[
    str | None,
    typer.Option(
        "--playbook",
        metavar="NAME|FILE",
        help="What to expect; by default that of the contract type.",
        autocompletion=completion.playbooks,
    ),
]
ContractType = Annotated[
    ContractTypeName | None,
    typer.Option("--contract-type", metavar="TYPE", help="By default found out from the text."),
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
    ChangesName,
    typer.Option(
        "--changes", metavar="VIEW", help="Tracked changes of Word files: as if accepted, or the original text."
    ),
]
ReviewedChanges = Annotated[
    ReviewedChangesName,
    typer.Option(
        "--changes",
        metavar="VIEW",
        help="Tracked changes of Word files: as if accepted, the original text, or what they do to the protections.",
    ),
]
Ocr = Annotated[bool, typer.Option("--ocr/--no-ocr", help="Read scanned pages where clausegap[ocr] is installed.")]
Convert = Annotated[bool, typer.Option("--convert", help="Convert .doc, .rtf and .odt where LibreOffice is installed.")]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout", min=0.1, max=MOST_SECONDS, metavar="SECONDS", help="Give a document up that takes longer."
    ),
]
Memory = Annotated[
    int,
    typer.Option("--memory", min=LEAST_MEMORY, metavar="MIB", help="Give a document up that needs more (on Linux)."),
]
Include = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="GLOB", help="Take only files that match, by name or by path in their folder."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", help="Leave out files that match, by name or by path in their folder."),
]
AsDeal = Annotated[bool, typer.Option("--as-deal", help="Review all files as one deal, with one report.")]
Standard = Annotated[
    bool, typer.Option("--standard", help="Compare one contract with the playbook's standard wording.")
]
StdinName = Annotated[
    str, typer.Option("--stdin-name", metavar="NAME", help="Name of the contract that is read from standard input.")
]
FailOnLoss = Annotated[
    FailOnLossName,
    typer.Option(
        "--fail-on", metavar="LOSS", help="Exit with 1 if a protection is weaker (or removed), or this grave a loss."
    ),
]
Fail = Annotated[
    FailOn, typer.Option("--fail-on", metavar="SEVERITY", help="Exit with 1 if a gap is at least this severe.")
]
ExitZero = Annotated[
    bool,
    typer.Option("--exit-zero", "--no-exit-codes", help="Exit with 0 where it would be 1; errors keep their codes."),
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Exit with 3 also if words of a contract may be unread, or a verdict is open."),
]
Format = Annotated[
    FormatName | None,
    typer.Option("--format", metavar="FORMAT", help="By default that of the output's suffix, else text."),
]
ReportFormat = Annotated[
    ReportFormatName | None,
    typer.Option("--format", metavar="FORMAT", help="By default that of the output's suffix, else text."),
]
Output = Annotated[
    str | None, typer.Option("-o", "--output", metavar="PATH", help="File to write; - is standard output.")
]
SeveralOutput = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="PATH", help="File, or folder for several reports; - is standard output."),
]
Summary = Annotated[
    str,
    typer.Option("--summary", metavar="LIST", help="Formats of the summary: csv, xlsx, html, json, parquet, or none."),
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="NUMBER", help="Processes.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Show no progress and no remarks; errors and results stay.")]
Verbose = Annotated[
    int, typer.Option("-v", "--verbose", count=True, help="Say on standard error what is done; -vv says more.")
]
PlainFormat = Annotated[PlainFormatName, typer.Option("--format", metavar="FORMAT", help="How it is shown.")]
