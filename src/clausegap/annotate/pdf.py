"""Writes notes on a PDF: highlights on the words they speak of, signs where words are missing, and bookmarks.

The copy holds the reviewed file byte for byte, with what is new behind it, so that signatures can still be verified
and nothing else about it changes. ``pdf_base`` says when that cannot be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from pypdf import PageObject
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, IndirectObject, NameObject

from clausegap.annotate.notes import DEFAULT_OPTIONS, Note, NoteOptions
from clausegap.annotate.passages import Passage
from clausegap.annotate.pdf_base import Base, base_of, check, opened, translated
from clausegap.annotate.pdf_marks import Remark, comment, comment_look, highlight, highlight_look, multiplied, with_look
from clausegap.annotate.pdf_outline import Bookmark, add_bookmarks
from clausegap.annotate.pdf_pages import View, view_of
from clausegap.annotate.pdf_plan import Marking, Plan, Sign, plan
from clausegap.annotate.pdf_slots import Slots
from clausegap.annotate.pdf_update import Update, entry
from clausegap.errors import MalformedFileError
from clausegap.loaders.pdf_lines import Box
from clausegap.loaders.pdf_places import PdfPlaces
from clausegap.model.document import Document
from clausegap.model.terms import STATUSES, severity_rank


def annotate_pdf(
    data: bytes,
    document: Document,
    notes: Sequence[Note],
    options: NoteOptions = DEFAULT_OPTIONS,
    password: str | None = None,
) -> bytes:
    """Returns a copy of a PDF with notes on it.

    Args:
        data: The file that was reviewed.
        document: What was read from it alone, not a deal of several files.
        notes: What to write on it.
        options: Gives the date of the notes.
        password: As for loading; the copy opens with the same one.

    Raises:
        EncryptedFileError: It needs a password, another one, or a library for its encryption.
        MalformedFileError: It is too damaged to be written on.
    """
    base = base_of(data, document, password)
    if not notes:
        return base.data
    with PdfPlaces(data, document, password=password) as places:
        planned = plan(notes, document, places)
    with translated(document.source):
        written = _Copy(base, document, options.date).written(planned)
    return check(written, base, planned.pages, document.source)


@dataclass(slots=True)
class _Page:
    """A page that gets annotations.

    Attributes:
        reference: Where it is in the file.
        view: How it shows.
        annotations: The new ones.
    """

    reference: IndirectObject
    view: View
    annotations: list[IndirectObject] = field(default_factory=list)


class _Copy:
    """The copy while notes are written on it."""

    def __init__(self, base: Base, document: Document, on: date | None) -> None:
        self._document = document
        self._date = None if on is None else f"D:{on:%Y%m%d}000000Z"
        self._reader = opened(base)
        self._update = Update(base.data, self._reader)
        self._state = self._update.add(multiplied())
        self._pages: dict[int, _Page] = {}
        self._spots: dict[Note, tuple[int, Box]] = {}
        self._names: Counter[str] = Counter()

    def written(self, planned: Plan) -> bytes:
        """Returns the copy with all notes."""
        for marking in planned.markings:
            self._highlight(marking)
        slots = {number: Slots(self._page(number).view, boxes) for number, boxes in planned.print_on.items()}
        for sign in planned.signs:
            self._put(sign, slots[sign.page].take(sign.line))
        for page in self._pages.values():
            self._hand_in(page)
        add_bookmarks(self._update, self._reader, list(self._bookmarks()))
        return self._update.written()

    def _highlight(self, marking: Marking) -> None:
        for part in marking.marked:
            remark = self._remark(marking.passage, part.page)
            look = highlight_look(part.boxes, remark.shade, self._state)
            self._add(part.page, highlight(remark, part.boxes, part.angles), look)
        self._remember(marking.passage, marking.marked[0].page, marking.marked[0].boxes[0])

    def _put(self, sign: Sign, area: Box) -> None:
        remark = self._remark(sign.passage, sign.page)
        self._add(sign.page, comment(remark, area), comment_look(area, remark.shade))
        self._remember(sign.passage, sign.page, area)

    def _remark(self, passage: Passage, page: int) -> Remark:
        name = f"clausegap:{passage.name}:{page}"
        self._names[name] += 1
        unique = name if self._names[name] == 1 else f"{name}:{self._names[name]}"
        return Remark(unique, passage.notes[0].author, passage.title, passage.body, passage.shade, self._date)

    def _remember(self, passage: Passage, page: int, box: Box) -> None:
        for note in passage.notes:
            self._spots[note] = page, box

    def _add(self, number: int, annotation: DictionaryObject, look: DecodedStreamObject) -> None:
        page = self._page(number)
        annotation[NameObject("/P")] = page.reference
        page.annotations.append(self._update.add(with_look(annotation, self._update.add(look))))

    def _page(self, number: int) -> _Page:
        if number not in self._pages:
            page = self._reader.pages[number - 1]
            view = view_of(page)
            self._pages[number] = _Page(_reference(page, self._document), view)
        return self._pages[number]

    def _hand_in(self, page: _Page) -> None:
        """Puts the new annotations behind those that the page has, in a list of its own: pages may share one."""
        own = self._update.changed(page.reference)
        before = entry(own, "/Annots")
        kept = list(before) if isinstance(before, ArrayObject) else []
        own[NameObject("/Annots")] = ArrayObject([*kept, *page.annotations])

    def _bookmarks(self) -> Iterator[Bookmark]:
        """Yields a bookmark for each protection or rule, the gravest first."""
        spots = sorted(self._spots, key=lambda note: (note.protection, note.kind == "weakener", note.start))
        groups = [list(group) for _, group in groupby(spots, key=lambda note: note.protection)]
        leading = [group[0] for group in groups if group[0].kind != "summary"]
        for note in sorted(leading, key=_gravest_first):
            number, box = self._spots[note]
            page = self._page(number)
            left, top = page.view.corner(box)
            severity = "" if note.status == "present" else f", {note.severity}"
            title = f"{note.status.capitalize()}{severity}: {note.title}"
            yield Bookmark(title, page.reference, left, top, note.status)


def _gravest_first(note: Note) -> tuple[int, int, int, str]:
    return -severity_rank(note.severity), STATUSES.index(note.status), note.start, note.protection


def _reference(page: PageObject, document: Document) -> IndirectObject:
    if page.indirect_reference is None:
        problem = "a page of the PDF is not an object of its own, so nothing can be written on it"
        raise MalformedFileError(document.source.name, problem, "print it to a new PDF and annotate that")
    return page.indirect_reference
