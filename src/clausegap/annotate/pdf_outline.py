"""Bookmarks of a PDF that lead to what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from clausegap.annotate.palette import INKS
from clausegap.annotate.pdf_update import Update, entry
from clausegap.model.terms import Status
from clausegap.renderers import wording

TITLE: Final = "clausegap: findings"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """What to write into the outline.

    Attributes:
        title: What it shows.
        page: Reference of the page it leads to.
        left: Where the view of that page begins, in the page's own space.
        top: Where it begins.
        status: Gives its colour; None for none.
    """

    title: str
    page: IndirectObject
    left: float
    top: float
    status: Status | None = None


def add_bookmarks(update: Update, reader: PdfReader, bookmarks: Sequence[Bookmark]) -> None:
    """Adds an item with the bookmarks under it behind the other items of the outline."""
    if not bookmarks:
        return
    first = bookmarks[0]
    root = _outline(update, reader)
    parent = update.add(_item(Bookmark(TITLE, first.page, first.left, first.top)))
    children = [update.add(_item(bookmark)) for bookmark in bookmarks]
    for child in children:
        update.changed(child)[NameObject("/Parent")] = parent
    for before, after in pairwise(children):
        _join(update, before, after)
    _enter(update, parent, {"/Parent": root, "/First": children[0], "/Last": children[-1], "/Count": len(children)})
    _append(update, root, parent, shown=len(children) + 1)


def _outline(update: Update, reader: PdfReader) -> IndirectObject:
    """Returns the outline of the file, which is made where it has none."""
    catalog = reader.root_object
    own = catalog.indirect_reference
    if own is None:
        raise TypeError("the catalog is no object of its own")
    value = catalog.raw_get("/Outlines") if "/Outlines" in catalog else None
    if isinstance(value, IndirectObject) and isinstance(value.get_object(), DictionaryObject):
        return value
    made = update.add(DictionaryObject(value if isinstance(value, DictionaryObject) else {}))
    _enter(update, made, {"/Type": NameObject("/Outlines")})
    _enter(update, own, {"/Outlines": made})
    return made


def _append(update: Update, root: IndirectObject, item: IndirectObject, *, shown: int) -> None:
    """Puts an item behind the last one of an outline, of which it shows so many lines."""
    outline = update.changed(root)
    last = _last(outline)
    if last is None:
        _enter(update, root, {"/First": item})
    else:
        _join(update, last, item)
    count = entry(outline, "/Count")
    before = int(count) if isinstance(count, NumberObject) and count > 0 else 0
    _enter(update, root, {"/Last": item, "/Count": before + shown})


def _last(outline: DictionaryObject) -> IndirectObject | None:
    """Returns the last item of an outline: where items lead to one another, not where a damaged file says it is."""
    item = outline.raw_get("/First") if "/First" in outline else None
    seen: set[int] = set()
    last: IndirectObject | None = None
    while isinstance(item, IndirectObject) and item.idnum not in seen:
        value = item.get_object()
        if not isinstance(value, DictionaryObject):
            break
        seen.add(item.idnum)
        last, item = item, value.raw_get("/Next") if "/Next" in value else None
    return last


def _item(bookmark: Bookmark) -> DictionaryObject:
    place = [
        NameObject("/XYZ"),
        FloatObject(round(bookmark.left, 2)),
        FloatObject(round(bookmark.top, 2)),
        NullObject(),
    ]
    item = DictionaryObject({NameObject("/Title"): TextStringObject(wording.printable(bookmark.title))})
    item[NameObject("/Dest")] = ArrayObject([bookmark.page, *place])
    if bookmark.status is not None:
        item[NameObject("/C")] = ArrayObject(FloatObject(round(part, 3)) for part in INKS[bookmark.status])
    return item


def _join(update: Update, before: IndirectObject, after: IndirectObject) -> None:
    _enter(update, before, {"/Next": after})
    _enter(update, after, {"/Prev": before})


def _enter(update: Update, item: IndirectObject, entries: dict[str, PdfObject | int]) -> None:
    changed = update.changed(item)
    for key, value in entries.items():
        changed[NameObject(key)] = NumberObject(value) if type(value) is int else value
