"""The parts of a Word file that python-docx cannot make: numbering, footnotes, text boxes."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree
from sample_source import NUMBERING, Run

ABSTRACT_ID = 90
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
BOX_WIDTH, BOX_HEIGHT = 4572000, 914400  # English metric units: 5 by 1 inches


def add_numbering(document: WordDocument, style: str) -> int:
    """Adds the list of a numbering style and returns the id to number paragraphs with."""
    numbering = document.part.numbering_part.element
    levels = "".join(_level(index, *level, style) for index, level in enumerate(NUMBERING[style]))
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ABSTRACT_ID}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    numbering.insert(len(numbering) if first is None else numbering.index(first), abstract)
    return int(numbering.add_num(ABSTRACT_ID).numId)


def new_list(document: WordDocument) -> int:
    """Returns the id of a list of the same look that starts again at one."""
    number = document.part.numbering_part.element.add_num(ABSTRACT_ID)
    for level in range(4):
        number.add_lvlOverride(level).add_startOverride(1)
    return int(number.numId)


def _level(index: int, form: str, text: str, style: str) -> str:
    left = 720 if index < 2 else 720 + 540 * (index - 1)
    hanging = 720 if index < 2 else 540
    legal, suffix = "", ""
    if style == "article" and index < 2:
        left, hanging, suffix = 0, 0, '<w:suff w:val="space"/>'
        legal = "" if index == 0 else "<w:isLgl/>"
    if style == "section":
        left, hanging = (1220, 1220) if index == 0 else (600 + 560 * index, 560)
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{legal}{suffix}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def add_footnotes(document: WordDocument, notes: dict[str, tuple[Run, ...]]) -> None:
    """Adds the footnotes part, with the two separators that Word expects, if there is any note."""
    if not notes:
        return
    marks = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for number, kind, mark in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    root = parse_xml(f"<w:footnotes {nsdecls('w')}>{marks}</w:footnotes>")
    for number, runs in notes.items():
        root.append(_footnote(number, "".join(run.text for run in runs)))
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(number: str, text: str) -> etree._Element:
    note = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
    )
    note.findall(f".//{qn('w:t')}")[-1].text = f" {text}"
    return note


def text_box(text: str) -> etree._Element:
    """Returns a run with a text box as Word saves it: a drawing, and again in VML for old readers."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    content = "<w:txbxContent><w:p><w:r><w:t/></w:r></w:p></w:txbxContent>"
    run = parse_xml(
        f'<w:r {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{BOX_WIDTH}" cy="{BOX_HEIGHT}"/>'
        '<wp:docPr id="7" name="Text Box 7"/><a:graphic>'
        f'<a:graphicData uri="{SPACES["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{BOX_WIDTH}" cy="{BOX_HEIGHT}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/>'
        f"</a:solidFill></a:ln></wps:spPr><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape style="width:360pt;height:72pt"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    for element in run.iter(qn("w:t")):
        element.text = text
    return run
