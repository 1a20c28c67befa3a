import io
from dataclasses import replace
from datetime import date

import pytest
from annotated import (
    TEXT,
    annotated,
    annotations,
    changed,
    is_sound,
    letters,
    meet,
    note_at,
    note_on,
    outline,
    picture,
    words_under,
)
from pdf_pages import prose
from printing import print_pdf, rows
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

from clausegap.annotate.notes import NoteOptions
from clausegap.annotate.palette import HIGHLIGHTS
from clausegap.annotate.pdf import annotate_pdf
from clausegap.loaders import load
from clausegap.model.reading import ReadOptions

BOTH = pytest.mark.parametrize("layout", [False, True], ids=["pdfium", "pdfplumber"])
TURNS = pytest.mark.parametrize("rotation", [0, 90, 180, 270])


def test_words_are_highlighted_line_by_line():
    written = annotated(print_pdf(prose()), "strict confidence and shall not disclose it to any person")
    assert words_under(written) == [[["strict", "confidence and shall not disclose it to any person"]]]


@BOTH
@TURNS
def test_highlights_lie_on_the_words_however_the_page_is_turned_and_cut(layout, rotation):
    page = [(350, 500, "Very secret words.", 10, rotation), (350, 300, "Other.", 10, rotation)]
    data = print_pdf(page, box=(50, 100, 645, 942), rotation=rotation)
    assert words_under(annotated(data, "secret", layout=layout)) == [[["secret"]]]


@BOTH
@TURNS
def test_crop_box_unit_and_rotation_may_come_from_the_tree_of_pages(layout, rotation):
    def move_up(writer):
        page = writer.pages[0]
        tree = page["/Parent"]
        del page["/MediaBox"], page["/Rotate"]
        tree[NameObject("/MediaBox")] = RectangleObject((-100, -50, 600, 900))
        tree[NameObject("/CropBox")] = RectangleObject((40, 400, 500, 800))
        tree[NameObject("/Rotate")] = NumberObject(rotation)
        page[NameObject("/UserUnit")] = FloatObject(2)

    page = [(200, 600, "The term of this Agreement.", 10, rotation)]
    data = changed(print_pdf(page), move_up)
    written = annotated(data, "term of this", extra=[note_at(10)], layout=layout)
    assert words_under(written) == [[["term of this"]]]
    ((sign,),) = annotations(written, "/Text")
    left, bottom, right, top = map(float, sign["/Rect"])
    assert 40 <= left < right <= 500
    assert 400 <= bottom < top <= 800
    assert right - left == pytest.approx(7.5)


def test_sideways_words_have_their_corners_as_they_are_read():
    written = annotated(print_pdf([(300, 100, "Upright words."), (500, 200, "Some turned words.", 10, 90)]), "turned")
    assert words_under(written) == [[["turned"]]]
    ((found,),) = annotations(written, "/Highlight")
    x, y = [float(v) for v in found["/QuadPoints"][::2]], [float(v) for v in found["/QuadPoints"][1::2]]
    assert x[0] == x[1] < x[2] == x[3]  # what is above the words lies left of them
    assert y[0] == y[2] < y[1] == y[3]  # and they run upwards


@BOTH
def test_words_over_a_column_and_a_page_are_highlighted_where_they_stand(layout):
    left, right = prose(left=50, width=36, top=300), prose(left=320, width=36, top=300)
    data = print_pdf([*left, *right], rows("The end of the sentence."))
    document = load(data, reading=ReadOptions(layout=layout))
    start = document.text.rindex("The Receiving") - 20
    end = document.text.index("end of the") + 3
    note = replace(note_on(document, "The"), start=start, end=end)
    first, second = words_under(annotate_pdf(data, document, [note]))
    assert "".join("".join(["".join(lines) for lines in first + second]).split()) == "".join(
        document.text[start:end].split()
    )
    assert all(line.strip() for lines in first for line in lines)
    assert second == [["The end"]]


def test_the_file_stays_as_it_is_and_the_notes_come_behind_it():
    data = print_pdf(TEXT, rows("Another page."))
    written = annotated(data, "term of this", "may audit")
    assert written.startswith(data)
    assert is_sound(written)
    before, after = PdfReader(io.BytesIO(data)), PdfReader(io.BytesIO(written))
    assert [page.get_contents().get_data() for page in after.pages] == [
        page.get_contents().get_data() for page in before.pages
    ]
    assert set(after.pages[0]) == {*before.pages[0], "/Annots"}
    assert set(after.pages[1]) == set(before.pages[1])
    assert load(written).text == load(data).text


def test_same_notes_give_the_same_bytes():
    data = print_pdf(TEXT)
    assert annotated(data, "term of this", "may audit") == annotated(data, "term of this", "may audit")


def test_without_notes_the_copy_is_the_file():
    assert annotated(print_pdf(TEXT)) == print_pdf(TEXT)


def test_note_says_what_it_is_about_and_prints():
    data = print_pdf(TEXT)
    document = load(data)
    note = note_on(document, "may audit", body="Line one.\nSecond “line” \x07 \U0001f600.", author="A. Lawyer")
    ((found,),) = annotations(annotate_pdf(data, document, [note]))
    assert found["/Contents"] == "Line one.\nSecond “line” \ufffd \U0001f600."
    assert (found["/T"], found["/Subj"], found["/F"]) == ("A. Lawyer", "Audit rights", 4)
    assert "/M" not in found
    assert [float(v) for v in found["/C"]] == pytest.approx(HIGHLIGHTS["weak"], abs=0.001)
    dated = annotate_pdf(data, document, [note], NoteOptions(date=date(2026, 1, 31)))
    assert annotations(dated)[0][0]["/M"] == "D:20260131000000Z"


