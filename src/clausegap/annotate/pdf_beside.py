"""Finds the line of print beside which a note belongs."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from clausegap.loaders.pdf_lines import Box
from clausegap.loaders.pdf_places import PdfPlaces
from clausegap.model.document import Document

_LINE: Final = 400  # characters that surely hold a line


def line_at(offset: int, document: Document, places: PdfPlaces) -> tuple[int, Box | None]:
    """Returns the page and the box of the last line before an offset, or else of the first one of the document.

    Words that have no place on a page, as those typed into forms, are passed over; no box, with the first page, is
    given for a document without any words in print.
    """
    blocks = document.blocks
    index = bisect_left(blocks, max(offset, 1), key=lambda block: block.start)
    for block in reversed(blocks[:index]):
        end = min(block.end, max(offset, 1))
        marked = places.boxes(max(block.start, end - _LINE), end)
        if marked:
            return marked[-1].page, marked[-1].boxes[-1]
    for block in blocks:
        marked = places.boxes(block.start, min(block.end, block.start + _LINE))
        if marked:
            return marked[0].page, marked[0].boxes[0]
    return 1, None
