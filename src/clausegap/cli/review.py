"""``clausegap review``: a report on each of a few contracts, shown or written."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, replace

from clausegap.batch.plan import Factory, make_engine
from clausegap.cli import delivery
from clausegap.cli.engines import once_needed
from clausegap.cli.exits import UNREADABLE, complain_of, remark
from clausegap.cli.filters import EVERYTHING, Filter
from clausegap.cli.inputs import STDIN_NAME, request_of, shown_name
from clausegap.cli.outlets import outlet_for, place_of
from clausegap.cli.sources import Contracts, find_contracts, may_hold_several
from clausegap.cli.verdict import code_of
from clausegap.errors import InputError
from clausegap.loaders.apart import ReadingProcess
from clausegap.model.document import Document
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity
from clausegap.processes import bounded
from clausegap.renderers.reviewed import Reviewed
from clausegap.renderers.table import COLLECTIONS
from clausegap.renderers.wording import plural

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What the user asked for.

    Attributes:
        files: Contracts, folders and patterns; ``-`` is standard input.
        spec: What to review for.
        reading: How to read them.
        format: text, json, jsonl, md, html, csv, xlsx or sarif; None leaves it to the output's suffix.
        output: File or folder; None or ``-`` for standard output.
        fail_on: Severity that makes the exit code 1, or None for never.
        as_deal: Whether the contracts are one deal, with one report.
        limits: What reading one of them may take, and likewise reviewing it.
        filter: Which contracts are taken.
        stdin_name: What reports call the contract from standard input.
        strict: Whether what could not be read or decided makes the exit code 3.
        quiet: Whether to say nothing of files that are passed over.
    """

    files: tuple[str, ...]
    spec: ReviewSpec
    reading: ReadOptions = DEFAULT_READING
    format: str | None = None
    output: str | None = None
    fail_on: Severity | None = "medium"
    as_deal: bool = False
    limits: Limits = DEFAULT_LIMITS
    filter: Filter = EVERYTHING
    stdin_name: str = STDIN_NAME
    strict: bool = False
    quiet: bool = False


def run_review(request: ReviewRequest, make: Factory = make_engine) -> int:
    """Returns the exit code after reviewing each contract; unreadable ones are named on standard error.

    Raises:
        NoContractsError: A folder holds no contract.
        RulesError: A rule file has a mistake.
        UsageError: An argument is wrong, or an output cannot be written.
    """
    if request.as_deal:
        return _review_deal(request, make)
    contracts = found_for(request)
    names = tuple(shown_name(source, request.stdin_name) for source in contracts.paths)
    outlet = outlet_for(request.format, request.output, names, several=_several(request))
    with ReadingProcess(request.limits) as reader:
        upcoming = (request_of(source, request.reading, request.stdin_name) for source in contracts.paths)
        reader.begin(next(upcoming))  # it is read while the engine is built, each other one while one is reviewed
        make = once_needed(make, reader, request.spec)
        codes = []
        for name in names:
            document = _read(reader)
            following = next(upcoming, None)
            if following is not None:
                reader.begin(following)
            contract = _reviewed(document, name, request, make)
            outlet.add(contract)
            codes.append(_code(contract, request))
    outlet.end()
    return max(codes)


def found_for(request: ReviewRequest) -> Contracts:
    """Returns the contracts that were asked for; says on standard error what was passed over.

    Raises:
        NoContractsError: A folder holds no contract, or none is left.
        UsageError: The output cannot hold all results.
    """
    folder = delivery.output_folder(request.output, several=_several(request), together=_is_together(request))
    contracts = find_contracts(request.files, folder, request.reading, request.filter)
    _log.info("found %s", plural(len(contracts.paths), "contract"))
    passed_over = contracts.passed_over_line()
    if passed_over and not request.quiet:
        remark(passed_over)
    return contracts


def contracts_of(request: ReviewRequest) -> list[tuple[str, delivery.Deliver]]:
    """Returns each contract that was asked for, with what delivers the comparison on it.

    Raises:
        NoContractsError: A folder holds no contract, or none is left.
        UsageError: An output is a contract, or cannot hold all results.
    """
    paths = found_for(request).paths
    names = tuple(shown_name(source, request.stdin_name) for source in paths)
    deliveries = delivery.comparison_deliveries(request.format, request.output, names, several=_several(request))
    return list(zip(paths, deliveries, strict=True))


def _several(request: ReviewRequest) -> bool:
    return len(request.files) > 1 or any(map(may_hold_several, request.files))


def _is_together(request: ReviewRequest) -> bool:
    return delivery.format_name(request.format, request.output, several=_several(request)) in COLLECTIONS


def _read(reader: ReadingProcess) -> Document | InputError:
    """Returns the document that was begun, or why it cannot be read."""
    try:
        return reader.result()
    except InputError as error:
        return error


def _reviewed(found: Document | InputError, name: str, request: ReviewRequest, make: Factory) -> Reviewed:
    """Returns a contract with its report, or with why there is none, which is said too."""
    if isinstance(found, InputError):
        complain_of(found)
        return Reviewed(place_of(name), error=found)
    try:
        with bounded(request.limits, name):
            report = make(request.spec).review(found)
    except InputError as error:
        complain_of(error)
        return Reviewed(place_of(name), error=error)
    _log.info("reviewed %r: %s under playbook %s", name, plural(len(report.gaps), "gap"), report.playbook)
    return Reviewed(place_of(name), report, found)


def _code(contract: Reviewed, request: ReviewRequest) -> int:
    """Returns what a contract alone would make the exit code."""
    if contract.report is None:
        return UNREADABLE
    return code_of(contract.report, request.fail_on, strict=request.strict)


def _review_deal(request: ReviewRequest, make: Factory) -> int:
    """Delivers one report on all contracts; one that cannot be read spoils it, for it may hold what is missing."""
    contracts = found_for(replace(request, output=None))
    names = tuple(shown_name(source, request.stdin_name) for source in contracts.paths)
    outlet = outlet_for(request.format, request.output, names, several=False)
    documents: list[Document] = []
    with ReadingProcess(request.limits) as reader:
        for number, source in enumerate(contracts.paths):
            reader.begin(request_of(source, request.reading, request.stdin_name))
            if number == 0:
                make = once_needed(make, reader, request.spec)
            found = _read(reader)
            if isinstance(found, InputError):
                complain_of(found)
                return UNREADABLE
            documents.append(found)
    try:
        with bounded(request.limits, names[0]):
            report, whole = make(request.spec).review_deal(_told_apart(documents, names))
    except InputError as error:
        complain_of(error)
        return UNREADABLE
    places = tuple(map(place_of, names))
    contract = Reviewed(" + ".join(places), report, whole, files=places)
    outlet.add(contract)
    outlet.end()
    return _code(contract, request)


def _told_apart(documents: list[Document], names: tuple[str, ...]) -> list[Document]:
    """Returns the files of a deal, those of one name called by their paths: a report says which of them it means."""
    numbers = Counter(document.source.name for document in documents)
    return [
        replace(document, source=replace(document.source, name=place_of(name)))
        if numbers[document.source.name] > 1
        else document
        for document, name in zip(documents, names, strict=True)
    ]
