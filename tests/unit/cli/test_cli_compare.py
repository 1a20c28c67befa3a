from __future__ import annotations

import json

import pytest
from fake_engine import make_fake, write_contracts

from clausegap.cli import compare as commands
from clausegap.cli.compare import CompareRequest, run_changes, run_compare
from clausegap.cli.review import ReviewRequest
from clausegap.errors import MissingFileError, UsageError
from clausegap.loaders import load_text
from clausegap.model.comparison import Comparison
from clausegap.model.spec import ReviewSpec


def _compare(old, new, **options):
    return run_compare(CompareRequest((str(old), str(new)), ReviewSpec(), **options), make_fake)


def test_a_comparison_is_printed_as_text(tmp_path, capsys):
    assert _compare(*write_contracts(tmp_path, "old", "new")) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("00.txt and 01.txt\n1 removed, 1 weakened, ")
    assert max(map(len, printed.out.splitlines())) <= 80
    assert printed.err == ""
    assert "\x1b" not in printed.out
    words = " ".join(printed.out.split())
    assert "[-five (5-]{+sixty (60+}" in words.replace("-] {+", "-]{+")
    assert "1 protection unchanged." in words


@pytest.mark.parametrize(
    ("words", "fail_on", "code"),
    [
        ("only removed", "info", 1),
        ("only removed", "high", 1),
        ("only removed", "critical", 0),
        ("only removed", None, 0),
        ("only weakened", "low", 1),
        ("only weakened", "medium", 0),
        ("only undetermined changed added strengthened unchanged", "info", 0),
    ],
)
def test_the_exit_code_follows_the_losses(tmp_path, words, fail_on, code):
    assert _compare(*write_contracts(tmp_path, "old", words), fail_on=fail_on) == code


@pytest.mark.parametrize("name", ["c.json", "c.html", "c.md", "c.txt"])
def test_the_suffix_of_the_output_decides_the_format(tmp_path, name):
    starts = {"c.json": "{", "c.html": "<!doctype", "c.md": "# comparison", "c.txt": "00.txt and"}
    _compare(*write_contracts(tmp_path, "old", "new"), output=str(tmp_path / name))
    assert (tmp_path / name).read_text("utf-8").lower().startswith(starts[name])


def test_a_folder_gets_a_file_named_after_the_new_version(tmp_path):
    _compare(*write_contracts(tmp_path, "old", "new"), output=f"{tmp_path}/out/", format="html")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["01.html"]


def test_a_web_page_can_go_to_standard_output(tmp_path, capsys):
    _compare(*write_contracts(tmp_path, "old", "new"), format="html")
    assert capsys.readouterr().out.startswith("<!doctype html>")


@pytest.mark.parametrize("number", [0, 1])
def test_neither_version_is_overwritten(tmp_path, number):
    paths = write_contracts(tmp_path, "old", "new")
    with pytest.raises(UsageError, match="would overwrite a contract"):
        _compare(*paths, output=paths[number])


def test_a_version_that_cannot_be_read_is_an_error(tmp_path):
    with pytest.raises(MissingFileError):
        _compare(tmp_path / "none.docx", *write_contracts(tmp_path, "new"))


def _changes(monkeypatch, *files, texts=("old", "new"), **options):
    monkeypatch.setattr(
        commands, "load_views", lambda path, reading, read: tuple(load_text(t, path.name) for t in texts)
    )
    return run_changes(ReviewRequest(tuple(map(str, files)), ReviewSpec(), **options), make_fake)


def test_tracked_changes_of_several_files_are_compared_one_by_one(tmp_path, monkeypatch, capsys):
    assert _changes(monkeypatch, *write_contracts(tmp_path, "x", "y")) == 1
    assert "\n\nTracked changes of 01.txt\n" in capsys.readouterr().out
    assert _changes(monkeypatch, *write_contracts(tmp_path, "x", "y"), output=f"{tmp_path}/out/", format="json") == 1
    for name in ("00", "01"):
        found = Comparison.model_validate(json.loads((tmp_path / "out" / f"{name}.json").read_text("utf-8")))
        assert (found.subject, found.new.name) == ("tracked_changes", f"{name}.txt")


def test_losses_below_the_limit_are_no_failure(tmp_path, monkeypatch):
    (path,) = write_contracts(tmp_path, "x")
    assert _changes(monkeypatch, path, texts=("old", "only weakened"), fail_on="medium") == 0
    assert _changes(monkeypatch, path, texts=("old", "only weakened"), fail_on="low") == 1


def test_a_format_that_keeps_no_changes_is_named_and_the_others_are_compared(tmp_path, capsys):
    (path,) = write_contracts(tmp_path, "x")
    assert run_changes(ReviewRequest((path,), ReviewSpec()), make_fake) == 3
    said = capsys.readouterr().err
    assert said == f"clausegap: {path}: only Word files keep tracked changes; give both versions to clausegap compare\n"


def test_changes_of_a_deal_are_refused(tmp_path):
    with pytest.raises(UsageError, match="file by file"):
        run_changes(ReviewRequest(tuple(write_contracts(tmp_path, "x")), ReviewSpec(), as_deal=True), make_fake)
