from __future__ import annotations

import pytest
from fake_engine import make_fake
from typer.testing import CliRunner
from word_comments import bodies
from word_files import para, word_file

from clausegap.annotate.notes import NoteOptions
from clausegap.cli.annotate import AnnotateRequest, run_annotate
from clausegap.cli.app import app
from clausegap.errors import MissingFileError, NotAnnotatableError, UsageError
from clausegap.model.spec import ReviewSpec


@pytest.fixture
def contract(tmp_path):
    path = tmp_path / "contract.docx"
    path.write_bytes(word_file(para("clean contract")))
    return path


def annotate(contract, output, **more):
    return run_annotate(AnnotateRequest(str(contract), str(output), ReviewSpec(), **more), make_fake)


def test_the_copy_is_written_and_counted(contract, tmp_path, capsys):
    target = tmp_path / "new" / "reviewed.docx"
    assert annotate(contract, target, options=NoteOptions(author="Roe")) == 0
    assert {author for _, author, _ in bodies(target.read_bytes()).values()} == {"Roe"}
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"{target}: 1 note on 0 gaps\n"


def test_gaps_that_are_left_out_are_not_counted_as_noted(contract, tmp_path, capsys):
    contract.write_bytes(word_file(para("gaps")))
    annotate(contract, tmp_path / "all.docx")
    annotate(contract, tmp_path / "grave.docx", options=NoteOptions(severity="high"))
    every, grave = (line.partition(" on ")[2] for line in capsys.readouterr().err.splitlines())
    assert (every, grave) == ("6 gaps", "5 of 6 gaps")


def test_a_dash_writes_the_copy_to_standard_output(contract, capfdbinary):
    assert annotate(contract, "-") == 0
    assert capfdbinary.readouterr().out.startswith(b"PK")


def test_the_contract_itself_is_not_overwritten(contract):
    before = contract.read_bytes()
    link = contract.parent / "link.docx"
    link.hardlink_to(contract)
    for output in (contract.parent / "." / contract.name, link):
        with pytest.raises(UsageError, match="would overwrite the contract"):
            annotate(contract, output)
    assert contract.read_bytes() == before


def test_a_file_that_takes_no_notes_is_refused_before_it_is_reviewed(tmp_path):
    (tmp_path / "a.txt").write_text("bug in the engine")
    with pytest.raises(NotAnnotatableError, match=r"a\.txt: notes can be written into Word"):
        annotate(tmp_path / "a.txt", tmp_path / "b.txt")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFileError):
        annotate(tmp_path / "none.docx", tmp_path / "b.docx")


@pytest.mark.parametrize("name", ["b.pdf", "b.html"])
def test_a_copy_is_not_named_as_another_format(contract, tmp_path, name):
    with pytest.raises(UsageError, match=rf"-o .*{name}: the copy is a Word file; give it a name in \.docx"):
        annotate(contract, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_folder_is_no_place_for_the_copy(contract, tmp_path):
    with pytest.raises(UsageError, match="it is a folder; name a file in it"):
        annotate(contract, tmp_path)


def test_an_output_that_cannot_be_written_is_named(contract, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="the copy cannot be written"):
        annotate(contract, tmp_path / "file" / "b.docx")


def test_the_options_of_the_command(contract, tmp_path):
    target = tmp_path / "reviewed.docx"
    done = CliRunner().invoke(
        app, ["annotate", str(contract), "-o", str(target), "--notes", "all", "--severity", "high",
              "--author", "Jane Roe", "--date", "2026-05-31", "--insert-fallbacks"],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert {(author, date) for _, author, date in bodies(target.read_bytes()).values()} == {
        ("Jane Roe", "2026-05-31T00:00:00Z")
    }


def test_an_output_must_be_given(contract):
    assert CliRunner().invoke(app, ["annotate", str(contract)]).exit_code == 2
