"""Reads what was put on top of the pages of a PDF: values of forms, typed words, comments, attached files.

PDFium's text of a page lacks them all (ISO 32000-1, 12.5 annotations, 12.7 interactive forms, 7.11 files). Values
and typed words are words of the contract and are set among the lines, where they stand; comments are not, and
are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ctypes import c_ushort
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import Final

import pypdfium2
from pypdfium2 import raw

from clausegap.loaders.pdf_lines import Box, Line, Mark, MarkKind, PageLines, cut
from clausegap.loaders.pdf_page import rotation_of, turned
from clausegap.loaders.sniff import (
    CONTAINER_SUFFIXES,
    HTML_SUFFIXES,
    MARKDOWN_SUFFIXES,
    OLD_SUFFIXES,
    TEXT_SUFFIXES,
    WORD_SUFFIXES,
)
from clausegap.model.document import Notice, NoticeLevel

_MOST: Final = 20_000  # annotations of a page; a form has hundreds
_LONGEST: Final = 1_000_000  # bytes of one value
_TYPED_FROM: Final = 1_000_000_000  # beyond any character of a page's own text
_HIDDEN: Final = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_PASSWORD_FIELD: Final = 1 << 13  # ISO 32000-1, table 228
_SILENT: Final = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_PRINTERMARK, raw.FPDF_ANNOT_TRAPNET)
_STRUCK: Final = (raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_REDACT)
_PICTURES: Final = (raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WATERMARK, raw.FPDF_ANNOT_INK)
# Of attached files that could hold words of the contract: what the loaders read, and what offices send besides.
_WORDY: Final = frozenset(
    {
        ".pdf", *WORD_SUFFIXES, *TEXT_SUFFIXES, *HTML_SUFFIXES, *MARKDOWN_SUFFIXES, *OLD_SUFFIXES,
        *CONTAINER_SUFFIXES, ".xls", ".xlsx", ".xlsm", ".ppt", ".pptx", ".tif", ".tiff"
    }
)  # fmt: skip
_NAMES_SHOWN: Final = 5
_NAME_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class _Rule:
    """The notice for marks of one kind; ``{n}`` stands for their number."""

    kind: MarkKind
    level: NoticeLevel
    code: str
    message: str


_RULES: Final = (
    _Rule("value", "info", "form_fields", "Values of form fields, read where they stand: {n}."),
    _Rule("struck", "warning", "struck_out", "Words marked as struck out were read like any other: {n} marks."),
    _Rule("picture", "warning", "stamps", "Stamps and drawn notes, whose words if any were not read: {n}."),
    _Rule("comment", "info", "comments", "Comments, which are not part of the contract: {n}."),
)


@contextmanager
def opened_form(document: pypdfium2.PdfDocument) -> Iterator[raw.FPDF_FORMHANDLE | None]:
    """Opens a file's form so that its values can be read; gives None for a file without one."""
    if document.get_formtype() == raw.FORMTYPE_NONE:
        yield None
        return
    # Not through init_forms(), which logs a warning on every XFA form. Scripts never run: there is no engine for them.
    config = raw.FPDF_FORMFILLINFO(version=2)
    form = raw.FPDFDOC_InitFormFillEnvironment(document, config)
    try:
        yield form or None
    finally:
        if form:
            raw.FPDFDOC_ExitFormFillEnvironment(form)


def read_marks(page: raw.FPDF_PAGE, form: raw.FPDF_FORMHANDLE | None) -> tuple[Mark, ...]:
    """Returns the marks on an opened page, in the order of the file.

    Args:
        page: The page.
        form: The file's form, as ``opened_form`` gives it.
    """
    count = min(raw.FPDFPage_GetAnnotCount(page), _MOST)
    return tuple(_marks(page, form, count)) if count > 0 else ()


