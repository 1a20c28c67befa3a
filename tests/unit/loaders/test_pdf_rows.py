from pdf_pages import blocks
from printing import print_pdf, rows

from clausegap.loaders import load

LEFTS = (72, 160, 300)


def cells(*lines):
    """Places lines of cells; each cell is the column and its words."""
    return [(LEFTS[column], 740 - 13 * n, text) for n, line in enumerate(lines) for column, text in line]


TABLE = cells(
    ((0, "No."), (1, "Service"), (2, "Level")),
    ((0, "1"), (1, "Help desk"), (2, "Answer within sixty seconds, on")),
    ((2, "every business day"),),
    ((0, "2"), (1, "Platform that"), (2, "Available for 99.9 per cent of")),
    ((1, "is hosted"), (2, "each month")),
)


def test_cells_of_several_lines_stay_in_their_row():
    document = load(print_pdf(TABLE))
    assert blocks(document, "table_row") == [
        "No. | Service | Level",
        "1 | Help desk | Answer within sixty seconds, on every business day",
        "2 | Platform that is hosted | Available for 99.9 per cent of each month",
    ]


def test_words_behind_a_table_are_not_its_rows():
    document = load(print_pdf([*TABLE, *rows("2. TERM", "This Agreement lasts one year.", top=640)]))
    assert [block.kind for block in document.blocks][-2:] == ["heading", "paragraph"]


def test_contents_are_no_table():
    lines = [((0, f"Section {n}"), (1, "Reserved words"), (2, str(n))) for n in range(1, 6)]
    assert blocks(load(print_pdf(cells(*lines))), "table_row") == []


def test_two_rows_are_no_table():
    lines = [((0, "Alpha"), (1, "Beta"), (2, "Gamma"))] * 2
    assert blocks(load(print_pdf(cells(*lines))), "table_row") == []


def test_rows_of_figures_set_to_the_right_stay_lines():
    figures = [("Number of systems", "150"), ("Nameplate capacity", "9"), ("Hours in the year", "8760")]
    page = [
        item
        for n, (name, value) in enumerate(figures)
        for item in ((72, 740 - 14 * n, name), (300 - 6 * len(value), 740 - 14 * n, value))
    ]
    assert blocks(load(print_pdf(page))) == [f"{name} {value}" for name, value in figures]


def test_cell_that_ends_with_a_pointer_is_one():
    lines = (
        ((0, "No."), (1, "Head"), (2, "Provision")),
        ((0, "1"), (1, "Audits"), (2, "Twice a year, and further under")),
        ((2, "Annexure B"),),
        ((0, "2"), (1, "Notice"), (2, "Fifteen days in writing")),
    )
    assert "1 | Audits | Twice a year, and further under Annexure B" in blocks(load(print_pdf(cells(*lines))))
