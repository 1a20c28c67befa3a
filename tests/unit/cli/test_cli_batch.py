from __future__ import annotations

import csv
import json
import os
import signal
import sys
import time
import zipfile

import pytest
from batch_process import start_batch, wait_until
from fake_engine import make_broken, make_calm, make_fake, write_contracts

from clausegap.cli.batch import BatchRequest, run_batch
from clausegap.errors import NoContractsError, RulesError, UsageError
from clausegap.model.reading import Limits
from clausegap.model.spec import ReviewSpec

_SUMMARIES = ["summary.csv", "summary.html", "summary.xlsx"]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "contracts"
    made.mkdir()
    return made


def _batch(*folders, out, make=make_fake, **options):
    return run_batch(BatchRequest(tuple(map(str, folders)), str(out), ReviewSpec(), **options), make)


def _records(out):
    return [json.loads(line) for line in (out / "outcomes.jsonl").read_text("utf-8").splitlines()]


def _names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_each_contract_has_reports_a_record_and_a_row(folder, tmp_path, capsys):
    sources = write_contracts(folder, "gaps", "", "die 1", "fine")
    out = tmp_path / "out"
    assert _batch(folder, out=out, jobs=2) == 3
    assert _names(out) == [
        "00.html",
        "00.json",
        "03.html",
        "03.json",
        "journal.jsonl",
        "outcomes.jsonl",
        "summary.csv",
        "summary.html",
        "summary.xlsx",
    ]
    records = _records(out)
    assert [record["source"] for record in records] == sources
    assert [record["status"] for record in records] == ["reviewed", "unreadable", "failed", "reviewed"]
    assert (records[0]["gaps"], records[0]["worst_severity"]) == (6, "critical")
    with (out / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == sources
    assert rows[0]["worst_severity"] == "critical"
    errors = capsys.readouterr().err.splitlines()
    assert f"clausegap: {sources[1]}: it holds nothing; give a file with a contract in it" in errors
    assert errors[-1] == "2 reviewed, 1 unreadable, 1 failed, 6 gaps"


def test_each_contract_of_an_archive_has_an_outcome_of_its_own(folder, tmp_path, capsys):
    with zipfile.ZipFile(folder / "p.zip", "w") as archive:
        for name, text in (("f/a.txt", "fine"), ("b.txt", ""), ("c.docx", "no Word file"), ("d.png", "x")):
            archive.writestr(name, text)
    (folder / "cut.eml").write_bytes(b"\x00")
    out = tmp_path / "out"
    assert _batch(folder, out=out) == 3
    records = _records(out)
    sources = [f"{folder}{os.sep}{name}" for name in ("cut.eml", "p.zip!f/a.txt", "p.zip!b.txt", "p.zip!c.docx")]
    assert [record["source"] for record in records] == sources
    assert [record["status"] for record in records] == ["unreadable", "reviewed", "unreadable", "unreadable"]
    assert [record["error"]["code"] for record in records if record["error"]] == [
        "malformed",
        "empty_file",
        "malformed",
    ]
    assert json.loads((out / records[1]["files"][0]).read_text("utf-8"))["source"]["name"] == "p.zip!f/a.txt"
    assert "Passed over files of other formats: 1 .png" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "fail_on", "code"), [("gaps", "high", 1), ("gaps", None, 0), ("fine", "info", 0)])
def test_the_exit_code_follows_the_worst_gap_when_all_is_reviewed(folder, tmp_path, text, fail_on, code):
    write_contracts(folder, text)
    assert _batch(folder, out=tmp_path / "out", fail_on=fail_on) == code


def test_the_page_shows_the_contract(folder, tmp_path):
    write_contracts(folder, "fine words of the contract")
    _batch(folder, out=tmp_path / "out")
    assert "fine words of the contract" in (tmp_path / "out" / "00.html").read_text("utf-8")


def test_a_second_run_leaves_nothing_of_the_first(folder, tmp_path):
    write_contracts(folder, "fine", "gaps", "fine")
    out = tmp_path / "out"
    _batch(folder, out=out)
    (folder / "00.txt").unlink()
    (folder / "01.txt").write_text("bug", encoding="utf-8")
    (out / "notes.json").write_text("mine", encoding="utf-8")
    _batch(folder, out=out)
    assert _names(out) == ["02.html", "02.json", "journal.jsonl", "notes.json", "outcomes.jsonl", *_SUMMARIES]


