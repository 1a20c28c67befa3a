"""One page's text as PDFium gives it, and where its characters stand."""

from __future__ import annotations

import ctypes
from array import array
from bisect import bisect_left
from collections.abc import Callable
from ctypes import byref, c_double, c_float, c_int, c_ushort, c_void_p
from math import degrees, hypot
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from clausegap.loaders.pdf_lines import Box

_FULL_TURN: Final = 360
_UNMAPPED: Final = 0  # PDFium's code of a glyph that no table of the file maps to a character
_LARGEST_OF_TWO_BYTES: Final = "\uffff"


def _quick(function: object, result: type = c_int) -> Callable[..., Any]:
    """Returns a function of PDFium for calls made for each line, a fourth as long as usual ones.

    It neither gives up the interpreter's lock nor looks at its arguments, which must be numbers that are a C ``int``
    and references made with ``byref``.
    """
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, c_void_p).value)  # type: ignore[arg-type]


_char_box = _quick(raw.FPDFText_GetCharBox)
_loose_char_box = _quick(raw.FPDFText_GetLooseCharBox)
_font_size = _quick(raw.FPDFText_GetFontSize, c_double)
_matrix = _quick(raw.FPDFText_GetMatrix)
_count_rects = _quick(raw.FPDFText_CountRects)
_rect = _quick(raw.FPDFText_GetRect)
_text_object = _quick(raw.FPDFText_GetTextObject, raw.FPDF_PAGEOBJECT)
_render_mode = _quick(raw.FPDFTextObj_GetTextRenderMode)


class PageText:
    """The text of an opened page, and where its characters stand in the page's own space.

    A place is the index of a character in ``text``. PDFium counts two for a character beyond the
    Basic Multilingual Plane; nothing outside this class needs to know. It is asked for several places of
    each line, so PDFium is called directly, and always writes its answers into the same memory.

    Args:
        page: The opened page, which must stay open until this is closed.

    Attributes:
        text: All characters, lines ended by CR LF.

    Raises:
        pypdfium2.PdfiumError: PDFium cannot read the page.
    """

    def __init__(self, page: pypdfium2.PdfPage | raw.FPDF_PAGE) -> None:
        self._handle = raw.FPDFText_LoadPage(page)
        if not self._handle:
            raise pypdfium2.PdfiumError("the text of a page cannot be read")
        self._page = byref(self._handle.contents)
        self.text = _all_text(self._handle)
        self._wide = _wide_characters(self.text)
        self._edges = (c_double * 4)()  # in the order of a box
        self._each_edge = [byref(self._edges, number * ctypes.sizeof(c_double)) for number in range(4)]
        self._floats = (c_float * 6)()  # a rectangle or a matrix
        self._all_floats = byref(self._floats)

    def close(self) -> None:
        """Frees PDFium's memory; nothing but ``text`` may be asked for any more."""
        raw.FPDFText_ClosePage(self._handle)

    def box(self, place: int) -> Box:
        """Returns the box of a character in the page's own space.

        Raises:
            pypdfium2.PdfiumError: There is no such character.
        """
        self._look_up(place)
        return Box._make(self._edges[:])

    def left(self, place: int) -> float:
        """Returns the left edge of the box of a character.

        Raises:
            pypdfium2.PdfiumError: There is no such character.
        """
        self._look_up(place)
        return self._edges[0]

    def _look_up(self, place: int) -> None:
        """Puts the box of a character into ``_edges``."""
        left, bottom, right, top = self._each_edge
        index = self._index(place) if self._wide else place
        if not _char_box(self._page, index, left, right, bottom, top):
            raise pypdfium2.PdfiumError(f"no box of character {index}")

    def loose_box(self, place: int) -> Box:
        """Returns the box of a character, as high as its font.

        Raises:
            pypdfium2.PdfiumError: There is no such character.
        """
        index = self._index(place) if self._wide else place
        if not _loose_char_box(self._page, index, self._all_floats):
            raise pypdfium2.PdfiumError(f"no box of character {index}")
        left, top, right, bottom = self._floats[:4]
        return Box(left, bottom, right, top)

    def size(self, place: int) -> float:
        """Returns the size in points at which the font of a character is printed."""
        index = self._index(place) if self._wide else place
        _matrix(self._page, index, self._all_floats)
        size: float = _font_size(self._page, index)
        return size * hypot(*self._floats[2:4])

    def origin(self, place: int) -> Box:
        """Returns the point on the base line where a character begins, as a box without extent."""
        left, bottom = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(self._handle, self._index(place), left, bottom)
        return Box(left.value, bottom.value, left.value, bottom.value)

    def angle(self, place: int) -> int:
        """Returns the degrees, from 0 to 359, by which a character is turned anticlockwise."""
        turned = raw.FPDFText_GetCharAngle(self._handle, self._index(place))
        # PDFium measures clockwise in its text pages.
        return round(-degrees(turned)) % _FULL_TURN

    def is_unmapped(self, place: int) -> bool:
        """Whether the file does not say which character a glyph shows."""
        return bool(raw.FPDFText_GetUnicode(self._handle, self._index(place)) == _UNMAPPED)

    def is_invisible(self, place: int) -> bool:
        """Whether a character leaves no mark on the page, as the words that OCR lays under a scan."""
        piece = _text_object(self._page, self._index(place) if self._wide else place)
        return bool(_render_mode(piece) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)

    def pieces(self, first: int, last: int) -> list[Box]:
        """Returns the boxes of the pieces of print from one character to another, in order; none for a single piece.

        A piece is what the file prints at once, in one font and size.
        """
        if self._wide:
            first, last = self._index(first), self._index(last)
        count = _count_rects(self._page, first, last - first + 1)
        if count <= 1:
            return []
        found: list[Box] = []
        left, bottom, right, top = self._each_edge
        for number in range(count):
            _rect(self._page, number, left, top, right, bottom)
            found.append(Box._make(self._edges[:]))
        return found

    def _index(self, place: int) -> int:
        return place + bisect_left(self._wide, place) if self._wide else place


