"""``clausegap review``: a report on each of a few contracts, shown or written."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from clausegap.batch.plan import Factory, Reviews, make_engine
from clausegap.cli import delivery
from clausegap.cli.exits import GAPS, UNREADABLE, complain
from clausegap.cli.sources import find_contracts
from clausegap.cli.verdict import is_failing
from clausegap.errors import InputError
from clausegap.loaders import load
from clausegap.model.reading import DEFAULT_READING, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity


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
    """

    files: tuple[str, ...]
    spec: ReviewSpec
    reading: ReadOptions = DEFAULT_READING
    format: str | None = None
    output: str | None = None
    fail_on: Severity | None = "medium"
    as_deal: bool = False


def run_review(request: ReviewRequest, make: Factory = make_engine) -> int:
    """Returns the exit code after reviewing each contract; unreadable ones are named on standard error.

    Raises:
        NoContractsError: A folder holds no contract.
        RulesError: A rule file has a mistake.
        UsageError: An argument is wrong, or an output cannot be written.
    """
    if request.as_deal:
        return _review_deal(request, make(request.spec))
    several = len(request.files) > 1 or any(Path(file).is_dir() for file in request.files)
    contracts = find_contracts(request.files, delivery.output_folder(request.output, several=several))
    if contracts.others:
        sys.stderr.write(contracts.others_line() + "\n")
    deliveries = delivery.deliveries(request.format, request.output, contracts.paths, several=several)
    engine = make(request.spec)
    codes = [
        _review(engine, source, request, deliver=deliver)
        for source, deliver in zip(contracts.paths, deliveries, strict=True)
    ]
    return max(codes)


def _review_deal(request: ReviewRequest, engine: Reviews) -> int:
    """Delivers one report on all contracts; one that cannot be read spoils it, for it may hold what is missing."""
    sources = find_contracts(request.files).paths
    name = delivery.format_name(request.format, request.output)
    if request.output is None or request.output == "-":
        deliver = delivery.to_stdout(name, 1)[0]
    else:
        deliver = delivery.to_file(name, Path(request.output), sources)[0]
    try:
        documents = [load(Path(source), reading=request.reading) for source in sources]
    except InputError as error:
        complain(str(error))
        return UNREADABLE
    report, whole = engine.review_deal(documents)
    deliver(partial(delivery.report_text, report, whole))
    return GAPS if is_failing(report, request.fail_on) else 0


def _review(engine: Reviews, source: str, request: ReviewRequest, *, deliver: delivery.Deliver) -> int:
    """Delivers the report on one contract and returns what it alone would make the exit code."""
    try:
        document = load(Path(source), reading=request.reading)
    except InputError as error:
        complain(str(error))
        return UNREADABLE
    report = engine.review(document)
    deliver(partial(delivery.report_text, report, document))
    return GAPS if is_failing(report, request.fail_on) else 0
