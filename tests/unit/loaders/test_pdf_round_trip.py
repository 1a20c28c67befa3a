"""Nothing of a page is lost: its characters are the text's and the furniture's, each at its place."""

from collections import Counter

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_pages import prose
from printing import print_pdf, rows

from clausegap.loaders import load
from clausegap.loaders.pdf_characters import printed
from clausegap.loaders.pdf_places import PdfPlaces
from clausegap.model.document import PdfRef
from clausegap.model.reading import ReadOptions

LINES = st.sampled_from(
    (
        *("1. CONFIDENTIALITY", "The Supplier shall keep all confi-", "dential papers of the Customer", "secret; and"),
        *("(a) return them.", "By: ________", "Name: John Smith", "Page 3 of 9", "Confidential", "12", "the know-"),
        *("how of the Customer", "Fee ....... 9", "9.1 Each party", "* A note.", "DRAFT", "Section", "5", "shall not."),
    )
)
PIECES = st.tuples(
    st.sampled_from([40, 72, 90, 250, 320]),
    st.integers(1, 50).map(lambda row: 30 + 15 * row),
    LINES,
    st.sampled_from([6, 10, 10, 10, 30]),
    st.sampled_from([0, 0, 0, 0, 0, 45, 90]),
)
PAGES = st.lists(st.lists(PIECES, max_size=25, unique_by=lambda piece: piece[:2]), min_size=1, max_size=4)


def layer(data):
    """The characters of each page as PDFium gives them, as they print."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [printed(page.get_textpage().get_text_range().replace("\ufffe", "\x02")) for page in pdf]


def signs(text):
    return Counter("".join(text.split()))


@settings(deadline=None, max_examples=150)
@given(PAGES, st.sampled_from([0, 90, 180, 270]))
def test_text_and_furniture_hold_every_character_of_every_page(pages, rotation):
    data = print_pdf(*pages, rows("This Agreement is made between the parties."), rotation=rotation)
    document = load(data)
    for number, text in enumerate(layer(data), 1):
        kept = [document.text[offset] for offset in range(len(document.text)) if _page(document, offset) == number]
        kept += [piece.text for piece in document.furniture if piece.page == number]
        assert signs("".join(kept)) == signs(text)


def _page(document, offset):
    ref = document.source_at(offset)
    return ref.page if isinstance(ref, PdfRef) else None


@settings(deadline=None, max_examples=60)
@given(PAGES, st.sampled_from([0, 90, 180, 270]))
def test_every_character_has_its_own_place_and_box(pages, rotation):
    data = print_pdf(*pages, rows("This Agreement is made between the parties."), rotation=rotation)
    document = load(data)
    texts = layer(data)
    seen = set()
    with PdfPlaces(data, document) as places, pypdfium2.PdfDocument(data) as pdf:
        textpages = [page.get_textpage() for page in pdf]
        for offset, character in enumerate(document.text):
            ref = document.source_at(offset)
            if character.isspace() or ref is None:
                assert character.isspace() or character in "[]|"
                continue
            assert ref not in seen
            seen.add(ref)
            assert texts[ref.page - 1][ref.char] == character
            box = places.box(ref)
            left, bottom, right, top = textpages[ref.page - 1].get_charbox(ref.char)
            assert box.left - 1 <= (left + right) / 2 <= box.right + 1
            assert box.bottom - 1 <= (bottom + top) / 2 <= box.top + 1


@pytest.mark.parametrize("layout", [False, True], ids=["pdfium", "pdfplumber"])
def test_boxes_of_both_engines_hold_the_characters_that_pdfium_sees_there(layout):
    data = print_pdf(prose(), rows("2. Term. One year.", "(a) Two years."), box=(20, 30, 615, 872))
    document = load(data, reading=ReadOptions(layout=layout))
    found = 0
    with PdfPlaces(data, document) as places, pypdfium2.PdfDocument(data) as pdf:
        textpages = [page.get_textpage() for page in pdf]
        for offset, character in enumerate(document.text):
            ref = document.source_at(offset)
            if not character.isspace() and ref is not None:
                assert character in _inside(textpages[ref.page - 1], places.box(ref))
                found += 1
    assert found > 250


def _inside(textpage, box):
    """The characters of a page whose middle lies in a box."""
    boxes = [textpage.get_charbox(at) for at in range(textpage.count_chars())]
    middles = [((left + right) / 2, (bottom + top) / 2) for left, bottom, right, top in boxes]
    return [
        textpage.get_text_range(at, 1)
        for at, (x, y) in enumerate(middles)
        if box.left <= x <= box.right and box.bottom <= y <= box.top
    ]
