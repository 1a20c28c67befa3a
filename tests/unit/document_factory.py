"""Builds a small weak services agreement, with text that attacks every format."""

from __future__ import annotations

from clausegap.model.document import Block, BlockKind, Document, Page, SourceInfo
from clausegap.model.evidence import Evidence, Location

HOSTILE_NAME = "=cmd()|<script>alert(1)</script> \"msa\" 'v2'.pdf"
HOSTILE_PARTY = '=HYPERLINK("http://evil.example") & <b>Sons</b> Ltd'
HOSTILE_QUOTE = 'the Data | <script>alert("x")</script> | [click](javascript:alert(1)) `code` *bold* \x1b[31m'

_KINDS: dict[str, tuple[BlockKind, int | None]] = {
    "#": ("heading", 1),
    "-": ("list_item", None),
    "|": ("table_row", None),
    ".": ("paragraph", None),
}
# One line for each block; the first character says its kind.
_PAGES = (
    f"""
# MASTER SERVICES AGREEMENT
. This Agreement is made between Northwind Foods plc (“Customer”) and {HOSTILE_PARTY} (“Supplier”).
# 4. Staff
. 4.1 Neither party shall solicit or employ any employee of the other who worked on the Services, \
during the Term and for twelve (12) months after it ends.
. 4.2 Customer shall obtain all services described in Schedule 1 exclusively from Supplier.
. 4.3 Supplier may submit competing bids for any further work that Customer puts out to tender.
""",
    f"""
# 9. Confidentiality
. 9.1 Each party shall use reasonable endeavours to keep the other's Confidential Information secret \
and shall use it only to perform this Agreement, for one (1) year after the date of disclosure.
. 9.2 Confidential Information means information that is clearly marked as confidential:
- (a) designs, source code and price lists; and
- (b) {HOSTILE_QUOTE}.
# 10. Intellectual property
. 10.1 Upon full payment of all fees, Supplier agrees to assign to Customer all rights in the \
Deliverables, except Supplier's tools, templates and general know-how.
. 10.2 All data and specifications that Customer hands over remain its exclusive property, and \
Supplier shall use them solely to perform the Services.
| Deliverable\tAccepted by\tFee
| Ordering portal\t31 March\t$40,000 | fixed
""",
    """
# 12. Records
. 12.1 Supplier shall keep complete records of its charges and may, in its sole discretion, \
allow Customer to inspect them once a year on thirty (30) days' notice.
# 17. Governing law
. 17.1 This Agreement is governed by the laws of England and Wales.
""",
)
_HEADINGS = {"4": "Staff", "9": "Confidentiality", "10": "Intellectual property", "12": "Records"}


def build_document() -> Document:
    """Returns a contract of three pages with headings, list items and a table."""
    text = ""
    blocks: list[Block] = []
    pages: list[Page] = []
    for number, page in enumerate(_PAGES, start=1):
        page_start = len(text)
        for line in page.strip().split("\n"):
            (kind, level), words = _KINDS[line[0]], line[2:]
            blocks.append(Block(kind, len(text), len(text) + len(words), _number(words), level))
            text += words + "\n"
        pages.append(Page(number, page_start, len(text)))
    source = SourceInfo(HOSTILE_NAME, "application/pdf", "ab" * 32, 48_211)
    return Document(text, source, tuple(blocks), pages=tuple(pages))


def evidence(document: Document, words: str, rule: str = "rule") -> Evidence:
    """Returns evidence for words that stand in a document."""
    start = document.text.index(words)
    section = next((b.number for b in reversed(document.blocks) if b.start <= start and b.number), None)
    heading = _HEADINGS.get(section.split(".", maxsplit=1)[0]) if section else None
    return Evidence(
        start=start,
        end=start + len(words),
        quote=" ".join(words.split()),
        location=Location(page=document.page_at(start), section=section, heading=heading),
        rule=rule,
    )


def _number(words: str) -> str | None:
    first = words.split(maxsplit=1)[0].rstrip(".")
    return first if first[0].isdigit() else None
