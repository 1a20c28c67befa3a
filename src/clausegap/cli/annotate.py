"""``clausegap annotate``: a copy of the contract with the findings written on it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from clausegap.annotate.notes import DEFAULT_OPTIONS, NoteOptions, notes
from clausegap.annotate.table import check_annotatable, check_name, copy_notices, reviewed_bytes, write_notes
from clausegap.batch.files import write_whole
from clausegap.batch.plan import Factory, make_engine
from clausegap.cli.engines import once_needed
from clausegap.cli.exits import remark
from clausegap.cli.inputs import STDIN_NAME, request_of
from clausegap.errors import UsageError
from clausegap.loaders.apart import ReadingProcess
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.report import Report
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity, severity_rank
from clausegap.processes import bounded
from clausegap.renderers.wording import plural

_STDOUT = "-"


@dataclass(frozen=True, slots=True)
class AnnotateRequest:
    """What the user asked for.

    Attributes:
        file: The contract.
        output: File to write, or ``-`` for standard output.
        spec: What to review for.
        options: What is written on it.
        reading: How to read it.
        limits: What reading it may take, and likewise reviewing and annotating it.
        stdin_name: What a contract from standard input is called.
    """

    file: str
    output: str
    spec: ReviewSpec
    options: NoteOptions = DEFAULT_OPTIONS
    reading: ReadOptions = DEFAULT_READING
    limits: Limits = DEFAULT_LIMITS
    stdin_name: str = STDIN_NAME


def run_annotate(request: AnnotateRequest, make: Factory = make_engine, *, quiet: bool = False) -> int:
    """Writes the annotated copy of a contract and says so, if not told to be quiet; returns 0.

    Raises:
        InputError: The contract cannot be read, or is of a format that takes no notes.
        RulesError: A rule file has a mistake.
        UsageError: An argument is wrong, or the output cannot be written.
    """
    _check_output(request)
    given = request_of(request.file, request.reading, request.stdin_name)
    with ReadingProcess(request.limits) as reader:
        reader.begin(given)
        make = once_needed(make, reader, request.spec)
        document = reader.result()
    check_annotatable(document, request.options)
    check_name(document, request.output)
    data = given.source if isinstance(given.source, bytes) else reviewed_bytes(request.file, document, request.reading)
    with bounded(request.limits, given.shown):
        report, frame = make(request.spec).examine(document)
        found = notes(report, document, frame, request.options)
        copy = write_notes(data, report, document, found, request.options, request.reading.password)
        notices = copy_notices(data, document, request.reading.password, found)
    _put(copy, request.output)
    target = "standard output" if request.output == _STDOUT else request.output
    for notice in notices:
        remark(f"{target}: {notice.message}")
    if not quiet:
        remark(f"{target}: {plural(len(found), 'note')} on {_gaps(report, request.options.severity)}")
    return 0


def _gaps(report: Report, least: Severity) -> str:
    """Returns how many gaps the notes speak of: ``22 gaps``, or ``9 of 22 gaps`` where lesser ones are left out."""
    noted = sum(severity_rank(gap.severity) >= severity_rank(least) for gap in report.gaps)
    return plural(len(report.gaps), "gap") if noted == len(report.gaps) else f"{noted} of {len(report.gaps)} gaps"


def _check_output(request: AnnotateRequest) -> None:
    """Raises unless the copy can go where it is to go.

    Raises:
        UsageError: It is the contract's place, a folder, or a terminal.
    """
    if request.output == _STDOUT:
        if sys.stdout.isatty():
            raise UsageError("-o -: the copy is no text; give a file, or send it through a pipe")
    elif Path(request.output).is_dir():
        raise UsageError(f"-o {request.output}: it is a folder; name a file in it for the copy")
    elif _is_same(Path(request.output), Path(request.file)):
        raise UsageError(f"-o {request.output}: the copy would overwrite the contract; choose another output")


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, be it by a link or by letters of another case."""
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))


def _put(copy: bytes, output: str) -> None:
    if output == _STDOUT:
        sys.stdout.buffer.write(copy)
        return
    target = Path(output)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, copy)
    except OSError as error:
        raise UsageError(f"{target}: the copy cannot be written: {error.strerror}") from error
