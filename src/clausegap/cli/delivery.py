"""Where each report or comparison goes, and in which format."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from clausegap._nearest import did_you_mean
from clausegap.batch.files import write_whole
from clausegap.batch.naming import unique_stems
from clausegap.cli.comparison_terminal import print_comparison
from clausegap.cli.standard_terminal import print_standard
from clausegap.cli.terminal import print_report
from clausegap.errors import UsageError
from clausegap.model.comparison import Comparison
from clausegap.model.deviation import StandardComparison
from clausegap.renderers.reviewed import Reviewed
from clausegap.renderers.table import COLLECTIONS, CollectionFormat, comparison_format, report_format, standard_format

# The formats of one report by their names on the command line, with the names of renderers.table where they have one.
_FORMATS: Final = {"text": None, "json": "json", "md": "markdown", "html": "html"}
STDOUT: Final = "-"
_SUFFIXES: Final = {
    **{name: ".txt" if known is None else report_format(known).suffix for name, known in _FORMATS.items()},
    **{name: known.suffix for name, known in COLLECTIONS.items()},
}

Content = str | bytes
Render = Callable[[str, Console], Content]  # the name of a format, and what to print text on
Deliver = Callable[[Render], None]


def output_folder(output: str | None, *, several: bool, together: bool = False) -> Path | None:
    """Returns the folder for the reports, or None when they go to one file or standard output.

    Args:
        output: As the user gave it; a slash at its end makes it a folder.
        several: Whether there can be more than one report.
        together: Whether the format puts several reports into one file.

    Raises:
        UsageError: Several reports, and the output looks like a file.
    """
    if output is None or output == STDOUT:
        return None
    is_folder = output.endswith(("/", "\\")) or Path(output).is_dir()
    if together:
        return Path(output) if is_folder else None
    if several and not is_folder and Path(output).suffix.lower() in _SUFFIXES.values():
        raise UsageError(f"-o {output}: several reports need a folder; end its name with a slash")
    return Path(output) if several or is_folder else None


def format_name(wanted: str | None, output: str | None, *, several: bool = False) -> str:
    """Returns the format asked for, else that of the output's suffix, else text.

    Args:
        wanted: The format asked for, or None.
        output: As the user gave it.
        several: Whether there can be more than one result, so that a name of its own kind is that of a folder.

    Raises:
        UsageError: No format has the suffix.
    """
    if wanted is not None:
        return wanted
    suffix = Path(output or "").suffix.lower()
    if not suffix or (output or "").endswith(("/", "\\")) or Path(output or "").is_dir():
        return "text"
    for name, known in _SUFFIXES.items():
        if known == suffix:
            return name
    if several:
        return "text"
    raise UsageError(f"-o {output}: no format has the suffix {suffix}; {_hint(suffix)} (--format names one for any)")


def _hint(suffix: str) -> str:
    if suffix in (".docx", ".pdf"):
        return "'clausegap annotate' writes on a copy of the contract"
    known = _SUFFIXES.values()
    return did_you_mean(suffix, known, whole=True) or f"known: {' '.join(known)}"


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
    if output is None or output == STDOUT:
        return to_stdout(name, len(sources))
    return to_file(name, Path(output), (*sources[:1], *beside))


def comparison_deliveries(
    wanted: str | None, output: str | None, sources: tuple[str, ...], *, several: bool, beside: tuple[str, ...] = ()
) -> list[Deliver]:
    """Returns what delivers the comparison of each contract; see ``deliveries``.

    Raises:
        UsageError: Also if comparisons are not written in the format.
    """
    name = format_name(wanted, output, several=several)
    if name not in _FORMATS:
        raise UsageError(f"comparisons are not written as {name}; known: {', '.join(_FORMATS)}")
    return deliveries(name, output, sources, several=several, beside=beside)


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
    refuse_overwriting(sources, (target,))
    return [_writer(name, target)]


def to_folder(name: str, folder: Path, sources: tuple[str, ...], beside: tuple[str, ...] = ()) -> list[Deliver]:
    """Returns what writes each report to a file of its own, which is named after the contract.

    Raises:
        UsageError: A report would have the name of a contract.
    """
    targets = tuple(folder / f"{stem}{_SUFFIXES[name]}" for stem in unique_stems(sources))
    refuse_overwriting((*sources, *beside), targets)
    return [_writer(name, target) for target in targets]


def refuse_overwriting(sources: tuple[str, ...], targets: tuple[Path, ...]) -> None:
    """Raises unless no report goes where a contract is.

    Raises:
        UsageError: One does.
    """
    contracts = {Path(source).resolve() for source in sources}
    for target in targets:
        if target.resolve() in contracts:
            raise UsageError(f"{target}: the report would overwrite a contract; choose another output")


def _shower(name: str, *, is_first: bool) -> Deliver:
    def show(render: Render) -> None:
        gap = "" if is_first or name != "text" else "\n"
        content = render(name, Console(highlight=False))
        put(gap + content if isinstance(content, str) else content)

    return show


def _writer(name: str, target: Path) -> Deliver:
    def write(render: Render) -> None:
        # A file is no terminal, whatever FORCE_COLOR says.
        console = Console(file=io.StringIO(), width=80, force_terminal=False, no_color=True)
        write_file(target, render(name, console))

    return write


def write_file(target: Path, content: Content) -> None:
    """Writes a report to a file, whole or not at all, in a folder that is made if need be.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
    except OSError as error:
        raise UsageError(f"{target}: the report cannot be written: {error.strerror}") from error


def report_content(contract: Reviewed, name: str, console: Console) -> Content:
    """Returns the report on a contract in a format of the command line.

    Raises:
        ValueError: It has none.
    """
    report = contract.report
    if report is None:
        raise ValueError(f"{contract.source} has no report")
    if name in COLLECTIONS:
        return collection_content([contract], COLLECTIONS[name])
    known = _FORMATS[name]
    if known is not None:
        return report_format(known).render(report, contract.document)
    with console.capture() as captured:
        print_report(report, console)
    return captured.get()


def collection_content(contracts: Sequence[Reviewed], known: CollectionFormat) -> Content:
    """Returns what a file with several reports holds."""
    content = known.render(contracts)
    return content.encode(known.encoding) if isinstance(content, str) else content


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


def put(content: Content) -> None:
    """Writes to standard output; see ``streams.settle`` for its encoding."""
    if isinstance(content, bytes):
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)
