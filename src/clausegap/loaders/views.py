"""Both texts of a file with tracked changes: as if all were rejected, and as if all were accepted."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Protocol

from clausegap.errors import NoTrackedChangesError
from clausegap.loaders.loading import load
from clausegap.model.document import Document, WordRef
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
        NoTrackedChangesError: It was not read as a Word file, and only these say who changed what.
    """
    accepted = read(source, reading=replace(reading, changes="accepted"))
    # Not by its format: an old one that was converted keeps its changes.
    if not any(isinstance(segment.ref, WordRef) for segment in accepted.segments):
        name = accepted.source.name if isinstance(source, bytes) else os.fspath(source)
        hint = "give both versions to clausegap compare"
        raise NoTrackedChangesError(name, "only Word files keep tracked changes", hint)
    return read(source, reading=replace(reading, changes="original")), accepted
