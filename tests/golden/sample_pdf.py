"""Writes a sample contract as a PDF: running head, page feet, numbered clauses, footnotes."""

from __future__ import annotations

import io
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from sample_source import Block, Contract, Run

FONTS = {"Times": ("Times-Roman", "Times-Bold"), "Helvetica": ("Helvetica", "Helvetica-Bold")}
MARGIN = 1.05 * inch
HANG = 34  # points between the number of a clause and its text
FOOTNOTE_LINE = 9.5


class Numbered(Paragraph):
    """A paragraph that tells its page to its document, for the table of contents and for footnotes."""

    entry = ""
    footnotes: tuple[str, ...] = ()

    def draw(self) -> None:
        if self.entry:
            self.canv.entry_pages[self.entry] = self.canv.getPageNumber()
        self.canv.page_notes.extend(self.footnotes)
        super().draw()


class Leader(Flowable):
    """A line of the table of contents: text, dots, page number."""

    def __init__(self, text: str, page: str, font: str) -> None:
        super().__init__()
        self.text, self.page, self.font, self.height = text, page, font, 15

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFont(self.font, 10)
        left = canvas.stringWidth(self.text, self.font, 10) + 4
        right = self.width - canvas.stringWidth(self.page, self.font, 10) - 4
        dots = "." * int((right - left) / canvas.stringWidth(".", self.font, 10))
        canvas.drawString(0, 3, self.text)
        canvas.drawRightString(right, 3, dots)
        canvas.drawRightString(self.width, 3, self.page)


