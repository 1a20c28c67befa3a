"""``clausegap portfolio``: answers to questions over the reports of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from clausegap.cli.delivery import put
from clausegap.cli.exits import complain
from clausegap.cli.filters import EVERYTHING, Filter
from clausegap.cli.portfolio_terminal import print_answer
from clausegap.errors import NoContractsError, UsageError
from clausegap.portfolio import Portfolio
from clausegap.portfolio.caveats import caveats
from clausegap.portfolio.question import Question
from clausegap.portfolio.summaries import format_of, write_files
from clausegap.renderers.summary_table import summary_format
from clausegap.renderers.wording import plural

_TEXT: Final = "text"
_STDOUT: Final = "-"


@dataclass(frozen=True, slots=True)
class PortfolioRequest:
    """What the user asked for.

    Attributes:
        folder: Folder with reports.
        question: What must hold.
        format_name: Format of the answer; None for that of the output's suffix, else text.
        output: File to write, or None for standard output.
        filter: Which contracts are asked, by the paths that they were reviewed under.
    """

    folder: str
    question: Question
    format_name: str | None = None
    output: str | None = None
    filter: Filter = EVERYTHING


def run_portfolio(request: PortfolioRequest) -> int:
    """Returns the exit code after giving the answer.

    Raises:
        MissingFileError: There is no such folder.
        NoContractsError: It holds no report.
        UsageError: No report speaks of a protection that was asked for, or the format needs a file or a library.
    """
    file = None if request.output in (None, _STDOUT) else Path(str(request.output))
    name = _format(request.format_name, file)
    portfolio = Portfolio.from_folder(request.folder)
    if not len(portfolio):
        raise NoContractsError(request.folder, "no report in it", "give a folder that clausegap batch wrote to")
    portfolio = _left(portfolio, request.filter)
    answer = portfolio.answer(request.question)
    left_open = list(caveats(portfolio, request.question))
    if name == _TEXT:
        print_answer(answer, len(portfolio), request.question, left_open)
        return 0
    _deliver(answer, name, file)
    for line in left_open:
        complain(line)
    return 0


def _left(portfolio: Portfolio, wanted: Filter) -> Portfolio:
    """Returns the contracts that a filter takes.

    Raises:
        NoContractsError: It takes none.
    """
    kept = [row for row in portfolio.contracts if wanted.takes(PurePath(row.source).as_posix())]
    if not kept:
        raise NoContractsError(
            str(wanted), f"nothing is left of {plural(len(portfolio), 'contract')}", "give other patterns"
        )
    return Portfolio(kept, portfolio.passed_over)


def _format(wanted: str | None, file: Path | None) -> str:
    name = wanted or (_TEXT if file is None else format_of(file))
    if name == _TEXT:
        if file is not None:
            raise UsageError(f"-o {file}: the table is for the terminal; choose another --format for a file")
    elif summary_format(name).pieces is None and file is None:
        raise UsageError(f"--format {name}: it is no text; add -o FILE")
    return name


def _deliver(answer: Portfolio, name: str, file: Path | None) -> None:
    pieces = summary_format(name).pieces
    if file is None:
        assert pieces is not None
        put("".join(pieces(answer.contracts, Path())))
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_files(answer.contracts, {file: name})
    except OSError as error:
        raise UsageError(f"{file}: the answer cannot be written: {error.strerror}") from error