@pytest.mark.parametrize("resume", [False, True])
def test_the_results_of_other_contracts_are_not_replaced_unasked(folder, tmp_path, resume):
    write_contracts(folder, "gaps")
    out = tmp_path / "out"
    _batch(folder, out=out)
    before = _names(out)
    (folder / "00.txt").rename(folder / "99.txt")
    with pytest.raises(UsageError, match=r"out: it has the results of other contracts, as of .*00\.txt; choose"):
        _batch(folder, out=out, resume=resume)
    assert _names(out) == before
    _batch(folder, out=out, resume=resume, replace=True)
    assert [record["source"] for record in _records(out)] == [str(folder / "99.txt")]


def test_reports_do_not_lie_among_the_contracts(folder):
    write_contracts(folder, "fine")
    with pytest.raises(UsageError, match="beside the contracts would be taken for contracts the next time; choose"):
        _batch(folder, out=folder)
    assert _names(folder) == ["00.txt"]


@pytest.mark.parametrize("name", ["00.json", "summary.xlsx"])
def test_a_file_that_no_batch_wrote_is_not_replaced(folder, tmp_path, name):
    write_contracts(folder, "fine")
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=f"{name}: not written by a batch; choose another folder"):
        _batch(folder, out=out)
    assert _names(out) == [name]


def test_a_resumed_run_ends_as_if_there_had_been_no_other(folder, tmp_path, capsys):
    write_contracts(folder, "gaps", "fine", "bug")
    out, whole = tmp_path / "out", tmp_path / "whole"
    _batch(folder, out=out, resume=True, make=make_calm, summaries="csv,json")
    assert "Nothing to resume" in capsys.readouterr().err
    (folder / "01.txt").unlink()
    (folder / "03.txt").write_text("fine 3", encoding="utf-8")
    for target in (out, whole):
        _batch(folder, out=target, resume=True, make=make_calm)
    assert _names(out) == _names(whole)
    for name in set(_names(out)) - {"journal.jsonl"}:
        assert (out / name).read_bytes() == (whole / name).read_bytes()


def test_what_was_reviewed_under_other_rules_is_reviewed_anew(folder, tmp_path, capsys, monkeypatch):
    write_contracts(folder, "fine")
    out = tmp_path / "out"
    _batch(folder, out=out)
    capsys.readouterr()
    monkeypatch.setattr("fake_engine.FakeEngine.fingerprint", "other rules")
    _batch(folder, out=out, resume=True)
    assert "Rules or options have changed" in capsys.readouterr().err
    assert len((out / "journal.jsonl").read_text("ascii").splitlines()) == 4


def test_two_runs_write_the_same_bytes(folder, tmp_path):
    write_contracts(folder, "gaps", "", "bug")
    kept = []
    for name in ("one", "two"):
        _batch(folder, out=tmp_path / name, jobs=2)
        kept.append([(tmp_path / name / file).read_bytes() for file in ("outcomes.jsonl", "summary.csv")])
    assert kept[0] == kept[1]


@pytest.mark.parametrize(
    ("chosen", "written"),
    [("csv", ["summary.csv"]), ("HTML, json", ["summary.html", "summary.json"]), ("none", [])],
)
def test_the_summary_is_written_in_the_formats_chosen(folder, tmp_path, chosen, written):
    write_contracts(folder, "gaps")
    out = tmp_path / "out"
    _batch(folder, out=out)
    _batch(folder, out=out, summaries=chosen)
    assert [name for name in _names(out) if name.startswith("summary")] == written


def test_an_unknown_format_of_the_summary_stops_the_batch_before_it_begins(folder, tmp_path):
    write_contracts(folder, "fine")
    with pytest.raises(UsageError, match="no format of summaries named 'pdf'"):
        _batch(folder, out=tmp_path / "out", summaries="csv,pdf")
    assert not (tmp_path / "out").exists()


