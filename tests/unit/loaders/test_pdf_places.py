from math import cos, radians, sin

import pytest
from pdf_pages import prose
from printing import print_pdf, rows

from clausegap.errors import EncryptedFileError
from clausegap.loaders import load
from clausegap.loaders.pdf_places import PdfPlaces
from clausegap.model.document import PdfRef
from clausegap.model.reading import ReadOptions

BOTH = pytest.mark.parametrize("layout", [False, True], ids=["pdfium", "pdfplumber"])
WIDTH = 6  # points of a letter in 10 point Courier


@BOTH
def test_words_have_one_box_for_each_line(layout):
    data = print_pdf(prose())
    document = load(data, reading=ReadOptions(layout=layout))
    start = document.text.index("The Receiving")
    with PdfPlaces(data, document) as places:
        (marked,) = places.boxes(start, start + 100)
    assert marked.page == 1
    assert len(marked.boxes) == 2
    assert [round(box.left) for box in marked.boxes] == [72, 72]
    assert marked.boxes[0].bottom > marked.boxes[1].top - 3


@BOTH
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_are_in_user_space_however_the_page_is_turned_and_cut(layout, rotation):
    page = [(350, 500, "Secret words.", 10, rotation), (350, 300, "Other.", 10, rotation)]
    data = print_pdf(page, box=(50, 100, 645, 942), rotation=rotation)
    document = load(data, reading=ReadOptions(layout=layout))
    start = document.text.index("words")
    with PdfPlaces(data, document) as places:
        ((box,),) = (marked.boxes for marked in places.boxes(start, start + 5))
    along = (cos(radians(rotation)), sin(radians(rotation)))
    middle = (7 + 2.5) * WIDTH  # points from the first letter to the middle of the word
    x, y = 350 + middle * along[0] - 3 * along[1], 500 + middle * along[1] + 3 * along[0]
    assert ((box.left + box.right) / 2, (box.bottom + box.top) / 2) == pytest.approx((x, y), abs=2)
    assert max(box.right - box.left, box.top - box.bottom) == pytest.approx(5 * WIDTH, abs=1)


@BOTH
def test_text_over_a_page_end_is_marked_on_both_pages(layout):
    first = rows("The Supplier shall not disclose the Confidential Information to any", top=80)
    data = print_pdf(first, rows("person without consent."))
    document = load(data, reading=ReadOptions(layout=layout))
    with PdfPlaces(data, document) as places:
        assert [(marked.page, len(marked.boxes)) for marked in places.boxes(0, len(document.text))] == [(1, 1), (2, 1)]


def test_upright_print_is_one_box():
    data = print_pdf([(300, 100, "x"), (500, 200, "Turned words.", 10, 90)])
    document = load(data)
    start = document.text.index("Turned")
    with PdfPlaces(data, document) as places:
        ((box,),) = (marked.boxes for marked in places.boxes(start, start + 6))
    assert box.top - box.bottom == pytest.approx(6 * WIDTH, abs=1)


def test_white_space_and_implied_signs_have_no_box():
    data = print_pdf(rows("One", "two."))
    document = load(data)
    with PdfPlaces(data, document) as places:
        assert places.boxes(document.text.index(" "), document.text.index(" ") + 1) == ()
        assert places.boxes(0, 0) == ()


@BOTH
def test_place_that_is_not_there_is_told(layout):
    data = print_pdf(rows("One."))
    with PdfPlaces(data, load(data, reading=ReadOptions(layout=layout))) as places, pytest.raises(IndexError):
        places.box(PdfRef(1, 400))


def test_characters_beyond_two_bytes_do_not_shift_the_boxes():
    data = print_pdf(rows("ab~cd"), unicode={ord("~"): "\U0001f600"})
    document = load(data)
    assert document.text == "ab\U0001f600cd"
    with PdfPlaces(data, document) as places:
        ((box,),) = (marked.boxes for marked in places.boxes(4, 5))
    assert (box.left, box.right) == pytest.approx((72 + 4 * WIDTH, 72 + 5 * WIDTH), abs=1)


def test_encrypted_file_needs_its_password():
    data = print_pdf(rows("The secret clause."), user_password="sesame")
    document = load(data, reading=ReadOptions(password="sesame"))
    with pytest.raises(EncryptedFileError):
        PdfPlaces(data, document)
    with PdfPlaces(data, document, password="sesame") as places:
        assert len(places.boxes(0, len(document.text))) == 1


@BOTH
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_print_has_the_angle_that_it_has_on_its_own_page(layout, rotation, angle):
    data = print_pdf([(300, 400, "Words that are turned.", 10, angle)], rotation=rotation)
    document = load(data, reading=ReadOptions(layout=layout))
    with PdfPlaces(data, document) as places:
        found = [turn for marked in places.boxes(0, len(document.text)) for turn in marked.angles]
    assert set(found) == {angle}


def test_line_that_rises_has_boxes_no_higher_than_its_letters():
    data = print_pdf([(72, 400, "The Supplier shall keep all papers of the Customer secret for ever.", 10, 3)])
    document = load(data)
    with PdfPlaces(data, document) as places:
        ((first, *others),) = (marked.boxes for marked in places.boxes(0, len(document.text)))
    assert others
    assert max(box.top - box.bottom for box in (first, *others)) < 20
