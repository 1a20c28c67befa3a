"""``clausegap compare --standard``: one contract beside the standard wording of its playbook."""

from __future__ import annotations

from functools import partial

from clausegap.batch.plan import Factory, make_engine
from clausegap.cli import delivery
from clausegap.cli.compare import CompareRequest
from clausegap.cli.inputs import request_of, shown_name
from clausegap.cli.verdict import code_of_comparison
from clausegap.loaders.apart import ReadingProcess
from clausegap.processes import bounded


def run_standard(request: CompareRequest, make: Factory = make_engine) -> int:
    """Returns the exit code after comparing a contract with standard wording.

    Raises:
        InputError: The contract cannot be read.
        RulesError: A rule file has a mistake.
        UsageError: An argument is wrong, or the output cannot be written.
    """
    (source,) = request.sources
    name = shown_name(source, request.stdin_name)
    (deliver,) = delivery.comparison_deliveries(request.format, request.output, (name,), several=False)
    with ReadingProcess(request.limits) as reader:
        document = reader.read(request_of(source, request.reading, request.stdin_name))
    with bounded(request.limits, name):
        comparison = make(request.spec).compare_with_standard(document)
    deliver(partial(delivery.standard_text, comparison))
    return code_of_comparison(comparison, request.fail_on, strict=request.strict)
