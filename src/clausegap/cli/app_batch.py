"""The commands ``batch`` and ``portfolio``, and what they take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

import typer

from clausegap.cli import options
from clausegap.cli.completion import protections
from clausegap.cli.grouped import OptionGroup
from clausegap.cli.option_groups import Choosing, Expecting, Failing, Reading, Telling


@dataclass(frozen=True, kw_only=True)
class BatchOutput(OptionGroup):
    """What a batch writes."""

    heading: ClassVar[str] = "Output"

    out: Annotated[str, typer.Option("--out", metavar="DIR", help="Folder for all that is written.")]
    html: Annotated[bool, typer.Option("--html/--no-html", help="Write web pages beside the JSON reports.")] = True
    summary: options.Summary = "csv,xlsx,html"
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the results of other contracts that are in the folder.")
    ] = False


@dataclass(frozen=True, kw_only=True)
class Running(OptionGroup):
    """How a batch runs."""

    heading: ClassVar[str] = "How to run"

    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, metavar="NUMBER", help="Processes; by default the processors, at most 4."),
    ] = None
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that was stopped: keep what it finished.")
    ] = False
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Review on the workers of this Dask scheduler.")
    ] = None
    send_files: Annotated[
        bool, typer.Option("--send-files", help="Send contracts to workers that do not see the folders here.")
    ] = False


def batch(  # noqa: PLR0913  what a command takes is its signature
    folders: Annotated[
        list[str],
        typer.Argument(metavar="FOLDER", help="Folders of contracts, contracts, or patterns of them; also URLs."),
    ],
    *,
    choosing: Choosing,
    reading: Reading,
    expecting: Expecting,
    output: BatchOutput,
    running: Running,
    failing: Failing,
    telling: Telling,
) -> int:
    """Reviews whole folders into reports and a summary of them all.

    Writes a JSON and an HTML report on each contract, outcomes.jsonl, journal.jsonl, and the summary as table,
    workbook and web page. Ctrl-C ends it in order, with exit code 130.
    """
    from clausegap.cli.batch import BatchRequest, run_batch

    request = BatchRequest(
        tuple(folders),
        output.out,
        expecting.spec,
        reading.reading,
        jobs=running.jobs,
        limits=reading.limits,
        fail_on=failing.severity,
        quiet=telling.quiet,
        summaries=output.summary,
        resume=running.resume,
        replace=output.replace,
        html=output.html,
        scheduler=running.scheduler,
        sends_files=running.send_files,
        filter=choosing.filter,
        strict=failing.strict,
    )
    return run_batch(request)


@dataclass(frozen=True, kw_only=True)
class Asking(OptionGroup):
    """What is asked of each contract."""

    heading: ClassVar[str] = "What to ask"

    protection: Annotated[
        list[str] | None,
        typer.Option("--protection", metavar="ID", help="As patterns list prints it.", autocompletion=protections),
    ] = None
    status: Annotated[
        list[options.StatusName] | None, typer.Option("--status", metavar="STATUS", help="What was found.")
    ] = None
    severity: Annotated[
        options.SeverityName | None,
        typer.Option("--severity", metavar="SEVERITY", help="Gaps that are at least this grave."),
    ] = None
    counterparty: Annotated[
        list[str] | None, typer.Option("--counterparty", metavar="NAME", help="Part of the other party's name.")
    ] = None
    governing_law: Annotated[
        list[str] | None, typer.Option("--governing-law", metavar="NAME", help="Part of the law's name.")
    ] = None
    term: Annotated[
        list[options.TermName] | None, typer.Option("--term", metavar="TERM", help="How long the contract runs.")
    ] = None
    expires_before: Annotated[
        datetime | None,
        typer.Option(
            "--expires-before", metavar="YYYY-MM-DD", formats=["%Y-%m-%d"], help="The first term ends earlier."
        ),
    ] = None
    expires_after: Annotated[
        datetime | None,
        typer.Option(
            "--expires-after", metavar="YYYY-MM-DD", formats=["%Y-%m-%d"], help="The first term ends after that day."
        ),
    ] = None


@dataclass(frozen=True, kw_only=True)
class AnswerOutput(OptionGroup):
    """How an answer is shown or written, and where."""

    heading: ClassVar[str] = "Output"

    format: Annotated[
        options.AnswerFormatName | None,
        typer.Option("--format", metavar="FORMAT", help="By default that of the output's suffix, else text."),
    ] = None
    output: options.Output = None


def portfolio(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder with JSON reports, also in folders of it.")],
    *,
    choosing: Choosing,
    asking: Asking,
    output: AnswerOutput,
    telling: Telling,
) -> int:
    """Answers questions over the reports of a batch.

    Which contracts lack audit rights? All that is asked must hold; of an option that is given several times, one
    value. What was found, its severity and the protection are asked of the same finding.
    """
    from clausegap.cli.portfolio import PortfolioRequest, run_portfolio
    from clausegap.portfolio.question import Question

    question = Question(
        protections=tuple(asking.protection or ()),
        statuses=tuple(one.value for one in asking.status or ()),
        severity=asking.severity.value if asking.severity else None,
        counterparties=tuple(asking.counterparty or ()),
        laws=tuple(asking.governing_law or ()),
        terms=tuple(one.value for one in asking.term or ()),
        expires_before=asking.expires_before.date() if asking.expires_before else None,
        expires_after=asking.expires_after.date() if asking.expires_after else None,
    )
    wanted = output.format.value if output.format else None
    return run_portfolio(PortfolioRequest(folder, question, wanted, output.output, choosing.filter))
