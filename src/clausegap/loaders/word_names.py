"""Names of the elements and attributes of Office Open XML that the Word loader knows.

The transitional namespaces of ECMA-376; files in the strict variant of ISO/IEC 29500 are renamed to
these when a part is opened.
"""

from __future__ import annotations

from typing import Final

MAIN: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHOICES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"

VAL: Final = MAIN + "val"
ID: Final = MAIN + "id"
ILVL: Final = MAIN + "ilvl"
NUM_ID: Final = MAIN + "numId"
NUM_PR: Final = MAIN + "numPr"
STYLE_ID: Final = MAIN + "styleId"
TYPE: Final = MAIN + "type"
RELATION_ID: Final = RELATION + "id"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

BODY: Final = MAIN + "body"
PARAGRAPH: Final = MAIN + "p"
PARAGRAPH_PROPERTIES: Final = MAIN + "pPr"
RUN: Final = MAIN + "r"
RUN_PROPERTIES: Final = MAIN + "rPr"
RUN_STYLE: Final = MAIN + "rStyle"
TEXT: Final = MAIN + "t"
TABLE: Final = MAIN + "tbl"
ROW: Final = MAIN + "tr"
ROW_PROPERTIES: Final = MAIN + "trPr"
CELL: Final = MAIN + "tc"
CELL_PROPERTIES: Final = MAIN + "tcPr"
STYLE: Final = MAIN + "style"
PARAGRAPH_STYLE: Final = MAIN + "pStyle"
FORMER_PROPERTIES: Final = MAIN + "pPrChange"
OUTLINE_LEVEL: Final = MAIN + "outlineLvl"
SECTION: Final = MAIN + "sectPr"
VANISH: Final = MAIN + "vanish"
TEXT_BOX: Final = MAIN + "txbxContent"

INSERTED: Final = MAIN + "ins"
DELETED: Final = MAIN + "del"
MOVED_FROM: Final = MAIN + "moveFrom"
MOVED_TO: Final = MAIN + "moveTo"

ALTERNATE: Final = CHOICES + "AlternateContent"
CHOICE: Final = CHOICES + "Choice"
FALLBACK: Final = CHOICES + "Fallback"