class Sheets(Canvas):
    """A canvas that knows where headings fell and which footnotes the page carries."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.entry_pages: dict[str, int] = {}
        self.page_notes: list[str] = []


def write_pdf(contract: Contract, path: Path) -> dict[str, int]:
    """Writes the file and returns the page of each heading; a first pass counts the pages."""
    pages: dict[str, int] = {}
    total = 0
    for _ in range(2):
        buffer = io.BytesIO()
        document = _document(contract, buffer, total)
        document.build(_story(contract, pages, document.width), canvasmaker=Sheets)
        pages, total = dict(document.canv.entry_pages), document.page
    path.write_bytes(buffer.getvalue())
    return pages


def _document(contract: Contract, buffer: io.BytesIO, total: int) -> BaseDocTemplate:
    size = LETTER if contract.meta["page"] == "letter" else A4
    document = BaseDocTemplate(
        buffer,
        pagesize=size,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 12,
        title=contract.meta["title"],
        author=contract.meta["author"],
        invariant=1,
    )
    frame = Frame(MARGIN, MARGIN + 12, document.width, document.height, 0, 0, 0, 0)

    def furniture(canvas: Sheets, _document: BaseDocTemplate) -> None:
        _draw_furniture(canvas, contract, size, total)

    document.addPageTemplates(PageTemplate("all", [frame], onPageEnd=furniture))
    return document


def _draw_furniture(canvas: Sheets, contract: Contract, size: tuple[float, float], total: int) -> None:
    font = FONTS[contract.meta["font"]][0]
    width, height = size
    canvas.saveState()
    canvas.setFont(font, 8.5)
    left, _, right = contract.meta["head"].partition("|")
    canvas.drawString(MARGIN, height - 0.6 * inch, left.strip())
    canvas.drawRightString(width - MARGIN, height - 0.6 * inch, right.strip())
    foot = contract.meta["foot"].replace("{page}", str(canvas.getPageNumber())).replace("{pages}", str(total))
    canvas.drawCentredString(width / 2, 0.5 * inch, foot)
    _draw_notes(canvas, font, width - 2 * MARGIN)
    canvas.restoreState()


def _draw_notes(canvas: Sheets, font: str, width: float) -> None:
    if not canvas.page_notes:
        return
    look = ParagraphStyle("note", fontName=font, fontSize=8, leading=FOOTNOTE_LINE)
    bottom = 0.5 * inch + 14
    for text in reversed(canvas.page_notes):
        note = Paragraph(text, look)
        _, tall = note.wrap(width, 100)
        note.drawOn(canvas, MARGIN, bottom)
        bottom += tall
    canvas.setLineWidth(0.4)
    canvas.line(MARGIN, bottom + 3, MARGIN + 130, bottom + 3)
    canvas.page_notes = []


def _look(contract: Contract, kind: str, level: int = 0) -> ParagraphStyle:
    plain, bold = FONTS[contract.meta["font"]]
    align = TA_JUSTIFY if contract.meta["align"] == "justify" else TA_LEFT
    size = float(contract.meta["size"])
    look = ParagraphStyle(kind, fontName=plain, fontSize=size, leading=size * 1.24, spaceAfter=6, alignment=align)
    look.bulletFontName, look.bulletFontSize = plain, size
    look.allowOrphans = 1  # clauses run over the page break, if only by a line
    if kind in ("title", "subtitle", "part", "newpart", "center"):
        look.alignment, look.spaceAfter, look.fontName = TA_CENTER, 9, bold
        look.fontSize = {"title": size + 4, "subtitle": size + 1}.get(kind, size + 0.5)
        look.leading = look.fontSize * 1.3
    elif kind == "clause":
        _clause_look(look, level, contract)
        if level == 1 and contract.meta["headings"] != "none":
            look.fontName = look.bulletFontName = bold
            look.alignment, look.spaceBefore, look.keepWithNext = TA_LEFT, 7, 1
    elif kind == "indent":
        look.leftIndent = HANG
    elif kind == "bullet":
        look.leftIndent, look.bulletIndent = HANG + 14, HANG
    elif kind in ("cell", "headcell"):
        look.alignment, look.spaceAfter, look.fontSize, look.leading = TA_LEFT, 0, size - 1, size * 1.14
        look.fontName = bold if kind == "headcell" else plain
    return look


def _clause_look(look: ParagraphStyle, level: int, contract: Contract) -> None:
    if contract.meta["numbering"] == "article" and level <= 2:
        look.bulletIndent, look.leftIndent = 0, 0
        look.firstLineIndent = 0
        return
    shift = max(level - 2, 0) * HANG * 0.85
    look.bulletIndent, look.leftIndent = (0, HANG) if level <= 2 else (shift, HANG + shift)
    if contract.meta["numbering"] == "section":
        look.leftIndent = (level - 1) * HANG * 0.85 + (HANG * 1.75 if level == 1 else HANG * 0.85)
        look.bulletIndent = (level - 1) * HANG * 0.85


def _story(contract: Contract, pages: dict[str, int], width: float) -> list[Flowable]:
    story: list[Flowable] = []
    for block in contract.blocks:
        if not block.deleted:
            story.extend(_flowables(block, contract, pages, width))
    return story


def _flowables(block: Block, contract: Contract, pages: dict[str, int], width: float) -> list[Flowable]:
    if block.kind in ("control", "end"):
        return []
    if block.kind == "toc":
        font = FONTS[contract.meta["font"]][0]
        lines = [Leader(text, str(pages.get(text, 0)), font) for text in toc_entries(contract)]
        return [*lines, Spacer(1, 10)]
    if block.kind in ("table", "plaintable"):
        return [_table(block, contract, width), Spacer(1, 9)]
    if block.kind == "box":
        return [_box(block, contract, width), Spacer(1, 9)]
    found = [_paragraph(block, contract)]
    if block.kind == "newpart":
        return [PageBreak(), *found]
    return [KeepTogether(found)] if found[0].footnotes else found


def _paragraph(block: Block, contract: Contract) -> Numbered:
    bullet = {"clause": block.number, "bullet": "•"}.get(block.kind)
    text = markup(block.runs)
    if block.kind == "clause" and contract.meta["numbering"] == "article" and block.level <= 2:
        bullet, text = None, f"{block.number} {text}"
    item = Numbered(text, _look(contract, block.kind, block.level), bulletText=bullet)
    if entry_text(block):
        item.entry = entry_text(block)
    noted = [run.note for run in block.runs if run.note]
    item.footnotes = tuple(f"<super>{key}</super> {markup(contract.notes[key])}" for key in noted)
    return item


def entry_text(block: Block) -> str:
    """Returns what the table of contents shows of a block, empty for all but headings."""
    if block.kind == "clause" and block.level == 1:
        return f"{block.number} {block.text}"
    return block.text.replace("|", "-") if block.kind in ("part", "newpart") else ""


def toc_entries(contract: Contract) -> list[str]:
    """Returns the headings in order, the clauses of schedules left out."""
    entries, inside = [], False
    for block in contract.blocks:
        part = block.kind in ("part", "newpart")
        if entry_text(block) and (part or not inside) and not block.deleted:
            entries.append(entry_text(block))
        inside = inside or part
    return entries


def markup(runs: tuple[Run, ...]) -> str:
    """Returns reportlab's markup of the runs with all changes accepted."""
    out = []
    for run in runs:
        if run.change == "del":
            continue
        text = escape(run.text).replace("\n", "<br/>").replace(" | ", "<br/>")
        text = f"<b>{text}</b>" if run.bold else f"<i>{text}</i>" if run.italic else text
        text = f'<a href="{escape(run.url)}" color="#1f3f9f">{text}</a>' if run.url else text
        out.append(f"<super>{run.note}</super>" if run.note else text)
    return "".join(out)


def _table(block: Block, contract: Contract, width: float) -> Table:
    cells = [
        [Paragraph(markup(cell), _look(contract, "headcell" if block.header and not index else "cell")) for cell in row]
        for index, row in enumerate(block.rows)
    ]
    table = Table(cells, colWidths=[share * width for share in block.widths], repeatRows=1 if block.header else 0)
    look = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if block.kind == "table":
        look.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    if block.header:
        look.append(("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.9, 0.9, 0.9)))
    table.setStyle(TableStyle(look))
    return table


def _box(block: Block, contract: Contract, width: float) -> Table:
    table = Table([[Paragraph(markup(block.runs), _look(contract, "cell"))]], colWidths=[width * 0.8])
    table.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 1, colors.black)]))
    return table