def with_typed(page: PageLines) -> PageLines:
    """Returns a page with values and typed words among its lines, each where it stands.

    Words that the page shows already are left out, as of a form that OCR read.
    """
    typed = [mark for mark in page.marks if mark.kind in ("value", "text")]
    if not typed:
        return page
    lines = list(page.lines)
    shown = _folded("".join(line.text for line in lines)) if page.read_by_ocr else ""
    for number, mark in enumerate(sorted(typed, key=lambda mark: (-mark.box.top, mark.box.left, mark.text))):
        if _folded(mark.text) not in shown:
            _set(lines, mark, _TYPED_FROM + number, page.number)
    return replace(page, lines=tuple(lines))


def mark_notices(document: pypdfium2.PdfDocument, pages: Sequence[PageLines]) -> Iterator[Notice]:
    """Yields what must be said of a file's marks, attachments and form."""
    counts = Counter(mark.kind for page in pages for mark in page.marks)
    for rule in _RULES:
        if counts[rule.kind]:
            yield Notice(rule.level, rule.code, rule.message.format(n=counts[rule.kind]))
    files = [mark.text for page in pages for mark in page.marks if mark.kind == "file"]
    yield from _attachments([*_attached(document), *files])
    if document.get_formtype() == raw.FORMTYPE_XFA_FULL:
        message = "The file is a dynamic form (XFA), whose pages only Adobe's programs make: print it to a PDF there."
        yield Notice("unread", "xfa_form", message)


def _marks(page: raw.FPDF_PAGE, form: raw.FPDF_FORMHANDLE | None, count: int) -> Iterator[Mark]:
    rotation = rotation_of(page)
    for index in range(count):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind, text = _told(annotation, form)
            if kind is not None:
                yield Mark(kind, text, turned(_box(annotation), rotation))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _told(annotation: raw.FPDF_ANNOTATION, form: raw.FPDF_FORMHANDLE | None) -> tuple[MarkKind | None, str]:
    """Returns what an annotation is to a reader of the contract, and its words."""
    subtype = raw.FPDFAnnot_GetSubtype(annotation)
    if subtype in _SILENT or raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        return None, ""
    if subtype == raw.FPDF_ANNOT_WIDGET:
        value = _value(annotation, form) if form is not None else ""
        return ("value", value) if value else (None, "")
    if subtype == raw.FPDF_ANNOT_FREETEXT:
        words = _contents(annotation)
        return ("text", words) if words else ("picture", "")
    if subtype == raw.FPDF_ANNOT_FILEATTACHMENT:
        return "file", _file_name(raw.FPDFAnnot_GetFileAttachment(annotation))
    return _counted_kind(annotation, subtype), ""


def _counted_kind(annotation: raw.FPDF_ANNOTATION, subtype: int) -> MarkKind | None:
    """Returns what an annotation is that is only counted; a bare highlight or frame says nothing."""
    if subtype in _STRUCK:
        return "struck"
    if subtype in _PICTURES:
        return "picture"
    return "comment" if subtype == raw.FPDF_ANNOT_TEXT or _contents(annotation) else None


