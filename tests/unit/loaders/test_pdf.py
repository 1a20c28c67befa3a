import pypdfium2
import pytest
from printing import print_pdf, rows

from clausegap.errors import EncryptedFileError, MalformedFileError, NoTextError, TooLargeError
from clausegap.loaders import load, pdf_file
from clausegap.model.document import PdfRef
from clausegap.model.reading import ReadOptions

IMAGE = b"q 500 0 0 700 40 40 cm BI /W 2 /H 1 /CS /G /BPC 8 ID \xff\x00 EI Q"  # half white, half black
BOTH = pytest.mark.parametrize("layout", [False, True], ids=["pdfium", "pdfplumber"])


def words(document):
    return [document.text[b.start : b.end] for b in document.blocks]


@BOTH
def test_lines_become_paragraphs(layout):
    page = rows(
        "9. CONFIDENTIALITY",
        "9.1 The Supplier shall keep the Confidential Information of the Customer",
        "secret.",
        "9.2 The duty survives.",
    )
    document = load(print_pdf(page), reading=ReadOptions(layout=layout))
    assert [(b.kind, b.number) for b in document.blocks] == [
        ("heading", "9."),
        ("paragraph", "9.1"),
        ("paragraph", "9.2"),
    ]
    assert words(document)[1].endswith("of the Customer secret.")


def test_each_character_maps_to_the_page_text_of_pdfium():
    data = print_pdf(rows("One two", "three."), rows("Four (five)."))
    document = load(data)
    reader = pypdfium2.PdfDocument(data)
    pages = [reader[index].get_textpage().get_text_range() for index in range(2)]
    reader.close()
    for offset, character in enumerate(document.text):
        ref = document.source_at(offset)
        if ref is None:
            assert character.isspace()
        else:
            assert isinstance(ref, PdfRef)
            assert pages[ref.page - 1][ref.char] == character


@BOTH
def test_sentence_over_a_page_end_stays_one_block(layout):
    first = rows("The Supplier shall not disclose the Confidential Information to any", top=80)
    document = load(print_pdf(first, rows("person without consent.")), reading=ReadOptions(layout=layout))
    assert len(document.blocks) == 1
    assert document.page_at(document.text.index("any")) == 1
    assert document.page_at(document.text.index("person")) == 2


def test_word_broken_at_a_line_end_is_joined():
    document = load(print_pdf(rows("The Supplier shall transfer all Know-", "How to the Customer.")))
    assert "all Know-How to" in document.text


def test_space_lost_after_a_clause_number_is_put_back():
    document = load(print_pdf(rows("1.1.Initial Term. One year.", "(b)The Supplier pays.")))
    assert [block.number for block in document.blocks] == ["1.1.", "(b)"]


def test_contents_lines_stay_apart():
    document = load(print_pdf(rows("1. Term ............ 2", "2. Audit ............ 3", "3. Fees ............ 4")))
    assert [block.kind for block in document.blocks] == ["paragraph"] * 3


def test_table_rows_are_seen_by_the_layout_engine():
    grid = b" ".join(b"72 %d m 372 %d l S" % (y, y) for y in (750, 730, 710))
    grid += b" " + b" ".join(b"%d 710 m %d 750 l S" % (x, x) for x in (72, 222, 372))
    page = [(80, 736, "Item"), (230, 736, "Fee"), (80, 716, "Audit"), (230, 716, "None")]
    document = load(print_pdf(page, drawing=grid), reading=ReadOptions(layout=True))
    assert [(block.kind, word) for block, word in zip(document.blocks, words(document), strict=True)] == [
        ("table_row", "Item | Fee"),
        ("table_row", "Audit | None"),
    ]


def test_cells_of_several_lines_are_kept_together_by_the_layout_engine():
    grid = b" ".join(b"72 %d m 372 %d l S" % (y, y) for y in (750, 700, 680))
    grid += b" " + b" ".join(b"%d 680 m %d 750 l S" % (x, x) for x in (72, 222, 372))
    page = [(80, 736, "Records of"), (230, 736, "Kept for three"), (80, 722, "all audits"), (230, 722, "years; third-")]
    page += [(230, 708, "party access"), (80, 686, "Fee"), (230, 686, "None")]
    document = load(print_pdf(page, drawing=grid), reading=ReadOptions(layout=True))
    assert words(document) == ["Records of all audits | Kept for three years; third-party access", "Fee | None"]


def test_scanned_page_among_others_is_reported_unread():
    data = print_pdf(rows("Agreement."), [], drawing=IMAGE)
    document = load(data, reading=ReadOptions(ocr=False))
    assert [(n.level, n.code, n.page) for n in document.notices if n.page == 2] == [("unread", "no_text_page", 2)]
    assert not document.complete


def test_blank_page_is_no_loss():
    document = load(print_pdf(rows("This Agreement is made between the parties below."), []))
    assert [(n.level, n.code, n.page) for n in document.notices] == [("info", "blank_page", 2)]
    assert document.complete
    assert [page.number for page in document.pages] == [1, 2]


@BOTH
def test_scan_without_text_layer_asks_for_ocr(layout):
    with pytest.raises(NoTextError, match="OCR"):
        load(print_pdf([], [], drawing=IMAGE), reading=ReadOptions(layout=layout, ocr=False))


