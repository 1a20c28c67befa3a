import pytest
from pdf_pages import PROSE, apart, blocks, prose
from printing import print_pdf

from clausegap.loaders import load


def numbered(every, order, first=1, lines=12):
    """A page of prose with numbers down the left margin, given before, beside or after their lines."""
    text = prose(3, left=100)[:lines]
    numbers = [(80 if n < 10 else 74, y, str(n)) for n, (_, y, _) in enumerate(text, first) if n % every == 0]
    if order == "beside":
        return sorted([*text, *numbers], key=lambda item: (-item[1], item[0]))
    return [*numbers, *text] if order == "before" else [*text, *numbers]


@pytest.mark.parametrize("order", ["before", "beside", "after"])
@pytest.mark.parametrize("every", [1, 5])
def test_numbers_of_lines_are_kept_apart(every, order):
    document = load(print_pdf(numbered(every, order), numbered(every, order)))
    assert set(apart(document, "line_number")) == {str(n) for n in range(1, 13) if n % every == 0}
    assert not any(character.isdigit() for character in document.text)
    assert blocks(document)[0].startswith(PROSE[:200])


def test_numbers_may_count_on_over_the_pages():
    document = load(print_pdf(numbered(1, "beside"), numbered(1, "beside", first=13)))
    assert apart(document, "line_number") == [str(n) for n in range(1, 25)]


def test_short_last_page_is_read_like_the_others():
    document = load(print_pdf(numbered(1, "beside"), numbered(1, "beside", lines=2)))
    assert len(apart(document, "line_number")) == 14


def test_clause_numbers_in_the_margin_stay():
    page, y = [], 780
    for number in range(1, 9):
        lines = prose(left=100, top=y)[:3]
        page += [(80, y, str(number)), *lines]
        y -= 14 * len(lines) + 10
    document = load(print_pdf(page, page))
    assert apart(document, "line_number") == []
    assert document.text.count("The Receiving Party") == 16
    assert all(f"{number} The Receiving" in document.text for number in range(1, 9))


def test_numbered_rows_of_a_table_stay():
    page = [item for n in range(1, 15) for item in ((80, 780 - 14 * n, str(n)), (110, 780 - 14 * n, f"Item {n} of it"))]
    document = load(print_pdf(page, page))
    assert apart(document, "line_number") == []
