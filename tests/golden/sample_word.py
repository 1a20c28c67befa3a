"""Writes a sample contract as a Word file with Word's own means.

Lists are numbered by numbering.xml, page numbers are fields; footnotes, tracked changes, content controls,
hyperlinks and text boxes are the real elements of WordprocessingML (ECMA-376 part 1).
"""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches
from docx.text.paragraph import Paragraph
from sample_look import field_mark, fixed, set_furniture, set_look
from sample_parts import add_footnotes, add_numbering, new_list, text_box
from sample_pdf import toc_entries
from sample_source import Block, Contract, Run

HEADING_LEVELS = {"title": "Title", "subtitle": "Subtitle", "part": "Heading 1", "newpart": "Heading 1"}


class Writer:
    """The state of one file being written: where to append, the current list, the running revision number."""

    def __init__(self, contract: Contract, pages: dict[str, int]) -> None:
        self.contract = contract
        self.pages = pages
        self.document: WordDocument = Document()
        self.body = self.document.element.body
        self.host = self.body
        self.revision = 100
        self.list_id = 0 if contract.typed else add_numbering(self.document, contract.meta["numbering"])

    def write(self) -> bytes:
        """Returns the bytes of the file."""
        set_look(self.document, self.contract)
        set_furniture(self.document, self.contract)
        add_footnotes(self.document, self.contract.notes)
        for block in self.contract.blocks:
            self.add(block)
        buffer = io.BytesIO()
        self.document.save(buffer)
        return fixed(buffer.getvalue())

    def add(self, block: Block) -> None:
        """Appends one block."""
        if block.kind == "control":
            self.host = self._open_control(block.tag)
        elif block.kind == "end":
            self.host = self.body
        elif block.kind in ("table", "plaintable"):
            self._table(block)
        elif block.kind == "toc":
            self._contents()
        elif block.kind == "box":
            self._paragraph("Normal")._p.append(text_box(block.text))
        else:
            self._text_block(block)

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style)
        if self.host is not self.body:
            self.host.append(paragraph._p)
        return paragraph

    def _open_control(self, tag: str) -> OxmlElement:
        control = _control(tag)
        self.body.insert(len(self.body) - 1, control)  # the section properties stay last
        return control[-1]

    def _text_block(self, block: Block) -> None:
        clause = block.kind == "clause"
        heading = clause and block.level == 1 and self.contract.meta["headings"] == "styled"
        style = "Heading 1" if heading else HEADING_LEVELS.get(block.kind, "Normal")
        style = "List Bullet" if block.kind == "bullet" else style
        paragraph = self._paragraph(style)
        if block.kind in ("part", "newpart"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.page_break_before = block.kind == "newpart"
            self.list_id = 0 if self.contract.typed else new_list(self.document)
        if block.kind == "indent":
            paragraph.paragraph_format.left_indent = Inches(0.5)
        if clause:
            self._number(paragraph, block)
        bold = clause and block.level == 1 and self.contract.meta["headings"] == "plain"
        if bold:
            paragraph.paragraph_format.keep_with_next = True
            _bold_mark(paragraph)
        self._runs(paragraph._p, block.runs, bold)
        _mark_paragraph(paragraph, block, self._change)

    def _number(self, paragraph: Paragraph, block: Block) -> None:
        if self.contract.typed:
            depth = 0.5 * max(block.level - 1, 1)
            paragraph.paragraph_format.left_indent = Inches(depth)
            paragraph.paragraph_format.first_line_indent = Inches(-0.5)
            bold = block.level == 1 and self.contract.meta["headings"] != "none"
            paragraph.add_run(f"{block.number}\t").bold = bold
            return
        numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbering.get_or_add_ilvl().val = block.level - 1
        numbering.get_or_add_numId().val = self.list_id

    def _change(self, kind: str) -> OxmlElement:
        self.revision += 1
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(self.revision))
        mark.set(qn("w:author"), self.contract.meta["reviser"])
        mark.set(qn("w:date"), self.contract.meta["revised"])
        return mark

    def _runs(self, parent: OxmlElement, runs: tuple[Run, ...], bold: bool = False) -> None:
        for run in runs:
            element = _run(run, bold)
            if run.change:
                holder = self._change(run.change)
            elif run.url:
                holder = self._link(run.url)
            elif run.tag:
                control = _control(run.tag)
                control[-1].append(element)
                parent.append(control)
                continue
            else:
                parent.append(element)
                continue
            holder.append(element)
            parent.append(holder)

    def _link(self, url: str) -> OxmlElement:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _table(self, block: Block) -> None:
        table = self.document.add_table(rows=0, cols=len(block.widths))
        table.style = "Table Grid" if block.kind == "table" else "Normal Table"
        table.autofit = False
        section = self.document.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        for column, share in zip(table.columns, block.widths, strict=True):
            column.width = int(width * share)
        for index, row in enumerate(block.rows):
            cells = table.add_row().cells
            for cell, runs, share in zip(cells, row, block.widths, strict=True):
                cell.width = int(width * share)
                paragraph = cell.paragraphs[0]
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
                self._runs(paragraph._p, runs, bold=block.header and index == 0)
        if self.host is not self.body:
            self.host.append(table._tbl)
        self._paragraph("Normal")

    def _contents(self) -> None:
        entries = toc_entries(self.contract)
        for index, entry in enumerate(entries):
            paragraph = self._paragraph("Normal")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(6.3), alignment=2, leader=1)
            if index == 0:
                field_mark(paragraph, "begin", ' TOC \\o "1-1" \\h ')
            paragraph.add_run(f"{entry}\t{self.pages.get(entry, 0)}")
            if index == len(entries) - 1:
                field_mark(paragraph, "end", "")


