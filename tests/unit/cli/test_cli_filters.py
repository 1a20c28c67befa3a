from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from command_line import run

from clausegap.cli.filters import Filter
from clausegap.cli.sources import find_contracts
from clausegap.errors import NoContractsError


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.docx", "2024/nda.docx", True),
        ("*.DOCX", "nda.docx", True),
        ("2024/*", "2024/a/nda.docx", True),
        ("drafts", "2024/drafts/nda.docx", True),
        ("2024/drafts/", "2024/drafts/nda.docx", True),
        ("**/nda.*", "nda.docx", True),
        ("./nda.docx", "nda.docx", True),
        ("2024\\*", "2024/nda.docx", True),
        ("draft", "drafts/nda.docx", False),
        ("*.doc", "nda.docx", False),
        ("a/*", "b/a/nda.docx", False),
    ],
)
def test_a_pattern_is_held_against_names_paths_and_folders(pattern, path, matches):
    assert Filter(include=(pattern,)).takes(path) is matches
    assert Filter(exclude=(pattern,)).takes(path) is not matches


def test_exclusion_is_stronger():
    assert not Filter(include=("*.docx",), exclude=("old",)).takes("old/a.docx")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("a.docx", "2024/b.pdf", "2024/drafts/c.pdf", ".hidden.pdf", "~$a.docx", ".git/x.txt", "n.xlsx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _paths(contracts):
    return [Path(path).as_posix() for path in contracts.paths]


def test_patterns_are_relative_to_the_folder_that_is_named(folder):
    found = find_contracts([str(folder)], wanted=Filter(include=("2024/*",), exclude=("2024/drafts",)))
    assert [Path(path).relative_to(folder).as_posix() for path in found.paths] == ["2024/b.pdf"]
    assert found.left_out == 2


def test_a_file_that_is_named_is_filtered_by_its_name(folder):
    assert _paths(find_contracts(["a.docx", "2024/b.pdf"], wanted=Filter(exclude=("*.pdf",)))) == ["a.docx"]


def test_what_is_passed_over_is_said(folder):
    found = find_contracts(["."], wanted=Filter(exclude=("drafts",)))
    assert found.passed_over_line() == (
        "Passed over files of other formats: 1 .xlsx; 3 hidden or lock files; 1 contract by --include and --exclude"
    )


def test_nothing_passed_over_is_nothing_said(folder):
    assert find_contracts(["a.docx"]).passed_over_line() == ""


def test_contracts_in_an_archive_are_filtered_by_their_paths_in_it(folder):
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        archive.writestr("india/nda.txt", "x")
        archive.writestr("old/nda.txt", "x")
    assert _paths(find_contracts(["pack.zip"], wanted=Filter(exclude=("old",)))) == ["pack.zip!india/nda.txt"]


def test_nothing_left_is_an_error_that_names_the_patterns(folder):
    with pytest.raises(NoContractsError, match=r"--include \*\.odt --exclude x: nothing is left of 3 contracts"):
        find_contracts(["."], wanted=Filter(include=("*.odt",), exclude=("x",)))


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("*.docx", ["a.docx"]),
        ("**/*.pdf", ["2024/b.pdf", "2024/drafts/c.pdf"]),
        ("20*", ["2024/b.pdf", "2024/drafts/c.pdf"]),
        ("2024/[bc].pdf", ["2024/b.pdf"]),
    ],
)
def test_a_pattern_that_the_shell_left_gives_what_matches_in_order(folder, pattern, paths):
    assert _paths(find_contracts([pattern])) == paths


def test_a_pattern_that_matches_nothing_is_an_error(folder):
    with pytest.raises(NoContractsError, match=r"\*\.odt: no file matches this pattern"):
        find_contracts(["*.odt"])


@pytest.mark.skipif(os.name == "nt", reason="names with such signs cannot be made on Windows")
def test_a_file_whose_name_looks_like_a_pattern_is_taken(folder):
    (folder / "nda [final].txt").write_text("x", encoding="utf-8")
    assert _paths(find_contracts(["nda [final].txt"])) == ["nda [final].txt"]


def test_quiet_does_not_say_what_is_passed_over(folder):
    (folder / "a.docx").unlink()
    arguments = ("review", ".", "--exclude", "2024")
    assert "nothing is left" in run(*arguments).stderr
    (folder / "t.txt").write_text("The Supplier shall keep it secret.", encoding="utf-8")
    assert "Passed over" in run(*arguments).stderr
    assert run(*arguments, "--quiet").stderr == ""
