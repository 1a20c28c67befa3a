"""Writes the lines of a PDF into a document: paragraphs, notes behind them, furniture where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from clausegap.loaders.base import DocumentBuilder, Piece
from clausegap.loaders.pdf_furniture import Furnishings
from clausegap.loaders.pdf_hyphens import Hyphens
from clausegap.loaders.pdf_lines import Line, PageLines, Place, joins_without_space
from clausegap.loaders.pdf_notes import Note, Notes
from clausegap.loaders.pdf_paragraphs import joined, paragraphs
from clausegap.model.document import PdfRef
from clausegap.numbering import kind_of, number_at_start


def write_pages(pages: Sequence[PageLines], furniture: Furnishings, notes: Notes, builder: DocumentBuilder) -> None:
    """Writes all pages in reading order."""
    _PageWriter(pages, furniture, notes, builder).write(pages)


class _PageWriter:
    """One run over the pages; a paragraph stays open until the head of the next one comes.

    Args:
        pages: Their lines in reading order.
        furniture: Places of lines that are no words of the contract.
        notes: Footnotes, which are written behind the paragraph that refers to them.
        builder: Takes the text.
    """

    def __init__(
        self, pages: Sequence[PageLines], furniture: Furnishings, notes: Notes, builder: DocumentBuilder
    ) -> None:
        self._furniture = furniture
        self._builder = builder
        self._noted = {line.place for note in notes.notes for line in note.lines}
        self._marks = notes.marks
        body = [line for page in pages for line in page.lines if not self._is_apart(line)]
        groups = list(paragraphs(body))
        self._heads = {group[0].place: group for group in groups}
        self._notes = _by_group(groups, notes.notes)
        self._broken = _broken_words([*groups, *(note.lines for note in notes.notes)], body)
        self._group: Sequence[Line] = ()
        self._last: Line | None = None

    def write(self, pages: Sequence[PageLines]) -> None:
        """Writes the pages and closes the last paragraph."""
        for page in pages:
            self._write_page(page)
        self._close()

    def _write_page(self, page: PageLines) -> None:
        begun = False
        for line in page.lines:
            if line.place in self._furniture:
                self._builder.add_furniture(self._furniture[line.place], line.text, page=page.number)
                continue
            if line.place in self._noted:
                continue
            if line.place in self._heads:
                self._close()
                self._group, self._last = self._heads[line.place], None
            if not begun:
                self._builder.begin_page(page.number)
                begun = True
            self._write_line(line)
        if not begun:
            self._builder.begin_page(page.number)

    def _write_line(self, line: Line) -> None:
        if self._last is not None and not joins_without_space(self._last, line):
            self._builder.write(" ")
        self._last = line
        broken = line.place in self._broken
        if not broken and not self._marks:
            for char, text in line.runs:
                self._builder.write(text, None if char is None else PdfRef(line.page, char))
            return
        for text, ref in _pieces(line, self._marks, broken=broken):
            self._builder.write(text, ref)
        if broken:
            self._builder.add_furniture("hyphen", line.text[-1], page=line.page)

    def _close(self) -> None:
        if not self._group:
            return
        if self._group[0].row:
            self._builder.close_block(kind="table_row")
        elif self._group[0].boxed:
            self._builder.close_block(kind="text_box")
        else:
            words = joined(self._group)
            self._builder.close_block(kind=kind_of(words), number=number_at_start(words))
        for note in self._notes.get(self._group[0].place, ()):
            self._last = None
            for line in note.lines:
                self._write_line(line)
            self._builder.close_block(kind="footnote")

    def _is_apart(self, line: Line) -> bool:
        return line.place in self._furniture or line.place in self._noted


def _by_group(groups: Sequence[Sequence[Line]], notes: Sequence[Note]) -> Mapping[Place, list[Note]]:
    """Returns the notes by the head of the paragraph behind which they are written."""
    found: dict[Place, list[Note]] = {}
    heads = {line.place: group[0].place for group in groups for line in group} if notes else {}
    for note in notes:
        found.setdefault(heads[note.after], []).append(note)
    return found


def _broken_words(groups: Iterable[Sequence[Line]], body: Sequence[Line]) -> frozenset[Place]:
    """Returns the places of lines whose last hyphen only breaks a word."""
    joints = [pair for group in groups for pair in pairwise(group) if joins_without_space(*pair)]
    if not joints:
        return frozenset()
    hyphens = Hyphens(line.text for line in body)
    return frozenset(last.place for last, line in joints if hyphens.only_breaks(last.text, line.text))


def _pieces(line: Line, marks: Mapping[Place, int], *, broken: bool) -> Iterator[Piece]:
    """Yields a line's text with its places; marks of notes stand in brackets, as in Word files."""
    own = {at: marks[line.page, at] for at in (line.char, *line.raised) if (line.page, at) in marks}
    for number, (char, text) in enumerate(line.runs, 1):
        shown = text[:-1] if broken and number == len(line.runs) else text
        if char is None:
            yield shown, None
        else:
            yield from _bracketed(line.page, char, shown, own)


def _bracketed(page: int, first: int, text: str, marks: Mapping[int, int]) -> Iterator[Piece]:
    start = 0
    for at in sorted(at - first for at in marks if first <= at < first + len(text)):
        end = at + marks[first + at]
        yield text[start:at], PdfRef(page, first + start)
        yield "[", None
        yield text[at:end], PdfRef(page, first + at)
        yield "]", None
        start = end
    yield text[start:], PdfRef(page, first + start)
