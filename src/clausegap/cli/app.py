"""The commands and their options.

Only the standard library, Typer and plain tables are imported here. What a command needs is
imported when it runs, so that help, version and usage errors come at once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from clausegap.cli import options
from clausegap.cli.app_rules import patterns, playbooks
from clausegap.cli.exits import guarded
from clausegap.errors import UsageError
from clausegap.model.reading import DEFAULT_LIMITS, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity
from clausegap.version import VERSION

_EXIT_CODES = (
    "Exit codes: 0 no gap at or above --fail-on, 1 such gaps, 2 usage error, 3 some input not reviewed, 4 bad rules."
)

_LOSS_CODES = (
    "Exit codes: 0 no loss at or above --fail-on, 1 such losses, 2 usage error, 3 input not read, 4 bad rules."
)
_ANSWER_CODES = "Exit codes: 0 answered, 2 usage error, 3 no report to be read."
_EXTRACT_CODES = "Exit codes: 0 all was read, 2 usage error, 3 the file cannot be read, or words of it may be missing."

app = typer.Typer(
    help="Finds the protective clauses in outsourcing contracts and reports the gaps.",
    epilog=_EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # rich would double the time that help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(patterns, name="patterns", help="Shows and checks the rules.")
app.add_typer(playbooks, name="playbooks", help="Shows, compares and checks what is expected of contracts.")

_Data = Annotated[
    str, typer.Option("--data", metavar="DIR|FILE", help="Labelled contracts, or labelled passages (CSV or folder).")
]
_Type = Annotated[
    str | None, typer.Option("--type", metavar="ID", help="Own clause type that labelled passages teach.")
]
_Background = Annotated[
    str | None, typer.Option("--background", metavar="DIR", help="Contracts that have no clause of the own type.")
]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"clausegap {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version),
    ] = False,
) -> None:
    """Holds the options that come before a command."""


@app.command(epilog=_EXIT_CODES)
def review(  # noqa: PLR0913  Typer reads the options from the signature
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Contracts, or folders of them.")],
    *,
    side: options.Side = options.SideName.customer,
    playbook: options.Playbook = None,
    contract_type: options.ContractType = None,
    rules: options.Rules = None,
    customer: options.Customer = None,
    supplier: options.Supplier = None,
    password: options.Password = None,
    changes: options.ReviewedChanges = options.ReviewedChangesName.accepted,
    ocr: options.Ocr = True,
    convert: options.Convert = False,
    timeout: options.Timeout = DEFAULT_LIMITS.seconds,
    memory: options.Memory = DEFAULT_LIMITS.memory,
    format_: options.Format = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="PATH", help="File, or folder for several reports."),
    ] = None,
    as_deal: Annotated[bool, typer.Option("--as-deal", help="Review all files as one deal, with one report.")] = False,
    fail_on: options.Fail = options.FailOn.medium,
) -> None:
    """Reviews contracts and prints or writes a report on each.

    With --changes compare it shows which protections the tracked changes of Word files weaken, strengthen, add
    or remove; --fail-on then speaks of those that they weaken or remove.
    """
    spec = _spec(side, playbook, contract_type, rules=rules, parties=(customer, supplier))
    compares = changes is options.ReviewedChangesName.compare
    view = options.ChangesName.accepted if compares else options.ChangesName(changes.value)
    reading = _reading(password, view, ocr=ocr, convert=convert)

    def command() -> int:
        from clausegap.cli.compare import run_changes
        from clausegap.cli.review import ReviewRequest, run_review

        wanted = format_.value if format_ else None
        limits = Limits(timeout, memory)
        request = ReviewRequest(tuple(files), spec, reading, wanted, output, _severity(fail_on), as_deal, limits)
        return run_changes(request) if compares else run_review(request)

    raise typer.Exit(guarded(command))


@app.command(epilog=_LOSS_CODES)
def compare(  # noqa: PLR0913  Typer reads the options from the signature
    old: Annotated[str, typer.Argument(metavar="OLD", help="The old version of a contract, or the only one.")],
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The new version, in the same or another format.")
    ] = None,
    *,
    standard: Annotated[
        bool, typer.Option("--standard", help="Compare one contract with the playbook's standard wording.")
    ] = False,
    side: options.Side = options.SideName.customer,
    playbook: options.Playbook = None,
    contract_type: options.ContractType = None,
    rules: options.Rules = None,
    customer: options.Customer = None,
    supplier: options.Supplier = None,
    password: options.Password = None,
    changes: options.Changes = options.ChangesName.accepted,
    ocr: options.Ocr = True,
    convert: options.Convert = False,
    timeout: options.Timeout = DEFAULT_LIMITS.seconds,
    memory: options.Memory = DEFAULT_LIMITS.memory,
    format_: options.Format = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="PATH", help="File or folder.")] = None,
    fail_on: options.FailOnLoss = options.FailOnLossName.weaker,
) -> None:
    """Compares two versions of a contract, or one with a standard.

    It says protection by protection what is weaker, stronger, missing or worded otherwise. The standard is the
    playbook's own preferred wording and its fallbacks; where it has none, the wording that comes with the rules.
    """
    spec = _spec(side, playbook, contract_type, rules=rules, parties=(customer, supplier))
    reading = _reading(password, changes, ocr=ocr, convert=convert)

    def command() -> int:
        from clausegap.cli.compare import CompareRequest, run_compare
        from clausegap.cli.standard import StandardRequest, run_standard

        wanted = format_.value if format_ else None
        limits = Limits(timeout, memory)
        if standard and new is None:
            return run_standard(StandardRequest(old, spec, reading, wanted, output, _loss(fail_on), limits))
        if standard or new is None:
            told = "leave out NEW" if standard else "give NEW, or --standard to compare with standard wording"
            raise UsageError(f"compare takes two versions, or one contract with --standard: {told}")
        return run_compare(CompareRequest(old, new, spec, reading, wanted, output, _loss(fail_on), limits))

    raise typer.Exit(guarded(command))


@app.command(epilog=_EXIT_CODES)
def batch(  # noqa: PLR0913  Typer reads the options from the signature
    folders: Annotated[
        list[str], typer.Argument(metavar="FOLDER", help="Folders of contracts, or contracts; also URLs.")
    ],
    *,
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Folder for all that is written.")],
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="Processes; by default the processors, at most 4.")
    ] = None,
    side: options.Side = options.SideName.customer,
    playbook: options.Playbook = None,
    contract_type: options.ContractType = None,
    rules: options.Rules = None,
    customer: options.Customer = None,
    supplier: options.Supplier = None,
    password: options.Password = None,
    changes: options.Changes = options.ChangesName.accepted,
    ocr: options.Ocr = True,
    convert: options.Convert = False,
    timeout: options.Timeout = DEFAULT_LIMITS.seconds,
    memory: options.Memory = DEFAULT_LIMITS.memory,
    fail_on: options.Fail = options.FailOn.medium,
    html: Annotated[bool, typer.Option("--html/--no-html", help="Write web pages beside the JSON reports.")] = True,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that was stopped: keep what it finished.")
    ] = False,
    summary: options.Summary = "csv,xlsx,html",
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Review on the workers of this Dask scheduler.")
    ] = None,
    send_files: Annotated[
        bool, typer.Option("--send-files", help="Send contracts to workers that do not see the folders here.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> None:
    """Reviews whole folders into reports and a summary of them all.

    Writes a JSON and an HTML report on each contract, outcomes.jsonl, journal.jsonl, and the summary as table,
    workbook and web page. Ctrl-C ends it in order, with exit code 130.
    """
    spec = _spec(side, playbook, contract_type, rules=rules, parties=(customer, supplier))
    reading = _reading(password, changes, ocr=ocr, convert=convert)

    def command() -> int:
        from clausegap.cli.batch import BatchRequest, run_batch

        severity = _severity(fail_on)
        limits = Limits(timeout, memory)
        request = BatchRequest(tuple(folders), out, spec, reading, jobs, limits, severity, quiet, summary)
        return run_batch(replace(request, resume=resume, html=html, scheduler=scheduler, sends_files=send_files))

    raise typer.Exit(guarded(command))


@app.command(epilog=_ANSWER_CODES)
def portfolio(  # noqa: PLR0913  Typer reads the options from the signature
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder with JSON reports, also in folders of it.")],
    *,
    protection: Annotated[
        list[str] | None, typer.Option("--protection", metavar="ID", help="As patterns list prints it.")
    ] = None,
    status: Annotated[list[options.StatusName] | None, typer.Option("--status", help="What was found.")] = None,
    severity: Annotated[
        options.SeverityName | None, typer.Option("--severity", help="Gaps that are at least this grave.")
    ] = None,
    counterparty: Annotated[
        list[str] | None, typer.Option("--counterparty", metavar="NAME", help="Part of the other party's name.")
    ] = None,
    governing_law: Annotated[
        list[str] | None, typer.Option("--governing-law", metavar="NAME", help="Part of the law's name.")
    ] = None,
    term: Annotated[list[options.TermName] | None, typer.Option("--term", help="How long the contract runs.")] = None,
    expires_before: Annotated[
        datetime | None, typer.Option("--expires-before", formats=["%Y-%m-%d"], help="The first term ends earlier.")
    ] = None,
    expires_after: Annotated[
        datetime | None, typer.Option("--expires-after", formats=["%Y-%m-%d"], help="The first term ends later.")
    ] = None,
    format_: Annotated[
        options.AnswerFormatName | None,
        typer.Option("--format", help="By default that of the output's suffix, else text."),
    ] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="PATH", help="File to write.")] = None,
) -> None:
    """Answers questions over the reports of a batch: which contracts lack audit rights?

    All that is asked must hold; of an option that is given several times, one value. What was found, its severity and
    the protection are asked of the same finding.
    """

    def command() -> int:
        from clausegap.cli.portfolio import PortfolioRequest, run_portfolio
        from clausegap.portfolio.question import Question

        question = Question(
            protections=tuple(protection or ()),
            statuses=tuple(one.value for one in status or ()),
            severity=severity.value if severity else None,
            counterparties=tuple(counterparty or ()),
            laws=tuple(governing_law or ()),
            terms=tuple(one.value for one in term or ()),
            expires_before=expires_before.date() if expires_before else None,
            expires_after=expires_after.date() if expires_after else None,
        )
        return run_portfolio(PortfolioRequest(folder, question, format_.value if format_ else None, output))

    raise typer.Exit(guarded(command))


@app.command()
def explain(  # noqa: PLR0913  Typer reads the options from the signature
    file: Annotated[str, typer.Argument(metavar="FILE", help="A contract, or the JSON report on one.")],
    *,
    clause: Annotated[
        str | None, typer.Option("--clause", metavar="ID", help="Clause to explain; without it, all are listed.")
    ] = None,
    side: options.Side = options.SideName.customer,
    rules: options.Rules = None,
    customer: options.Customer = None,
    supplier: options.Supplier = None,
    password: options.Password = None,
    changes: options.Changes = options.ChangesName.accepted,
    ocr: options.Ocr = True,
    convert: options.Convert = False,
    timeout: options.Timeout = DEFAULT_LIMITS.seconds,
    memory: options.Memory = DEFAULT_LIMITS.memory,
) -> None:
    """Shows why a passage was taken for a clause."""
    spec = _spec(side, None, None, rules=rules, parties=(customer, supplier))
    reading = _reading(password, changes, ocr=ocr, convert=convert)

    def command() -> int:
        from clausegap.cli.explain import run_explain

        return run_explain(file, clause, spec, reading, Limits(timeout, memory))

    raise typer.Exit(guarded(command))


@app.command(epilog=_EXTRACT_CODES)
def extract(  # noqa: PLR0913  Typer reads the options from the signature
    file: Annotated[str, typer.Argument(metavar="FILE", help="A contract.")],
    *,
    format_: Annotated[
        options.ExtractFormatName | None,
        typer.Option("--format", help="By default that of the output's suffix, else text."),
    ] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="PATH", help="File to write.")] = None,
    show: Annotated[
        list[options.ShowName] | None,
        typer.Option("--show", help="Part to show, again for more; 'text' alone gives the bare words."),
    ] = None,
    password: options.Password = None,
    changes: options.Changes = options.ChangesName.accepted,
    ocr: options.Ocr = True,
    convert: options.Convert = False,
    timeout: options.Timeout = DEFAULT_LIMITS.seconds,
    memory: options.Memory = DEFAULT_LIMITS.memory,
) -> None:
    """Prints what was read: coverage, notices, sections, terms, cross references, text."""
    reading = _reading(password, changes, ocr=ocr, convert=convert)

    def command() -> int:
        from clausegap.cli.extract import run_extract

        name = format_.value if format_ else None
        parts = tuple(part.value for part in show or ())
        limits = Limits(timeout, memory)
        return run_extract(file, reading=reading, limits=limits, format_name=name, output=output, parts=parts)

    raise typer.Exit(guarded(command))


@app.command()
def train(  # noqa: PLR0913  Typer reads the options from the signature
    *,
    data: _Data,
    out: Annotated[
        str, typer.Option("--out", metavar="PATH", help="File of weights; with --type, a folder for --rules.")
    ],
    type_: _Type = None,
    title: Annotated[str | None, typer.Option("--title", help="Name of the clause type in plain words.")] = None,
    background: _Background = None,
    attribution: Annotated[
        str, typer.Option("--attribution", help="Whom the licence of the data asks to name; kept in the file.")
    ] = "",
    rules: options.Rules = None,
    jobs: options.Jobs = 2,
) -> None:
    """Learns the ranker's weights, or a clause type of your own."""

    def command() -> int:
        from clausegap.cli.train import LessonRequest, run_train

        request = LessonRequest(data, tuple(rules or ()), jobs, type_, title, background, attribution)
        return run_train(request, out)

    raise typer.Exit(guarded(command))


