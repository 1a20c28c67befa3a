"""A generated Word contract with every kind of content, each kind carrying a marker word of its own.

``contract(pages)`` makes a file of about that many pages of 400 words; the marked content stands in
the middle of it. In the strict variant of the format and as a file with macros the words are the same.
"""

from __future__ import annotations

import re

from word_files import (
    DOCX,
    STRICT,
    TRANSITIONAL,
    definition,
    level,
    listed,
    num,
    para,
    run,
    style,
    styled,
    table,
    word_file,
)

IN_TEXT = (
    "body", "cell", "nested", "spanned", "merged", "inserted", "movedto", "inlinecontrol", "blockcontrol",
    "rowcontrol", "cellcontrol", "smarttag", "simplefield", "complexfield", "customxml", "drawnbox", "vmlbox",
    "footnote", "endnote", "hyperlink", "formula",
)  # fmt: skip
APART = ("defaultheader", "firstheader", "evenheader", "footer")
ABSENT = ("deleted", "movedfrom", "fieldcode", "comment")

_AUTHOR = 'w:author="Jane Roe" w:date="2024-05-01T10:00:00Z"'
_SENTENCE = (
    "The Supplier shall keep the Confidential Information of the Customer secret, shall use it for the Services "
    "only, and shall not disclose it to anyone except its personnel who need to know it and are bound likewise. "
)
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def word(kind: str) -> str:
    """The marker word of a kind of content."""
    return f"mark{kind}"


def contract(
    pages: int = 1, *, strict: bool = False, kind: str = DOCX, automatic: bool = True, bold: bool = True
) -> bytes:
    """The bytes of the file.

    Args:
        pages: About how many pages of 400 words.
        strict: Whether in the strict variant of ISO/IEC 29500.
        kind: Media type of the main part.
        automatic: Whether most paragraphs have an automatic number, or only the headings.
        bold: Whether a defined term in each paragraph is bold, which makes it several runs.
    """
    filler = [_clause(index, automatic=automatic, bold=bold) for index in range(pages)]
    half = len(filler) // 2
    body = "".join(filler[:half]) + _marked() + "".join(filler[half:]) + _SECTION
    space = STRICT if strict else TRANSITIONAL
    return word_file(body, parts=_PARTS, space=space, kind=kind)


def _clause(index: int, *, automatic: bool, bold: bool) -> str:
    """A page: a heading, paragraphs of which some are numbered, and now and then a table."""
    words = _SENTENCE + _SENTENCE.replace("Supplier", f"Supplier of Schedule {index}")
    words = _runs(words) if bold else words
    depths = (1, 2, 2, 1, 2)
    paragraphs = (listed(words, 1, depth) if automatic else para(words) for depth in depths)
    rows = table([para("Item"), para("Service level")], [para("Desk"), para(_SENTENCE)], columns=2)
    return styled("Heading1", "Confidentiality") + "".join(paragraphs) + (rows if index % 4 == 0 else "")


def _runs(text: str) -> str:
    """Text as Word stores it: a defined term in bold, so that a paragraph has several runs."""
    pieces = re.split("(Confidential Information)", text, maxsplit=1)
    return "".join(run(piece, "<w:b/>" if index % 2 else "") for index, piece in enumerate(pieces))


def _tracked(tag: str, content: str) -> str:
    return f'<w:{tag} w:id="1" {_AUTHOR}>{content}</w:{tag}>'


def _box(kind: str) -> str:
    return f"<w:txbxContent>{para(word(kind))}</w:txbxContent>"


def _control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _cells(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _inline() -> str:
    """Paragraphs with everything that stands inside a paragraph."""
    gone = "<w:r><w:delText>markdeleted</w:delText></w:r>"
    code = f"<w:r><w:instrText> REF {word('fieldcode')} </w:instrText></w:r>"
    field = _FIELD.format("begin") + code + _FIELD.format("separate") + run(word("complexfield")) + _FIELD.format("end")
    commented = '<w:commentRangeStart w:id="1"/>' + run(" agreed ") + '<w:commentRangeEnd w:id="1"/>'
    pieces = (
        run(word("body") + " "),
        _tracked("ins", run(word("inserted") + " ")),
        _tracked("del", gone),
        _tracked("moveFrom", run(word("movedfrom"))),
        _tracked("moveTo", run(word("movedto") + " ")),
        _control(run(word("inlinecontrol") + " ")),
        f'<w:smartTag w:element="place">{run(word("smarttag") + " ")}</w:smartTag>',
        f'<w:fldSimple w:instr=" TITLE ">{run(word("simplefield") + " ")}</w:fldSimple>',
        field,
        f'<w:customXml w:element="x">{run(" " + word("customxml") + " ")}</w:customXml>',
        f'<w:hyperlink r:id="none">{run(word("hyperlink") + " ")}</w:hyperlink>',
        f"<m:oMath><m:r><m:t>{word('formula')}</m:t></m:r></m:oMath>",
        commented + '<w:r><w:commentReference w:id="1"/></w:r>',
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>',
    )
    return para("".join(pieces))


def _boxes() -> str:
    drawing = f'<mc:Choice Requires="wps"><w:drawing><a:graphic>{_box("drawnbox")}</a:graphic></w:drawing></mc:Choice>'
    fallback = (
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{_box('drawnbox')}</v:textbox></v:shape></w:pict></mc:Fallback>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{_box('vmlbox')}</v:textbox></v:shape></w:pict></w:r>"
    return para(f"<w:r><mc:AlternateContent>{drawing}{fallback}</mc:AlternateContent></w:r>") + para(old)


def _tables() -> str:
    nested = table([para(word("nested"))], columns=1)
    continued = _cell(para(), "<w:vMerge/>")
    rows = (
        _cells(_cell(para(word("cell"))), _cell(para() + nested + para())),
        _cells(_cell(para(word("spanned")), '<w:gridSpan w:val="2"/>')),
        _cells(_cell(para(word("merged")), '<w:vMerge w:val="restart"/>'), _cell(para("beside"))),
        _cells(continued, _control(_cell(para(word("cellcontrol"))))),
        _control(_cells(_cell(para(word("rowcontrol"))), _cell(para("beside")))),
    )
    return f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def _marked() -> str:
    return _inline() + _control(para(word("blockcontrol"))) + _tables() + _boxes()


_SECTION = (
    "<w:sectPr>"
    + "".join(
        f'<w:headerReference w:type="{t}" r:id="r_header{i}"/>' for i, t in enumerate(("default", "first", "even"), 1)
    )
    + '<w:footerReference w:type="default" r:id="r_footer1"/><w:titlePg/></w:sectPr>'
)
_PARTS = {
    "numbering": definition(
        0,
        level(0, "%1.", more='<w:pStyle w:val="Heading1"/>'),
        level(1, "%1.%2"),
        level(2, "(%3)", "lowerLetter"),
    )
    + num(1, 0),
    "styles": style("Heading1", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>', name="heading 1"),
    "header1": para(word("defaultheader")),
    "header2": para(word("firstheader")),
    "header3": para(word("evenheader")),
    "footer1": para(word("footer")),
    "footnotes": f'<w:footnote w:id="2">{para(word("footnote"))}</w:footnote>',
    "endnotes": f'<w:endnote w:id="2">{para(word("endnote"))}</w:endnote>',
    "comments": f'<w:comment w:id="1" {_AUTHOR}>{para(word("comment"))}</w:comment>',
}
