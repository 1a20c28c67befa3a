"""Reads the words of one Word paragraph, as they stand when all tracked changes are accepted.

Elements that are not known are looked into, so that no wrapper can swallow words; only what is
listed here as having none is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from lxml import etree

from clausegap.loaders import word_names as names
from clausegap.loaders.word_styles import Styles
from clausegap.loaders.word_symbols import symbol
from clausegap.loaders.word_xml import child, chosen, integer, is_on, is_true, value_of

Words = list[tuple[str, int | None]]

# Line ends and tabs inside a text node come from pretty printers; Word shows them as spaces.
_FLAT: Final = str.maketrans("\n\t\r", "   ")
# Spaces and hyphens that only forbid a line break, and characters that are not seen at all.
_AS_SHOWN: Final = str.maketrans("\u00a0\u2007\u202f\u2010\u2011", "   --")
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_HYPHENS: Final = re.compile("[\u2010\u2011]")
_BOXES: Final = ("\u2610", "\u2612")

_W: Final = names.MAIN
_WORDLESS: Final = frozenset(
    {_W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData",
                            "delText", "delInstrText", "del", "moveFrom", "softHyphen",
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


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A reference to a note.

    Attributes:
        kind: ``footnote`` or ``endnote``.
        id: Id of the note in its part.
        mark: What is displayed in the text and before the note; empty for a mark the author typed.
    """

    kind: str
    id: str
    mark: str


@dataclass(slots=True)
class Findings:
    """What was met in a file besides its words: counts by name, and the notes numbered so far."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    watch_hidden: bool = False


def plain_words(paragraph: etree._Element) -> Words:
    """Returns the words of a paragraph that has nothing of ``RICH`` in it, white space included."""
    text = "".join([element.text or "" for element in paragraph.iter(names.TEXT)])
    return _shown(_flat(text), 0) if text else []


class ParagraphReader:
    """Collects the words of one paragraph and what hangs on it.

    Attributes:
        words: Pieces of text, each with the index of its first character among the paragraph's own
            characters, or None for marks that the file does not hold as text.
        asides: Notes referred to and text boxes anchored here, in order.
    """

    def __init__(self, findings: Findings, styles: Styles) -> None:
        self.words: Words = []
        self.asides: list[NoteMark | etree._Element] = []
        self._findings = findings
        self._styles = styles
        self._own: list[str] = []
        self._char = 0
        self._fields: list[bool] = []  # for each open field, whether its result has begun
        self._instructions = 0  # open fields whose result has not begun
        self._muted = False

    def read(self, element: etree._Element) -> None:
        """Reads everything inside an element."""
        for inner in element:
            tag = inner.tag
            if tag == names.TEXT:
                if not self._muted and inner.text:
                    self._own.append(_flat(inner.text))
            elif tag not in _WORDLESS:
                _HANDLERS.get(tag, ParagraphReader.read)(self, inner)

    def finish(self) -> Words:
        """Returns the paragraph's words, white space at the ends included."""
        self._flush()
        return self.words

    def _flush(self) -> None:
        text = "".join(self._own)
        if not text:
            return
        self._own.clear()
        self.words.extend(_shown(text, self._char))
        self._char += len(text)

    def _mark(self, text: str) -> None:
        self._flush()
        self.words.append((text, None))

    def _own_text(self, element: etree._Element) -> None:
        if not self._muted and element.text:
            self._own.append(_flat(element.text))

    def _character(self, element: etree._Element) -> None:
        if not self._muted:
            self._own.append(_CHARACTERS[element.tag])

    def _symbol(self, element: etree._Element) -> None:
        if not self._muted:
            self._own.append(symbol(element.get(_W + "char", ""), element.get(_W + "font", "")))

    def _run(self, element: etree._Element) -> None:
        if self._findings.watch_hidden and self._is_hidden(element):
            self._findings.counts["hidden"] += 1
        self.read(element)

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = child(run, names.RUN_PROPERTIES)
        if properties is None or child(run, names.TEXT) is None:
            return False
        vanish = child(properties, names.VANISH)
        if vanish is not None:
            return is_on(vanish)
        return self._styles.hides(value_of(properties, names.RUN_STYLE) or "")

    def _alternate(self, element: etree._Element) -> None:
        self.read(chosen(element))

    def _note(self, element: etree._Element) -> None:
        if self._muted:
            return
        kind = "footnote" if element.tag == _W + "footnoteReference" else "endnote"
        mark = ""
        if not is_true(element.get(_W + "customMarkFollows")):
            self._findings.notes[kind] += 1
            mark = f"[{self._findings.notes[kind]}]"
            self._mark(mark)
        self.asides.append(NoteMark(kind, element.get(names.ID, ""), mark))

    def _field_character(self, element: etree._Element) -> None:
        role = element.get(_W + "fldCharType")
        if role == "begin":
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
            self._mark(_BOXES[is_on(child(box, _W + "default") if checked is None else checked)])
        choices = next(element.iter(_W + "ddList"), None)
        if choices is not None:
            entries = [el.get(names.VAL, "") for el in choices.iterchildren(_W + "listEntry")]
            index = integer(value_of(choices, _W + "result")) or 0
            self._mark("".join(entries[index : index + 1]))

    def _graphic(self, element: etree._Element) -> None:
        for part in _graphic_parts(element):
            if part.tag == names.TEXT_BOX:
                self.asides.append(part)
            else:
                self._findings.counts[_NOTICED[part.tag]] += 1

    def _instruction(self, element: etree._Element) -> None:
        if _COMPUTED_NUMBER.match(element.text or ""):
            self._findings.counts["computed"] += 1

    def _sub_document(self, element: etree._Element) -> None:
        self._findings.counts["foreign"] += 1

    def _text_box(self, element: etree._Element) -> None:
        self.asides.append(element)


def _flat(text: str) -> str:
    return text if text.isprintable() else text.translate(_FLAT)


def _shown(text: str, char: int) -> Words:
    """Returns text as it is shown, with the index of the first character of each piece."""
    # All that is changed here is unprintable to Python, but for two hyphens; the test is a fast one.
    if text.isascii() or (text.isprintable() and not _HYPHENS.search(text)):
        return [(text, char)] if text else []
    words: Words = []
    start = 0
    for gap in _INVISIBLE.finditer(text):
        words.append((text[start : gap.start()].translate(_AS_SHOWN), char + start))
        start = gap.end()
    words.append((text[start:].translate(_AS_SHOWN), char + start))
    return [piece for piece in words if piece[0]]


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
        _W + "instrText": ParagraphReader._instruction,
        _W + "subDoc": ParagraphReader._sub_document,
        _W + "fldChar": ParagraphReader._field_character,
        _W + "drawing": ParagraphReader._graphic,
        _W + "pict": ParagraphReader._graphic,
        _W + "object": ParagraphReader._graphic,
        names.TEXT_BOX: ParagraphReader._text_box,
        names.ALTERNATE: ParagraphReader._alternate,
        **dict.fromkeys(_CHARACTERS, ParagraphReader._character),
    }
)
# What makes a paragraph more than runs of text; without any of it the text nodes alone are its words.
RICH: Final = tuple(sorted((set(_HANDLERS) - {names.RUN}) | {names.DELETED, names.MOVED_FROM, names.FALLBACK}))
