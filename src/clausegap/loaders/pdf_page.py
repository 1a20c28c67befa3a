"""One page's text as PDFium gives it, and where its characters stand."""

from __future__ import annotations

from bisect import bisect_left
from ctypes import c_double
from math import degrees, hypot
from typing import Final

import pypdfium2
from pypdfium2 import raw

from clausegap.loaders.pdf_lines import Box

_FULL_TURN: Final = 360
_UNMAPPED: Final = 0  # PDFium's code of a glyph that no table of the file maps to a character
_LARGEST_OF_TWO_BYTES: Final = "\uffff"


class PageText:
    """The text of an opened page, and where its characters stand in the page's own space.

    A place is the index of a character in ``text``. PDFium counts two for a character beyond the
    Basic Multilingual Plane; nothing outside this class needs to know. It is asked for several places of
    each line, so PDFium is called directly, and always writes its answers into the same memory.

    Attributes:
        text: All characters, lines ended by CR LF.
    """

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self.text: str = textpage.get_text_range(errors="surrogatepass")
        self._textpage = textpage.raw
        self._wide = _wide_characters(self.text)
        self._rectangle = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._edges = c_double(), c_double(), c_double(), c_double()  # in the order of a box

    def box(self, place: int) -> Box:
        """Returns the box of a character in the page's own space.

        Raises:
            pypdfium2.PdfiumError: There is no such character.
        """
        left, bottom, right, top = self._edges
        index = self._index(place) if self._wide else place
        if not raw.FPDFText_GetCharBox(self._textpage, index, left, right, bottom, top):
            raise pypdfium2.PdfiumError(f"no box of character {index}")
        return Box(left.value, bottom.value, right.value, top.value)

    def left(self, place: int) -> float:
        """Returns the left edge of the box of a character.

        Raises:
            pypdfium2.PdfiumError: There is no such character.
        """
        left, bottom, right, top = self._edges
        index = self._index(place) if self._wide else place
        if not raw.FPDFText_GetCharBox(self._textpage, index, left, right, bottom, top):
            raise pypdfium2.PdfiumError(f"no box of character {index}")
        edge: float = left.value
        return edge

    def loose_box(self, place: int) -> Box:
        """Returns the box of a character, as high as its font.

        Raises:
            pypdfium2.PdfiumError: There is no such character.
        """
        found = self._rectangle
        index = self._index(place) if self._wide else place
        if not raw.FPDFText_GetLooseCharBox(self._textpage, index, found):
            raise pypdfium2.PdfiumError(f"no box of character {index}")
        return Box(found.left, found.bottom, found.right, found.top)

    def size(self, place: int) -> float:
        """Returns the size in points at which the font of a character is printed."""
        matrix = self._matrix
        index = self._index(place) if self._wide else place
        raw.FPDFText_GetMatrix(self._textpage, index, matrix)
        size: float = raw.FPDFText_GetFontSize(self._textpage, index)
        return size * hypot(matrix.c, matrix.d)

    def origin(self, place: int) -> Box:
        """Returns the point on the base line where a character begins, as a box without extent."""
        left, bottom, _, _ = self._edges
        raw.FPDFText_GetCharOrigin(self._textpage, self._index(place), left, bottom)
        return Box(left.value, bottom.value, left.value, bottom.value)

    def angle(self, place: int) -> int:
        """Returns the degrees, from 0 to 359, by which a character is turned anticlockwise."""
        turned = raw.FPDFText_GetCharAngle(self._textpage, self._index(place))
        # PDFium measures clockwise in its text pages.
        return round(-degrees(turned)) % _FULL_TURN

    def is_unmapped(self, place: int) -> bool:
        """Whether the file does not say which character a glyph shows."""
        return bool(raw.FPDFText_GetUnicode(self._textpage, self._index(place)) == _UNMAPPED)

    def is_invisible(self, place: int) -> bool:
        """Whether a character leaves no mark on the page, as the words that OCR lays under a scan."""
        piece = raw.FPDFText_GetTextObject(self._textpage, self._index(place) if self._wide else place)
        return bool(raw.FPDFTextObj_GetTextRenderMode(piece) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)

    def pieces(self, first: int, last: int) -> list[Box]:
        """Returns the boxes of the pieces of print from one character to another, in order; none for a single piece.

        A piece is what the file prints at once, in one font and size.
        """
        if self._wide:
            first, last = self._index(first), self._index(last)
        count = raw.FPDFText_CountRects(self._textpage, first, last - first + 1)
        found: list[Box] = []
        left, bottom, right, top = self._edges
        for number in range(count) if count > 1 else ():
            raw.FPDFText_GetRect(self._textpage, number, left, top, right, bottom)
            found.append(Box(left.value, bottom.value, right.value, top.value))
        return found

    def _index(self, place: int) -> int:
        return place + bisect_left(self._wide, place) if self._wide else place


def turned(box: Box, rotation: int) -> Box:
    """Returns a box as it shows on a page that the viewer turns clockwise by some quarters."""
    if rotation == 90:
        return Box(box.bottom, -box.right, box.top, -box.left)
    if rotation == 180:
        return Box(-box.right, -box.top, -box.left, -box.bottom)
    if rotation == 270:
        return Box(-box.top, box.left, -box.bottom, box.right)
    return box


def _wide_characters(text: str) -> list[int]:
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):  # sooner said than by looking at each
        return []
    return [place for place, character in enumerate(text) if character > _LARGEST_OF_TWO_BYTES]
