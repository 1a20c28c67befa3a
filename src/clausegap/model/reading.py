"""How documents are to be read: what a caller may ask of the loaders, as one picklable value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ChangesView = Literal["accepted", "original", "both"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a caller may ask of the loaders; formats to which an option means nothing pass it over.

    Attributes:
        password: Opens an encrypted PDF, or encrypted files in a ZIP archive.
        layout: Reads a PDF by the engine that sees tables, some thirty times slower.
        changes: Which text of a Word file with tracked changes is read: as if all were accepted, as if
            all were rejected, or both with each change marked. Also of web pages and Markdown with
            redlines, where both stand side by side without marks.
        ocr: Whether pages without a text layer are read by OCR where ``clausegap[ocr]`` is installed.
        convert: Whether old formats are converted by LibreOffice where it is installed.
    """

    password: str | None = None
    layout: bool = False
    changes: ChangesView = "accepted"
    ocr: bool = True
    convert: bool = False


DEFAULT_READING = ReadOptions()
