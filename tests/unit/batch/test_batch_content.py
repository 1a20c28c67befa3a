from __future__ import annotations

import hashlib

import pytest

from clausegap.batch.content import content_of, suffix_of
from clausegap.batch.plan import Job
from clausegap.model.reading import DEFAULT_READING


@pytest.mark.parametrize(
    ("source", "suffix"), [("a/B.PDF", ".pdf"), ("p.zip!f.d/a.txt", ".txt"), ("m.eml!p.zip!a.md", ".md"), ("a", "")]
)
def test_the_suffix_is_that_of_the_innermost_name(source, suffix):
    assert suffix_of(source) == suffix


def test_a_content_is_the_hash_of_the_bytes(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"words")
    content = content_of(Job(str(tmp_path / "a.txt")), DEFAULT_READING)
    assert content.digest == hashlib.sha256(b"words").digest()


@pytest.mark.parametrize("name", ["none.txt", "", "a\0b", "p.zip!a.txt", "."])
def test_what_cannot_be_read_has_no_content(tmp_path, name):
    (tmp_path / "p.zip").write_bytes(b"PK\x03\x04 broken")
    assert content_of(Job(f"{tmp_path}/{name}"), DEFAULT_READING) is None


def test_an_unforeseen_error_is_left_to_the_worker(monkeypatch):
    def strange(source, reading):
        raise ZeroDivisionError

    monkeypatch.setattr("clausegap.batch.content.digest_of", strange)
    assert content_of(Job("a.txt"), DEFAULT_READING) is None


def test_the_content_of_given_bytes_is_their_hash():
    content = content_of(Job("a.TXT", data=b"words"), DEFAULT_READING)
    assert (content.digest, content.suffix) == (hashlib.sha256(b"words").digest(), ".txt")