def write_word(contract: Contract, path: Path, pages: dict[str, int]) -> None:
    """Writes the file; pages, from the PDF of the same contract, fill the table of contents."""
    path.write_bytes(Writer(contract, pages).write())


def _control(tag: str) -> OxmlElement:
    control = OxmlElement("w:sdt")
    properties, content = OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    for name in ("w:alias", "w:tag"):
        child = OxmlElement(name)
        child.set(qn("w:val"), tag)
        properties.append(child)
    control.extend([properties, content])
    return control


def _bold_mark(paragraph: Paragraph) -> None:
    """Makes the list number bold: it takes the look of the paragraph mark."""
    look = OxmlElement("w:rPr")
    look.append(OxmlElement("w:b"))
    paragraph._p.get_or_add_pPr().append(look)


def _mark_paragraph(paragraph: Paragraph, block: Block, change: object) -> None:
    """Tracks the paragraph mark too where the whole paragraph was inserted or deleted (17.13.5)."""
    kinds = {run.change for run in block.runs}
    if len(kinds) != 1 or kinds == {""}:
        return
    properties = OxmlElement("w:rPr")
    properties.append(change(kinds.pop()))
    paragraph._p.get_or_add_pPr().append(properties)


def _run(run: Run, bold: bool) -> OxmlElement:
    element = OxmlElement("w:r")
    wanted = [name for name, on in (("w:b", run.bold or bold), ("w:i", run.italic)) if on]
    if wanted or run.note or run.url:
        look = OxmlElement("w:rPr")
        look.extend([OxmlElement(name) for name in wanted])
        if run.url:
            look.append(_valued("w:color", "1F3F9F"))
            look.append(_valued("w:u", "single"))
        if run.note:
            look.append(_valued("w:vertAlign", "superscript"))
        element.append(look)
    if run.note:
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), run.note)
        element.append(mark)
    pieces = run.text.replace(" | ", "\n").split("\n")
    for index, piece in enumerate(pieces if run.text else []):
        if index:
            element.append(OxmlElement("w:br"))
        text = OxmlElement("w:delText" if run.change == "del" else "w:t")
        text.set(qn("xml:space"), "preserve")
        text.text = piece
        element.append(text)
    return element


def _valued(name: str, value: str) -> OxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element
