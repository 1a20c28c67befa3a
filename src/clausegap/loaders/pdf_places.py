"""Where the characters of a document stand on the pages of its PDF, as boxes that a highlighter can draw.

Boxes are in the default user space of their page (ISO 32000-1, 8.3.2.3): points, y growing upwards,
the origin where the file puts it (neither a corner of the crop box nor turned by the page's own
rotation). Annotations of the same file use these coordinates as they are; whoever draws on a rendered
image must take off the crop box's corner and turn by the rotation first.

The places of a document that was read with ``ReadOptions.layout`` count characters as pdfplumber
does; they are looked up by pdfplumber, which is slow. Where OCR read pages, the places stand in the
searchable copy (``Document.searchable``), and it is the file to be given.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from types import TracebackType
from typing import Final, Protocol

import pypdfium2

from clausegap.loaders.pdf_file import open_pdf
from clausegap.loaders.pdf_lines import Box, around
from clausegap.loaders.pdf_page import PageText, quarter
from clausegap.model.document import Document, PdfRef, SourceInfo

LAYOUT_CODE: Final = "layout_engine"  # code of the notice on documents that pdfplumber read
_SAME_LINE: Final = 0.5  # of the lower of two boxes beside each other
_FAR: Final = 8.0  # times the width of a letter: the next column
_RISEN: Final = 1.5  # times the height of the highest character


@dataclass(frozen=True, slots=True)
class Marked:
    """What to mark on one page for a stretch of text.

    Attributes:
        page: From 1.
        boxes: One for each line of print, from the first to the last.
        angles: For each box the degrees, 0, 90, 180 or 270, by which its print is turned anticlockwise.
    """

    page: int
    boxes: tuple[Box, ...]
    angles: tuple[int, ...]


class _Pages(Protocol):
    def box(self, ref: PdfRef) -> Box: ...

    def angle(self, ref: PdfRef) -> int: ...

    def print_on(self, page: int) -> list[Box]: ...


class PdfPlaces:
    """Opens a PDF to look up where the characters of its document stand; pages are read when asked for.

    Not safe for threads. Close it, or use it as a context manager.

    Args:
        data: The file that the document was loaded from; of one with pages read by OCR its searchable copy is used.
        document: Its document.
        password: As for loading.

    Raises:
        EncryptedFileError: It needs a password, or another one.
        MalformedFileError: It cannot be opened.

    Example:
        >>> with PdfPlaces(data, document) as places:  # doctest: +SKIP
        ...     places.boxes(clause.start, clause.end)
    """

    def __init__(self, data: bytes, document: Document, *, password: str | None = None) -> None:
        self._document = document
        self._closing = ExitStack()
        if document.searchable is not None:
            data, password = document.searchable, None  # places stand in the copy that OCR made, which is not encrypted
        layout = any(notice.code == LAYOUT_CODE for notice in document.notices)
        self._pages: _Pages = (_open_layout if layout else _open)(data, document.source, password, self._closing)

    def __enter__(self) -> PdfPlaces:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; nothing can be looked up afterwards."""
        self._closing.close()

    def box(self, ref: PdfRef) -> Box:
        """Returns the box of one character.

        Raises:
            IndexError: The page has no such character, so the document is not that of the file.
        """
        return self._pages.box(ref)

    def boxes(self, start: int, end: int) -> tuple[Marked, ...]:
        """Returns what to mark for the text between two offsets; white space and implied signs have no box.

        Pages come in the order in which the text runs over them; boxes of one line are merged.
        """
        refs = (self._document.source_at(offset) for offset in range(start, end) if not self._is_space(offset))
        places = [ref for ref in refs if isinstance(ref, PdfRef)]
        return tuple(
            _marked(page, _merged(self._pages, group)) for page, group in groupby(places, key=lambda ref: ref.page)
        )

    def print_on(self, page: int) -> list[Box]:
        """Returns boxes around all print of a page, counted from 1, that of heads and feet too; some may overlap."""
        return self._pages.print_on(page)

    def _is_space(self, offset: int) -> bool:
        return self._document.text[offset].isspace()


def _marked(page: int, strips: Iterable[_Strip]) -> Marked:
    found = list(strips)
    return Marked(page, tuple(strip.box for strip in found), tuple(strip.angle for strip in found))