def _value(annotation: raw.FPDF_ANNOTATION, form: raw.FPDF_FORMHANDLE) -> str:
    """Returns what a form field shows."""
    kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
        state = _words(partial(raw.FPDFAnnot_GetStringValue, annotation, b"AS"))
        return "[x]" if state not in ("", "Off") or raw.FPDFAnnot_IsChecked(form, annotation) else "[ ]"
    if kind in (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
        chosen = _chosen(annotation, form)
        if chosen:
            return chosen
    elif kind != raw.FPDF_FORMFIELD_TEXTFIELD or raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD_FIELD:
        return ""
    return _words(partial(raw.FPDFAnnot_GetFormFieldValue, form, annotation))


def _chosen(annotation: raw.FPDF_ANNOTATION, form: raw.FPDF_FORMHANDLE) -> str:
    """Returns the options that are chosen in a list, as it shows them; its value may be a code."""
    count = min(raw.FPDFAnnot_GetOptionCount(form, annotation), _MOST)
    numbers = [index for index in range(count) if raw.FPDFAnnot_IsOptionSelected(form, annotation, index)]
    return ", ".join(_words(partial(raw.FPDFAnnot_GetOptionLabel, form, annotation, index)) for index in numbers)


def _contents(annotation: raw.FPDF_ANNOTATION) -> str:
    return _words(partial(raw.FPDFAnnot_GetStringValue, annotation, b"Contents"))


def _words(call: Callable[[object, int], int]) -> str:
    """Returns a string that PDFium gives in UTF-16, its length in bytes first; white space becomes single spaces."""
    size = min(call(None, 0), _LONGEST)
    if size <= 2:
        return ""
    buffer = (c_ushort * ((size + 1) // 2))()
    call(buffer, size)
    text = bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def _box(annotation: raw.FPDF_ANNOTATION) -> Box:
    """Returns an annotation's rectangle in the page's own space."""
    found = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, found):
        return Box(0, 0, 0, 0)
    # Its corners may be given in any order.
    left, right = sorted((found.left, found.right))
    bottom, top = sorted((found.bottom, found.top))
    return Box(left, bottom, right, top)


def _set(lines: list[Line], mark: Mark, char: int, page: int) -> None:
    """Puts a mark's words among the lines of a page."""
    boxed = mark.kind == "text"
    line = Line(page, char, ((None, mark.text),), mark.box, boxed=boxed)
    row = [index for index, other in enumerate(lines) if not boxed and _beside(other, mark.box)]
    if not row:
        middle = (mark.box.bottom + mark.box.top) / 2
        lines.insert(next((i for i, other in enumerate(lines) if other.box.top < middle), len(lines)), line)
        return
    base = lines[row[0]].box
    line = replace(line, box=Box(mark.box.left, base.bottom, mark.box.right, base.top))
    middle = (mark.box.left + mark.box.right) / 2
    for index in row:
        gap = next((gap for gap in lines[index].gaps if gap.left <= middle <= gap.right), None)
        if gap is not None:
            parts = cut(lines[index], [gap])  # one of them may hold nothing that shows
            before = sum(part.char < gap.char for part in parts)
            lines[index : index + 1] = [*parts[:before], line, *parts[before:]]
            return
    left = [index for index in row if lines[index].box.left <= mark.box.left]
    lines.insert(max(left, key=lambda i: (lines[i].box.left, i)) + 1 if left else row[0], line)


def _beside(line: Line, box: Box) -> bool:
    """Whether a line stands on the row of a box."""
    middle = (line.box.bottom + line.box.top) / 2
    low = max(box.bottom, box.top - 2 * line.height)  # of a box of several lines the first counts
    return low - 0.25 * line.height <= middle <= box.top + 0.25 * line.height


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


def _attached(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for index in range(min(raw.FPDFDoc_GetAttachmentCount(document), _MOST)):
        yield _file_name(raw.FPDFDoc_GetAttachment(document, index))


def _file_name(attachment: raw.FPDF_ATTACHMENT) -> str:
    if not attachment:
        return ""
    return _words(partial(raw.FPDFAttachment_GetName, attachment))


def _attachments(names: Sequence[str]) -> Iterator[Notice]:
    """Yields a notice on the attached files that could hold words of the contract, and one on the others."""
    levels: dict[NoticeLevel, bool] = {"unread": True, "info": False}
    for level, wanted in levels.items():
        found = [name or "without a name" for name in names if _may_hold_words(name) is wanted]
        if found:
            shown = ", ".join(name[:_NAME_LENGTH] for name in found[:_NAMES_SHOWN])
            more = f" and {len(found) - _NAMES_SHOWN} more" if len(found) > _NAMES_SHOWN else ""
            message = f"Files attached to this one were not read: {shown}{more}."
            yield Notice(level, "attachments", message)


def _may_hold_words(name: str) -> bool:
    return not name or PurePath(name).suffix.lower() in _WORDY
