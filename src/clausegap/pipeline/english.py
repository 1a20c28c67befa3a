"""The language that tokenizes, made when it is first asked for."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


class English:
    """A pipeline that tokenizes: one that is given, else a blank one, made at the first use.

    Importing spaCy takes longer than reviewing a contract, and only patterns over tokens need it.

    Args:
        nlp: The pipeline that the caller has; None for a blank one.
    """

    def __init__(self, nlp: Language | None = None) -> None:
        self._nlp = nlp
        self._is_own = nlp is None

    @property
    def nlp(self) -> Language:
        """The pipeline."""
        if self._nlp is None:
            from clausegap.pipeline.build import blank  # noqa: PLC0415  imports spaCy

            self._nlp = blank()
        return self._nlp

    def zone(self) -> AbstractContextManager[object]:
        """Returns what frees the words that a document adds to the vocabulary, so that memory stays flat.

        A pipeline that was given is its owner's matter; the document that first needs the blank one leaves its words.
        """
        return self._nlp.memory_zone() if self._is_own and self._nlp is not None else nullcontext()