class _Strip:
    """Characters beside one another on one line.

    Attributes:
        box: Around all of them.
        angle: Of their print, in degrees.
    """

    def __init__(self, box: Box, angle: int) -> None:
        self.box = box
        self.angle = angle
        self._highest = self._height(box)

    def goes_on(self, box: Box) -> bool:
        """Adds a character that plainly comes next in upright print, as most do; nothing else is told by False."""
        left, bottom, right, top = self.box
        within = bottom <= box.bottom and box.top <= top and box.top - box.bottom > _SAME_LINE * (top - bottom)
        if self.angle or not within or not left < box.left < right + top - bottom:
            return False
        self.box = Box(left, bottom, max(right, box.right), top)
        return True

    def takes(self, box: Box, angle: int) -> bool:
        """Adds a character unless it stands on another line."""
        whole = around((self.box, box))
        highest = max(self._highest, self._height(box))
        # A scan may lie askew, so that its lines rise: one box around such a line would reach into the next.
        if angle != self.angle or self._height(whole) > _RISEN * highest or not self._is_beside(box):
            return False
        self.box, self._highest = whole, highest
        return True

    def _is_beside(self, box: Box) -> bool:
        across = _overlap(self.box.left, self.box.right, box.left, box.right)
        upwards = _overlap(self.box.bottom, self.box.top, box.bottom, box.top)
        if self._is_sideways:
            return across > _SAME_LINE and upwards > -_FAR
        return upwards > _SAME_LINE and across > -_FAR

    def _height(self, box: Box) -> float:
        return box.right - box.left if self._is_sideways else box.top - box.bottom

    @property
    def _is_sideways(self) -> bool:
        return self.angle in (90, 270)


def _merged(pages: _Pages, refs: Iterable[PdfRef]) -> Iterator[_Strip]:
    """Yields the boxes of characters, those of neighbours on one line made one."""
    strip: _Strip | None = None
    for ref in refs:
        box = pages.box(ref)
        if strip is not None and strip.goes_on(box):
            continue
        angle = pages.angle(ref)
        if strip is None or not strip.takes(box, angle):
            if strip is not None:
                yield strip
            strip = _Strip(box, angle)
    if strip is not None:
        yield strip


def _overlap(low: float, high: float, other_low: float, other_high: float) -> float:
    """Returns the share of the shorter of two stretches that both cover; below zero it is their distance."""
    shorter = max(min(high - low, other_high - other_low), 0.01)
    return (min(high, other_high) - max(low, other_low)) / shorter


class _PdfiumPages:
    """Pages as PDFium reads them; the last one asked for stays open."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._number = 0
        self._text: PageText | None = None
        self._opened = ExitStack()

    def box(self, ref: PdfRef) -> Box:
        text = self._page(ref.page)
        if not 0 <= ref.char < len(text.text):
            raise IndexError(f"page {ref.page} has no character {ref.char}")
        return text.loose_box(ref.char)

    def angle(self, ref: PdfRef) -> int:
        return quarter(self._page(ref.page).angle(ref.char))

    def print_on(self, page: int) -> list[Box]:
        text = self._page(page)
        last = len(text.text) - 1
        return text.pieces(0, last) or [text.loose_box(place) for place in range(last + 1)]

    def close(self) -> None:
        self._opened.close()
        self._document.close()

    def _page(self, number: int) -> PageText:
        if self._text is None or number != self._number:
            self._opened.close()
            page = self._document[number - 1]
            self._opened.callback(page.close)
            self._number, self._text = number, PageText(page)
            self._opened.callback(self._text.close)
        return self._text


def _open(data: bytes, source: SourceInfo, password: str | None, closing: ExitStack) -> _Pages:
    pages = _PdfiumPages(open_pdf(data, source, password))
    closing.callback(pages.close)
    return pages


def _open_layout(data: bytes, source: SourceInfo, password: str | None, closing: ExitStack) -> _Pages:
    from clausegap.loaders.pdf_layout_places import LayoutPages  # noqa: PLC0415  slow to import, seldom needed

    return closing.enter_context(LayoutPages(io.BytesIO(data), source, password))
