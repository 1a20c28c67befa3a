"""Which pages are in need of OCR, and what is said of them; OCR itself is replaced here."""

import pypdfium2
import pytest
from printing import print_pdf, rows
from scanning import saved, scan

from clausegap.errors import NoTextError
from clausegap.loaders import load, pdf_ocr, pdf_scans
from clausegap.loaders.pdf_characters import garbled_share
from clausegap.loaders.pdf_ocr import OcrResult, PageReading
from clausegap.model.reading import ReadOptions

PAGE = rows(*[f"{number}. The Supplier shall keep clause {number} of this Agreement." for number in range(1, 15)])
CLAUSE = rows("9.1 The Supplier shall keep it secret.", "9.2 The Customer may audit it.")
NO_OCR = ReadOptions(ocr=False)
DRAWN = b" ".join(b"%d 500 m %d 520 %d 520 %d 500 c S" % (x, x, x + 8, x + 8) for x in range(72, 372, 10))


def told(document):
    return [(notice.level, notice.code, notice.page) for notice in document.notices]


def stamped(data, *lines):
    """Prints lines over the first page of a PDF."""
    return laid_over(data, print_pdf(list(lines)))


def laid_over(data, layer):
    """Lays the first page of a PDF over that of another."""
    document, over = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(layer)
    page = document[0]
    page.insert_obj(over.page_as_xobject(0, document).as_pageobject())
    page.gen_content()
    return saved(document)


@pytest.fixture
def engine(monkeypatch):
    """Replaces OCR by one that gives a file and readings of the test's choice."""

    def replace(readings, text=CLAUSE, problem=None):
        def read_scans(document, scans):
            pages = {page: reading for page, reading in readings.items() if page in {scan.page for scan in scans}}
            return OcrResult(print_pdf(*[text] * len(document)), pages, "engine 1.0", problem)

        monkeypatch.setattr(pdf_ocr, "lacking", lambda: None)
        monkeypatch.setattr(pdf_ocr, "read_scans", read_scans)

    return replace


def test_scan_is_refused_with_the_way_to_read_it(monkeypatch):
    monkeypatch.setattr(pdf_ocr, "lacking", lambda: "the program tesseract is not installed")
    with pytest.raises(NoTextError, match=r"its only page .*clausegap\[ocr\].*tesseract"):
        load(scan(print_pdf(CLAUSE), dpi=50))


def test_blank_scanned_page_is_blank():
    document = load(scan(print_pdf(PAGE, []), pages=[2], dpi=50), reading=NO_OCR)
    assert told(document) == [("info", "blank_page", 2)]


def test_scanned_page_with_one_short_line_is_not_blank():
    document = load(scan(print_pdf(PAGE, rows("[Signature page follows]")), pages=[2], dpi=50), reading=NO_OCR)
    assert told(document) == [("unread", "no_text_page", 2)]


@pytest.mark.parametrize("count", [1, 4], ids=["number", "head of several lines"])
def test_few_printed_lines_over_a_scan_do_not_hide_it(count):
    lines = [(72, 820 - 8 * n, f"Case 1:20-cv-00123 Document 45-{n} Filed 03/04/20") for n in range(count)]
    document = load(stamped(scan(print_pdf(PAGE[:5], PAGE), pages=[1], dpi=50), *lines), reading=NO_OCR)
    assert told(document) == [("unread", "no_text_page", 1)]


def test_short_page_with_a_scanners_text_layer_is_read():
    signature = rows("SIGNED for the Supplier by its director", "Jane Doe, in the city of London")
    layer = [(x, y, text) for x, y, text in signature]
    document = load(stamped(scan(print_pdf(signature), dpi=50), *layer), reading=NO_OCR)
    assert document.complete
    assert "Jane Doe" in document.text


def test_words_drawn_as_outlines_are_seen():
    document = load(print_pdf(PAGE, [], drawing=b""), reading=NO_OCR)
    assert told(document) == [("info", "blank_page", 2)]
    with pytest.raises(NoTextError):
        load(print_pdf([], drawing=DRAWN), reading=NO_OCR)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The Supplier\r\nshall\x02keep", 0.0),
        ("\uf0b7 The Supplier shall keep the Confidential Information secret.", 1 / 54),
        ("\x04\x05 \x06\x07", 1.0),
        ("(cid:3)(cid:18)", 1.0),
        ("\ufffd\ufffdab", 0.5),
        ("", 0.0),
    ],
)
def test_share_of_letters_without_a_name(text, share):
    assert garbled_share(text) == pytest.approx(share)


