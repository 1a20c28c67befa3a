"""Word files, templates included: the contract's words with displayed numbers, notes, tables and text boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from lxml import etree

from clausegap.errors import MalformedFileError, NoTextError
from clausegap.loaders import word_names as names
from clausegap.loaders.base import LINE_SEPARATOR, DocumentBuilder
from clausegap.loaders.word_changes import VIEWS, View
from clausegap.loaders.word_findings import Findings, NoteMark
from clausegap.loaders.word_line import Aside, Line, has_words
from clausegap.loaders.word_lists import Numbering, read_numbering
from clausegap.loaders.word_notices import add_notices, count_changes
from clausegap.loaders.word_package import Package, Relation, main_part, open_package
from clausegap.loaders.word_styles import Styles, without_table_styles
from clausegap.loaders.word_walk import Story
from clausegap.loaders.word_xml import child
from clausegap.model.document import BlockKind, Document, FurnitureKind, SourceInfo
from clausegap.model.reading import ReadOptions

_HEADER: Final = names.MAIN + "headerReference"
_FOOTER: Final = names.MAIN + "footerReference"
_NOTE_TAGS: Final = (names.MAIN + "footnote", names.MAIN + "endnote", names.MAIN + "comment")
_AUTHOR: Final = names.MAIN + "author"
_WATERMARK: Final = names.VML + "textpath"


def load_word(data: bytes, source: SourceInfo, reading: ReadOptions) -> Document:
    """Returns the document of a Word file, in the view of its tracked changes that is asked for.

    Automatic numbers stand in the text as Word displays them. Notes and text boxes follow the
    paragraph or row that refers to them; headers, footers, watermarks and comments are kept apart.

    Raises:
        MalformedFileError: The file is damaged, is no Word document, or declares a document type.
        EncryptedFileError: Its parts open only with a password.
        TooLargeError: It unpacks to more, or has more characters, than the limits allow.
        NoTextError: There are no words in it.
    """
    try:
        document = _Reader(open_package(data, source.name), source, VIEWS[reading.changes]).read()
    except RecursionError as error:
        raise MalformedFileError(
            source.name, "its content is nested too deeply", "open it in Word and save it again as .docx"
        ) from error
    if not document.text.strip():
        raise NoTextError(
            source.name,
            "the Word file holds no text, only pictures or embedded content if anything",
            "make a searchable copy of it by OCR, or paste the contract's text into it",
        )
    return document


class _Reader:
    """Reads one Word file: its main part first, the parts that hang on it as they are met."""

    def __init__(self, package: Package, source: SourceInfo, view: View) -> None:
        self._package = package
        self._view = view
        self._builder = DocumentBuilder(source)
        self._findings = Findings()
        self._main = main_part(package)
        self._links = package.relations(self._main)
        self._numbering = self._read_numbering()
        self._notes: dict[tuple[str, str], tuple[Story, etree._Element]] = {}
        self._comments_read = False
        self._furniture_read: set[str] = set()

    def read(self) -> Document:
        """Returns the document.

        Raises:
            InputError: A part of the file is damaged, or its main part is no Word document.
        """
        root = self._package.root(self._main)
        body = child(root, names.BODY)
        if root is None or body is None:
            raise MalformedFileError(
                self._package.source, "its main part is no Word document", "check that it is a Word file"
            )
        story = self._story(self._main, root)
        self._read_notes("footnotes", "endnotes")
        sections = _sections(root)
        self._add_furniture(next(sections, None))
        for line in story.lines(body):
            self._add(story, line, None)
            if line.ends_section:
                self._add_furniture(next(sections, None))
        add_notices(self._builder, self._findings, self._view.name)
        return self._builder.build()

    def _read_numbering(self) -> Numbering:
        styles = Styles(self._linked_root("styles", tidy=without_table_styles))
        self._findings.watch_hidden = styles.any_hidden
        return read_numbering(self._linked_root("numbering"), styles)

    def _linked(self, kind: str) -> Iterator[Relation]:
        return (link for link in self._links if link.kind == kind)

    def _linked_root(self, kind: str, *, tidy: Callable[[bytes], bytes] | None = None) -> etree._Element | None:
        targets = (link.target for link in self._linked(kind) if link.target is not None)
        roots = (self._package.root(target, tidy=tidy) for target in targets)
        return next((root for root in roots if root is not None), None)

    def _story(self, part: str, root: etree._Element) -> Story:
        hidden = next(root.iter(names.VANISH), None) is not None
        self._findings.watch_hidden = self._findings.watch_hidden or hidden
        count_changes(root, self._findings.counts)
        return Story(part, root, self._numbering, self._findings, self._view)

    def _read_notes(self, *kinds: str) -> None:
        for kind in kinds:
            for target in [link.target for link in self._linked(kind) if link.target is not None]:
                root = self._package.root(target)
                if root is None:
                    continue
                story = self._story(target, root)
                for note in root.iterchildren(*_NOTE_TAGS):
                    self._notes[kind, note.get(names.ID, "")] = (story, note)

    def _add(self, story: Story, line: Line, kind: BlockKind | None) -> None:
        self._builder.add_block(line.pieces, kind=kind or line.kind, number=line.number, level=line.level)
        for aside in line.asides:
            self._add_aside(story, aside)

    def _add_aside(self, story: Story, aside: Aside) -> None:
        if not isinstance(aside, NoteMark):
            self._add_all(story, story.lines(aside), "text_box")
            return
        # A note is taken out, so that one which refers to itself ends.
        if aside.kind == "comment" and not self._comments_read:
            self._comments_read = True
            self._read_notes("comments")
        found = self._notes.pop((aside.kind + "s", aside.id), None)
        if found is None:
            self._findings.counts["lost_notes"] += aside.kind != "comment"
            return
        note_story, element = found
        if aside.kind == "comment":
            author = element.get(_AUTHOR)
            words = LINE_SEPARATOR.join(_flat_text(note_story, element))
            self._builder.add_furniture("comment", f"{author}: {words}" if author else words)
            return
        kind: BlockKind = "footnote" if aside.kind == "footnote" else "endnote"
        self._add_all(note_story, _marked(note_story.lines(element), aside.mark), kind)

    def _add_all(self, story: Story, lines: Iterable[Line], kind: BlockKind) -> None:
        for line in lines:
            self._add(story, line, kind)

    def _add_furniture(self, section: etree._Element | None) -> None:
        if section is None:
            return
        targets = {link.id: link.target for link in self._links}
        kinds: tuple[tuple[str, FurnitureKind], ...] = ((_HEADER, "header"), (_FOOTER, "footer"))
        for tag, kind in kinds:
            for reference in section.iterchildren(tag):
                target = targets.get(reference.get(names.RELATION_ID, ""))
                if target is not None and target not in self._furniture_read:
                    self._furniture_read.add(target)
                    self._add_furniture_part(target, kind)

    def _add_furniture_part(self, part: str, kind: FurnitureKind) -> None:
        root = self._package.root(part)
        if root is None:
            return
        story = self._story(part, root)
        text = LINE_SEPARATOR.join(_flat_text(story, root))
        if text:
            self._builder.add_furniture(kind, text)
        for mark in root.iter(_WATERMARK):
            words = mark.get("string", "").strip()
            if words:
                self._builder.add_furniture("stamp", words)


def _sections(root: etree._Element) -> Iterator[etree._Element]:
    """Returns the section properties in force; those of an earlier revision stand inside another."""
    holders = (names.BODY, names.PARAGRAPH_PROPERTIES)
    for section in root.iter(names.SECTION):
        parent = section.getparent()
        if parent is not None and parent.tag in holders:
            yield section


def _marked(lines: Iterable[Line], mark: str) -> Iterator[Line]:
    """Yields the lines of a note with its mark before the first."""
    for index, line in enumerate(lines):
        if index == 0 and mark:
            yield Line(((mark + " ", None), *line.pieces), asides=line.asides)
        else:
            yield line


def _flat_text(story: Story, container: etree._Element) -> Iterator[str]:
    """Yields the words of each line inside an element, text boxes included."""
    for line in story.lines(container):
        if has_words(line.pieces):
            yield "".join([text for text, _ in line.pieces])
        for aside in line.asides:
            if not isinstance(aside, NoteMark):
                yield from _flat_text(story, aside)
