"""The commands ``review`` and ``compare``, and what they take."""

from __future__ import annotations

from typing import Annotated

import typer

from clausegap.cli.option_groups import (
    ChangesReading,
    Comparing,
    ComparisonOutput,
    Expecting,
    Failing,
    FailingOnLoss,
    Naming,
    Reading,
    ReportOutput,
    ReviewChoosing,
    Telling,
)
from clausegap.errors import UsageError


def review(  # noqa: PLR0913  what a command takes is its signature
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Contracts, folders or patterns of them; - is standard input.")
    ],
    *,
    choosing: ReviewChoosing,
    reading: ChangesReading,
    naming: Naming,
    expecting: Expecting,
    output: ReportOutput,
    failing: Failing,
    telling: Telling,
) -> int:
    """Reviews contracts and prints or writes a report on each.

    With --changes compare it shows which protections the tracked changes of Word files weaken, strengthen, add
    or remove; --fail-on then speaks of those that they weaken or remove.
    """
    from clausegap.cli.compare import run_changes
    from clausegap.cli.review import ReviewRequest, run_review

    request = ReviewRequest(
        tuple(files),
        expecting.spec,
        reading.reading,
        format=output.wanted,
        output=output.output,
        fail_on=failing.severity,
        as_deal=choosing.as_deal,
        limits=reading.limits,
        filter=choosing.filter,
        stdin_name=naming.stdin_name,
        strict=failing.strict,
        quiet=telling.quiet,
    )
    return run_changes(request) if reading.compares else run_review(request)


def compare(  # noqa: PLR0913  as above
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The old version of a contract, or the only one; - is standard input.")
    ],
    new: Annotated[
        str | None, typer.Argument(metavar="NEW", help="The new version, in the same or another format.")
    ] = None,
    *,
    comparing: Comparing,
    reading: Reading,
    naming: Naming,
    expecting: Expecting,
    output: ComparisonOutput,
    failing: FailingOnLoss,
    telling: Telling,
) -> int:
    """Compares two versions of a contract, or one with a standard.

    It says protection by protection what is weaker, stronger, missing or worded otherwise. The standard is the
    playbook's own preferred wording and its fallbacks; where it has none, the wording that comes with the rules.
    """
    from clausegap.cli.compare import CompareRequest, run_compare
    from clausegap.cli.standard import run_standard

    if comparing.standard == (new is not None):
        told = "leave out NEW" if new else "give NEW, or --standard to compare with standard wording"
        raise UsageError(f"compare takes two versions, or one contract with --standard: {told}")
    request = CompareRequest(
        (old,) if new is None else (old, new),
        expecting.spec,
        reading.reading,
        format=output.wanted,
        output=output.output,
        fail_on=failing.severity,
        limits=reading.limits,
        stdin_name=naming.stdin_name,
        strict=failing.strict,
    )
    return run_standard(request) if new is None else run_compare(request)
