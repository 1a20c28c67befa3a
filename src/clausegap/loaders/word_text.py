"""Reads the words of one Word paragraph, in one view of its tracked changes.

Elements that are not known are looked into, so that no wrapper can swallow words; only what is
listed here as having none is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.base import Change, Changed, Piece
from clausegap.loaders.word_changes import CHANGES, View, change_of, takes_away
from clausegap.loaders.word_findings import Findings, NoteMark
from clausegap.loaders.word_shown import flat, shown
from clausegap.loaders.word_styles import Styles
from clausegap.loaders.word_symbols import BOXES, symbol
from clausegap.loaders.word_xml import child, chosen, integer, is_on, is_true, value_of
from clausegap.model.document import WordRef

_W: Final = names.MAIN
_WORDLESS: Final = frozenset(
    {_W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData",
                            "delInstrText", "softHyphen",
                            "pgNum", "annotationRef", "footnoteRef", "endnoteRef")}
    | {names.FALLBACK}
)  # fmt: skip
_CHARACTERS: Final = MappingProxyType(
    {_W + "tab": "\t", _W + "ptab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
)
_NOTICED: Final = MappingProxyType(
    {
        names.DRAWING + "blip": "pictures",
        names.VML + "imagedata": "pictures",
        names.CHART + "chart": "charts",
        names.DIAGRAM + "relIds": "diagrams",
        names.OFFICE + "OLEObject": "embedded",
        _W + "control": "controls",
    }
)
# Fields whose result Word computes and does not store.
_COMPUTED_NUMBER: Final = re.compile(r"\s*(?:LISTNUM|AUTONUM(?:LGL|OUT)?)\b", re.IGNORECASE)


class ParagraphReader:
    """Collects the words of one paragraph and what hangs on it.

    Attributes:
        asides: Notes and comments referred to and text boxes anchored here, in order.
        is_absent: Whether the view leaves out what is being read.
    """

    def __init__(self, findings: Findings, styles: Styles, view: View, place: WordRef) -> None:
        self.asides: list[NoteMark | etree._Element] = []
        self.is_absent = False
        self._pieces: list[Piece] = []
        self._findings = findings
        self._styles = styles
        self._view = view
        self._place = place  # of the next own character
        self._own: list[str] = []
        self._fields: list[bool] = []  # for each open field, whether its result has begun
        self._instructions = 0  # open fields whose result has not begun
        self._muted = False
        self._unnamed = True  # whether the next code names its field
        self._change: Change | None = None  # the innermost one around what is being read

    def read(self, element: etree._Element, change: Change | None = None, *, is_absent: bool = False) -> None:
        """Reads everything inside a paragraph.

        Args:
            element: The paragraph.
            change: The tracked change of the row or cell that it stands in.
            is_absent: Whether that takes it out of the view.
        """
        self._change, self.is_absent = change, is_absent
        self._inside(element)

    def _inside(self, element: etree._Element) -> None:
        for inner in element:
            tag = inner.tag
            if tag == names.TEXT:
                if inner.text and (self.is_absent or not self._muted):
                    self.take(inner, flat(inner.text))
            elif tag not in _WORDLESS:
                _HANDLERS.get(tag, ParagraphReader._inside)(self, inner)

    def take(self, element: etree._Element, text: str) -> None:
        """Takes the characters of an element; who wants to know where each stands does so here too."""
        self._own.append(text)

    def finish(self) -> list[Piece]:
        """Returns the paragraph's words, white space at the ends included."""
        self._flush()
        return self._pieces

    def _flush(self) -> None:
        text = "".join(self._own)
        if not text:
            return
        self._own.clear()
        pieces = shown(text, self._place)
        if self.is_absent:
            self._add("".join([piece for piece, _ in pieces]), None)
            return
        part, paragraph, char = self._place.part, self._place.paragraph, self._place.char
        self._place = WordRef(part, paragraph, char + len(text))
        for piece, place in pieces:
            self._add(piece, place if isinstance(place, WordRef) else None)

    def _add(self, text: str, place: WordRef | None) -> None:
        change = self._change
        if change is None:
            self._pieces.append((text, place))
        elif self.is_absent:
            self._pieces.append(("", Changed(change, None, text)))
        else:
            self._pieces.append((text, Changed(change, place)))

    def _mark(self, text: str) -> None:
        self._flush()
        self._add(text, None)

    def _changed(self, element: etree._Element) -> None:
        """Reads what a tracked change holds; of changes inside one another the innermost is named."""
        self._flush()
        around = self._change, self.is_absent
        self._change = change_of(element)
        self.is_absent = self.is_absent or element.tag in self._view.absent
        self._inside(element)
        self._flush()
        self._change, self.is_absent = around

    def _deleted_text(self, element: etree._Element) -> None:
        if takes_away(self._change):
            self._own_text(element)

    def _own_text(self, element: etree._Element) -> None:
        if element.text and (self.is_absent or not self._muted):
            self.take(element, flat(element.text))

    def _character(self, element: etree._Element) -> None:
        if self.is_absent or not self._muted:
            self.take(element, _CHARACTERS[element.tag])

    def _symbol(self, element: etree._Element) -> None:
        if self.is_absent or not self._muted:
            self.take(element, symbol(element.get(_W + "char", ""), element.get(_W + "font", "")))

    def _run(self, element: etree._Element) -> None:
        if self._findings.watch_hidden and not self.is_absent and self._is_hidden(element):
            self._findings.counts["hidden"] += 1
        self._inside(element)

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = child(run, names.RUN_PROPERTIES)
        if properties is None or child(run, names.TEXT) is None:
            return False
        vanish = child(properties, names.VANISH)
        if vanish is not None:
            return is_on(vanish)
        return self._styles.hides(value_of(properties, names.RUN_STYLE) or "")

    def _alternate(self, element: etree._Element) -> None:
        self._inside(chosen(element))

    def _note(self, element: etree._Element) -> None:
        if self._muted or self.is_absent:
            return
        kind = "footnote" if element.tag == _W + "footnoteReference" else "endnote"
        mark = ""
        if not is_true(element.get(_W + "customMarkFollows")):
            self._findings.notes[kind] += 1
            mark = f"[{self._findings.notes[kind]}]"
            self._mark(mark)
        self.asides.append(NoteMark(kind, element.get(names.ID, ""), mark))

    def _comment(self, element: etree._Element) -> None:
        self.asides.append(NoteMark("comment", element.get(names.ID, ""), ""))

    def _field_character(self, element: etree._Element) -> None:
        if self.is_absent:  # a field that begins here need not end here, and its code is no text anyway
            return
        role = element.get(_W + "fldCharType")
        if role == "begin":
            self._unnamed = True
            self._fields.append(False)
            self._instructions += 1
            self._form_field(element)
        elif role in ("separate", "end") and self._fields:
            self._instructions -= not self._fields.pop()
            if role == "separate":
                self._fields.append(True)
        # The result of a field inside the instruction of another one is not displayed.
        around = self._instructions - (self._fields[-1:] == [False])
        self._muted = around > 0

    def _form_field(self, element: etree._Element) -> None:
        """Shows the check boxes and drop-down lists of old forms, which hold no result as text."""
        box = next(element.iter(_W + "checkBox"), None)
        if box is not None:
            checked = child(box, _W + "checked")
            self._mark(BOXES[is_on(child(box, _W + "default") if checked is None else checked)])
        choices = next(element.iter(_W + "ddList"), None)
        if choices is not None:
            entries = [el.get(names.VAL, "") for el in choices.iterchildren(_W + "listEntry")]
            index = integer(value_of(choices, _W + "result")) or 0
            self._mark("".join(entries[index : index + 1]))

    def _graphic(self, element: etree._Element) -> None:
        if self.is_absent:
            return
        for part in _graphic_parts(element):
            if part.tag == names.TEXT_BOX:
                self.asides.append(part)
            else:
                self._findings.counts[_NOTICED[part.tag]] += 1

    def _instruction(self, element: etree._Element) -> None:
        # A long code is split over several elements; only the first of them names the field.
        text = element.text or ""
        if not self.is_absent and self._unnamed and not text.isspace():
            self._code(text)
            self._unnamed = not self._fields

    def _simple_field(self, element: etree._Element) -> None:
        if not self.is_absent:
            self._code(element.get(_W + "instr", ""))
        self._inside(element)

    def _code(self, code: str) -> None:
        if _COMPUTED_NUMBER.match(code):
            self._findings.counts["computed"] += 1
        self._findings.note_field(code)

    def _sub_document(self, element: etree._Element) -> None:
        self._findings.counts["foreign"] += 1

    def _text_box(self, element: etree._Element) -> None:
        if not self.is_absent:
            self.asides.append(element)


