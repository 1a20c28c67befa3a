"""Whether a report makes a command fail."""

from __future__ import annotations

from clausegap.model.report import Report
from clausegap.model.terms import Severity, severity_rank


def is_failing(report: Report, fail_on: Severity | None) -> bool:
    """Returns whether a report has a gap at or above a severity; None stands for never."""
    return is_grave(report.worst_severity(), fail_on)


def is_grave(worst: Severity | None, fail_on: Severity | None) -> bool:
    """Returns whether a severity, None for none, is at or above another, None for never."""
    return worst is not None and fail_on is not None and severity_rank(worst) >= severity_rank(fail_on)
