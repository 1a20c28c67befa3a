"""What the annotations of a PDF say before notes are written on it."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject

from clausegap.annotate.notes import Told, told
from clausegap.annotate.passages import BETWEEN
from clausegap.annotate.pdf_base import base_of, opened, translated
from clausegap.annotate.pdf_update import entry
from clausegap.model.document import Document


def standing_in_pdf(data: bytes, document: Document, password: str | None = None) -> frozenset[Told]:
    """Returns who says what in the annotations of a file; of several notes in one, each by itself.

    Args:
        data: The file.
        document: What was read from it.
        password: As for loading.

    Raises:
        EncryptedFileError: It needs a password, another one, or a library for its encryption.
        MalformedFileError: It is too damaged to be written on.
    """
    base = base_of(data, document, password)
    with translated(document.source):
        found = [annotation for page in opened(base).pages for annotation in _annotations(page)]
        said = [(str(entry(one, "/T")), str(entry(one, "/Contents")).replace("\r", "\n")) for one in found]
    return frozenset(told(author, body) for author, contents in said for body in contents.split(BETWEEN))


def _annotations(page: DictionaryObject) -> Iterator[DictionaryObject]:
    held = entry(page, "/Annots")
    for one in held if isinstance(held, ArrayObject) else ():
        annotation = one.get_object()
        if isinstance(annotation, DictionaryObject):
            yield annotation