def test_garbled_page_is_unread_and_its_garbage_left_out():
    garbage = print_pdf(CLAUSE, unicode={letter: chr(0xF000 + letter) for letter in b"abcdefghijklmnopqrstuvwxyz"})
    file = pypdfium2.PdfDocument(print_pdf(PAGE))
    file.import_pages(pypdfium2.PdfDocument(garbage))
    document = load(saved(file), reading=NO_OCR)
    assert told(document) == [("unread", "garbled_page", 2)]
    assert document.text.endswith("clause 14 of this Agreement.")
    with pytest.raises(NoTextError):
        load(garbage, reading=NO_OCR)


def test_sure_reading_gives_text_and_a_notice(engine):
    engine({2: PageReading(12, 0.96, 0.0)})
    document = load(scan(print_pdf(PAGE, PAGE), pages=[2], dpi=50))
    assert document.text.endswith("9.2 The Customer may audit it.")
    assert told(document) == [("info", "ocr", 2)]
    assert document.notices[0].message == "Page 2 was read by OCR (engine 1.0): confidence 0.96."
    assert [page.confidence for page in document.pages] == [None, 0.96]
    assert document.readable_share == 1.0


def test_one_notice_names_all_pages_read(engine):
    engine({number: PageReading(10, 0.99 - number / 100, 0.0) for number in (1, 2, 4)})
    document = load(scan(print_pdf(PAGE, PAGE, PAGE, PAGE), pages=[1, 2, 4], dpi=50))
    assert document.notices[0].message == (
        "Pages 1-2, 4 were read by OCR (engine 1.0): confidence 0.97 on average, at the least 0.95 on page 4."
    )


@pytest.mark.parametrize(
    ("reading", "level"),
    [
        (PageReading(100, 0.92, 0.02), "warning"),
        (PageReading(100, 0.95, 0.07), "warning"),
        (PageReading(100, 0.89, 0.02), "unread"),
        (PageReading(100, 0.95, 0.12), "unread"),
    ],
)
def test_doubtful_reading_is_told_by_its_page(engine, reading, level):
    engine({1: reading})
    document = load(scan(print_pdf(PAGE), dpi=50))
    assert told(document) == [("info", "ocr", 1), (level, "ocr_page", 1)]
    assert document.complete is (level != "unread")


def test_failed_ocr_leaves_the_page_unread_and_says_why(engine):
    engine({}, problem="tesseract failed")
    document = load(scan(print_pdf(PAGE, PAGE), pages=[2], dpi=50))
    assert told(document) == [("unread", "no_text_page", 2)]
    assert "OCR failed: tesseract failed" in document.notices[0].message
    assert document.searchable is None


def test_photograph_beside_words_keeps_the_words(engine):
    engine({1: PageReading(12, 0.4, 0.9)})
    own = (72, 400, "MASTER SERVICES AGREEMENT of the first of May, made between two companies")
    document = load(stamped(scan(print_pdf(PAGE), dpi=50), own))
    assert document.text == own[2]
    assert told(document) == [("warning", "picture", 1)]


def test_text_layer_that_a_scanner_made_is_named():
    words = [b"BT 3 Tr /F1 10 Tf %d %d Td (%s) Tj ET" % (x, y, text.encode()) for x, y, text in PAGE]
    picture, layer = scan(print_pdf(PAGE), dpi=50), print_pdf([], drawing=b"\n".join(words))
    document = load(laid_over(picture, layer), reading=NO_OCR)
    assert "keep clause 14" in document.text
    assert told(document) == [("info", "scanned_text", None)]


def test_hidden_lines_are_counted():
    document = load(print_pdf(PAGE, drawing=b"BT 3 Tr /F1 10 Tf 72 100 Td (The Customer may audit nothing.) Tj ET"))
    assert "may audit nothing" in document.text
    assert told(document) == [("warning", "hidden_text", None)]


def test_ocr_is_not_asked_for_files_with_text(monkeypatch):
    monkeypatch.setattr(pdf_ocr, "read_scans", None)
    monkeypatch.setattr(pdf_scans, "fill_gaps", None)
    assert load(print_pdf(PAGE)).notices == ()
