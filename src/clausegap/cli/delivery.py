"""Where each report or comparison goes, and in which format."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rich.console import Console

from clausegap.batch.files import write_whole
from clausegap.batch.naming import unique_stems
from clausegap.cli.comparison_terminal import print_comparison
from clausegap.cli.standard_terminal import print_standard
from clausegap.cli.terminal import print_report
from clausegap.errors import UsageError
from clausegap.model.comparison import Comparison
from clausegap.model.deviation import StandardComparison
from clausegap.model.document import Document
from clausegap.model.report import Report
from clausegap.renderers.table import comparison_format, report_format, standard_format

# The formats by their names on the command line, with the names of renderers.table where they have one.
_FORMATS: Final = {"text": None, "json": "json", "md": "markdown", "html": "html"}
_STDOUT: Final = "-"

Render = Callable[[str, Console], str]  # the name of a format, and what to print text on
Deliver = Callable[[Render], None]


def output_folder(output: str | None, *, several: bool) -> Path | None:
    """Returns the folder for the reports, or None when they go to one file or standard output.

    Args:
        output: As the user gave it; a slash at its end makes it a folder.
        several: Whether there can be more than one report.

    Raises:
        UsageError: Several reports, and the output looks like a file.
    """
    if output is None or output == _STDOUT:
        return None
    is_folder = output.endswith(("/", "\\")) or Path(output).is_dir()
    if several and not is_folder and Path(output).suffix.lower() in map(_suffix, _FORMATS):
        raise UsageError(f"-o {output}: several reports need a folder; end its name with a slash")
    return Path(output) if several or is_folder else None


def format_name(wanted: str | None, output: str | None) -> str:
    """Returns the format asked for, else that of the output's suffix, else text."""
    if wanted is not None:
        return wanted
    suffix = Path(output or "").suffix.lower()
    return next((name for name in _FORMATS if _suffix(name) == suffix), "text")


def deliveries(
    wanted: str | None, output: str | None, sources: tuple[str, ...], *, several: bool, beside: tuple[str, ...] = ()
) -> list[Deliver]:
    """Returns what delivers the result on each contract.

    Args:
        wanted: The format asked for, or None.
        output: As the user gave it.
        sources: The contracts.
        several: Whether there can be more than one result.
        beside: Further contracts that must not be overwritten.

    Raises:
        UsageError: An output is a contract, or cannot hold all results.
    """
    folder = output_folder(output, several=several)
    if folder is not None:
        return to_folder(format_name(wanted, None), folder, sources, beside)
    name = format_name(wanted, output)
    if output is None or output == _STDOUT:
        return to_stdout(name, len(sources))
    return to_file(name, Path(output), (*sources[:1], *beside))


def to_stdout(name: str, number: int) -> list[Deliver]:
    """Returns what shows each of some reports on standard output, one after the other.

    Raises:
        UsageError: Several web pages, which cannot follow one another.
    """
    if name == "html" and number > 1:
        raise UsageError("--format html: several pages need a folder; add -o FOLDER/")
    return [_shower(name, is_first=index == 0) for index in range(number)]


def to_file(name: str, target: Path, sources: tuple[str, ...]) -> list[Deliver]:
    """Returns what writes one report to a file.

    Raises:
        UsageError: The file is a contract.
    """
    _refuse_overwriting(sources, (target,))
    return [_writer(name, target)]


def to_folder(name: str, folder: Path, sources: tuple[str, ...], beside: tuple[str, ...] = ()) -> list[Deliver]:
    """Returns what writes each report to a file of its own, which is named after the contract.

    Raises:
        UsageError: A report would have the name of a contract.
    """
    targets = tuple(folder / f"{stem}{_suffix(name)}" for stem in unique_stems(sources))
    _refuse_overwriting((*sources, *beside), targets)
    return [_writer(name, target) for target in targets]


def _suffix(name: str) -> str:
    known = _FORMATS[name]
    return ".txt" if known is None else report_format(known).suffix


def _refuse_overwriting(sources: tuple[str, ...], targets: tuple[Path, ...]) -> None:
    contracts = {Path(source).resolve() for source in sources}
    for target in targets:
        if target.resolve() in contracts:
            raise UsageError(f"{target}: the report would overwrite a contract; choose another output")


def _shower(name: str, *, is_first: bool) -> Deliver:
    def show(render: Render) -> None:
        gap = "" if is_first or name != "text" else "\n"
        put(gap + render(name, Console(highlight=False)))

    return show


def _writer(name: str, target: Path) -> Deliver:
    def write(render: Render) -> None:
        # A file is no terminal, whatever FORCE_COLOR says.
        console = Console(file=io.StringIO(), width=80, force_terminal=False, no_color=True)
        text = render(name, console)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, text)
        except OSError as error:
            raise UsageError(f"{target}: the report cannot be written: {error.strerror}") from error

    return write


def report_text(report: Report, document: Document, name: str, console: Console) -> str:
    """Returns a report in a format of the command line."""
    known = _FORMATS[name]
    if known is not None:
        return report_format(known).render(report, document)
    with console.capture() as captured:
        print_report(report, console)
    return captured.get()


def comparison_text(comparison: Comparison, name: str, console: Console) -> str:
    """Returns a comparison in a format of the command line."""
    known = _FORMATS[name]
    if known is not None:
        return comparison_format(known)(comparison)
    with console.capture() as captured:
        print_comparison(comparison, console)
    return captured.get()


def standard_text(comparison: StandardComparison, name: str, console: Console) -> str:
    """Returns a comparison with standard wording in a format of the command line."""
    known = _FORMATS[name]
    if known is not None:
        return standard_format(known)(comparison)
    with console.capture() as captured:
        print_standard(comparison, console)
    return captured.get()


def put(text: str) -> None:
    """Writes a text to standard output."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        # Programs that read a report expect UTF-8; a terminal's own encoding may lack some quotes.
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    stream.write(text)
