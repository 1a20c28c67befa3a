import http.server
import re
import subprocess
import threading
from pathlib import Path

import pytest

from clausegap.errors import EncryptedFileError, InputError, MalformedFileError, OldWordFormatError, TimeLimitError
from clausegap.loaders import conversion, load
from clausegap.model.reading import ReadOptions

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "sample_contracts" / "mutual-nda-marked-only.docx"
CONVERT = ReadOptions(convert=True)
needs_office = pytest.mark.skipif(conversion.find_office() is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def old_files(tmp_path_factory):
    """One contract in each old format, written by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("old")
    for suffix in ("doc", "rtf", "odt"):
        subprocess.run(
            [conversion.find_office(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
             "--convert-to", suffix, "--outdir", str(folder), str(SAMPLE)],
            capture_output=True, check=True, timeout=120,
        )  # fmt: skip
    return folder


def _words(document):
    """The words without numbers, which LibreOffice itself counts otherwise when it writes .doc."""
    return re.findall(r"[A-Za-z]+", document.text)


@needs_office
@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("doc", "application/msword"),
        ("rtf", "application/rtf"),
        ("odt", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_old_formats_are_converted_and_say_so(old_files, suffix, media_type):
    path = old_files / f"{SAMPLE.stem}.{suffix}"
    document = load(path, reading=CONVERT)
    assert _words(document) == _words(load(SAMPLE))
    assert (document.source.name, document.source.media_type) == (path.name, media_type)
    assert document.source.size == path.stat().st_size
    assert document.notices[0].code == "converted"
    assert "LibreOffice" in document.notices[0].message


@needs_office
def test_a_damaged_old_file_is_malformed():
    with pytest.raises(MalformedFileError, match="LibreOffice"):
        load(b"{\\rtf1 cut", name="a.rtf", reading=CONVERT)


@needs_office
def test_links_in_an_old_file_are_not_followed():
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # the name that the library asks for
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        link = f"http://127.0.0.1:{server.server_port}/a.png"
        field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{link}" \\\\d}}{{\\fldrslt }}}}'
        text = f'{{\\field{{\\*\\fldinst INCLUDETEXT "{link}"}}{{\\fldrslt }}}}'
        document = load(f"{{\\rtf1\\ansi Agreement {field} {text} end\\par}}".encode(), name="a.rtf", reading=CONVERT)
        server.shutdown()
    assert document.text.startswith("Agreement")
    assert asked == []


@needs_office
def test_a_conversion_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(conversion, "TIME_LIMIT", 0.05)
    with pytest.raises(TimeLimitError, match="longer than"):
        load(b"{\\rtf1 words\\par}", name="a.rtf", reading=CONVERT)


def test_a_broken_compound_file_is_not_given_to_libreoffice():
    data = bytes.fromhex("D0CF11E0A1B11AE1") + "WordDocument".encode("utf-16-le") + bytes(5000)
    with pytest.raises((MalformedFileError, OldWordFormatError)):
        load(data, name="a.doc", reading=CONVERT)


def test_without_libreoffice_the_error_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(conversion, "find_office", lambda: None)
    with pytest.raises(OldWordFormatError, match="LibreOffice was not found"):
        load(b"{\\rtf1 words}", reading=CONVERT)


def test_a_program_that_cannot_be_started_is_an_error_of_ours(monkeypatch, tmp_path):
    monkeypatch.setattr(conversion, "find_office", lambda: str(tmp_path / "none"))
    with pytest.raises(InputError):
        load(b"{\\rtf1 words}", reading=CONVERT)


def test_unasked_nothing_is_converted():
    with pytest.raises(OldWordFormatError, match="--convert"):
        load(b"{\\rtf1 words}")


def test_an_encrypted_word_file_stays_encrypted():
    data = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedFileError):
        load(data, name="a.docx", reading=CONVERT)
