"""Parts of the workbooks: the looks of their cells, and tables that can be filtered and printed.

Words of contracts are written as strings, never as formulas, whatever they begin with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import IO, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from clausegap.model.finding import Finding
from clausegap.model.portfolio import Verdict
from clausegap.model.terms import Severity, Status
from clausegap.renderers.wording import shortened

_MOST_ROWS: Final = 1_048_576  # of a sheet, by the format
_MOST_LINKS: Final = 65_530  # of a sheet, by Excel
_LONGEST_LINK: Final = 2_000  # characters; Excel refuses a file with one of more than 2,080
_LONGEST_CELL: Final = 32_000  # characters; Excel takes 32,767 UTF-16 units
LINE: Final = 15.0  # points
_A4: Final = 9  # by the numbers of the format
PAGE_WIDTH: Final = 300  # characters that can still be read on a page when it is shrunk to fit
_MOST_LINES: Final = 27  # of a row, by Excel: 409 points
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

_NOTES: Final[Columns] = (("", 22), ("", 110))


def new_workbook(target: str | IO[bytes], title: str) -> Workbook:
    """Returns an empty workbook, which takes rows in their order only: its size then costs no memory."""
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    book = Workbook(target, options)
    book.set_properties({"title": title, "created": _CREATED})
    return book


class Looks:
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

    def of(self, verdict: Verdict | Finding) -> Format:
        """Returns the look of a verdict: the colour of its status, bold for a grave gap, that of missing if adverse.

        What lacks and is not asked for has no fill, so that gaps stand out.
        """
        if not verdict.is_gap and verdict.status != "present":
            return self._bare[verdict.status]
        status = "missing" if "adverse" in verdict.flags else verdict.status
        return self._filled[status, verdict.is_gap and verdict.severity in _GRAVE]


class Table:
    """A table over as many sheets as its rows need, each with a frozen header and filters."""

    def __init__(self, book: Workbook, looks: Looks, name: str, columns: Columns, page_width: int = PAGE_WIDTH) -> None:
        self._book, self._looks, self._name, self._columns = book, looks, name, columns
        self._page_width = page_width
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
        self._sheet.hide_gridlines(0)  # on paper they part the rows
        self._sheet.repeat_rows(0)
        self._sheet.repeat_columns(0)
        self._sheet.fit_to_pages(max(1, round(width / self._page_width)), 0)

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
        needed = self._lines_of(cells, looks)
        if needed > 1:
            self._sheet.set_row(self._row, LINE * min(needed, _MOST_LINES))
        for column, cell in enumerate(cells):
            if column == 0 and link and self._links < _MOST_LINKS and len(link) <= _LONGEST_LINK:
                self._links += 1
                self._sheet.write_url(self._row, 0, f"external:{link}", self._looks.link, _cut(str(cell)))
            elif cell not in ("", None):
                self._put(column, cell, looks.get(column, self._looks.plain))

    def _lines_of(self, cells: Sequence[Cell], looks: Mapping[int, Format]) -> int:
        """Returns the lines that a row needs for its wrapped cells: not every program finds that out by itself."""
        wrapped = [column for column, look in looks.items() if look is self._looks.wrapped]
        needed = [lines(str(cells[column] or ""), self._columns[column][1]) for column in wrapped]
        return max(needed, default=1)

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


def lines(text: str, width: float) -> int:
    """Returns the lines that a text takes in a column, a little too many rather than too few."""
    return sum(1 + int(len(line) / (0.9 * width)) for line in text.split("\n"))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else shortened(text, _LONGEST_CELL)


def write_notes(book: Workbook, looks: Looks, notes: Iterable[tuple[str, str]]) -> None:
    """Adds a sheet that explains the others, a label and a text in each row."""
    sheet = book.add_worksheet("About")
    for column, (_, width) in enumerate(_NOTES):
        sheet.set_column(column, column, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for number, (label, text) in enumerate(notes):
        sheet.set_row(number, LINE * lines(text, _NOTES[1][1]))
        sheet.write_string(number, 0, label, looks.bold)
        sheet.write_string(number, 1, text, looks.wrapped)
