"""What the formats that hold several reports are given of each contract."""

from __future__ import annotations

from dataclasses import dataclass

from clausegap.errors import InputError
from clausegap.model.document import Document
from clausegap.model.report import Report


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A contract with its report, or with the reason why it has none.

    Attributes:
        source: How it is named in the output: its path as seen from where the output is read, or its name.
        report: The report, or None.
        document: What was reviewed, where it is at hand: only it knows lines and columns.
        error: Why there is no report, or None.
        files: How each file of a deal is named in the output, in their order; empty for their own names.
    """

    source: str
    report: Report | None = None
    document: Document | None = None
    error: InputError | None = None
    files: tuple[str, ...] = ()

    @property
    def failure(self) -> str:
        """What is wrong and what to do, without the place where the file lies; empty where there is a report."""
        return f"{self.error.problem}; {self.error.hint}" if self.error else ""
