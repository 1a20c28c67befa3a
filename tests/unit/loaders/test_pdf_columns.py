import pytest
from pdf_pages import PROSE, blocks, prose, wrapped
from printing import print_pdf, rows

from clausegap.loaders import load

SIGNATURES = [
    ("ACME CORPORATION", "BETA LIMITED"),
    ("By: ______________", "By: ______________"),
    ("Name: John Smith", "Name: Jane Doe"),
    ("Title: President", "Title: Director"),
]


def side_by_side(pairs, *, by_row, top=700, right=320):
    left_column = [(72, top - 18 * n, left) for n, (left, _) in enumerate(pairs)]
    right_column = [(right, top - 18 * n, text) for n, (_, text) in enumerate(pairs)]
    if by_row:
        return [item for pair in zip(left_column, right_column, strict=True) for item in pair]
    return left_column + right_column


@pytest.mark.parametrize("by_row", [True, False], ids=["by row", "by column"])
def test_signatures_side_by_side_do_not_interleave(by_row):
    page = [*prose(), *side_by_side(SIGNATURES, by_row=by_row, top=600)]
    assert blocks(load(print_pdf(page)))[1:] == [*(left for left, _ in SIGNATURES), *(right for _, right in SIGNATURES)]


def test_signatures_beside_each_other_under_a_single_column_end_with_it():
    page = [*side_by_side(SIGNATURES, by_row=True), *prose(top=560)]
    assert blocks(load(print_pdf(page)))[-1].startswith("The Receiving Party shall hold")


@pytest.mark.parametrize("by_row", [True, False], ids=["by row", "by column"])
def test_two_columns_are_read_one_after_the_other(by_row):
    left, right = wrapped(PROSE, 36), wrapped(PROSE.replace("Receiving", "Second"), 36)
    columns = side_by_side(list(zip(left, right, strict=False)), by_row=by_row)
    document = load(print_pdf([(200, 760, "MUTUAL AGREEMENT"), *columns]))
    assert document.text.startswith("MUTUAL AGREEMENT\nThe Receiving Party")
    assert " ".join(left) in document.text.replace("\n", " ")
    assert document.text.index("The Second Party") > document.text.index("no less")


def test_single_column_above_and_below_two_stays_in_place():
    left, right = wrapped(PROSE, 36), wrapped(PROSE.replace("Receiving", "Second"), 36)
    columns = side_by_side(list(zip(left, right, strict=False)), by_row=True, top=600)
    document = load(print_pdf([*prose(), *columns, *rows("This Agreement ends here.", top=300)]))
    starts = [document.text.index(words) for words in ("The Receiving", "The Second", "This Agreement ends")]
    assert starts == sorted(starts)
    assert document.text.endswith("This Agreement ends here.")


def test_rows_of_a_table_stay_rows():
    pairs = [(f"Monthly fee for service number {n}", f"{n}00 euro for each calendar month") for n in range(1, 9)]
    document = load(print_pdf(side_by_side(pairs, by_row=True)))
    assert [f"{left} {right}" for left, right in pairs] == document.text.split("\n")
