"""Comparisons: ``clausegap compare`` of two files, and ``clausegap review --changes compare`` of tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

from clausegap.batch.plan import Factory, make_engine
from clausegap.cli import delivery
from clausegap.cli.exits import UNREADABLE, complain_of
from clausegap.cli.inputs import STDIN, STDIN_NAME, request_of, shown_name
from clausegap.cli.review import ReviewRequest, contracts_of
from clausegap.cli.verdict import code_of_comparison
from clausegap.errors import InputError, UsageError
from clausegap.loaders.apart import ReadingProcess, Request
from clausegap.loaders.views import Source, load_views
from clausegap.model.document import Document
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity
from clausegap.processes import bounded


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """What the user asked for.

    Attributes:
        sources: The old and the new version, or the one contract that is laid beside standard wording.
        spec: What to review for.
        reading: How to read them.
        format: text, json, md or html; None leaves it to the output's suffix.
        output: File or folder; None or ``-`` for standard output.
        fail_on: Severity of a loss that makes the exit code 1, or None for never.
        limits: What reading one of them may take, and likewise comparing them.
        stdin_name: What the comparison calls the version from standard input.
        strict: Whether what could not be read or decided makes the exit code 3.
    """

    sources: tuple[str, ...]
    spec: ReviewSpec
    reading: ReadOptions = DEFAULT_READING
    format: str | None = None
    output: str | None = None
    fail_on: Severity | None = "info"
    limits: Limits = DEFAULT_LIMITS
    stdin_name: str = STDIN_NAME
    strict: bool = False


def run_compare(request: CompareRequest, make: Factory = make_engine) -> int:
    """Returns the exit code after comparing two versions of a contract.

    Raises:
        InputError: A version cannot be read.
        RulesError: A rule file has a mistake.
        UsageError: An argument is wrong, or the output cannot be written.
    """
    first, second = request.sources
    if first == second == STDIN:
        raise UsageError("- can stand for one version only: standard input is read once")
    old_name, new_name = (shown_name(source, request.stdin_name) for source in request.sources)
    (deliver,) = delivery.comparison_deliveries(
        request.format, request.output, (new_name,), several=False, beside=(old_name,)
    )
    with ReadingProcess(request.limits) as reader:
        old, new = (reader.read(request_of(source, request.reading, request.stdin_name)) for source in request.sources)
    with bounded(request.limits, new_name):
        comparison = make(request.spec).compare(old, new)
    deliver(partial(delivery.comparison_text, comparison))
    return code_of_comparison(comparison, request.fail_on, strict=request.strict)


def run_changes(request: ReviewRequest, make: Factory = make_engine) -> int:
    """Returns the exit code after comparing each contract without and with its tracked changes.

    Contracts that cannot be read, or whose format keeps no changes, are named on standard error.

    Raises:
        NoContractsError: A folder holds no contract.
        RulesError: A rule file has a mistake.
        UsageError: An argument is wrong, or an output cannot be written.
    """
    if request.as_deal:
        raise UsageError("--as-deal: tracked changes are compared file by file; leave it out")
    contracts = contracts_of(request)
    make = cache(make)
    codes = []
    with ReadingProcess(request.limits) as reader:
        for source, deliver in contracts:
            try:
                codes.append(_changes(make, reader, source, (request, deliver)))
            except InputError as error:
                complain_of(error)
                codes.append(UNREADABLE)
    return max(codes)


def _changes(make: Factory, reader: ReadingProcess, source: str, order: tuple[ReviewRequest, delivery.Deliver]) -> int:
    request, deliver = order

    def read(source: Source, *, reading: ReadOptions) -> Document:
        return reader.read(Request(source, reading, name if isinstance(source, bytes) else None))

    name = shown_name(source, request.stdin_name)
    given = request_of(source, request.reading, request.stdin_name).source
    original, accepted = load_views(given, reading=request.reading, read=read)
    with bounded(request.limits, name):
        comparison = make(request.spec).compare(original, accepted, "tracked_changes")
    deliver(partial(delivery.comparison_text, comparison))
    return code_of_comparison(comparison, request.fail_on, strict=request.strict)
