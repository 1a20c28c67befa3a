"""Builds tiny Word files from hand-written XML."""

import io
import zipfile

from clausegap.loaders.word import load_word
from clausegap.model.document import Document, SourceInfo
from clausegap.model.reading import DEFAULT_READING

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCX = f"{WORDPROCESSING}.document.main+xml"
DOCM = "application/vnd.ms-word.document.macroEnabled.main+xml"
SPACES = (
    f'xmlns:w="{TRANSITIONAL}" xmlns:r="{RELATIONS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str = "", properties: str = "") -> str:
    """A paragraph of plain text, or of XML when it begins with a tag."""
    inner = text if text.startswith("<") or not text else run(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def styled(style: str, text: str) -> str:
    return para(text, f'<w:pStyle w:val="{style}"/>')


def listed(text: str, num: int = 1, level: int | None = 0) -> str:
    ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return para(text, f'<w:numPr>{ilvl}<w:numId w:val="{num}"/></w:numPr>')


def table(*rows: list[str], row_properties: str = "", columns: int = 0) -> str:
    """A table whose cells are XML."""
    grid = f"<w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>" if columns else ""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{grid}{''.join(f'<w:tr>{row_properties}{row}</w:tr>' for row in cells)}</w:tbl>"


def level(ilvl: int, text: str, number_format: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(abstract: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{abstract}">{"".join(levels)}</w:abstractNum>'


def num(num_id: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def style(style_id: str, properties: str = "", *, based_on: str = "", name: str = "", kind: str = "paragraph") -> str:
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name or style_id}"/>'
        f"{parent}<w:pPr>{properties}</w:pPr></w:style>"
    )


def relations(links: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{rows}</Relationships>'


def content_types(main: str, parts: dict[str, str], kind: str) -> str:
    """The list of media types, without which Word, LibreOffice and python-docx open nothing."""
    types = {main: kind} | {f"word/{name}.xml": f"{WORDPROCESSING}.{_root_name(name)}+xml" for name in parts}
    rows = "".join(f'<Override PartName="/{part}" ContentType="{media}"/>' for part, media in types.items())
    usual = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{CONTENT_TYPES}">{usual}{rows}</Types>'


_ROOTS = {"header": "hdr", "footer": "ftr"}


def _root_name(part: str) -> str:
    return part.rstrip("0123456789")


def word_file(
    body: str,
    *,
    parts: dict[str, str] | None = None,
    prolog: str = "",
    main: str = "word/document.xml",
    space: str = TRANSITIONAL,
    kind: str = DOCX,
) -> bytes:
    """The bytes of a Word file; ``parts`` are the inner XML of its other parts, by name."""
    parts = parts or {}
    links = {f"r_{name}": (_root_name(name), f"{name}.xml") for name in parts}
    files = {
        "[Content_Types].xml": content_types(main, parts, kind),
        "_rels/.rels": relations({"r1": ("officeDocument", main)}),
        main: f"{prolog}<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(links),
    }
    for name, inner in parts.items():
        root = _ROOTS.get(_root_name(name), _root_name(name))
        files[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{inner}</w:{root}>"
    return zipped({name: text.replace(TRANSITIONAL, space) for name, text in files.items()})


def zipped(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def load(data: bytes) -> Document:
    return load_word(data, SourceInfo("a.docx", "", "", len(data)), DEFAULT_READING)


def load_body(body: str, **parts: str) -> Document:
    return load(word_file(body, parts=parts))


def lines(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]
