"""How documents are to be read: what a caller may ask of the loaders, as one picklable value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from clausegap.errors import UsageError

ChangesView = Literal["accepted", "original", "both"]
MOST_SECONDS: Final = 86_400.0
"""A day: timers of the operating system overflow after some weeks."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a caller may ask of the loaders; formats to which an option means nothing pass it over.

    Attributes:
        password: Opens an encrypted PDF, or encrypted files in a ZIP archive; not shown when the options are printed.
        layout: Reads a PDF by the engine that sees tables, some thirty times slower.
        changes: Which text of a Word file with tracked changes is read: as if all were accepted, as if
            all were rejected, or both with each change marked. Also of web pages and Markdown with
            redlines, where both stand side by side without marks.
        ocr: Whether pages without a usable text layer are read by OCR where ``clausegap[ocr]`` is installed.
        convert: Whether old formats are converted by LibreOffice where it is installed.

    Raises:
        UsageError: There is no such view of the changes.

    Example:
        >>> before = ReadOptions(changes="original")
        >>> len(clausegap.load("sample_contracts/tracked-changes.docx", reading=before).revisions) > 0
        True
    """

    password: str | None = field(default=None, repr=False)
    layout: bool = False
    changes: ChangesView = "accepted"
    ocr: bool = True
    convert: bool = False

    def __post_init__(self) -> None:
        if self.changes not in get_args(ChangesView):
            known = ", ".join(get_args(ChangesView))
            raise UsageError(f"changes: no view of them is called {self.changes!r}; known are {known}")


DEFAULT_READING = ReadOptions()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take before it is given up.

    Attributes:
        seconds: Wall time, more than 0 and at most ``MOST_SECONDS``.
        memory: MiB beyond what a process has before; enforced on Linux only. With less than
            ``LEAST_MEMORY`` hardly a file can be read.

    Raises:
        UsageError: A limit is out of range.

    Example:
        >>> Limits(seconds=60, memory=512)
        Limits(seconds=60, memory=512)
    """

    seconds: float = 300.0
    memory: int = 1024

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= MOST_SECONDS:
            raise UsageError(f"seconds: {self.seconds:g} is no limit; give more than 0 and at most {MOST_SECONDS:g}")
        if self.memory <= 0:
            raise UsageError(f"memory: {self.memory} MiB is no limit; give {LEAST_MEMORY} or more")


LEAST_MEMORY: Final = 128
"""MiB: with less, not even the libraries that read a file can be loaded."""
DEFAULT_LIMITS: Final = Limits()
"""Room for a thousand pages of text, or a hundred that need OCR; hostile files are refused for what they are."""
