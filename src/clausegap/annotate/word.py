"""Writes notes into a Word file, as comments on the exact words, and proposed clauses as tracked insertions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from lxml import etree

from clausegap.annotate.notes import DEFAULT_OPTIONS, Note, NoteOptions
from clausegap.annotate.word_comments import ELSEWHERE_END, Comments, highest_id
from clausegap.annotate.word_insertions import Insertions
from clausegap.annotate.word_marks import Marker, Position, Span
from clausegap.annotate.word_parts import WordParts
from clausegap.errors import NotAnnotatableError
from clausegap.loaders import word_names as names
from clausegap.loaders.word_places import view_of
from clausegap.model.document import Document, WordRef, shifted
from clausegap.renderers.wording import shortened

_COMMENT: Final = names.MAIN + "comment"
_REFERENCE: Final = names.MAIN + "commentReference"
_NOTE_SIGNS: Final = {names.MAIN + kind: f"{names.MAIN}{kind}Reference" for kind in ("footnote", "endnote")}
_QUOTE_CHARACTERS: Final = 200


def annotate_word(
    data: bytes, document: Document, notes: Sequence[Note], options: NoteOptions = DEFAULT_OPTIONS
) -> bytes:
    """Returns a Word file with notes as comments; its words, and all parts that are not named here, stay as they are.

    Changed are the part with the body, the part with the comments, and where that is new the list of content
    types and the links of the body. Word has no comments in text boxes, and not everywhere in notes: what speaks of
    words there stands at the sign of the note or where the box is anchored, and quotes the words.

    Args:
        data: The file.
        document: As it was read from it.
        notes: In the order of the text.
        options: In whose name, and whether proposed clauses are inserted.

    Raises:
        InputError: The file cannot be read.
    """
    writer = _Writer(WordParts(data, document.source.name), document, options)
    writer.write(notes)
    return writer.data()


class _Place(NamedTuple):
    """Where a note stands: characters of the body, or else an element in whose stead the reader sees them."""

    start: Position
    end: Position
    element: etree._Element | None = None


class _Writer:
    """Writes into one Word file."""

    def __init__(self, parts: WordParts, document: Document, options: NoteOptions) -> None:
        self._parts = parts
        self._document = document
        self._options = options
        self._marker = Marker(parts.main, view_of(document))
        self._note_paragraphs: dict[str, list[etree._Element]] = {}

    def write(self, notes: Sequence[Note]) -> None:
        """Writes the notes, then what is to be inserted: paragraphs are told by their number until then."""
        root = self._parts.comments()
        first = max(highest_id(root, _COMMENT), highest_id(self._parts.main, _REFERENCE)) + 1
        comments = Comments(root, first)
        placed = [(note, self._place(note)) for note in notes]
        spans = []
        for note, place in placed:
            lines = note.body.split("\n")
            if place.element is not None:
                lines.insert(1, self._elsewhere(note))
            comment = comments.add(lines, note.author, self._options.date)
            if place.element is None:
                spans.append(Span(place.start, place.end, comment))
            else:
                self._marker.around_element(place.element, comment)
        self._marker.around(spans)
        if self._options.insert_fallbacks:
            self._insert(placed)

    def data(self) -> bytes:
        """Returns the file."""
        return self._parts.data()

    def _insert(self, placed: Sequence[tuple[Note, _Place]]) -> None:
        insertions = Insertions(self._parts.main, self._options.author, self._options.date)
        for note, place in placed:
            if note.fallback:
                paragraph = self._marker.paragraphs[place.end.paragraph]
                insertions.behind(paragraph, note.fallback, is_heading=self._is_heading(note.end))

    def _is_heading(self, end: int) -> bool:
        """Whether the paragraph of a note that ends at some offset is a heading."""
        blocks = self._document.blocks
        index = bisect_left(blocks, end, key=lambda block: block.start) - 1
        return index >= 0 and blocks[index].kind == "heading"

    def _elsewhere(self, note: Note) -> str:
        words = shortened(self._document.text[note.start : note.end], _QUOTE_CHARACTERS)
        return f"On the words “{words}”, {ELSEWHERE_END}"

    def _place(self, note: Note) -> _Place:
        refs = list(self._refs(note.start, note.end))
        inside = [(first, last) for first, last in refs if self._is_in_body(first)]
        if inside:
            start = min(Position(first.paragraph, first.char) for first, _ in inside)
            end = max(Position(last.paragraph, last.char + 1) for _, last in inside)
            return _Place(start, end)
        found = next((place for place in self._stand_ins(note, refs) if place is not None), None)
        if found is None:
            problem = "its words stand where Word has no comments, in notes on notes"
            raise NotAnnotatableError(self._document.source.name, problem, "write a report with 'review'")
        return found

    def _stand_ins(self, note: Note, refs: Sequence[tuple[WordRef, WordRef]]) -> Iterator[_Place | None]:
        """Yields places for a note on no characters of the body, the best first, or None where one is not to be had."""
        for first, _ in refs:
            yield self._displaced(first)
        yield self._behind(note.start)
        for first, _ in self._refs(0, len(self._document.text)):
            yield self._displaced(first)

    def _refs(self, start: int, end: int) -> Iterator[tuple[WordRef, WordRef]]:
        """Yields the places of the first and last character of each piece of some text that the file holds."""
        segments = self._document.segments
        index = max(bisect_right(segments, start, key=lambda s: s.start) - 1, 0)
        for segment in segments[index:]:
            if segment.start >= end:
                return
            low, high = max(start, segment.start), min(end, segment.end)
            if low < high:
                first, last = (shifted(segment.ref, at - segment.start) for at in (low, high - 1))
                if isinstance(first, WordRef) and isinstance(last, WordRef):
                    yield first, last

    def _is_in_body(self, ref: WordRef) -> bool:
        return ref.part == self._parts.body and not self._marker.is_in_box(ref.paragraph)

    def _behind(self, offset: int) -> _Place | None:
        """Returns the place behind the last character of the body before an offset; None if the body has none."""
        segments = self._document.segments
        before = reversed(segments[: bisect_left(segments, offset, key=lambda s: s.start)])
        for segment in (*before, *segments):  # where nothing stands before, the first words are the nearest
            at = min(offset, segment.end) if segment.start < offset else segment.end
            ref = shifted(segment.ref, at - segment.start - 1)
            if isinstance(ref, WordRef) and self._is_in_body(ref):
                place = Position(ref.paragraph, ref.char + 1)
                return _Place(place, place)
        return None

    def _displaced(self, ref: WordRef) -> _Place | None:
        """Returns where the reader sees words that stand in a note or a text box."""
        paragraphs = self._marker.paragraphs
        element = paragraphs[ref.paragraph] if ref.part == self._parts.body else self._sign_of(ref)
        if element is None:
            return None
        outer = list(element.iterancestors(names.PARAGRAPH))[-1]
        place = Position(paragraphs.index(outer), 0)
        return _Place(place, place, element)

    def _sign_of(self, ref: WordRef) -> etree._Element | None:
        """Returns the sign in the body of the note that a place is in; None for a note on another note."""
        if ref.part not in self._note_paragraphs:
            self._note_paragraphs[ref.part] = list(self._parts.note_part(ref.part).iter(names.PARAGRAPH))
        note = next(self._note_paragraphs[ref.part][ref.paragraph].iterancestors(*_NOTE_SIGNS), None)
        signs = () if note is None else self._parts.main.iter(_NOTE_SIGNS[note.tag])
        return next((sign for sign in signs if note is not None and sign.get(names.ID) == note.get(names.ID)), None)
