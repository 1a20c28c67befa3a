"""Puts the marks of comments exactly around characters of a Word text: runs are split, nothing else is touched."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Final, NamedTuple

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.word_changes import View
from clausegap.loaders.word_places import Stretch, stretches_of
from clausegap.loaders.word_xml import child

_W: Final = names.MAIN
# Wrappers of runs in which the marks of a comment may stand (ECMA-376 part 1, EG_RangeMarkupElements).
_HOLDERS: Final = frozenset(
    {_W + name for name in ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "ins", "del",
                            "moveFrom", "moveTo", "dir", "bdo")}
)  # fmt: skip
_SPLIT_TEXTS: Final = frozenset({names.TEXT, _W + "delText"})
_CONTROL: Final = _W + "sdt"
_FIELD_CHARACTER: Final = _W + "fldChar"
_FIELD_ROLE: Final = _W + "fldCharType"
_FIELD_STEPS: Final = {"begin": 1, "end": -1}


class Position(NamedTuple):
    """A place between two characters: index of the paragraph in its part, and the characters before it."""

    paragraph: int
    char: int


class Span(NamedTuple):
    """What a comment speaks of.

    Attributes:
        start: Before the first character.
        end: Behind the last; equal to ``start`` for a comment on no words.
        comment: Id of the comment.
    """

    start: Position
    end: Position
    comment: str


class Marker:
    """Puts marks into the body of one Word file.

    Args:
        root: Root of the part.
        view: The view of tracked changes under which characters are counted.
    """

    def __init__(self, root: etree._Element, view: View) -> None:
        self.paragraphs = list(root.iter(names.PARAGRAPH))
        self._view = view
        self._stretches: dict[int, list[Stretch]] = {}
        self._behind: dict[etree._Element, etree._Element] = {}  # the last mark put behind an element
        self._led: set[etree._Element] = set()  # paragraphs that begin with a sign

    def around(self, spans: Sequence[Span]) -> None:
        """Marks stretches of text as those of comments; they may overlap."""
        for span in spans:
            # All cuts come first: a run that is split later would part from the marks beside it.
            self._cut(span)
        for span in spans:
            self._mark(span)

    def _cut(self, span: Span) -> None:
        if span.start < span.end:
            self._after(span.start)
        self._before(span.end)

    def _mark(self, span: Span) -> None:
        is_empty = span.start == span.end
        if not is_empty:
            first = _outermost(self._after(span.start), is_first=True)
            first.addprevious(_mark("commentRangeStart", span.comment))
        self._put_behind(self._before(span.end), span.comment, is_empty=is_empty)

    def around_element(self, element: etree._Element, comment: str) -> None:
        """Marks what is shown where an element stands: the sign of a note, the anchor of a text box."""
        node = _standing(element)
        node.addprevious(_mark("commentRangeStart", comment))
        self._put_behind(node, comment)

    def is_in_box(self, paragraph: int) -> bool:
        """Whether a paragraph stands inside another one, as those of text boxes do."""
        return next(self.paragraphs[paragraph].iterancestors(names.PARAGRAPH), None) is not None

    def _put_behind(self, node: etree._Element, comment: str, *, is_empty: bool = False) -> None:
        node = _outermost(node, is_first=False)
        marks = [_mark("commentRangeStart", comment)] if is_empty else []
        for mark in (*marks, _mark("commentRangeEnd", comment)):
            self._add_behind(node, mark)
        self._put_sign(_top(node), comment)

    def _put_sign(self, top: etree._Element, comment: str) -> None:
        """Puts the sign of a comment behind a child of a paragraph.

        It stands outside of links, changes and fields, which may go or be made anew. In the first paragraph of a
        content control LibreOffice 7.4 drops all words before the first sign, so that sign comes before the words.
        """
        paragraph = top.getparent()
        if paragraph is None or paragraph in self._led or not _begins_control(paragraph):
            self._add_behind(_outside_fields(top), _sign(comment))
            return
        self._led.add(paragraph)
        properties = child(paragraph, names.PARAGRAPH_PROPERTIES)
        paragraph.insert(0 if properties is None else 1, _sign(comment))

    def _add_behind(self, node: etree._Element, new: etree._Element) -> None:
        self._behind.get(node, node).addnext(new)
        self._behind[node] = new

    def _after(self, place: Position) -> etree._Element:
        """Returns the element that begins with the character behind a place."""
        return self._boundary(place, is_before=False)

    def _before(self, place: Position) -> etree._Element:
        """Returns the element that ends with the character before a place."""
        return self._boundary(place, is_before=True)

    def _boundary(self, place: Position, *, is_before: bool) -> etree._Element:
        stretches = self._stretches_of(place.paragraph)
        wanted = place.char - 1 if is_before else place.char
        index = next(i for i, one in enumerate(stretches) if one.start <= wanted < one.end)
        found = stretches[index]
        if found.start < place.char < found.end:
            parts = _split_text(found, place.char)
            if parts is not None:
                stretches[index : index + 1] = parts
                found = parts[0 if is_before else 1]
        if is_before:
            _split_run_behind(found.element)
        else:
            _split_run_before(found.element)
        return _standing(found.element)

    def _stretches_of(self, paragraph: int) -> list[Stretch]:
        if paragraph not in self._stretches:
            self._stretches[paragraph] = stretches_of(self.paragraphs[paragraph], self._view)
        return self._stretches[paragraph]


def _standing(element: etree._Element) -> etree._Element:
    """Returns the largest element around one beside which marks may stand: as a rule its run."""
    found = element
    for outer in element.iterancestors():
        if outer.tag == names.PARAGRAPH and next(outer.iterancestors(names.PARAGRAPH), None) is None:
            return found
        if outer.tag not in _HOLDERS:
            found = outer
    return found


def _is_plain(element: etree._Element) -> bool:
    """Whether an element stands right in a run beside which marks may stand, so that the run can be split."""
    parent = element.getparent()
    return parent is not None and parent.tag == names.RUN and _standing(element) is parent


def _split_text(stretch: Stretch, char: int) -> tuple[Stretch, Stretch] | None:
    """Splits a text node in two, each with its share of the characters; None where the run cannot be split."""
    element = stretch.element
    if element.tag not in _SPLIT_TEXTS or not _is_plain(element):
        return None
    text = element.text or ""
    rest = deepcopy(element)
    rest.tail = None
    element.text, rest.text = text[: char - stretch.start], text[char - stretch.start :]
    for part in (element, rest):
        part.set(names.SPACE, "preserve")
    element.addnext(rest)
    return Stretch(stretch.start, char, element), Stretch(char, stretch.end, rest)


def _split_run_before(element: etree._Element) -> None:
    """Splits a run so that an element begins one; what already begins it stays as it is."""
    if not _is_plain(element):
        return
    before = element.getprevious()
    if before is not None and before.tag != names.RUN_PROPERTIES:
        _split_run_behind(before)


def _split_run_behind(element: etree._Element) -> None:
    """Splits a run so that an element ends one; the second has the properties of the first."""
    parent = element.getparent()
    if not _is_plain(element) or parent is None or element.getnext() is None:
        return
    second = etree.Element(names.RUN)
    for name, value in parent.items():
        second.set(name, value)
    properties = child(parent, names.RUN_PROPERTIES)
    if properties is not None:
        second.append(deepcopy(properties))
    second.extend(list(element.itersiblings()))
    parent.addnext(second)


def _outermost(node: etree._Element, *, is_first: bool) -> etree._Element:
    """Returns the largest wrapper that a run begins, or ends, so that a mark beside it is outside of it."""
    while True:
        parent = node.getparent()
        beside = node.getprevious() if is_first else node.getnext()
        # Between the properties and the content of a content control nothing may stand.
        is_inner = parent is not None and parent.tag in _HOLDERS and (beside is None or parent.tag == _CONTROL)
        if parent is None or not is_inner:
            return node
        node = parent


def _top(node: etree._Element) -> etree._Element:
    """Returns the child of the paragraph that an element stands in."""
    parent = node.getparent()
    while parent is not None and parent.tag != names.PARAGRAPH:
        node, parent = parent, parent.getparent()
    return node


def _begins_control(paragraph: etree._Element) -> bool:
    controls = paragraph.iterancestors(_CONTROL)
    return any(next(control.iter(names.PARAGRAPH)) is paragraph for control in controls)


def _outside_fields(top: etree._Element) -> etree._Element:
    """Returns a child of a paragraph, or the one that ends the fields it stands in, where they end in the paragraph."""
    depth = sum(map(_steps, (top, *top.itersiblings(preceding=True))))
    for later in top.itersiblings() if depth > 0 else ():
        depth += _steps(later)
        if depth <= 0:
            return later
    return top


def _steps(element: etree._Element) -> int:
    """Returns how many fields an element opens, less those that it ends."""
    return sum(_FIELD_STEPS.get(mark.get(_FIELD_ROLE, ""), 0) for mark in element.iter(_FIELD_CHARACTER))


def _mark(name: str, comment: str) -> etree._Element:
    return etree.Element(_W + name, {names.ID: comment})


def _sign(comment: str) -> etree._Element:
    run = etree.Element(names.RUN)
    run.append(_mark("commentReference", comment))
    return run