def rotation_of(page: pypdfium2.PdfPage | raw.FPDF_PAGE) -> int:
    """Returns the degrees, 0, 90, 180 or 270, by which the viewer turns an opened page clockwise.

    Raises:
        pypdfium2.PdfiumError: PDFium cannot tell.
    """
    quarters: int = raw.FPDFPage_GetRotation(page)
    if quarters < 0:
        raise pypdfium2.PdfiumError("the rotation of a page cannot be read")
    return 90 * quarters


def turned(box: Box, rotation: int) -> Box:
    """Returns a box as it shows on a page that the viewer turns clockwise by some quarters."""
    if rotation == 90:
        return Box(box.bottom, -box.right, box.top, -box.left)
    if rotation == 180:
        return Box(-box.right, -box.top, -box.left, -box.bottom)
    if rotation == 270:
        return Box(-box.top, box.left, -box.bottom, box.right)
    return box


def quarter(angle: float) -> int:
    """Returns the nearest of 0, 90, 180 and 270 degrees."""
    return 90 * round(angle / 90) % _FULL_TURN


def _all_text(handle: raw.FPDF_TEXTPAGE) -> str:
    """Returns all characters of a page; those that PDFium does not count as text at either end are left out.

    Asked for them, PDFium would write over the end of the memory (https://crbug.com/pdfium/2079).
    """
    first, last = 0, raw.FPDFText_CountChars(handle) - 1
    while first <= last and (start := raw.FPDFText_GetTextIndexFromCharIndex(handle, first)) < 0:
        first += 1
    while first <= last and (end := raw.FPDFText_GetTextIndexFromCharIndex(handle, last)) < 0:
        last -= 1
    if first > last:
        return ""
    units = array("H", bytes(2 * (end - start + 2)))  # one more, for the zero that ends them
    memory = ctypes.cast(units.buffer_info()[0], ctypes.POINTER(c_ushort))
    written = raw.FPDFText_GetText(handle, first, last - first + 1, memory)
    return units[: written - 1].tobytes().decode("utf-16-le", "surrogatepass")


def _wide_characters(text: str) -> list[int]:
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):  # sooner said than by looking at each
        return []
    return [place for place, character in enumerate(text) if character > _LARGEST_OF_TWO_BYTES]
