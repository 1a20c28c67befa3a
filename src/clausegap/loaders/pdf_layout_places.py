"""Where characters stand by pdfplumber's own list of them, for documents that were read with their layout."""

from __future__ import annotations

import io
from math import atan2, degrees
from types import TracebackType
from typing import Any

import pdfplumber
from pdfplumber.page import Page

from clausegap.loaders.pdf_layout import translated
from clausegap.loaders.pdf_lines import Box
from clausegap.loaders.pdf_page import quarter
from clausegap.model.document import PdfRef, SourceInfo


class LayoutPages:
    """Looks up the boxes of characters by their index in pdfplumber's list; a context manager.

    Args:
        file: The PDF.
        source: What is known of it.
        password: As for loading.

    Raises:
        MalformedFileError: pdfplumber cannot open the file.
    """

    def __init__(self, file: io.BytesIO, source: SourceInfo, password: str | None) -> None:
        self._source = source
        self._number = 0
        self._chars: list[tuple[Box, int]] = []
        with translated(source):
            self._document = pdfplumber.open(file, password=password or "")

    def __enter__(self) -> LayoutPages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def box(self, ref: PdfRef) -> Box:
        """Returns the box of a character in the default user space of its page.

        Raises:
            IndexError: The page has no such character.
            MalformedFileError: pdfplumber cannot read the page.
        """
        return self._page(ref.page)[ref.char][0]

    def angle(self, ref: PdfRef) -> int:
        """Returns the degrees, 0, 90, 180 or 270, by which a character is turned anticlockwise on its page.

        Raises:
            IndexError: The page has no such character.
            MalformedFileError: pdfplumber cannot read the page.
        """
        return self._page(ref.page)[ref.char][1]

    def print_on(self, page: int) -> list[Box]:
        """Returns the boxes of all characters of a page, counted from 1.

        Raises:
            MalformedFileError: pdfplumber cannot read the page.
        """
        return [box for box, _ in self._page(page)]

    def _page(self, number: int) -> list[tuple[Box, int]]:
        if number != self._number:
            with translated(self._source):
                page = self._document.pages[number - 1]
                self._chars = [
                    (_user_space(page, char), _angle(page, char)) for char in page.chars for _ in char["text"]
                ]
                page.close()
            self._number = number
        return self._chars


def _angle(page: Page, char: dict[str, Any]) -> int:
    """Returns the quarters by which a character is turned without the turn that pdfminer gives its page."""
    matrix = char.get("matrix") or (1, 0)
    return quarter(degrees(atan2(matrix[1], matrix[0])) + page.rotation)


def _user_space(page: Page, char: dict[str, Any]) -> Box:
    """Returns a box without the turn and the shift to the media box that pdfminer gives a page."""
    # pdfplumber adds the media box's left edge back to x, not the lower edge to y.
    left, right = char["x0"] - page.mediabox[0], char["x1"] - page.mediabox[0]
    bottom, top = char["y0"], char["y1"]
    x0, y0, x1, y1 = page.page_obj.mediabox
    if page.rotation == 90:
        return Box(x1 - top, y0 + left, x1 - bottom, y0 + right)
    if page.rotation == 180:
        return Box(x1 - right, y1 - top, x1 - left, y1 - bottom)
    if page.rotation == 270:
        return Box(x0 + bottom, y1 - right, x0 + top, y1 - left)
    return Box(x0 + left, y0 + bottom, x0 + right, y0 + top)
