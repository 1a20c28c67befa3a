import pytest
from pdf_pages import PROSE, apart, blocks, prose
from printing import print_pdf, rows

from clausegap.loaders import load
from clausegap.model.reading import ReadOptions

BOTH = pytest.mark.parametrize("layout", [False, True], ids=["pdfium", "pdfplumber"])


def watermarked(text, size=60, angle=45, x=150, y=250):
    return [(x, y, text, size, angle), *prose(2)]


@pytest.mark.parametrize("text", ["DRAFT", "Draft of 3 May - do not sign"])
@BOTH
def test_watermark_across_the_page_is_a_stamp(text, layout):
    document = load(print_pdf(watermarked(text, size=20)), reading=ReadOptions(layout=layout))
    assert apart(document, "stamp") == [text]
    assert blocks(document)[0].startswith(PROSE)


def test_level_watermark_on_several_pages_is_a_stamp():
    document = load(print_pdf(*[watermarked("CONFIDENTIAL", size=40, angle=0, y=600)] * 2))
    assert apart(document, "stamp") == ["CONFIDENTIAL"] * 2


def test_large_title_with_the_words_of_a_stamp_stays():
    document = load(print_pdf([(100, 800, "CONFIDENTIAL", 30), *prose(top=700)], rows("2. Term.")))
    assert "CONFIDENTIAL" in document.text


def test_sideways_print_in_the_margin_is_no_part_of_a_sentence():
    document = load(print_pdf([(30, 300, "Kept by the archive", 8, 90), *prose(2)]))
    assert sorted(blocks(document), key=len) == ["Kept by the archive", f"{PROSE} {PROSE}"]


def test_sideways_print_on_most_pages_is_a_stamp():
    pages = [
        [(30, 300, "Envelope 1A2B", 8, 90), *rows(*[f"Own {'x' * n}{'y' * k}." for k in range(8)])] for n in range(3)
    ]
    assert apart(load(print_pdf(*pages)), "stamp") == ["Envelope 1A2B"] * 3


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_table_set_sideways_on_an_upright_page_is_read_along_its_lines(angle):
    x, y = {90: (100, 72), 180: (560, 800), 270: (500, 780)}[angle]
    down = {90: (14, 0), 180: (0, 14), 270: (-14, 0)}[angle]
    lines = [text for _, _, text in prose()]
    page = [
        (x + down[0] * n, y - 0 + down[1] * n - (200 if angle == 180 else 0), t, 10, angle) for n, t in enumerate(lines)
    ]
    assert blocks(load(print_pdf(page))) == [PROSE]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@BOTH
def test_turned_pages_are_read_as_they_show(rotation, layout):
    box = (0, 0, 842, 842)
    lines = [text for _, _, text in prose()]
    # What the page shows upright stands turned the other way in the file.
    place = {0: (72, 700), 90: (142, 72), 180: (770, 142), 270: (700, 770)}[rotation]
    down = {0: (0, -14), 90: (14, 0), 180: (0, 14), 270: (-14, 0)}[rotation]
    page = [(place[0] + down[0] * n, place[1] + down[1] * n, text, 10, rotation) for n, text in enumerate(lines)]
    document = load(print_pdf(page, box=box, rotation=rotation), reading=ReadOptions(layout=layout))
    assert blocks(document) == [PROSE]


@BOTH
def test_ligatures_are_letters_with_one_place(layout):
    document = load(print_pdf(rows("the o~ce"), unicode={ord("~"): "\ufb03"}), reading=ReadOptions(layout=layout))
    assert document.text == "the office"
    assert document.source_at(document.text.index("ce")) is not None


def test_signs_without_width_are_left_out():
    document = load(print_pdf(rows("con~fidential"), unicode={ord("~"): "\u200b"}))
    assert document.text == "confidential"


def test_glyph_without_a_meaning_is_told_and_not_taken_for_a_hyphen():
    document = load(print_pdf([*prose(), (72, 200, "a sign ~ here")], unicode={ord("~"): "\x00"}))
    assert "a sign \ufffd here" in document.text
    assert [(n.level, n.code, n.page) for n in document.notices] == [("warning", "unmapped_signs", 1)]
    assert document.complete


def test_page_of_glyphs_without_meanings_is_unread():
    letters = dict.fromkeys(b"q", "\x00")
    document = load(print_pdf([*prose(), (72, 200, "q q q q q q")], unicode=letters), reading=ReadOptions(ocr=False))
    assert [(n.level, n.code) for n in document.notices] == [("unread", "unmapped_signs")]


def test_spaces_that_a_poor_text_layer_lacks_are_put_back():
    page, words = [], PROSE.split()
    for row in range(0, len(words), 8):
        x = 72.0
        for word in words[row : row + 8]:
            page.append((x, 740 - row * 2, word, 9))
            x += 5.4 * len(word) + 0.9  # a tenth of the size, which PDFium takes for no space
    document = load(print_pdf(page))
    assert document.text == PROSE
    for offset, character in enumerate(document.text):
        assert (document.source_at(offset) is None) == character.isspace()


def test_letters_that_stand_wide_stay_one_word():
    page = [(72 + 6.8 * n, 740, letter) for n, letter in enumerate("Internationalization")] + prose(top=700)
    assert "Internationalization" in load(print_pdf(page)).text
