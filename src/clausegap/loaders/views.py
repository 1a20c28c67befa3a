"""Both texts of a file with tracked changes: without them, and with all of them."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Protocol

from clausegap.errors import NoTrackedChangesError
from clausegap.loaders.table import FORMATS, load
from clausegap.model.document import Document
from clausegap.model.reading import DEFAULT_READING, ReadOptions

Source = str | os.PathLike[str] | bytes


class Read(Protocol):
    """Reads a file: ``load``, or something that does it in another process."""

    def __call__(self, source: Source, *, reading: ReadOptions) -> Document:
        """Returns the document, or raises an ``InputError``."""
        ...


def load_views(
    source: Source, *, reading: ReadOptions = DEFAULT_READING, read: Read = load
) -> tuple[Document, Document]:
    """Returns the original text of a Word file and the text with all tracked changes accepted.

    Args:
        source: Path or content, as for ``load``.
        reading: How to read it; its own view of the changes does not matter.
        read: What reads it.

    Raises:
        InputError: The file cannot be read.
        NoTrackedChangesError: It is of a format that keeps no changes.
    """
    accepted = read(source, reading=replace(reading, changes="accepted"))
    if accepted.source.media_type not in {row.media_type for row in FORMATS if row.format == "word"}:
        name = accepted.source.name if isinstance(source, bytes) else os.fspath(source)
        hint = "give both versions to clausegap compare"
        raise NoTrackedChangesError(name, "only Word files keep tracked changes", hint)
    return read(source, reading=replace(reading, changes="original")), accepted
