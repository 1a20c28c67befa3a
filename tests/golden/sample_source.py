r"""Reads the plain source of a sample contract into blocks that both writers (Word and PDF) share.

The source is close to Markdown. A block ends at an empty line; its lines are joined.

    key: value                 head of the file, between two lines of three dashes
    ! TEXT    !! TEXT          title, subtitle
    # TEXT .. #### TEXT        numbered clauses, level 1 (a heading) to 4
    = PART | Title             schedule or exhibit on a new page; numbering starts again
    =- PART | Title            the same without a new page
    > TEXT    - TEXT           indented paragraph, bullet
    | a | b |                  table row; a row of dashes gives the column widths and makes a header row
    ::plain                    the table that follows has no borders (signatures)
    ::toc  ::box TEXT          table of contents; text box
    ::control TAG  ::end       the blocks between are one content control
    [^1]: TEXT                 footnote

    **bold**  *italic*  [text](url)  [^1]  {{TAG:text}} content control  \\ line break
    {++inserted++}  {--deleted--}  tracked changes by the author and date of the head
    {#id} names the clause it stands in; {@id} is replaced by its number

The head gives title, author, running head and foot, page size, font, alignment and numbering style;
"numbers: typed" makes the numbers plain text, "quotes: curly" bends the quotes;
"reviser" and "revised" sign the tracked changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

INLINE = re.compile(
    r"\{\+\+(?P<ins>.+?)\+\+\}|\{--(?P<del>.+?)--\}|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*"
    r"|\[\^(?P<note>\d+)\]|\[(?P<label>[^\]]+)\]\((?P<url>[^)]+)\)|\{\{(?P<tag>\w+):(?P<control>.+?)\}\}"
)
CLAUSE_ID = re.compile(r"\{#(\w+)\}\s*")
CLAUSE_REF = re.compile(r"\{@(\w+)\}")
OPENING_QUOTE = re.compile(r'(^|[\s(])"', re.MULTILINE)
LEVELS = re.compile(r"(#{1,4})\s+(.*)", re.DOTALL)

# For each numbering style: per level the number format of Word and the text around it.
NUMBERING: dict[str, tuple[tuple[str, str], ...]] = {
    "decimal": (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")),
    "legal": (("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"), ("lowerLetter", "(%4)")),
    "article": (
        ("upperRoman", "ARTICLE %1"),
        ("decimalZero", "Section %1.%2"),
        ("lowerLetter", "(%3)"),
        ("lowerRoman", "(%4)"),
    ),
    "section": (
        ("decimal", "Section %1."),
        ("lowerLetter", "(%2)"),
        ("lowerRoman", "(%3)"),
        ("upperLetter", "(%4)"),
    ),
}


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look; change is "ins", "del" or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    change: str = ""
    url: str = ""
    note: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Block:
    """One paragraph, table or mark; number is the label that the list numbering shows."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    number: str = ""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    widths: tuple[float, ...] = ()
    header: bool = False
    tag: str = ""

    @property
    def text(self) -> str:
        """The text with all changes accepted."""
        return "".join(run.text for run in self.runs if run.change != "del")

    @property
    def deleted(self) -> bool:
        """True when nothing of the block is left once changes are accepted."""
        return bool(self.runs) and all(run.change == "del" for run in self.runs)


@dataclass(frozen=True)
class Contract:
    """A parsed source file."""

    name: str
    meta: dict[str, str]
    blocks: tuple[Block, ...]
    notes: dict[str, tuple[Run, ...]]

    @property
    def typed(self) -> bool:
        """True when the numbers are typed text, not Word's own lists."""
        return self.meta.get("numbers") == "typed"


