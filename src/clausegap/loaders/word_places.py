"""The way back from the characters of a Word paragraph, as ``WordRef`` counts them, to the elements that hold them."""

from __future__ import annotations

from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders.word_changes import VIEWS, View
from clausegap.loaders.word_findings import Findings
from clausegap.loaders.word_styles import Styles
from clausegap.loaders.word_text import ParagraphReader
from clausegap.model.document import Document, Revision, WordRef

_TAKING: Final = ("deletion", "move_from")


class Stretch(NamedTuple):
    """Consecutive characters of a paragraph that one element holds.

    Attributes:
        start: First of them in the paragraph.
        end: One past the last.
        element: A text node, or a tab, break or sign, which is one character.
    """

    start: int
    end: int
    element: etree._Element


class _Tracer(ParagraphReader):
    """Reads a paragraph as the loader does and notes which element each character comes from."""

    def __init__(self, view: View) -> None:
        super().__init__(Findings(), Styles(None), view, WordRef("", 0, 0))
        self.stretches: list[Stretch] = []

    def take(self, element: etree._Element, text: str) -> None:
        super().take(element, text)
        if text and not self.is_absent:
            start = self.stretches[-1].end if self.stretches else 0
            self.stretches.append(Stretch(start, start + len(text), element))


def stretches_of(paragraph: etree._Element, view: View) -> list[Stretch]:
    """Returns the elements that hold the characters of a paragraph in a view, in order."""
    tracer = _Tracer(view)
    tracer.read(paragraph)
    return tracer.stretches


def view_of(document: Document) -> View:
    """Returns a view under which places in a document are counted as they were when it was read.

    Which changes were left out is told by where they stand: words that are left out have no extent.
    """
    put = [revision for revision in document.revisions if revision.kind not in _TAKING]
    shows_taken = any(r.kind in _TAKING and r.end > r.start for r in document.revisions)
    if put and not any(_is_counted(revision, document) for revision in put):
        return VIEWS["original"]
    return VIEWS["both"] if shows_taken else VIEWS["accepted"]


def _is_counted(revision: Revision, document: Document) -> bool:
    """Whether the characters of an insertion count in the view in which a document was read."""
    if revision.end > revision.start:
        return True
    # White space at the ends of a paragraph is left out of the text in every view; before its words it is counted.
    if revision.text.strip() or not any(revision.start in (block.start, block.end) for block in document.blocks):
        return False
    ref = document.source_at(revision.start)
    return not isinstance(ref, WordRef) or ref.char >= len(revision.text)
