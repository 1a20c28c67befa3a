"""OCR with the real programs, on small pages; what is done without them is tested in test_pdf_scans.py."""

import io
import os
import subprocess
import sys

import pypdfium2
import pytest
from printing import print_pdf, rows
from scanning import NEEDS_OCR, saved, scan

from clausegap.loaders import load, pdf_ocr
from clausegap.model.document import PdfRef
from clausegap.model.reading import ReadOptions

CLAUSE = rows(
    "9.1 The Supplier shall keep the Confidential Information of the",
    "Customer secret and shall not disclose it to any other person.",
    "9.2 The Customer may audit the Supplier once a year.",
)
TEXT = (
    "9.1 The Supplier shall keep the Confidential Information of the Customer secret and shall not disclose it to any "
    "other person.\n9.2 The Customer may audit the Supplier once a year."
)
OWN = rows("This Agreement is made between the Customer and the Supplier named below.")
pytestmark = NEEDS_OCR


@pytest.fixture(scope="module")
def mixed():
    """A file of which the second page is a scan, as its bytes and its document."""
    data = scan(print_pdf(OWN, CLAUSE), pages=[2])
    return data, load(data)


def test_scanned_page_is_read_and_says_so(mixed):
    _, document = mixed
    assert document.text.endswith(TEXT)
    assert document.complete
    (notice,) = [notice for notice in document.notices if notice.code == "ocr"]
    assert (notice.level, notice.page) == ("info", 2)
    assert "tesseract " in notice.message
    first, second = document.pages
    assert first.confidence is None
    assert 0.9 < second.confidence <= 1


def test_pages_with_text_of_their_own_stay_as_they_are(mixed):
    data, document = mixed
    without = load(data, reading=ReadOptions(ocr=False))
    (page,) = [page for page in without.pages if page.number == 1]
    assert document.text[: page.end] == without.text[: page.end] == OWN[0][2]


def test_places_stand_in_the_searchable_copy(mixed):
    _, document = mixed
    reader = pypdfium2.PdfDocument(document.searchable)
    texts = [reader[index].get_textpage().get_text_range() for index in range(2)]
    reader.close()
    refs = [(document.source_at(at), letter) for at, letter in enumerate(document.text)]
    assert sum(ref is not None for ref, _ in refs) > 0.9 * len(document.text)
    assert all(texts[ref.page - 1][ref.char] == letter for ref, letter in refs if ref is not None)
    assert PdfRef(2, 0) in {ref for ref, _ in refs}


def test_same_scan_gives_the_same_document(mixed):
    data, document = mixed
    assert load(data) == document


def test_searchable_copy_is_not_shown(mixed):
    _, document = mixed
    assert "searchable" not in repr(document)


def test_encrypted_scan_is_read():
    import pikepdf  # arrives with ocrmypdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan(print_pdf(CLAUSE)))) as plain:
        plain.save(out, encryption=pikepdf.Encryption(user="sesame", owner="other", R=6))
    assert load(out.getvalue(), reading=ReadOptions(password="sesame")).text == TEXT


def test_page_on_its_side_is_set_right():
    words = [
        "1. The Supplier shall keep it secret.",
        "2. Records may be audited by the Customer.",
        "3. All inventions belong to the Customer alone.",
        "4. No employee of either party may be hired away.",
        "5. This Agreement is governed by the law of England.",
        "6. Fees fall due thirty days after an invoice arrives.",
        "7. Either side can end the Services on notice.",
        "8. Whoever breaks a duty of secrecy pays for the loss that follows.",
        "9. Copies and backups are destroyed at the end.",
        "10. Changes are binding only when both parties sign them.",
    ]
    document = load(scan(print_pdf(rows(*words)), turn=90))
    assert document.text == "\n".join(words)
    assert document.complete


def test_garbled_text_layer_is_replaced():
    data = print_pdf(CLAUSE)
    scanned = pypdfium2.PdfDocument(data)
    result = pdf_ocr.read_scans(scanned, [pdf_ocr.Scan(1, garbled=True)])
    scanned.close()
    copy = pypdfium2.PdfDocument(result.data)
    text = copy[0].get_textpage().get_text_range()
    copy.close()
    assert text.count("Confidential Information") == 1
    assert result.pages[1].words == len(TEXT.split())


def test_number_printed_over_a_scan_does_not_hide_it():
    head = (72, 800, "Case 1:20-cv-00123 Document 45-2 Filed 03/04/20 Page 3 of 10, in the court below")
    document, head_only = pypdfium2.PdfDocument(scan(print_pdf(CLAUSE))), pypdfium2.PdfDocument(print_pdf([head]))
    page = document[0]
    page.insert_obj(head_only.page_as_xobject(0, document).as_pageobject())
    page.gen_content()
    read = load(saved(document))
    assert read.text == f"{head[2]}\n{TEXT}"


def test_illegible_page_stays_unread():
    document = load(scan(print_pdf(OWN, CLAUSE), pages=[2], dpi=40))
    assert not document.complete
    assert {notice.page for notice in document.notices if notice.level == "unread"} == {2}


def test_nothing_is_printed_and_nothing_is_left_behind(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(print_pdf(CLAUSE)))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    code = "import sys; from clausegap import load; sys.exit(load(sys.argv[1]).complete is not True)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        check=False,
        env={**os.environ, "TMPDIR": str(scratch)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(scratch.iterdir()) == []
