"""Writes reports to files, each whole or not at all."""

from __future__ import annotations

from pathlib import Path

from clausegap.batch.plan import Output
from clausegap.model.document import Document
from clausegap.model.report import Report
from clausegap.renderers.table import report_format


def write_report(report: Report, document: Document, output: Output) -> None:
    """Writes a report in one format.

    Raises:
        OSError: The file cannot be written.
        UsageError: There is no such format.
    """
    write_whole(Path(output.path), report_format(output.format).render(report, document))


def write_whole(path: Path, text: str) -> None:
    """Writes a text file as UTF-8; whoever looks at the path sees the old text or the new one.

    Raises:
        OSError: The file cannot be written; the old one is still there.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
