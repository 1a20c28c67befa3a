"""The summary as a workbook: a grid of contracts by protections, all findings, what was not read, and a legend.

It is written row by row (XlsxWriter's constant-memory mode), so its size costs no memory. Words of contracts are
written as strings, never as formulas, whatever they begin with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from clausegap.model.portfolio import ContractRow, Review, Verdict
from clausegap.model.terms import Severity, Status
from clausegap.renderers import summary_wording as said
from clausegap.renderers.links import link_to
from clausegap.renderers.wording import CONTRACT_TYPE_NAMES, printable, shortened

_MOST_ROWS: Final = 1_048_576  # of a sheet, by the format
_MOST_LINKS: Final = 65_530  # of a sheet, by Excel
_LONGEST_LINK: Final = 2_000  # characters; Excel refuses a file with one of more than 2,080
_LONGEST_CELL: Final = 32_000  # characters; Excel takes 32,767 UTF-16 units
_LINE: Final = 15.0  # points
_A4: Final = 9  # by the numbers of the format
_PAGE_WIDTH: Final = 300  # characters that can still be read on a page when it is shrunk to fit
_CREATED: Final = datetime(2000, 1, 1)  # no clock: the same reports give the same bytes

# Fill and ink of a status; the words of the cell say the same.
_COLOURS: Final[Mapping[Status, tuple[str, str]]] = {
    "present": ("#E2F3E7", "#14532D"),
    "weak": ("#FDEED3", "#6B3F00"),
    "missing": ("#FBE4E2", "#8C1D18"),
    "undetermined": ("#ECE5F8", "#47307A"),
}
_GRAVE: Final[tuple[Severity, ...]] = ("high", "critical")

Cell = str | int | float | date | None
Columns = Sequence[tuple[str, float]]  # title and width in characters

_FACTS: Final[Columns] = (
    ("Contract", 44),
    ("Result", 11),
    ("Type", 36),
    ("Counterparty", 34),
    ("Governing law", 20),
    ("Ends", 12),
    ("Term", 24),
    ("Worst gap", 10),
    ("Missing", 9),
    ("Weak", 8),
    ("Undetermined", 13),
    ("Off playbook", 12),
)
_PROTECTION_WIDTH: Final = 23
_FINDINGS: Final[Columns] = (
    ("Contract", 42),
    ("Protection", 34),
    ("Status", 13),
    ("Severity", 10),
    ("Reason", 60),
    ("Quote", 70),
    ("Section", 12),
    ("Page", 7),
    ("Document", 16),
    ("Counterparty", 32),
    ("Governing law", 20),
)
_REMARKS: Final[Columns] = (("Contract", 40), ("What", 14), ("Page", 7), ("Words", 100))
_NOTES: Final[Columns] = (("", 22), ("", 110))


def write_xlsx(rows: Sequence[ContractRow], path: Path) -> None:
    """Writes the workbook.

    Raises:
        OSError: The file cannot be written.
    """
    book = Workbook(str(path), {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": "Gaps of a portfolio", "created": _CREATED})
    looks = _Looks(book)
    _write_grid(book, looks, rows, path.parent)
    _write_findings(book, looks, rows)
    _write_remarks(book, looks, rows)
    _write_notes(book, looks, rows)
    book.close()


class _Looks:
    """The formats of a workbook; each is made once."""

    def __init__(self, book: Workbook) -> None:
        top = {"valign": "top"}
        self.head = book.add_format(
            {"bold": True, "bg_color": "#1D2228", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
        )
        self.plain = book.add_format(top)
        self.wrapped = book.add_format({**top, "text_wrap": True})
        self.bold = book.add_format({**top, "bold": True})
        self.link = book.add_format({**top, "font_color": "#0B57A4", "underline": 1})
        self.number = book.add_format({**top, "align": "center"})
        self.date = book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"})
        edged = {**top, "border": 1, "border_color": "#FFFFFF"}
        self._filled = {
            (status, grave): book.add_format({**edged, "bg_color": fill, "font_color": ink, "bold": grave})
            for status, (fill, ink) in _COLOURS.items()
            for grave in (False, True)
        }
        self._bare = {status: book.add_format({**top, "font_color": ink}) for status, (_, ink) in _COLOURS.items()}

    def of(self, verdict: Verdict) -> Format:
        """Returns the look of a verdict: the colour of its status, bold for a grave gap, that of missing if adverse.

        What lacks and is not asked for has no fill, so that gaps stand out.
        """
        if not verdict.is_gap and verdict.status != "present":
            return self._bare[verdict.status]
        status = "missing" if "adverse" in verdict.flags else verdict.status
        return self._filled[status, verdict.is_gap and verdict.severity in _GRAVE]


class _Table:
    """A table over as many sheets as its rows need, each with a frozen header and filters."""

    def __init__(self, book: Workbook, looks: _Looks, name: str, columns: Columns) -> None:
        self._book, self._looks, self._name, self._columns = book, looks, name, columns
        self._sheets = 0
        self._begin()

    def _begin(self) -> None:
        self._sheets += 1
        self._sheet: Worksheet = self._book.add_worksheet(
            self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        )
        for column, (_, width) in enumerate(self._columns):
            self._sheet.set_column(column, column, width)
        self._sheet.freeze_panes(1, 1)
        self._set_print()
        self._sheet.set_row(0, 48)
        for column, (title, _) in enumerate(self._columns):
            self._sheet.write_string(0, column, title, self._looks.head)
        self._row = 0
        self._links = 0

    def _set_print(self) -> None:
        """Makes print readable: landscape, header and contract on every page, as many pages wide as it takes."""
        width = sum(width for _, width in self._columns)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.repeat_rows(0)
        self._sheet.repeat_columns(0)
        self._sheet.fit_to_pages(max(1, round(width / _PAGE_WIDTH)), 0)

    def add(self, cells: Sequence[Cell], looks: Mapping[int, Format], link: str | None = None) -> None:
        """Adds a row.

        Args:
            cells: From the first column.
            looks: Formats of single cells, by column.
            link: Where the first cell leads to, or None.
        """
        if self._row + 1 == _MOST_ROWS:
            self.close()
            self._begin()
        self._row += 1
        lines = self._lines(cells, looks)
        if lines > 1:
            self._sheet.set_row(self._row, _LINE * lines)
        for column, cell in enumerate(cells):
            if column == 0 and link and self._links < _MOST_LINKS and len(link) <= _LONGEST_LINK:
                self._links += 1
                self._sheet.write_url(self._row, 0, f"external:{link}", self._looks.link, _cut(str(cell)))
            elif cell not in ("", None):
                self._put(column, cell, looks.get(column, self._looks.plain))

    def _lines(self, cells: Sequence[Cell], looks: Mapping[int, Format]) -> int:
        """Returns the lines that a row needs for its wrapped cells: not every program finds that out by itself."""
        wrapped = [column for column, look in looks.items() if look is self._looks.wrapped]
        lines = [_lines(str(cells[column] or ""), self._columns[column][1]) for column in wrapped]
        return max(lines, default=1)

    def _put(self, column: int, cell: Cell, look: Format) -> None:
        if isinstance(cell, str):
            self._sheet.write_string(self._row, column, _cut(cell), look)
        elif isinstance(cell, date):
            self._sheet.write_datetime(self._row, column, datetime.combine(cell, datetime.min.time()), self._looks.date)
        elif cell is not None:
            self._sheet.write_number(self._row, column, cell, self._looks.number)

    def close(self) -> None:
        """Sets the filters over what was written."""
        self._sheet.autofilter(0, 0, max(self._row, 1), len(self._columns) - 1)


def _lines(text: str, width: float) -> int:
    """Returns the lines that a text takes in a column, a little too many rather than too few."""
    return 1 + int(len(text) / (0.9 * width))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else shortened(text, _LONGEST_CELL)


def _write_grid(book: Workbook, looks: _Looks, rows: Sequence[ContractRow], folder: Path) -> None:
    titles = said.protections_of(rows)
    columns = (*_FACTS, *((title, _PROTECTION_WIDTH) for title in titles.values()))
    table = _Table(book, looks, "Contracts", columns)
    places = {protection: column for column, protection in enumerate(titles, start=len(_FACTS))}
    for row in rows:
        cells: list[Cell] = [printable(row.source), row.status, *_fact_cells(row.review)]
        cells += [None] * (len(columns) - len(cells))
        coloured = {}
        for verdict in row.verdicts:
            column = places[verdict.protection]
            cells[column], coloured[column] = said.verdict_cell(verdict), looks.of(verdict)
        table.add(cells, coloured, link_to(row.page or row.report, folder))
    table.close()


def _fact_cells(review: Review | None) -> Iterator[Cell]:
    if review is None:
        return
    yield CONTRACT_TYPE_NAMES[review.contract_type]
    yield said.names_line(review.counterparties)
    yield review.governing_law or "not named"
    yield review.term.expires
    yield said.term_line(review.term)
    yield review.worst_severity or "none"
    yield review.gaps_with("missing")
    yield review.gaps_with("weak")
    yield review.gaps_with("undetermined")
    yield review.deviations


def _write_findings(book: Workbook, looks: _Looks, rows: Sequence[ContractRow]) -> None:
    table = _Table(book, looks, "Findings", _FINDINGS)
    for row in rows:
        if row.review is None:
            continue
        name, parties = printable(row.source), said.names_line(row.review.counterparties)
        law = row.review.governing_law or "not named"
        for verdict in filter(_is_told, row.verdicts):
            severity = verdict.severity if verdict.is_gap else ""
            place = (verdict.section, verdict.page, verdict.document)
            cells = [name, verdict.title, verdict.status, severity, verdict.reason, verdict.quote, *place, parties, law]
            table.add(cells, {1: looks.wrapped, 2: looks.of(verdict), 4: looks.wrapped, 5: looks.wrapped})
    table.close()


def _is_told(verdict: Verdict) -> bool:
    """Whether a verdict says more than the grid: of what is neither there nor expected nothing can be told."""
    return verdict.is_gap or verdict.quote != ""


def _write_remarks(book: Workbook, looks: _Looks, rows: Sequence[ContractRow]) -> None:
    table = _Table(book, looks, "Not read and notices", _REMARKS)
    for name, what, page, words in said.remarks_of(rows):
        table.add([name, what, int(page) if page else None, words], {3: looks.wrapped})
    table.close()


def _write_notes(book: Workbook, looks: _Looks, rows: Sequence[ContractRow]) -> None:
    sheet = book.add_worksheet("About")
    for column, (_, width) in enumerate(_NOTES):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for number, (label, text) in enumerate(said.notes(rows)):
        sheet.set_row(number, _LINE * _lines(text, _NOTES[1][1]))
        sheet.write_string(number, 0, label, looks.bold)
        sheet.write_string(number, 1, text, looks.wrapped)
