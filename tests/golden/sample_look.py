"""How a sample contract looks in Word: fonts, page, running head and foot; and the zip that holds it."""

from __future__ import annotations

import datetime
import io
import zipfile

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from sample_source import Contract

FACES = {"Times": "Times New Roman", "Helvetica": "Arial"}
STAMP = datetime.datetime(2025, 1, 15, 9, 0, 0)
ALIGNED = {"justify": WD_ALIGN_PARAGRAPH.JUSTIFY, "left": WD_ALIGN_PARAGRAPH.LEFT}


def set_look(document: WordDocument, contract: Contract) -> None:
    """Sets fonts, sizes, the page and the document's properties."""
    face, size = FACES[contract.meta["font"]], float(contract.meta["size"])
    for name, extra in (("Normal", 0), ("Title", 4), ("Subtitle", 1), ("Heading 1", 0.5), ("List Bullet", 0)):
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(key), face)
        style.font.size, style.font.color.rgb = Pt(size + extra), RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(6)
    for name in ("Title", "Subtitle"):
        style = document.styles[name]
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style.font.bold, style.font.italic = True, False
        for border in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
    document.styles["Normal"].paragraph_format.alignment = ALIGNED[contract.meta["align"]]
    document.styles["Heading 1"].paragraph_format.space_before = Pt(8)
    _set_page(document, contract)
    properties = document.core_properties
    properties.title, properties.author = contract.meta["title"], contract.meta["author"]
    properties.last_modified_by, properties.comments = contract.meta["author"], ""
    properties.created = properties.modified = STAMP


def _set_page(document: WordDocument, contract: Contract) -> None:
    section = document.sections[0]
    letter = contract.meta["page"] == "letter"
    section.page_width, section.page_height = (Inches(8.5), Inches(11)) if letter else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1.05)


def set_furniture(document: WordDocument, contract: Contract) -> None:
    """Writes the running head and the foot with its page fields."""
    section = document.sections[0]
    left, _, right = contract.meta["head"].partition("|")
    header = section.header.paragraphs[0]
    header.style = document.styles["Normal"]  # the header style brings a tab in the middle
    header.paragraph_format.tab_stops.add_tab_stop(Inches(6.3), alignment=2)
    header.add_run(f"{left.strip()}\t{right.strip()}").font.size = Pt(8.5)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for piece in contract.meta["foot"].replace("{", "\0{").replace("}", "}\0").split("\0"):
        if piece in ("{page}", "{pages}"):
            field_mark(footer, "begin", " PAGE " if piece == "{page}" else " NUMPAGES ")
            footer.add_run("1")
            field_mark(footer, "end", "")
        elif piece:
            footer.add_run(piece)


def field_mark(paragraph: Paragraph, kind: str, instruction: str) -> None:
    """Appends the begin (with instruction and separator) or the end of a complex field (17.16.18)."""
    marks = [("fldChar", kind)]
    if instruction:
        marks += [("instrText", instruction), ("fldChar", "separate")]
    for name, value in marks:
        run = paragraph.add_run()
        element = OxmlElement(f"w:{name}")
        if name == "fldChar":
            element.set(qn("w:fldCharType"), value)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = value
        run._r.append(element)


def fixed(data: bytes) -> bytes:
    """Returns the package with its parts in order and dated 1 January 1980, the earliest a zip can say."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