def test_names_of_notes_differ():
    written = annotated(
        print_pdf(TEXT), "term of this", "may audit", "The Customer may", extra=[note_at(9), note_at(9)]
    )
    names = [found["/NM"] for found in annotations(written)[0]]
    assert len(names) == len(set(names)) == 5


def test_highlight_shows_and_leaves_the_print_black():
    data = print_pdf(rows("The term of this Agreement is one year."))
    ((found,),) = annotations(written := annotated(data, "term of this"), "/Highlight")
    left, bottom, right, top = (2 * float(value) for value in found["/Rect"])
    shown, plain = picture(written), picture(data)
    area = tuple(round(value) for value in (left + 1, 1684 - top + 1, right - 1, 1684 - bottom - 1))
    colours = {pixel for _, pixel in shown.crop(area).getcolors(10_000)}
    assert (255, 223, 128) in colours
    assert min(map(sum, colours)) == min(sum(pixel) for _, pixel in plain.crop(area).getcolors(10_000))
    shown.paste("white", (area[0] - 3, area[1] - 3, area[2] + 3, area[3] + 3))
    plain.paste("white", (area[0] - 3, area[1] - 3, area[2] + 3, area[3] + 3))
    assert shown.tobytes() == plain.tobytes()


@TURNS
def test_signs_of_what_is_missing_at_one_place_hide_neither_one_another_nor_print(rotation):
    data = print_pdf(prose(), rotation=rotation)
    document = load(data)
    notes = [note_at(200, protection=f"p{index}") for index in range(25)]
    ((*signs,),) = annotations(annotate_pdf(data, document, notes), "/Text")
    boxes = [tuple(map(float, sign["/Rect"])) for sign in signs]
    assert len(boxes) == 25
    for index, (left, bottom, right, top) in enumerate(boxes):
        assert left >= 0
        assert right <= 595
        assert bottom >= 0
        assert top <= 842
        others = [*boxes[:index], *letters(data)]
        assert not any(meet((left, bottom, right, top), other) for other in others)


def test_sign_stands_beside_the_line_behind_which_words_are_missing():
    data = print_pdf(TEXT)
    document = load(data)
    offset = document.text.index("one year.") + len("one year.")
    ((sign,),) = annotations(annotate_pdf(data, document, [note_at(offset)]), "/Text")
    _, bottom, right, top = map(float, sign["/Rect"])
    assert right < 72
    assert bottom < 740 - 14 + 3 < top
    assert sign["/Name"] == "/Comment"


def test_words_typed_into_a_form_have_a_sign_and_none_is_left_out():
    def with_field(writer):
        box = ArrayObject(FloatObject(value) for value in (72, 500, 300, 515))
        field = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/FreeText"),
                NameObject("/Rect"): box,
                NameObject("/Contents"): TextStringObject("Typed by hand."),
                NameObject("/F"): NumberObject(4),
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])

    written = annotated(changed(print_pdf(TEXT), with_field), "Typed by hand")
    assert [found["/Subtype"] for found in annotations(written)[0]] == ["/FreeText", "/Text"]


def test_annotations_that_pages_share_are_kept():
    def share(writer):
        link = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/Rect"): RectangleObject((1, 2, 3, 4)),
            }
        )
        shared = writer._add_object(ArrayObject([writer._add_object(link)]))
        for page in writer.pages:
            page[NameObject("/Annots")] = shared

    data = changed(print_pdf(TEXT, rows("Another page.")), share)
    first, second = annotations(annotated(data, "term of this"))
    assert [found["/Subtype"] for found in first] == ["/Link", "/Highlight"]
    assert [found["/Subtype"] for found in second] == ["/Link"]


def test_bookmarks_come_behind_those_of_the_file_the_gravest_first():
    def with_outline(writer):
        chapter = writer.add_outline_item(title="Chapter", page_number=0)
        writer.add_outline_item(title="Section", page_number=1, parent=chapter)
        writer.add_outline_item(title="Annex", page_number=1)

    data = changed(print_pdf(TEXT, rows("Another page.")), with_outline)
    document = load(data)
    notes = [
        note_on(document, "term of this", severity="low", protection="term"),
        note_on(document, "Another page", severity="critical", protection="exit"),
        note_on(document, "Term", status="present", severity="info", protection="summary", kind="summary"),
        note_at(len(document.text), severity="medium"),
    ]
    found = outline(annotate_pdf(data, document, notes))
    assert [(level, title, page) for level, title, page, *_ in found] == [
        (0, "Chapter", 1),
        (1, "Section", 2),
        (0, "Annex", 2),
        (0, "clausegap: findings", 2),
        (1, "Weak, critical: Exit", 2),
        (1, "Missing, medium: Insurance", 2),
        (1, "Weak, low: Term", 1),
    ]


@TURNS
def test_bookmark_leads_to_just_above_its_words_as_the_reader_sees_them(rotation):
    data = print_pdf([(300, 400, "Secret words.", 10, rotation)], box=(50, 100, 645, 942), rotation=rotation)
    written = annotated(data, "Secret")
    x, y = outline(written)[-1][3:]
    ((found,),) = annotations(written, "/Highlight")
    left, bottom, right, top = map(float, found["/Rect"])
    seen_above = {0: y > top and x < left, 90: x < left and y < bottom}
    seen_above |= {180: y < bottom and x > right, 270: x > right and y > top}
    assert seen_above[rotation]
    assert abs(x - left) < 110
    assert abs(y - top) < 110
