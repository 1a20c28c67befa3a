"""What a ``Reviewer`` returns: values of the model that can be written in every format.

What writes a format is imported when that is asked for: the first report should not wait for it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import Field

from clausegap.errors import UsageError
from clausegap.model.comparison import Comparison
from clausegap.model.deviation import StandardComparison
from clausegap.model.document import Document
from clausegap.model.frame import Frame
from clausegap.model.report import Report
from clausegap.model.terms import Severity
from clausegap.renderers.reviewed import Reviewed

if TYPE_CHECKING:
    import datetime

    import pandas

    from clausegap.annotate.notes import Extent
    from clausegap.portfolio.frames import Form
    from clausegap.renderers.fragment import Fragment


class GapReport(Report):
    """A report that can show itself.

    Attributes:
        document: The reviewed document; not part of the JSON.
        frame: How it is built, which tells where in it something belongs; not part of the JSON, None for a deal.

    Example:
        >>> report = clausegap.review("sample_contracts/one-way-nda-supplier.docx")
        >>> report.to_markdown().splitlines()[0]
        '# Gap report: one-way-nda-supplier.docx'
    """

    document: Document | None = Field(default=None, exclude=True, repr=False)
    frame: Frame | None = Field(default=None, exclude=True, repr=False)

    def to_json(self) -> str:
        """Returns the report in its published JSON format."""
        from clausegap.renderers.json_report import render_json  # noqa: PLC0415

        return render_json(self)

    def to_markdown(self) -> str:
        """Returns the report as Markdown."""
        from clausegap.renderers.markdown import render_markdown  # noqa: PLC0415

        return render_markdown(self)

    def to_html(self) -> str:
        """Returns the report as one self-contained HTML page with the contract beside it."""
        from clausegap.renderers.html import render_html  # noqa: PLC0415

        return render_html(self, self.document)

    def to_csv(self) -> str:
        """Returns a tidy table, a row for each protection, as CSV; no cell can be taken for a formula."""
        from clausegap.renderers.report_csv import render_csv  # noqa: PLC0415

        return render_csv([Reviewed(self.source.name, self, self.document)])

    def to_xlsx(self) -> bytes:
        """Returns the bytes of a workbook with findings, risks, notices and a legend."""
        from clausegap.renderers.report_xlsx import render_xlsx  # noqa: PLC0415

        return render_xlsx([Reviewed(self.source.name, self, self.document)])

    def to_sarif(self) -> str:
        """Returns the report as SARIF 2.1.0, which code-review tools show."""
        from clausegap.renderers.sarif import render_sarif  # noqa: PLC0415

        return render_sarif([Reviewed(self.source.name, self, self.document)])

    def annotate(  # noqa: PLR0913  each is given by its name
        self,
        source: str | os.PathLike[str] | bytes,
        *,
        extent: Extent = "gaps",
        severity: Severity = "info",
        insert_fallbacks: bool = False,
        author: str = "clausegap",
        date: datetime.date | None = None,
        password: str | None = None,
    ) -> bytes:
        """Returns a copy of the reviewed Word file or PDF with each gap as a note on the words it rests on.

        Args:
            source: Path, URL or bytes of the file that was reviewed.
            extent: Whether only gaps get notes, or what is present too.
            severity: The least severity of a gap that gets a note.
            insert_fallbacks: Whether the wording to propose is inserted into a Word file as a tracked change.
            author: In whose name notes and changes are.
            date: Of when; by default they have no date, so that equal reviews give equal bytes.
            password: Opens an encrypted file.

        Raises:
            InputError: The file cannot be read; a ``NotAnnotatableError`` if its format takes no notes.
            UsageError: It is not the file that was reviewed, or the report does not come from ``review``.

        Example:
            >>> path = "sample_contracts/weak-msa.docx"
            >>> copy = clausegap.review(path).annotate(path)
            >>> copy.startswith(b"PK")  # a Word file is a ZIP archive
            True
        """
        from clausegap.annotate.notes import NoteOptions, notes  # noqa: PLC0415
        from clausegap.annotate.table import check_annotatable, reviewed_bytes, write_notes  # noqa: PLC0415

        options = NoteOptions(extent, severity, insert_fallbacks, author, date)
        if self.document is not None:
            check_annotatable(self.document, options)
        if self.document is None or self.frame is None:
            raise UsageError("only a report that comes from review() can be annotated: review the contract anew")
        data = source if isinstance(source, bytes) else reviewed_bytes(os.fspath(source), self.document)
        found = notes(self, self.document, self.frame, options)
        return write_notes(data, self, self.document, found, options, password)

    def to_dataframe(self, form: Form = "tidy") -> pandas.DataFrame:
        """Returns the findings as a table, in the columns of ``Portfolio.to_dataframe``.

        Args:
            form: ``tidy`` for a row a quote, and one a protection without any, the missing ones included; ``grid``
                for one row, with the status of each protection.

        Raises:
            UsageError: There is no such form, or pandas is not installed.
        """
        from clausegap.portfolio.frames import frame_of  # noqa: PLC0415
        from clausegap.portfolio.reduce import row_in_full  # noqa: PLC0415

        return frame_of([row_in_full(self)], form, [finding.protection for finding in self.findings])

    def show_clauses(self, protection: str | Sequence[str] = (), *, most: int = 20, around: int = 120) -> Fragment:
        """Returns the clauses in their place in the contract, in the colours of their families.

        A notebook shows what is returned; ``str()`` of it is HTML.

        Args:
            protection: Ids of the protections whose clauses are wanted; all by default.
            most: Most excerpts that are shown.
            around: Characters of the contract on each side of a clause.

        Raises:
            UsageError: There is no such protection, or the report is without its document.

        Example:
            >>> report = clausegap.review("sample_contracts/weak-msa.docx")
            >>> str(report.show_clauses("audit_rights", most=1)).startswith("<div")
            True
        """
        from clausegap.renderers.clause_view import render_clauses  # noqa: PLC0415

        wanted = (protection,) if isinstance(protection, str) else tuple(protection)
        return render_clauses(self, self.document, wanted, most=most, around=around)


class ComparisonReport(Comparison):
    """A comparison that can show itself.

    Example:
        >>> same = clausegap.load_text("Customer may audit Supplier at any time.")
        >>> comparison = clausegap.Reviewer().compare(same, same)
        >>> comparison.losses
        ()
    """

    def to_json(self) -> str:
        """Returns the comparison in its published JSON format."""
        from clausegap.renderers.json_report import render_comparison_json  # noqa: PLC0415

        return render_comparison_json(self)

    def to_markdown(self) -> str:
        """Returns the comparison as Markdown."""
        from clausegap.renderers.comparison_markdown import render_comparison_markdown  # noqa: PLC0415

        return render_comparison_markdown(self)

    def to_html(self) -> str:
        """Returns the comparison as one self-contained HTML page."""
        from clausegap.renderers.comparison_html import render_comparison_html  # noqa: PLC0415

        return render_comparison_html(self)


class StandardReport(StandardComparison):
    """A comparison with standard wording that can show itself.

    Example:
        >>> reviewer = clausegap.Reviewer(playbook="nda")
        >>> found = reviewer.compare_with_standard("sample_contracts/one-way-nda-supplier.docx")
        >>> found.to_markdown().splitlines()[0]
        '# one-way-nda-supplier.docx against standard wording'
    """

    def to_json(self) -> str:
        """Returns the comparison in its published JSON format."""
        from clausegap.renderers.json_report import render_standard_json  # noqa: PLC0415

        return render_standard_json(self)

    def to_markdown(self) -> str:
        """Returns the comparison as Markdown."""
        from clausegap.renderers.standard_markdown import render_standard_markdown  # noqa: PLC0415

        return render_standard_markdown(self)

    def to_html(self) -> str:
        """Returns the comparison as one self-contained HTML page."""
        from clausegap.renderers.standard_html import render_standard_html  # noqa: PLC0415

        return render_standard_html(self)