def _graphic_parts(element: etree._Element) -> Iterator[etree._Element]:
    """Yields text boxes and what a notice speaks of; nothing inside a text box."""
    for inner in element:
        if inner.tag == names.TEXT_BOX or inner.tag in _NOTICED:
            yield inner
        elif inner.tag == names.ALTERNATE:
            yield from _graphic_parts(chosen(inner))
        else:
            yield from _graphic_parts(inner)


_HANDLERS: Final[MappingProxyType[str, Callable[[ParagraphReader, etree._Element], None]]] = MappingProxyType(
    {
        names.RUN: ParagraphReader._run,
        names.MATH + "t": ParagraphReader._own_text,
        _W + "sym": ParagraphReader._symbol,
        _W + "footnoteReference": ParagraphReader._note,
        _W + "endnoteReference": ParagraphReader._note,
        _W + "commentReference": ParagraphReader._comment,
        _W + "instrText": ParagraphReader._instruction,
        _W + "fldSimple": ParagraphReader._simple_field,
        _W + "delText": ParagraphReader._deleted_text,
        _W + "subDoc": ParagraphReader._sub_document,
        _W + "fldChar": ParagraphReader._field_character,
        _W + "drawing": ParagraphReader._graphic,
        _W + "pict": ParagraphReader._graphic,
        _W + "object": ParagraphReader._graphic,
        names.TEXT_BOX: ParagraphReader._text_box,
        names.ALTERNATE: ParagraphReader._alternate,
        **dict.fromkeys(_CHARACTERS, ParagraphReader._character),
        **dict.fromkeys(CHANGES, ParagraphReader._changed),
    }
)
# What makes a paragraph more than runs of text; without any of it the text nodes alone are its words,
# and its properties are those of today.
RICH: Final = tuple(sorted((set(_HANDLERS) - {names.RUN}) | {names.FALLBACK, names.FORMER_PROPERTIES}))
