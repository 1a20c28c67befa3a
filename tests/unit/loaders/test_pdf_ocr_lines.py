import pytest

from clausegap.loaders.pdf_lines import Box, Line, PageLines
from clausegap.loaders.pdf_ocr_lines import is_leader, mended


def page(*texts, number=1):
    """Sets lines one below the other."""
    lines = (
        Line(number, 1000 * row, ((1000 * row, text),), Box(72, 700 - 14 * row, 372, 711 - 14 * row))
        for row, text in enumerate(texts)
    )
    return PageLines(number, tuple(lines))


def texts(*pages, read=None):
    numbers = {page.number for page in pages} if read is None else read
    return [line.text for page in mended(pages, numbers) for line in page.lines]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("(the “Agreement’)", "(the “Agreement”)"),
        ("(the “Client’’);", "(the “Client”);"),
        ("(the “Client’”);", "(the “Client”);"),
        ("the “Suppliers’ Rights” in it", "the “Suppliers’ Rights” in it"),
        ("the Suppliers’ (and their) duties", "the Suppliers’ (and their) duties"),
        ("l.2 Audit", "1.2 Audit"),
        ("1O.3 Audit", "10.3 Audit"),
        ("2.l.1 Audit", "2.1.1 Audit"),
        ("l. DEFINITIONS", "1. DEFINITIONS"),
        ("I. DEFINITIONS", "I. DEFINITIONS"),
        ("I.e. the price", "I.e. the price"),
        ("Page | of 4", "Page 1 of 4"),
        ("ARTICLE Il", "ARTICLE II"),
        ("ARTICLE VII] AUDIT", "ARTICLE VIII AUDIT"),
        ("ARTICLE l", "ARTICLE I"),
        ("under Article Ill, the", "under Article III, the"),
        ("Schedule 11", "Schedule 11"),
        ("Exhibit IL", "Exhibit IL"),
        ("(il) any agent", "(ii) any agent"),
        ("under (iil) above", "under (iii) above"),
        ("(l) any agent", "(l) any agent"),
        ("(will) any agent", "(will) any agent"),
        ("¢ staff", "• staff"),
        ("(a) | The Supplier", "(a) The Supplier"),
        ("Definitions eseseeceeeesneseses 3", "Definitions ................... 3"),
        ("successes and assessments", "successes and assessments"),
    ],
)
def test_confusions_of_shapes_are_mended(seen, meant):
    assert texts(page(seen)) == [meant]
    assert texts(page(seen), read=()) == [seen]


def test_every_letter_keeps_its_place():
    (line,) = mended([page("(the “Client’’) or l.2")], {1})[0].lines
    assert line.runs == ((0, "(the “Client”"), (14, ") or l.2"))


def test_lost_full_stop_is_put_back_where_the_count_tells():
    pages = [page("4. PERSONNEL", "41 The Supplier"), page("42 Access", "4.3 Leave", "45 Other", "44 Staff", number=2)]
    assert texts(*pages) == ["4. PERSONNEL", "4.1 The Supplier", "4.2 Access", "4.3 Leave", "45 Other", "4.4 Staff"]


def test_lost_full_stop_has_no_place_on_the_page():
    line = mended([page("4.1 One", "42 Two")], {1})[0].lines[1]
    assert line.runs == ((1000, "4"), (None, "."), (1001, "2 Two"))


def test_specks_are_left_out_and_lines_to_sign_on_are_not():
    assert texts(page("|", "_", "______", "By:", "5")) == ["______", "By:", "5"]


def test_leaders_are_told_from_words():
    assert is_leader("....................")
    assert not is_leader("processes")