def read_contract(path: Path) -> Contract:
    """Returns the contract of one source file."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = {key.strip(): value.strip() for key, value in (line.split(":", 1) for line in head.splitlines())}
    if meta.get("quotes") == "curly":
        body = OPENING_QUOTE.sub("\\1\u201c", body).replace('"', "\u201d").replace("'", "\u2019")
    chunks = [chunk.strip() for chunk in re.split(r"\n\s*\n", body) if chunk.strip()]
    notes: dict[str, str] = {}
    raw: list[str] = []
    for chunk in chunks:
        found = re.match(r"\[\^(\d+)\]:\s*(.*)", chunk, re.DOTALL)
        if found:
            notes[found[1]] = found[2]
        else:
            raw.append(chunk)
    labels, numbers = _number(raw, meta["numbering"])
    parsed = tuple(_block(chunk, number, labels) for chunk, number in zip(raw, numbers, strict=True))
    texts = {key: _runs(_joined(text), labels) for key, text in notes.items()}
    return Contract(path.stem, meta, tuple(_with_plain_tables(parsed)), texts)


def format_number(value: int, style: str) -> str:
    """Returns a number as Word shows it in that number format."""
    if style == "lowerLetter":
        return "abcdefghijklmnopqrstuvwxyz"[value - 1]
    if style == "upperLetter":
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[value - 1]
    if style in ("lowerRoman", "upperRoman"):
        return roman(value) if style == "upperRoman" else roman(value).lower()
    return f"{value:02d}" if style == "decimalZero" else str(value)


def roman(value: int) -> str:
    """Returns a number below 50 in Roman numerals."""
    out = ""
    for size, sign in ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= size:
            out, value = out + sign, value - size
    return out


def _number(raw: list[str], style: str) -> tuple[dict[str, str], list[str]]:
    """Counts the clauses as they stand after all changes are accepted."""
    counters, labels, numbers = [0, 0, 0, 0], {}, []
    for chunk in raw:
        found = LEVELS.match(chunk)
        if chunk.startswith("="):
            counters = [0, 0, 0, 0]
        if not found or _all_deleted(found[2]):
            numbers.append("")
            continue
        level = len(found[1]) - 1
        counters = [*counters[:level], counters[level] + 1, *[0] * (3 - level)]
        numbers.append(_shown(counters, level, style))
        named = CLAUSE_ID.search(chunk)
        if named:
            labels[named[1]] = _reference(counters, level, style)
    return labels, numbers


def _all_deleted(text: str) -> bool:
    return re.fullmatch(r"\s*\{--((?!--\}).)*--\}\s*", CLAUSE_ID.sub("", text), re.DOTALL) is not None


def _shown(counters: list[int], level: int, style: str) -> str:
    text = NUMBERING[style][level][1]
    for index in range(level + 1):
        form = NUMBERING[style][index][0]
        if index < level and style == "article":
            form = "decimal"  # Word's "legal style numbering" shows upper levels as plain numbers
        text = text.replace(f"%{index + 1}", format_number(counters[index], form))
    return text


def _reference(counters: list[int], level: int, style: str) -> str:
    """Returns the number as other clauses quote it: 4, 4.2, 4.2(a), 4(b)(ii)."""
    start = max(index for index in range(level + 1) if index == 0 or "%1." in NUMBERING[style][index][1])
    shown = [_shown(counters, index, style) for index in range(start, level + 1)]
    shown[0] = re.sub(r"^(ARTICLE|Section) ", "", shown[0]).rstrip(".")
    return "".join(shown)


def _joined(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text).strip()


def _block(chunk: str, number: str, labels: dict[str, str]) -> Block:
    found = LEVELS.match(chunk)
    if found:
        return Block("clause", _runs(_joined(found[2]), labels), len(found[1]), number)
    if chunk.startswith("|"):
        return _table(chunk, labels)
    if chunk.startswith("::"):
        mark, _, rest = _joined(chunk)[2:].partition(" ")
        return Block(mark, _runs(rest, labels) if mark == "box" else (), tag=rest if mark == "control" else "")
    for sign, kind in (
        ("!!", "subtitle"),
        ("!", "title"),
        ("=-", "part"),
        ("=", "newpart"),
        (">", "indent"),
        ("- ", "bullet"),
    ):
        if chunk.startswith(sign):
            return Block(kind, _runs(_joined(chunk[len(sign) :]), labels))
    return Block("para", _runs(_joined(chunk), labels))


def _table(chunk: str, labels: dict[str, str]) -> Block:
    rows, widths, header = [], [], False
    for line in chunk.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if all(re.fullmatch(r"-+", cell) for cell in cells):
            widths, header = [len(cell) for cell in cells], bool(rows)
        else:
            rows.append(tuple(_runs(cell, labels) for cell in cells))
    total = sum(widths) or len(rows[0])
    shares = tuple(width / total for width in widths or [1] * len(rows[0]))
    return Block("table", rows=tuple(rows), widths=shares, header=header)


def _with_plain_tables(blocks: tuple[Block, ...]) -> Iterator[Block]:
    plain = False
    for block in blocks:
        if block.kind == "plain":
            plain = True
        elif block.kind == "table" and plain:
            plain = False
            yield replace(block, kind="plaintable", header=False)
        else:
            yield block


def _runs(text: str, labels: dict[str, str]) -> tuple[Run, ...]:
    text = CLAUSE_REF.sub(lambda ref: labels[ref[1]], CLAUSE_ID.sub("", text))
    text = text.replace("\\\\", "\n").replace(" \n ", "\n")
    runs, end = [], 0
    for found in INLINE.finditer(text):
        if found.start() > end:
            runs.append(Run(text[end : found.start()]))
        runs.extend(_inline_runs(found))
        end = found.end()
    if end < len(text):
        runs.append(Run(text[end:]))
    return tuple(runs)


def _inline_runs(found: re.Match[str]) -> tuple[Run, ...]:
    parts = found.groupdict()
    if parts["ins"] or parts["del"]:
        change = "ins" if parts["ins"] else "del"
        return tuple(replace(run, change=change) for run in _runs(parts[change], {}))
    if parts["bold"]:
        return tuple(replace(run, bold=True) for run in _runs(parts["bold"], {}))
    if parts["italic"]:
        return (Run(parts["italic"], italic=True),)
    if parts["note"]:
        return (Run("", note=parts["note"]),)
    if parts["url"]:
        return (Run(parts["label"], url=parts["url"]),)
    return (Run(parts["control"], tag=parts["tag"]),)
