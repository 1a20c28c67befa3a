"""Contracts behind URLs, in fsspec's in-memory file system and on disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausegap import load
from clausegap.batch.naming import unique_stems
from clausegap.cli.sources import find_contracts
from clausegap.errors import MissingFileError, NoContractsError, TooLargeError
from clausegap.loaders import remote
from clausegap.loaders.content import digest_of
from clausegap.loaders.remote import fetch, files_below, is_url, split_url, url_name

fsspec = pytest.importorskip("fsspec", reason="needs the extra clausegap[remote]")

TEXT = "1. CONFIDENTIALITY\nThe Supplier shall keep it secret.\n"


@pytest.fixture
def bucket() -> Iterator[str]:
    """A folder of contracts in memory, as its URL."""
    system = fsspec.filesystem("memory")
    system.pipe("/bucket/2024/nda.txt", TEXT.encode())
    system.pipe("/bucket/2024/photo.png", b"\x89PNG")
    system.pipe("/bucket/.hidden.txt", b"x")
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("india/msa.txt", TEXT)
    system.pipe("/bucket/pack.zip", pack.getvalue())
    yield "memory://bucket"
    system.rm("/bucket", recursive=True)


def test_a_url_is_read_like_a_file(bucket: str) -> None:
    document = load(f"{bucket}/2024/nda.txt")
    assert (document.text, document.source.name) == (TEXT, "nda.txt")


def test_a_contract_in_an_archive_behind_a_url(bucket: str) -> None:
    document = load(f"{bucket}/pack.zip!india/msa.txt")
    assert (document.text, document.source.name) == (TEXT, "pack.zip!india/msa.txt")


def test_a_folder_behind_a_url_gives_its_contracts(bucket: str) -> None:
    found = find_contracts([bucket])
    assert found.paths == ("memory:///bucket/2024/nda.txt", "memory:///bucket/pack.zip!india/msa.txt")
    assert found.others == ("memory:///bucket/2024/photo.png",)
    assert unique_stems(found.paths) == ["nda", "pack.zip!msa"]


def test_a_folder_without_contracts_says_so(bucket: str) -> None:
    fsspec.filesystem("memory").rm("/bucket/2024/nda.txt")
    with pytest.raises(NoContractsError, match="no contracts in this folder"):
        find_contracts([f"{bucket}/2024"])


def test_a_file_behind_a_url_is_taken_whatever_its_name(bucket: str) -> None:
    url = f"memory:///{bucket.removeprefix('memory://')}/2024/photo.png"
    assert find_contracts([url]).paths == (url,)


@pytest.mark.parametrize("url", ["memory://bucket/none.txt", "file:///no-such-folder/none.txt"])
def test_a_missing_file_is_named_by_its_url(url: str) -> None:
    with pytest.raises(MissingFileError, match="there is no such file; check the URL") as caught:
        load(url)
    assert str(caught.value).startswith(f"{url}: ")


def test_an_unknown_kind_of_url_is_named() -> None:
    with pytest.raises(MissingFileError, match="Protocol not known"):
        load("nowhere://bucket/a.txt")


def test_a_missing_plug_in_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(fsspec, "open", refuse)
    with pytest.raises(MissingFileError, match="Install s3fs"):
        load("s3://bucket/a.txt")


def test_an_error_of_a_plug_in_becomes_one_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoCredentialsError(Exception):
        """As the library of a store raises it."""

    def refuse(*_: object) -> None:
        raise NoCredentialsError("Unable to locate credentials")

    monkeypatch.setattr(fsspec, "open", refuse)
    with pytest.raises(MissingFileError, match=r"cannot be reached \(NoCredentialsError: Unable to locate") as caught:
        load("s3://bucket/a.txt")
    assert "your credentials" in str(caught.value)


def test_a_file_over_the_limit_is_not_fetched_whole(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "MAX_BYTES", 10)
    with pytest.raises(TooLargeError):
        fetch(f"{bucket}/2024/nda.txt")


def test_a_file_behind_a_url_is_known_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("clausegap.loaders.content.fetch", None)
    before = digest_of(file.as_uri())
    assert digest_of(file.as_uri()) == before
    file.write_text(TEXT + "2. TERM\n", encoding="utf-8")
    assert digest_of(file.as_uri()) != before


def test_members_of_an_archive_behind_a_url_are_told_apart(bucket: str) -> None:
    url = f"{bucket}/pack.zip"
    assert digest_of(f"{url}!a.txt") != digest_of(f"{url}!b.txt")


def test_files_below_a_file_are_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert files_below(file.as_uri()) == (file.as_uri(),)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("s3://b/a.pdf", True),
        ("zip://a.pdf::s3://b/p.zip", True),
        ("a.pdf", False),
        ("C:/a.pdf", False),
        ("a:b", False),
    ],
)
def test_what_is_a_url(source: str, expected: bool) -> None:
    assert is_url(source) is expected


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/a.pdf?x=1", "a.pdf"),
        ("s3://b/what?.pdf", "what?.pdf"),
        ("zip://dir/a.pdf::s3://b/p.zip", "a.pdf"),
        ("s3://b/m.eml!a.docx", "m.eml!a.docx"),
        ("s3://b/!important/a.docx", "a.docx"),
    ],
)
def test_the_name_of_a_url(url: str, name: str) -> None:
    assert url_name(url) == name


def test_only_mails_and_archives_have_members() -> None:
    assert split_url("s3://b/!a/x.pdf") == ("s3://b/!a/x.pdf", "")
    assert split_url("s3://b/x.zip!y.pdf") == ("s3://b/x.zip", "y.pdf")
