"""Annotates small PDFs and reads them back, by other means than they are written with."""

import io

import pypdfium2
from printing import rows
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject
from pypdfium2 import raw

from clausegap.annotate.notes import Note, NoteOptions
from clausegap.annotate.pdf import annotate_pdf
from clausegap.loaders import load
from clausegap.model.reading import ReadOptions

TEXT = rows("1. Term", "The term of this Agreement is one year.", "2. Audit", "The Customer may audit the Supplier.")


def note_on(document, words, *, status="weak", severity="high", protection="audit_rights", **more):
    """A note on the first place of some words."""
    start = document.text.index(words)
    body = more.pop("body", f"On {words}.")
    title = protection.replace("_", " ").capitalize()
    return Note(protection, title, status, severity, start, start + len(words), body, **more)


def note_at(offset, *, protection="insurance", severity="critical", **more):
    """A note on what is missing behind an offset."""
    title = protection.replace("_", " ").capitalize()
    return Note(protection, title, "missing", severity, offset, offset, more.pop("body", "Missing."), **more)


def changed(data, change, **how):
    """A PDF after a change by pypdf's writer."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    if how:
        writer.encrypt(**how)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def annotated(data, *words, extra=(), layout=False, password=None, options=None):
    """An annotated PDF, with highlights on some words."""
    document = load(data, reading=ReadOptions(layout=layout, password=password))
    notes = [*(note_on(document, w, protection=f"p{i}") for i, w in enumerate(words)), *extra]
    return annotate_pdf(data, document, notes, options or NoteOptions(), password)


def annotations(data, subtype=None, password=None):
    """The annotations of each page, as dictionaries."""
    reader = PdfReader(io.BytesIO(data), strict=True, password=password)
    pages = [[found.get_object() for found in page.get("/Annots", ArrayObject()).get_object()] for page in reader.pages]
    return [[found for found in page if subtype in (None, found["/Subtype"])] for page in pages]


def words_under(data, password=None):
    """The words under each highlight, by page, a string for each of its corners."""
    marked = annotations(data, "/Highlight", password)
    with pypdfium2.PdfDocument(data, password=password) as pdf:
        return [
            [
                [_between(text, quad) for quad in _quads(found)]
                for text in [pdf[number].get_textpage()]
                for found in page
            ]
            for number, page in enumerate(marked)
        ]


def _quads(annotation):
    corners = [float(value) for value in annotation["/QuadPoints"]]
    return [corners[at : at + 8] for at in range(0, len(corners), 8)]


def _between(text, quad):
    """The characters whose middle lies between the corners."""
    xs, ys = quad[::2], quad[1::2]
    found = ""
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at)
        if min(xs) <= (left + right) / 2 <= max(xs) and min(ys) <= (bottom + top) / 2 <= max(ys):
            found += text.get_text_range(at, 1)
    return found.replace("\r\n", "")


def letters(data, page=1):
    """The boxes of the characters of a page."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[page - 1].get_textpage()
        return [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]


def meet(one, other):
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def outline(data):
    """The bookmarks as (level, title, page from 1, x, y), as PDFium reads them."""
    with pypdfium2.PdfDocument(data) as pdf:
        found = []
        for item in pdf.get_toc():
            dest = item.get_dest()
            place = dest.get_view()[1][:2] if dest else []
            found.append((item.level, item.get_title(), dest and dest.get_index() + 1, *place))
        return found


def picture(data, page=1, scale=2):
    """A page as PDFium shows it, with its annotations."""
    with pypdfium2.PdfDocument(data) as pdf:
        return pdf[page - 1].render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")


def is_sound(data, password=None):
    """Whether PDFium finds all objects by the file's own table."""
    with pypdfium2.PdfDocument(data, password=password) as pdf:
        return bool(raw.FPDF_DocumentHasValidCrossReferenceTable(pdf))
