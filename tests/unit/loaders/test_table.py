import hashlib

import pytest

from clausegap.errors import EmptyFileError, MissingFileError, NoTextError, TooLargeError, UsageError
from clausegap.loaders import content, load, load_text


def test_path_and_its_bytes_give_the_same_document(tmp_path):
    path = tmp_path / "nda.txt"
    path.write_bytes(b"The Supplier shall keep it secret.")
    assert load(path) == load(str(path)) == load(path.read_bytes(), name="nda.txt")


def test_source_names_the_file_without_its_folder(tmp_path):
    path = tmp_path / "nda.txt"
    path.write_bytes(b"Agreement")
    source = load(path).source
    assert (source.name, source.size, source.media_type) == ("nda.txt", 9, "text/plain")
    assert source.sha256 == hashlib.sha256(b"Agreement").hexdigest()


def test_string_with_a_line_break_is_contract_text():
    assert load("AGREEMENT\nThe parties agree.").text == "AGREEMENT\nThe parties agree."


def test_missing_file_is_named_by_its_path(tmp_path):
    with pytest.raises(MissingFileError) as caught:
        load(tmp_path / "nda.txt")
    assert caught.value.source == str(tmp_path / "nda.txt")


@pytest.mark.parametrize("source", ["", "a\x00b", "a!b\x00c", "Sign here! " * 500])
def test_impossible_path_is_a_missing_file(source):
    with pytest.raises(MissingFileError):
        load(source)


def test_folder_is_no_file(tmp_path):
    with pytest.raises(MissingFileError, match="folder"):
        load(tmp_path)


def test_errors_of_a_loader_name_the_path(tmp_path):
    path = tmp_path / "nda.txt"
    path.write_bytes(b"  ")
    with pytest.raises(NoTextError) as caught:
        load(path)
    assert caught.value.source == str(path)


def test_nothing_is_an_empty_file():
    with pytest.raises(EmptyFileError):
        load(b"")
    with pytest.raises(EmptyFileError):
        load_text("")


def test_file_over_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(content, "MAX_BYTES", 4)
    path = tmp_path / "nda.txt"
    path.write_bytes(b"Agreement")
    with pytest.raises(TooLargeError):
        load(path)


def test_given_media_type_decides():
    assert load(b"<html>kept as text", media_type="text/plain; charset=utf-8").text == "<html>kept as text"


def test_unknown_media_type_is_a_mistake_of_the_caller():
    with pytest.raises(UsageError, match="application/pdf"):
        load(b"x", media_type="image/png")
