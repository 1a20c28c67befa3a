import pytest

from clausegap.loaders.pdf_furniture import find_furniture
from clausegap.loaders.pdf_lines import Box, Line, PageLines

BODY = ["The Supplier shall perform.", "The Customer shall pay.", "Each party shall keep it secret."]


def pages(*texts, left=72):
    """Lays out lines of text from the top of each page down."""
    return [
        PageLines(
            number,
            tuple(
                Line(
                    number,
                    100 * row,
                    ((100 * row, text),),
                    Box(left, 700 - 14 * row, left + 300, 712 - 14 * row),
                )
                for row, text in enumerate(page)
            ),
        )
        for number, page in enumerate(texts, 1)
    ]


def own(page):
    """Sixteen lines that no other page has."""
    return [f"Words {'x' * page} {'y' * row}." for row in range(16)]


def kinds(document):
    found = find_furniture(document)
    texts = {line.place: line.text for page in document for line in page.lines}
    return {(place[0], texts[place]): kind for place, kind in found.items()}


def test_repeated_head_and_foot_are_kept_apart():
    document = pages(*[["Master Agreement", *own(n), f"Version of {n} June"] for n in range(1, 5)])
    found = kinds(document)
    assert found[2, "Master Agreement"] == "header"
    assert found[3, "Version of 3 June"] == "footer"
    assert len(found) == 8


def test_heads_that_alternate_between_odd_and_even_pages_are_seen():
    document = pages(*[[("Odd title" if n % 2 else "Even title"), f"Own words {'x' * n}"] for n in range(1, 9)])
    assert set(kinds(document).values()) == {"header"}


def test_line_repeated_amid_the_pages_stays():
    filler = [f"Words number {'x' * n}." for n in range(12)]
    document = pages(*[[f"Top {'a' * n}", *filler[:4], "By: ______", *filler[4:8], f"End {'b' * n}"] for n in range(4)])
    assert kinds(document) == {}


def test_signature_lines_stay_though_they_repeat():
    document = pages(*[[*own(n), "________", "Title: Director"] for n in range(1, 5)])
    assert kinds(document) == {}


def test_two_pages_are_too_few_to_call_a_line_repeated():
    assert kinds(pages(["Title", *BODY], ["Title", *BODY])) == {}


@pytest.mark.parametrize("number", ["Page 3 of 10", "- 12 -", "page iv", "[7]", "3 of 9"])
def test_framed_page_numbers_need_no_repetition(number):
    assert kinds(pages([*BODY, number])) == {(1, number): "page_number"}


def test_bare_page_numbers_are_seen_when_more_than_one_page_has_them():
    document = pages([*BODY, "1"], [*BODY, "2"], [*BODY, "iii"])
    assert set(kinds(document).values()) >= {"page_number"}
    assert {key[1] for key, kind in kinds(document).items() if kind == "page_number"} == {"1", "2", "iii"}


def test_page_holding_only_a_number_in_a_longer_file_keeps_it():
    assert kinds(pages(["5"], BODY, BODY)).get((1, "5")) is None


def test_source_line_is_kept_apart():
    line = "Source: EXAMPLE INC, 10-K, 1/2/2020"
    assert kinds(pages([*BODY, line])) == {(1, line): "source_line"}


def test_stamp_on_two_pages_is_kept_apart():
    document = pages(["CONFIDENTIAL", "One."], ["CONFIDENTIAL", "Two."], ["Three."])
    assert list(kinds(document).values()) == ["stamp", "stamp"]


def test_page_numbers_of_an_earlier_print_are_found_amid_the_pages():
    document = pages(*[own(n) for n in range(4)])
    document = [PageLines(p.number, (*p.lines[:8], _lone(p.number), *p.lines[8:])) for p in document]
    assert kinds(document) == {(n, str(n)): "page_number" for n in (1, 2, 3, 4)}


def _lone(number):
    return Line(number, 5000, ((5000, str(number)),), Box(220, 590, 226, 600))


def test_numbers_in_a_table_stay():
    lines = [text for n in range(1, 8) for text in (str(n), f"Item {'x' * n}")]
    document = pages(["Top", *lines, "End of the table"], left=200)
    assert kinds(document) == {}


def test_pages_that_repeat_one_another_prove_no_head():
    rows = [f"Clause about {'x' * row} within 30 days" for row in range(10)]
    again = [f"CLAUSE  about {'X' * row} within 365 days" for row in range(10)]
    assert not find_furniture(pages(*[["Master Agreement", *lines] for lines in (rows, again, rows, again)]))


def test_pages_whose_lines_have_only_their_letters_in_common_do():
    rows = [f"The rest of {'x' * row}." for row in range(10)]
    others = [[text.replace(" ", gap) for text in rows] for gap in ("-", "/", "+", " ")]
    found = kinds(pages(*[["Master Agreement", *lines] for lines in others]))
    assert found == {(number, "Master Agreement"): "header" for number in range(1, 5)}
