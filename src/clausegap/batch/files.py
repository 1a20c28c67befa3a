"""Writes reports to files, each whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from clausegap.batch.plan import Output
from clausegap.model.document import Document
from clausegap.model.report import Report
from clausegap.renderers.table import report_format

# Distinct from anything a user would name so, since what a killed process left is swept away by it.
_PART: Final = ".clausegap-part"
_KEPT: Final = 50  # characters of a name: the whole with what is added may be longer than file systems allow


def write_report(report: Report, document: Document | None, output: Output) -> str:
    """Writes a report in one format and returns the SHA-256 of the file.

    Raises:
        OSError: The file cannot be written.
        UsageError: There is no such format.
    """
    return write_whole(Path(output.path), report_format(output.format).render(report, document))


def write_whole(path: Path, content: str | bytes) -> str:
    """Writes a file, text as UTF-8; whoever looks at the path sees the old content or the new one.

    A link stays one, and what is a device or pipe is written to, never replaced.

    Returns:
        The SHA-256 of its bytes.

    Raises:
        OSError: The file cannot be written; the old one is still there.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return hashlib.sha256(data).hexdigest()
    target = Path(os.path.realpath(path))
    # A worker that outlives a killed batch may still write the same report as one of the next batch.
    part = target.with_name(f"{target.name[:_KEPT]}.{os.getpid()}{_PART}")
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:  # an interrupt leaves nothing behind either
        part.unlink(missing_ok=True)
    return hashlib.sha256(data).hexdigest()


def sweep_parts(folder: Path) -> None:
    """Removes the half-written files that killed processes left in a folder."""
    for entry in os.scandir(folder):
        if entry.name.endswith(_PART):
            Path(entry.path).unlink(missing_ok=True)


def sha256_of(path: Path) -> str | None:
    """Returns the SHA-256 of a file, or None if there is none that can be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1024 * 1024):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()
