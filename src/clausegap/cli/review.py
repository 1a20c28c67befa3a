"""``clausegap review``: a report on each of a few contracts, shown or written."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from clausegap.batch.plan import Factory, Reviews, make_engine
from clausegap.cli import delivery
from clausegap.cli.engines import once_needed
from clausegap.cli.exits import GAPS, UNREADABLE, complain
from clausegap.cli.sources import find_contracts, may_hold_several
from clausegap.cli.verdict import is_failing
from clausegap.errors import InputError
from clausegap.loaders.apart import ReadingProcess, Request
from clausegap.loaders.remote import path_or_url
from clausegap.model.document import Document
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity
from clausegap.processes import bounded


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What the user asked for.

    Attributes:
        files: Contracts and folders.
        spec: What to review for.
        reading: How to read them.
        format: text, json, md or html; None leaves it to the output's suffix.
        output: File or folder; None or ``-`` for standard output.
        fail_on: Severity that makes the exit code 1, or None for never.
        as_deal: Whether the contracts are one deal, with one report.
        limits: What reading one of them may take, and likewise reviewing it.
    """

    files: tuple[str, ...]
    spec: ReviewSpec
    reading: ReadOptions = DEFAULT_READING
    format: str | None = None
    output: str | None = None
    fail_on: Severity | None = "medium"
    as_deal: bool = False
    limits: Limits = DEFAULT_LIMITS


def run_review(request: ReviewRequest, make: Factory = make_engine) -> int:
    """Returns the exit code after reviewing each contract; unreadable ones are named on standard error.

    Raises:
        NoContractsError: A folder holds no contract.
        RulesError: A rule file has a mistake.
        UsageError: An argument is wrong, or an output cannot be written.
    """
    if request.as_deal:
        return _review_deal(request, make)
    contracts = contracts_of(request)
    with ReadingProcess(request.limits) as reader:
        upcoming = (Request(path_or_url(source), request.reading) for source, _ in contracts)
        reader.begin(next(upcoming))  # it is read while the engine is built, each other one while one is reviewed
        make = once_needed(make, reader, request.spec)
        codes = []
        for source, deliver in contracts:
            document = _read(reader)
            following = next(upcoming, None)
            if following is not None:
                reader.begin(following)
            if document is None:
                codes.append(UNREADABLE)
            else:
                codes.append(_review(make(request.spec), document, source, (request, deliver)))
    return max(codes)


def contracts_of(request: ReviewRequest) -> list[tuple[str, delivery.Deliver]]:
    """Returns each contract that was asked for, with what delivers the result on it; names files passed over.

    Raises:
        NoContractsError: A folder holds no contract.
        UsageError: An output is a contract, or cannot hold all results.
    """
    several = len(request.files) > 1 or any(map(may_hold_several, request.files))
    folder = delivery.output_folder(request.output, several=several)
    contracts = find_contracts(request.files, folder, request.reading)
    if contracts.others:
        sys.stderr.write(contracts.others_line() + "\n")
    deliveries = delivery.deliveries(request.format, request.output, contracts.paths, several=several)
    return list(zip(contracts.paths, deliveries, strict=True))


def _read(reader: ReadingProcess) -> Document | None:
    """Returns the document that was begun, or None after saying why it cannot be read."""
    try:
        return reader.result()
    except InputError as error:
        complain(str(error))
        return None


def _review_deal(request: ReviewRequest, make: Factory) -> int:
    """Delivers one report on all contracts; one that cannot be read spoils it, for it may hold what is missing."""
    sources = find_contracts(request.files, reading=request.reading).paths
    name = delivery.format_name(request.format, request.output)
    if request.output is None or request.output == "-":
        deliver = delivery.to_stdout(name, 1)[0]
    else:
        deliver = delivery.to_file(name, Path(request.output), sources)[0]
    documents: list[Document] = []
    with ReadingProcess(request.limits) as reader:
        reader.begin(Request(path_or_url(sources[0]), request.reading))
        make = once_needed(make, reader, request.spec)
        for following in (*sources[1:], None):
            document = _read(reader)
            if document is None:
                return UNREADABLE
            documents.append(document)
            if following is not None:
                reader.begin(Request(path_or_url(following), request.reading))
    try:
        with bounded(request.limits, request.files[0]):
            report, whole = make(request.spec).review_deal(documents)
    except InputError as error:
        complain(str(error))
        return UNREADABLE
    deliver(partial(delivery.report_text, report, whole))
    return GAPS if is_failing(report, request.fail_on) else 0


def _review(engine: Reviews, document: Document, source: str, order: tuple[ReviewRequest, delivery.Deliver]) -> int:
    """Delivers the report on one contract and returns what it alone would make the exit code."""
    request, deliver = order
    try:
        with bounded(request.limits, source):
            report = engine.review(document)
    except InputError as error:
        complain(str(error))
        return UNREADABLE
    deliver(partial(delivery.report_text, report, document))
    return GAPS if is_failing(report, request.fail_on) else 0