def test_a_foreign_record_file_is_not_touched(folder, tmp_path):
    write_contracts(folder, "fine")
    (folder / "outcomes.jsonl").write_text('{"other": 1}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="choose another folder"):
        _batch(folder, out=folder)
    assert _names(folder) == ["00.txt", "outcomes.jsonl"]


@pytest.mark.parametrize("name", ["../secret.json", "summary.csv", "/secret.html"])
def test_a_forged_record_cannot_have_other_files_removed(folder, tmp_path, name):
    write_contracts(folder, "fine")
    (tmp_path / "secret.json").write_text("mine", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "outcomes.jsonl").write_text(json.dumps({"files": [name]}), encoding="utf-8")
    assert _batch(folder, out=out) == 0
    assert (tmp_path / "secret.json").exists()


def test_reports_inside_the_input_folder_are_no_contracts(folder):
    write_contracts(folder, "fine")
    out = folder / "out"
    out.mkdir()
    (out / "old.md").write_text("fine", encoding="utf-8")
    _batch(folder, out=out)
    assert len(_records(out)) == 1


def test_what_is_said_beside_progress_and_left_out_with_quiet(folder, tmp_path, capsys):
    write_contracts(folder, *["fine"] * 30)
    (folder / "old.doc").write_text("x", encoding="utf-8")
    _batch(folder, out=tmp_path / "out")
    assert capsys.readouterr().err.splitlines() == [
        "Passed over files of other formats: 1 .doc",
        "30 reviewed, 0 unreadable, 0 failed, 0 gaps",
    ]
    _batch(folder, out=tmp_path / "out")
    assert "Replacing the results of an earlier run" in capsys.readouterr().err
    _batch(folder, out=tmp_path / "out", quiet=True)
    assert capsys.readouterr().err == "30 reviewed, 0 unreadable, 0 failed, 0 gaps\n"


def test_bad_rules_stop_the_batch_before_anything_is_written(folder, tmp_path):
    write_contracts(folder, "fine")
    with pytest.raises(RulesError):
        _batch(folder, out=tmp_path / "out", make=make_broken)
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_an_error(folder, tmp_path):
    with pytest.raises(NoContractsError):
        _batch(folder, out=tmp_path / "out")


def test_a_folder_that_cannot_be_made_is_one_line(folder):
    (contract,) = write_contracts(folder, "fine")
    with pytest.raises(UsageError, match="cannot be written to"):
        _batch(folder, out=f"{contract}/out")


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way")
def test_an_interrupted_batch_writes_what_was_finished(folder, tmp_path):
    write_contracts(folder, "fine", "sleep 60", "fine 2")
    out = tmp_path / "out"
    batch = start_batch(folder, out, jobs=1)
    wait_until((out / "00.html").exists)
    time.sleep(0.5)  # the worker is in the second document by then
    begun = time.monotonic()
    os.killpg(batch.pid, signal.SIGINT)
    _, errors = batch.communicate(timeout=30)
    assert time.monotonic() - begun < 10
    assert batch.returncode == 130
    assert errors.strip().splitlines() == [
        "Stopping: what is under way has 5 s to finish. Ctrl-C again stops at once.",
        "1 reviewed, 0 unreadable, 0 failed, 0 gaps; 2 not begun or not finished",
        "Stopped. To go on, give the same command with --resume.",
    ]
    assert [record["status"] for record in _records(out)] == ["reviewed"]
    assert _names(out) == ["00.html", "00.json", "journal.jsonl", "outcomes.jsonl", *_SUMMARIES]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way")
def test_what_is_under_way_is_finished_after_ctrl_c(folder, tmp_path):
    write_contracts(folder, "fine", "sleep 2", "fine 2")
    out = tmp_path / "out"
    batch = start_batch(folder, out, jobs=1)
    wait_until((out / "00.html").exists)
    time.sleep(0.5)
    os.killpg(batch.pid, signal.SIGINT)
    batch.communicate(timeout=30)
    assert [record["source"][-6:] for record in _records(out)] == ["00.txt", "01.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way")
def test_a_second_ctrl_c_stops_at_once(folder, tmp_path):
    write_contracts(folder, "fine", "sleep 60")
    out = tmp_path / "out"
    batch = start_batch(folder, out, jobs=1)
    wait_until((out / "00.html").exists)
    time.sleep(0.5)
    os.killpg(batch.pid, signal.SIGINT)
    time.sleep(0.5)
    begun = time.monotonic()
    os.killpg(batch.pid, signal.SIGINT)
    _, errors = batch.communicate(timeout=30)
    assert time.monotonic() - begun < 20  # not the 60 s of the document; machines under load take their time
    assert batch.returncode == 130
    assert errors.splitlines()[-1] == "Stopped at once. To go on, give the same command with --resume."
    assert _batch(folder, out=out, resume=True, limits=Limits(seconds=0.5)) == 3
    assert [record["status"] for record in _records(out)] == ["reviewed", "failed"]


def test_a_file_is_no_folder_for_the_reports(folder, tmp_path):
    write_contracts(folder, "fine")
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"--out .*out: it is a file; name a folder"):
        _batch(folder, out=tmp_path / "out")