@BOTH
def test_encrypted_file_needs_its_password(layout):
    data = print_pdf(rows("The secret clause."), user_password="sesame")
    with pytest.raises(EncryptedFileError, match="needs a password"):
        load(data, reading=ReadOptions(layout=layout))
    with pytest.raises(EncryptedFileError, match="does not open"):
        load(data, reading=ReadOptions(password="wrong", layout=layout))
    assert load(data, reading=ReadOptions(password="sesame", layout=layout)).text == "The secret clause."


@BOTH
def test_file_that_only_restricts_its_owner_opens(layout):
    data = print_pdf(rows("An open clause."), user_password="")
    assert load(data, reading=ReadOptions(layout=layout)).text == "An open clause."


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", print_pdf(), print_pdf(rows("One"))[:200]])
def test_damaged_file_is_malformed(data):
    with pytest.raises(MalformedFileError):
        load(data)


@pytest.mark.parametrize("before", [print_pdf(rows("One"), user_password="sesame"), b"%PDF-1.4\n"])
def test_file_without_pages_is_called_so_whatever_file_came_before(before):
    for data in (before, print_pdf(), before, print_pdf()):
        with pytest.raises((MalformedFileError, EncryptedFileError)) as caught:
            load(data)
    assert isinstance(caught.value, MalformedFileError)
    assert caught.value.problem == "the PDF has no pages"


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_file, "MAX_PAGES", 2)
    with pytest.raises(TooLargeError, match="pages"):
        load(print_pdf([], [], []))


def test_running_head_and_page_numbers_are_kept_apart():
    pages = [
        [
            (72, 800, "Master Agreement"),
            *rows(*[f"Words {'x' * n}{'y' * k}." for k in range(9)]),
            (290, 30, str(n)),
        ]
        for n in range(1, 5)
    ]
    document = load(print_pdf(*pages))
    assert "Master Agreement" not in document.text
    assert [(f.kind, f.text, f.page) for f in document.furniture][:3] == [
        ("header", "Master Agreement", 1),
        ("page_number", "1", 1),
        ("header", "Master Agreement", 2),
    ]


def test_document_of_repeated_lines_alone_keeps_them():
    document = load(print_pdf(*[rows(f"Clause {n}") for n in range(5)]))
    assert words(document) == [f"Clause {n}" for n in range(5)]


def test_scan_with_a_printed_head_still_asks_for_ocr():
    pages = [rows("Case 1:20-cv-00123 Document 45-2 Filed 03/04/20 in the court") for _ in range(4)]
    with pytest.raises(NoTextError):
        load(print_pdf(*pages, drawing=IMAGE), reading=ReadOptions(ocr=False))


def test_pages_are_in_order_and_cover_the_text():
    document = load(print_pdf(*[rows(f"Clause {n} ends here.") for n in range(5)]))
    assert [page.number for page in document.pages] == [1, 2, 3, 4, 5]
    assert all(a.end <= b.start for a, b in zip(document.pages, document.pages[1:], strict=False))


def test_errors_on_passwords_name_the_option_and_not_the_password():
    data = print_pdf(rows("The secret clause."), user_password="sesame")
    reading = ReadOptions(password="wr0ng-pass")
    with pytest.raises(EncryptedFileError, match=r"--password.*ReadOptions\(password=") as caught:
        load(data, reading=reading)
    assert "wr0ng-pass" not in f"{caught.value} {reading!r}"


@pytest.mark.parametrize("number", ["3", "- 3 -", "iii"])
def test_page_number_between_a_stem_and_its_items_is_no_part_of_them(number):
    first = [*rows("7. The Supplier shall, at the request of the Customer:", top=80), (290, 30, number)]
    document = load(print_pdf(first, rows("(a) return all papers; and", "(b) delete all copies.")))
    assert words(document) == [
        "7. The Supplier shall, at the request of the Customer:",
        "(a) return all papers; and",
        "(b) delete all copies.",
    ]
    assert [piece.kind for piece in document.furniture] == ["page_number"]


@pytest.mark.parametrize(
    ("end", "start", "whole"),
    [
        ("The Supplier shall hold the documents of the", "Customer in confidence at all times.", True),
        ("The Supplier shall comply with the duties set out in clause", "9.1 of this Agreement.", True),
        ("The Supplier shall hold the documents in strict confidence, and the", "Customer shall do the same.", True),
        ("The Supplier shall hold the documents in strict confidence.", "Customer documents are listed.", False),
        ("The Supplier shall hold the documents in strict confidence and", "(b) the plans.", False),
        ("9. CONFIDENTIALITY", "The Supplier shall hold it in confidence.", False),
        ("The Supplier shall hold the documents in strict confidence", "10. TERM", False),
        ("Signed by a director of the Supplier", "Name: John Smith", False),
    ],
)
def test_paragraph_goes_on_over_a_page_end_where_the_sentence_does(end, start, whole):
    first = [*rows("This Agreement is made between the parties that are named above.", end, top=94), (290, 30, "1")]
    document = load(print_pdf(first, [*rows(start), (290, 30, "2")]))
    assert (f"{end} {start}" in document.text) is whole
    assert (f"{end}\n{start}" in document.text) is not whole


def test_line_that_real_pages_repeat_stays():
    page = rows(
        "IN WITNESS WHEREOF, the parties have signed.", "By: ______", "Name: ______", "Title: ______", "Date: ______"
    )
    pages = [[*page, *rows(f"For party {name}", "and its affiliates.", top=600)] for name in ("A", "B", "C")]
    document = load(print_pdf(rows("1. Term. One year."), *pages))
    assert document.text.count("IN WITNESS WHEREOF") == 3
    assert document.furniture == ()
