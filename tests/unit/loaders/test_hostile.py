"""Files that are made to hurt: each gives a document or an error of our own, and leaves nothing behind."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from printing import print_pdf, rows
from word_files import definition, level, listed, num, para, style, styled, word_file, zipped

from clausegap.errors import InputError, MalformedFileError, NoTextError, TooLargeError
from clausegap.loaders import base, load, load_text

PDF = print_pdf(rows("The Supplier shall keep it secret."), rows("So shall the Customer."))
LAUGHS = "<!DOCTYPE w [<!ENTITY a0 'lol'>" + "".join(
    f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10)
) + "]>"  # fmt: skip


def _words_or_advice(data):
    """Returns the text, or what the error advises; any other exception fails the test."""
    try:
        return load(data, name="a.pdf" if b"PDF" in data[:9] else None).text.strip()
    except InputError as error:
        return error.hint


def _entries(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_entities_that_multiply_are_refused():
    with pytest.raises(MalformedFileError):
        load(word_file(para("&a9;"), prolog=LAUGHS))


def test_an_entity_never_brings_in_another_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    with pytest.raises(MalformedFileError) as caught:
        load(word_file(para("&x;"), prolog=f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'))
    assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize("name", ["../evil.txt", "/tmp/evil.txt", "..\\evil.txt", "word/../../evil.xml"])
def test_names_that_lead_out_of_the_package_write_nothing(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.parent.rglob("*"))
    document = load(zipped({**_entries(word_file(para("harmless"))), name: "evil"}))
    assert document.text == "harmless"
    assert sorted(tmp_path.parent.rglob("*")) == before


@pytest.mark.parametrize("target", ["NULL", "", "#", "../../../etc/passwd", "document.xml", "http://127.0.0.1:9/x"])
def test_links_to_nowhere_and_in_a_circle_are_not_followed(target):
    kinds = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "image")
    base_type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{i}" Type="{base_type}/{kind}" Target="{target}"/>' for i, kind in enumerate(kinds)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {"word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{links}</Relationships>'}
    assert _words_or_advice(zipped({**_entries(word_file(para("here it is"))), **parts}))


def test_styles_that_are_based_on_each_other_come_to_an_end():
    styles = style("A", based_on="B") + style("B", based_on="A") + style("C", based_on="C")
    document = load(word_file(styled("A", "one") + styled("C", "two"), parts={"styles": styles}))
    assert document.text == "one\ntwo"


def test_numbering_by_absurd_figures_comes_to_an_end():
    numbering = definition(1, level(0, "%1.%9.%0", start=2**31 - 1), level(8, "%1" * 500)) + num(1, 1) + num(1, 1)
    document = load(
        word_file(listed("one") + listed("two", level=8) + listed("x", level=99), parts={"numbering": numbering})
    )
    assert document.text.count("\n") == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Kids [4 0 R 6 0 R]", b"/Kids [2 0 R 6 0 R]"),
        (b"/Count 2", b"/Count 999999999"),
        (b"/Count 2", b"/Count -5"),
        (b"/Parent 2 0 R", b"/Parent 4 0 R"),
        (b"[0 0 595 842]", b"[0 0 1e9 1e9]"),
        (b"[0 0 595 842]", b"[0 0 0 0]"),
        (b"[0 0 595 842]", b"[nan inf - /x]"),
        (b"/Rotate 0", b"/Rotate 77"),
        (b"startxref\n", b"startxref\n9"),
        (b"/Length", b"/Length 99999999999 /L"),
        (b"/Root 1 0 R", b"/Root 3 0 R"),
    ],
)
def test_a_pdf_that_lies_about_itself_gives_its_words_or_an_own_error(old, new):
    assert _words_or_advice(PDF.replace(old, new))


def test_any_damaged_byte_of_a_pdf_gives_a_document_or_an_own_error():
    for position in range(0, len(PDF), 7):
        assert _words_or_advice(PDF[:position] + bytes([PDF[position] ^ 0xFF]) + PDF[position + 1 :])


def test_a_page_of_very_many_shapes_is_only_sampled():
    drawing = b"".join(b"%d %d 1 1 re f\n" % (i % 600, i // 600) for i in range(30_000))
    with pytest.raises(NoTextError):
        load(print_pdf([], drawing=drawing))


def test_a_stream_that_swells_a_thousandfold_is_read_no_further_than_the_text_limit(monkeypatch):
    monkeypatch.setattr(base, "MAX_CHARACTERS", 1_000)
    packed = zlib.compress(b"BT /F1 1 Tf 10 10 Td (" + b"A" * 300_000 + b") Tj ET", 9)
    assert len(packed) < 1_000
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    plain = PDF[PDF.index(b"5 0 obj\n") + 8 : PDF.index(b"\nendobj\n6 0 obj")]
    with pytest.raises(TooLargeError, match="more than 1,000 characters"):
        load(PDF.replace(plain, stream))


def test_text_over_the_limit_is_refused_whatever_its_format(monkeypatch):
    monkeypatch.setattr(base, "MAX_CHARACTERS", 20)
    with pytest.raises(TooLargeError):
        load_text("The Supplier shall keep it secret.")
    with pytest.raises(TooLargeError):
        load(word_file(para("The Supplier shall keep it secret.")))
