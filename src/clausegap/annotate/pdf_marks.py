"""Annotations of a PDF, with appearance streams for the viewers that draw nothing by themselves (ISO 32000-1, 12.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from clausegap.annotate.palette import HIGHLIGHTS, INKS, Colour, Shade
from clausegap.loaders.pdf_lines import Box, around
from clausegap.renderers import wording

ICON: Final = 15.0  # points that the sign of a note is wide and high
_PRINTED: Final = 4  # flag of annotations that are printed with their page


@dataclass(frozen=True, slots=True)
class Remark:
    """What an annotation says.

    Attributes:
        name: Tells it from all others of its page.
        author: Who says it.
        subject: What it is about.
        body: The words.
        shade: Gives its colour.
        date: In the notation of PDF files, or None.
    """

    name: str
    author: str
    subject: str
    body: str
    shade: Shade
    date: str | None = None


def multiplied() -> DictionaryObject:
    """Returns the graphics state in which colour leaves the print below it black."""
    return DictionaryObject({NameObject("/Type"): NameObject("/ExtGState"), NameObject("/BM"): NameObject("/Multiply")})


def quad(box: Box, angle: int) -> tuple[float, ...]:
    """Returns the corners of a box as viewers expect them, seen by who reads its print.

    The first two are the upper ones, from left to right, then come the lower ones: this is the order that all
    viewers follow, while ISO 32000-1 has another.

    Args:
        box: In the page's own space.
        angle: Degrees, 0, 90, 180 or 270, by which the print is turned anticlockwise.
    """
    left, bottom, right, top = box
    around_it = ((left, top), (left, bottom), (right, bottom), (right, top))  # anticlockwise
    first = angle // 90
    upper_left, lower_left, lower_right, upper_right = (around_it[(first + step) % 4] for step in range(4))
    return (*upper_left, *upper_right, *lower_left, *lower_right)


def highlight(remark: Remark, boxes: Sequence[Box], angles: Iterable[int]) -> DictionaryObject:
    """Returns the annotation of some words; its appearance is to be added.

    Args:
        remark: What it says.
        boxes: Where the words stand, in the page's own space.
        angles: How their print is turned.
    """
    area = around(boxes)
    corners = [corner for box, angle in zip(boxes, angles, strict=True) for corner in quad(box, angle)]
    annotation = _annotation("/Highlight", remark, area, HIGHLIGHTS[remark.shade])
    annotation[NameObject("/QuadPoints")] = _numbers(corners)
    return annotation


def comment(remark: Remark, area: Box) -> DictionaryObject:
    """Returns a note beside the text; its appearance is to be added."""
    annotation = _annotation("/Text", remark, area, HIGHLIGHTS[remark.shade])
    annotation[NameObject("/Name")] = NameObject("/Comment")
    return annotation


def highlight_look(boxes: Sequence[Box], shade: Shade, state: IndirectObject) -> DecodedStreamObject:
    """Returns how highlighted words look."""
    red, green, blue = HIGHLIGHTS[shade]
    shapes = "\n".join(f"{_shown(b.left, b.bottom, b.right - b.left, b.top - b.bottom)} re" for b in boxes)
    states = DictionaryObject({NameObject("/ExtGState"): DictionaryObject({NameObject("/Over"): state})})
    return _form(f"/Over gs {_shown(red, green, blue)} rg\n{shapes}\nf", around(boxes), states)


def comment_look(area: Box, shade: Shade) -> DecodedStreamObject:
    """Returns how the sign of a note looks: a plus where words are to be added, else a dot.

    It is the same turned by quarters, since some viewers turn the signs of notes with their page and others do not.
    """
    side = area.right - area.left
    edge, ink = side / 15, _shown(*INKS[shade])
    frame = f"{_shown(area.left + edge, area.bottom + edge, side - 2 * edge, side - 2 * edge)} re B"
    x, y, arm = (area.left + area.right) / 2, (area.bottom + area.top) / 2, side * 0.24
    cross = [f"{_shown(x - arm, y)} m {_shown(x + arm, y)} l", f"{_shown(x, y - arm)} m {_shown(x, y + arm)} l"]
    dot = [f"1 J {_shown(x, y)} m {_shown(x, y)} l"]
    width = edge * 2 if shade == "missing" else edge * 5
    lines = [f"{_shown(*HIGHLIGHTS[shade])} rg {ink} RG {_shown(edge * 1.2)} w", frame, f"{_shown(width)} w"]
    return _form("\n".join([*lines, *(cross if shade == "missing" else dot), "S"]), area, DictionaryObject())


def with_look(annotation: DictionaryObject, look: IndirectObject) -> DictionaryObject:
    """Returns an annotation with its appearance."""
    annotation[NameObject("/AP")] = DictionaryObject({NameObject("/N"): look})
    return annotation


def _annotation(subtype: str, remark: Remark, area: Box, colour: Colour) -> DictionaryObject:
    entries: dict[str, PdfObject] = {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject(subtype),
        "/Rect": _numbers(area),
        "/NM": TextStringObject(remark.name),
        "/T": TextStringObject(wording.printable(remark.author)),
        "/Subj": TextStringObject(wording.printable(remark.subject)),
        "/Contents": TextStringObject(wording.visible(remark.body)),
        "/C": _numbers(colour),
        "/F": NumberObject(_PRINTED),
    }
    if remark.date is not None:
        entries["/M"] = TextStringObject(remark.date)
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})


def _form(content: str, area: Box, resources: DictionaryObject) -> DecodedStreamObject:
    form = DecodedStreamObject()
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers(area),
            NameObject("/Resources"): resources,
        }
    )
    form.set_data(content.encode("ascii"))
    return form


def _numbers(values: Iterable[float]) -> ArrayObject:
    return ArrayObject(FloatObject(round(value, 3)) for value in values)


def _shown(*values: float) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)
