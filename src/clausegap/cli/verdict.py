"""What a report or a comparison makes of the exit code."""

from __future__ import annotations

from clausegap.cli.exits import GAPS, UNREADABLE
from clausegap.model.comparison import Comparison
from clausegap.model.deviation import StandardComparison
from clausegap.model.report import Report
from clausegap.model.terms import Severity, severity_rank


def code_of(report: Report, fail_on: Severity | None, *, strict: bool = False) -> int:
    """Returns the exit code of one report.

    Args:
        report: The report.
        fail_on: Severity of a gap that makes it 1, or None for never.
        strict: Whether a verdict that is open makes it 3, as a contract does that cannot be read.
    """
    if strict and is_open(report):
        return UNREADABLE
    return GAPS if is_grave(report.worst_severity(), fail_on) else 0


def code_of_comparison(
    comparison: Comparison | StandardComparison, fail_on: Severity | None, *, strict: bool = False
) -> int:
    """Returns the exit code of a comparison, in which a loss counts as a gap does in a report.

    Args:
        comparison: With another version, or with standard wording.
        fail_on: Severity of a loss that makes it 1, or None for never.
        strict: As for a report.
    """
    if strict and (comparison.of_kind("undetermined") or _has_unread(comparison)):
        return UNREADABLE
    worst = comparison.losses[0].severity if comparison.losses else None
    return GAPS if is_grave(worst, fail_on) else 0


def is_open(report: Report) -> bool:
    """Returns whether words of a contract may be unread, or something could not be decided."""
    results = [policy.result for policy in report.policy]
    return _has_unread(report) or "undetermined" in [finding.status for finding in report.findings] + results


def is_grave(worst: Severity | None, fail_on: Severity | None) -> bool:
    """Returns whether a severity, None for none, is at or above another, None for never."""
    return worst is not None and fail_on is not None and severity_rank(worst) >= severity_rank(fail_on)


def _has_unread(reviewed: Report | Comparison | StandardComparison) -> bool:
    return any(notice.level == "unread" for notice in reviewed.notices)
