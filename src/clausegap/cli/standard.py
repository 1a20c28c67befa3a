"""``clausegap compare --standard``: one contract beside the standard wording of its playbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from clausegap.batch.plan import Factory, make_engine
from clausegap.cli import delivery
from clausegap.cli.exits import GAPS
from clausegap.cli.verdict import is_grave
from clausegap.loaders.apart import ReadingProcess, Request
from clausegap.loaders.remote import path_or_url
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity
from clausegap.processes import bounded


@dataclass(frozen=True, slots=True)
class StandardRequest:
    """What the user asked for.

    Attributes:
        source: The contract.
        spec: What to review for; its playbook has the standard.
        reading: How to read the contract.
        format: text, json, md or html; None leaves it to the output's suffix.
        output: File or folder; None or ``-`` for standard output.
        fail_on: Severity of a loss that makes the exit code 1, or None for never.
        limits: What reading it may take, and likewise comparing it.
    """

    source: str
    spec: ReviewSpec
    reading: ReadOptions = DEFAULT_READING
    format: str | None = None
    output: str | None = None
    fail_on: Severity | None = "info"
    limits: Limits = DEFAULT_LIMITS


def run_standard(request: StandardRequest, make: Factory = make_engine) -> int:
    """Returns the exit code after comparing a contract with standard wording.

    Raises:
        InputError: The contract cannot be read.
        RulesError: A rule file has a mistake.
        UsageError: An argument is wrong, or the output cannot be written.
    """
    (deliver,) = delivery.deliveries(request.format, request.output, (request.source,), several=False)
    with ReadingProcess(request.limits) as reader:
        document = reader.read(Request(path_or_url(request.source), request.reading))
    with bounded(request.limits, request.source):
        comparison = make(request.spec).compare_with_standard(document)
    deliver(partial(delivery.standard_text, comparison))
    worst = comparison.losses[0].severity if comparison.losses else None
    return GAPS if is_grave(worst, request.fail_on) else 0