@app.command()
def evaluate(
    *,
    data: _Data,
    type_: _Type = None,
    background: _Background = None,
    rules: options.Rules = None,
    jobs: options.Jobs = 2,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measures by cross-validation how well clause types are found."""

    def command() -> int:
        from clausegap.cli.train import LessonRequest, run_evaluate

        return run_evaluate(LessonRequest(data, tuple(rules or ()), jobs, type_, None, background), as_json=json_)

    raise typer.Exit(guarded(command))


@app.command()
def schema(
    name: Annotated[
        options.SchemaName,
        typer.Argument(metavar="NAME", help="report, comparison, standard, extract, or the kind of a rule file."),
    ],
) -> None:
    """Prints a published JSON Schema."""

    def command() -> int:
        from clausegap.cli.schema import print_schema

        return print_schema(name.value)

    raise typer.Exit(guarded(command))


def _spec(
    side: options.SideName,
    playbook: str | None,
    contract_type: options.ContractTypeName | None,
    *,
    rules: list[str] | None,
    parties: tuple[str | None, str | None],
) -> ReviewSpec:
    return ReviewSpec(
        side=side.value,
        playbook=playbook,
        contract_type=contract_type.value if contract_type else None,
        rules=tuple(rules or ()),
        customer=parties[0],
        supplier=parties[1],
    )


def _reading(password: str | None, changes: options.ChangesName, *, ocr: bool, convert: bool) -> ReadOptions:
    return ReadOptions(password=password, changes=changes.value, ocr=ocr, convert=convert)


def _severity(fail_on: options.FailOn) -> Severity | None:
    return None if fail_on is options.FailOn.never else fail_on.value


def _loss(fail_on: options.FailOnLossName) -> Severity | None:
    if fail_on is options.FailOnLossName.never:
        return None
    return "info" if fail_on is options.FailOnLossName.weaker else fail_on.value
