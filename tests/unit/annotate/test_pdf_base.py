"""Which file the notes of a PDF are written on, and which are refused."""

from dataclasses import replace

import pytest
from annotated import TEXT, annotated, annotations, changed, is_sound, note_on, words_under
from printing import print_pdf, rows

from clausegap.annotate.notes import NoteOptions
from clausegap.annotate.pdf import annotate_pdf
from clausegap.annotate.pdf_base import base_of
from clausegap.annotate.table import check_annotatable, copy_notices
from clausegap.errors import EncryptedFileError, MalformedFileError, UsageError
from clausegap.loaders import load
from clausegap.model.reading import ReadOptions


def test_encrypted_copy_opens_with_the_same_password_only():
    data = print_pdf(TEXT, user_password="sesame")
    document = load(data, reading=ReadOptions(password="sesame"))
    written = annotate_pdf(data, document, [note_on(document, "term of this", body="A secret.")], password="sesame")
    assert written.startswith(data)
    assert b"secret" not in written
    assert words_under(written, "sesame") == [[["term of this"]]]
    assert annotations(written, password="sesame")[0][0]["/Contents"] == "A secret."
    with pytest.raises(EncryptedFileError):
        load(written)


@pytest.mark.parametrize("algorithm", ["AES-128", "AES-256"])
def test_files_encrypted_by_aes_are_annotated_too(algorithm):
    pytest.importorskip("cryptography", reason="needs clausegap[aes]")
    data = changed(print_pdf(TEXT), lambda writer: None, user_password="sesame", algorithm=algorithm)
    written = annotated(data, "term of this", password="sesame")
    assert written.startswith(data)
    assert words_under(written, "sesame") == [[["term of this"]]]


def test_file_with_a_broken_table_is_mended_and_that_is_said():
    data = print_pdf(TEXT).replace(b"startxref\n", b"startxref\n9")
    document = load(data)
    written = annotated(data, "term of this")
    assert is_sound(written)
    assert words_under(written) == [[["term of this"]]]
    (notice,) = base_of(data, document).notices
    assert (notice.level, notice.code) == ("warning", "annotated_copy")
    assert "mended" in notice.message


def test_encrypted_file_with_a_broken_table_is_refused():
    data = print_pdf(TEXT, user_password="x").replace(b"startxref\n", b"startxref\n9")
    with pytest.raises(MalformedFileError, match="print it to a new PDF"):
        annotated(data, "term of this", password="x")


def test_scan_is_annotated_in_the_copy_that_ocr_made():
    data, copy = print_pdf(rows("A picture.")), print_pdf(TEXT)
    document = replace(load(copy), searchable=copy)
    written = annotate_pdf(data, document, [note_on(document, "term of this")])
    assert written.startswith(copy)
    assert [notice.code for notice in base_of(data, document).notices] == ["annotated_copy"]


@pytest.mark.parametrize("around", [(b"HTTP/1.1 200 OK\n", b""), (b"", b"\n\n<html>")], ids=["before", "behind"])
def test_bytes_around_the_file_do_no_harm(around):
    data = around[0] + print_pdf(TEXT) + around[1]
    written = annotated(data, "term of this")
    assert written.startswith(data)
    assert is_sound(written)
    assert "term of this" in load(written).text


def test_page_of_which_something_would_be_lost_is_refused():
    data = print_pdf(TEXT).replace(b"[0 0 595 842]", b"[0 0 1e9 842]")
    document = load(data)
    with pytest.raises(MalformedFileError, match="cannot be annotated"):
        annotate_pdf(data, document, [note_on(document, "term of this")])


def test_wording_cannot_be_inserted_into_a_pdf():
    with pytest.raises(UsageError, match="keeps no tracked changes"):
        check_annotatable(load(print_pdf(TEXT)), NoteOptions(insert_fallbacks=True))


def test_copies_of_the_file_itself_have_no_notices():
    data = print_pdf(TEXT)
    assert copy_notices(data, load(data)) == ()
