import io

import pytest
from annotated import meet
from printing import assemble
from pypdf import PdfReader

from clausegap.annotate.pdf_pages import View, view_of
from clausegap.annotate.pdf_slots import Slots
from clausegap.loaders.pdf_lines import Box

A4 = Box(0, 0, 595, 842)


def page_with(page=b"", tree=b""):
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] %s >>" % tree,
        3: b"<< /Type /Page /Parent 2 0 R %s >>" % page,
        4: b"90",
    }
    return PdfReader(io.BytesIO(assemble(objects))).pages[0]


@pytest.mark.parametrize(
    ("page", "tree", "rotation", "area"),
    [
        (b"/MediaBox [0 0 100 200]", b"", 0, (0, 0, 100, 200)),
        (b"", b"/MediaBox [0 0 100 200] /Rotate -90", 270, (-200, 0, 0, 100)),
        (b"/MediaBox [100 200 0 0] /Rotate 4 0 R", b"", 90, (0, -100, 200, 0)),
        (b"/MediaBox [0 0 100 200] /CropBox [10 20 300 90]", b"", 0, (10, 20, 100, 90)),
        (b"/MediaBox [0 0 100 200] /CropBox [300 300 400 400]", b"", 0, (0, 0, 100, 200)),
        (b"/MediaBox [0 0 null 200]", b"", 0, (0, 0, 612, 792)),
        (b"", b"", 0, (0, 0, 612, 792)),
    ],
)
def test_page_shows_as_its_file_says_where_that_is_sound(page, tree, rotation, area):
    view = view_of(page_with(page, tree))
    assert (view.rotation, tuple(view.area)) == (rotation, area)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_box_seen_is_the_same_box_of_the_page_again(rotation):
    view = View(rotation, A4, 1)
    assert view.own(view.seen(Box(1, 2, 3, 5))) == Box(1, 2, 3, 5)


def test_unit_of_the_page_makes_signs_as_large_as_on_others():
    box = Slots(view_of(page_with(b"/MediaBox [0 0 300 400] /UserUnit 2")), []).take(Box(100, 200, 150, 210))
    assert box.right - box.left == pytest.approx(7.5)


def test_sign_stands_left_of_its_line_and_the_next_one_below():
    slots = Slots(View(0, A4, 1), [Box(72, 400, 500, 412)])
    first, second = slots.take(Box(72, 400, 500, 412)), slots.take(Box(72, 400, 500, 412))
    assert first.right < 72
    assert first.bottom < 406 < first.top
    assert second.top < first.bottom
    assert second.left == first.left


def test_margin_narrower_than_a_sign_keeps_it_on_the_page():
    box = Slots(View(0, A4, 1), []).take(Box(5, 400, 500, 412))
    assert box.left == 0


def test_page_full_of_print_has_its_signs_on_top_of_it_but_not_of_one_another():
    slots = Slots(View(0, A4, 1), [A4])
    first, second = (slots.take(Box(100, 400, 500, 412)) for _ in range(2))
    assert not meet(first, second)


@pytest.mark.parametrize("side", [10, 1e9])
def test_pages_of_any_size_have_room_for_a_sign(side):
    slots = Slots(View(0, Box(0, 0, side, side), 1), [])
    assert len({slots.take(None) for _ in range(2)}) >= 1


def test_a_sign_stands_on_no_print_high_or_low():
    tall, low = Box(30, 0, 52, 700), Box(72, 400, 500, 412)
    found = Slots(View(0, A4, 1), [Box(72, 720, 500, 732), low, tall]).take(low)
    assert not any(meet(found, box) for box in (tall, low))
