from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest

from clausegap.batch.naming import unique_stems
from clausegap.cli.sources import find_contracts, may_hold_several
from clausegap.errors import NoContractsError
from clausegap.model.reading import ReadOptions


def _touch(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def _found(folder, *arguments, **options):
    contracts = find_contracts([str(folder / argument) for argument in arguments], **options)
    return [Path(path).relative_to(folder).as_posix() for path in contracts.paths]


def test_a_folder_gives_its_contracts_sorted_and_recursively(tmp_path):
    _touch(tmp_path, "z.PDF", "a/b.docx", "a/a.docm", "a.txt", "n.md", "x.csv")
    assert _found(tmp_path, ".") == ["a/a.docm", "a/b.docx", "a.txt", "n.md", "z.PDF"]


def test_hidden_and_lock_files_are_passed_over(tmp_path):
    _touch(tmp_path, "a.docx", "~$a.docx", ".b.pdf", ".git/c.txt", "__MACOSX/._a.docx")
    assert _found(tmp_path, ".") == ["a.docx"]


def test_a_file_is_taken_whatever_its_name(tmp_path):
    _touch(tmp_path, "a.xyz")
    assert _found(tmp_path, "a.xyz", "none.pdf") == ["a.xyz", "none.pdf"]


def test_a_contract_named_twice_is_taken_once(tmp_path):
    _touch(tmp_path, "d/a.txt", "d/b.txt")
    assert _found(tmp_path, "d/b.txt", "d", "./d/a.txt") == ["d/b.txt", "d/a.txt"]


def test_the_output_folder_is_no_source(tmp_path):
    _touch(tmp_path, "a.txt", "out/a.md")
    assert _found(tmp_path, ".", written_to=tmp_path / "out") == ["a.txt"]
    assert _found(tmp_path, "out", written_to=tmp_path / "out") == ["out/a.md"]


def test_other_files_are_counted_by_suffix(tmp_path):
    _touch(tmp_path, "a.txt", "b.doc", "c.DOC", "d.png", "LICENSE")
    contracts = find_contracts([str(tmp_path)])
    assert contracts.passed_over_line() == "Passed over files of other formats: 2 .doc, 1 .png, 1 no suffix"


def test_a_folder_without_contracts_is_an_error_that_names_it(tmp_path):
    _touch(tmp_path, "a.txt", "empty/x.png")
    with pytest.raises(NoContractsError, match="empty"):
        find_contracts([str(tmp_path), str(tmp_path / "empty")])


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders")
def test_a_named_pipe_is_not_read(tmp_path):
    _touch(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert _found(tmp_path, ".") == ["a.txt"]


def test_a_folder_that_cannot_be_looked_into_is_reported_by_reviewing_it(tmp_path, monkeypatch):
    _touch(tmp_path, "a.txt", "closed/b.txt")
    real = os.scandir

    def scandir(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert _found(tmp_path, ".") == ["a.txt", "closed"]


def test_stems_are_unique_also_without_regard_to_capitals():
    assert unique_stems(["a/x.pdf", "b/X.docx", "x-2.pdf", "y.txt"]) == ["x", "X-2", "x-2-2", "y"]


def test_a_stem_leaves_room_for_a_suffix_and_holds_only_characters():
    long, odd = unique_stems(["ü" * 240 + ".pdf", "caf\udce9.pdf"])
    assert len(long.encode("utf-8")) == 200
    assert odd == "caf_"


def _pack(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "words")


def test_a_contract_in_a_container_is_named_after_both(tmp_path):
    _pack(tmp_path / "p.zip", "f/a.txt")
    _touch(tmp_path, "odd!folder/c.txt")
    inside = [f"{tmp_path}/p.zip!{member}" for member in ("f/a.txt", "g/a.txt", "../../b.txt", "in.zip!deep/b.txt")]
    stems = unique_stems([*inside, f"{tmp_path}/odd!folder/c.txt"])
    assert stems == ["p.zip!a", "p.zip!a-2", "p.zip!b", "p.zip!in.zip!b", "c"]


def test_a_container_gives_its_contracts_and_what_it_holds_besides(tmp_path):
    _pack(tmp_path / "p.zip", "f/a.txt", "b.pdf", "c.png")
    _touch(tmp_path, "x.txt")
    contracts = find_contracts([str(tmp_path)])
    assert [path.removeprefix(f"{tmp_path}{os.sep}") for path in contracts.paths] == [
        "p.zip!f/a.txt",
        "p.zip!b.pdf",
        "x.txt",
    ]
    assert contracts.passed_over_line() == "Passed over files of other formats: 1 .png"


def test_a_container_that_cannot_be_listed_or_holds_no_contract_stays_itself(tmp_path):
    _pack(tmp_path / "none.zip", "c.png")
    _touch(tmp_path, "broken.zip", "broken.eml", "broken.msg")
    assert _found(tmp_path, ".") == ["broken.eml", "broken.msg", "broken.zip", "none.zip"]


def test_old_formats_are_contracts_where_they_are_converted(tmp_path):
    _touch(tmp_path, "a.doc", "b.rtf", "c.txt")
    assert _found(tmp_path, ".") == ["c.txt"]
    assert _found(tmp_path, ".", reading=ReadOptions(convert=True)) == ["a.doc", "b.rtf", "c.txt"]


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("pack.zip", True),
        ("a.pdf", False),
        ("s3://bucket/contracts", True),
        ("s3://bucket/a.pdf", False),
        ("s3://bucket/mail.eml", True),
    ],
)
def test_what_may_hold_several_contracts(argument, expected):
    assert may_hold_several(argument) is expected


def test_a_folder_may_hold_several_contracts(tmp_path):
    assert may_hold_several(str(tmp_path))


def test_an_empty_name_is_not_the_working_folder(tmp_path, monkeypatch):
    _touch(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoContractsError, match="an empty name names no file"):
        find_contracts([""])


def test_a_name_that_is_too_long_for_a_file_is_left_to_reading_it():
    name = "a" * 300 + ".pdf"
    assert find_contracts([name]).paths == (name,)
    assert not may_hold_several(name)
