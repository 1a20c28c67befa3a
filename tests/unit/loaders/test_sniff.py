import io
import zipfile

import pytest

from clausegap.errors import EncryptedFileError, MalformedFileError, OldWordFormatError, UnknownFormatError
from clausegap.loaders.sniff import sniff

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"%PDF-1.7\n", "a.pdf", "pdf"),
        (b"junk before\n%PDF-1.4\n", "document", "pdf"),
        (archive(word__document="<x/>"), "document", "word"),
        (b"This Agreement", "a.txt", "text"),
        (b"\xef\xbb\xbfThis Agreement", "NDA v1.2", "text"),
        ("This Agreement".encode("utf-16"), "a.txt", "text"),
        (b"# This Agreement", "a.MD", "markdown"),
        (b"\n<!DOCTYPE html><p>", "contract", "html"),
        ("<html>".encode("utf-16"), "contract", "html"),
        (b"<?xml version='1.0'?><!-- a --><html xmlns='x'>", "a.xhtml", "html"),
        (b"Some <b>words", "a.htm", "html"),
        (b"no tag at all", "a.htm", "text"),
        (b"<DOCUMENT>\n<TYPE>EX-10\n<TEXT>", "a.txt", "filing"),
        (archive(readme="x"), "a", "zip"),
        (b"plain words", "a.eml", "mail"),
        (b"From: a@b\nMIME-Version: 1.0\nSubject: x\n\nHello", "saved", "mail"),
        (b"From: a@b\nMIME-Version: 1.0\nSubject: x\n\nHello", "a.txt", "text"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "a", "outlook"),
    ],
)
def test_readable_formats_are_told_by_their_bytes(data, name, expected):
    assert sniff(data, name) == expected


def test_bytes_prevail_over_the_suffix():
    assert sniff(b"%PDF-1.7\n", "a.txt") == "pdf"


@pytest.mark.parametrize(
    ("data", "name", "named"),
    [
        (b"{\\rtf1 x}", "a.docx", "Rich Text"),
        (OLE + "WordDocument".encode("utf-16-le"), "a", "binary Word"),
        (OLE, "a.docx", "binary Word"),
        (archive(mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "OpenDocument"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "a.xml", "saved as XML"),
    ],
)
def test_old_word_formats_say_how_to_convert(data, name, named):
    with pytest.raises(OldWordFormatError, match=named) as caught:
        sniff(data, name)
    assert "--convert-to docx" in caught.value.hint


def test_encrypted_word_file_is_told_from_an_old_one():
    with pytest.raises(EncryptedFileError):
        sniff(OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"BM\x9a\x00\x00\x00\x00\x00\x00\x00", "BMP"),
        (b"MIME-Version: 1.0\r\nSubject: x\r\nContent-Type: multipart/related; boundary=a\r\n\r\n", "web archive"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (archive(xl__workbook="<x/>"), "Excel"),
        (OLE + "Workbook".encode("utf-16-le"), "binary Excel"),
    ],
)
def test_foreign_files_are_named(data, named):
    with pytest.raises(UnknownFormatError, match=named):
        sniff(data, "contract")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"plain words", "a.pdf"),
        (b"plain words", "a.docx"),
        (b"PK\x03\x04 cut off", "a.docx"),
        (b"PK\x03\x04 cut off", "a.zip"),
    ],
)
def test_damaged_file_of_a_promised_format_is_malformed(data, name):
    with pytest.raises(MalformedFileError):
        sniff(data, name)


def test_damage_to_what_an_archive_says_it_is_is_an_error_of_ours():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    data = out.getvalue().replace(b"mimetype", b"mimetype\xff\xff", 1)
    packed = data.index(b"\xff\xff") + 2
    with pytest.raises(MalformedFileError, match="truncated or damaged"):
        sniff(data[:packed] + data[packed + 2 :], "a.odt")
