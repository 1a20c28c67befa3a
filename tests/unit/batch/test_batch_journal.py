from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import zipfile
from functools import partial

import pytest
from fake_engine import make_calm, write_contracts

from clausegap.batch.journal import JOURNAL
from clausegap.batch.many import review_many
from clausegap.batch.plan import Job, Output, Plan
from clausegap.batch.run import Batch
from clausegap.errors import UsageError
from clausegap.model.reading import ReadOptions
from clausegap.model.spec import ReviewSpec


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def log(tmp_path):
    """A file into which each review of a document with the order "log" writes a line."""
    path = tmp_path / "log"
    path.touch()
    return path


def _batch(out, paths, *, formats=("json",), resume=True, reading=None):
    plan = Plan(ReviewSpec(), reading or ReadOptions(), workers=2, factory=make_calm)
    suffixes = {"json": "json", "html": "html", "markdown": "md"}
    jobs = [
        Job(path, tuple(Output(name, str(out / f"{number}.{suffixes[name]}")) for name in formats))
        for number, path in enumerate(paths)
    ]
    batch = Batch(jobs, plan, folder=out, resume=resume)
    outcomes = list(batch.outcomes())
    assert list(batch.finished()) == outcomes
    batch.close()
    return outcomes


def _lines(out):
    return [json.loads(line) for line in (out / JOURNAL).read_text("ascii").splitlines()]


def test_each_outcome_is_a_line_with_the_hashes_of_its_files(tmp_path, out):
    (fine,) = _batch(out, write_contracts(tmp_path, "fine"))
    header, entry = _lines(out)
    assert header["journal"] == 1
    assert header["spec"]["side"] == "customer"
    assert entry["files"] == list(fine.files) == ["0.json"]
    assert len(entry["digests"]) == 1
    assert entry["sha256"] == fine.sha256


def test_what_is_finished_is_not_reviewed_again(tmp_path, out, log):
    broken = tmp_path / "broken.pdf"
    broken.write_text("no PDF", encoding="utf-8")
    paths = [*write_contracts(tmp_path, f"log {log}"), str(broken)]
    first = _batch(out, paths)
    assert [outcome.status for outcome in first] == ["reviewed", "unreadable"]
    assert _batch(out, paths) == first
    assert log.read_text("utf-8") == "00.txt\n"
    assert len(_lines(out)) == 3


def test_without_resume_all_is_reviewed_again(tmp_path, out, log):
    paths = write_contracts(tmp_path, f"log {log}")
    _batch(out, paths)
    _batch(out, paths, resume=False)
    assert log.read_text("utf-8") == "00.txt\n" * 2
    assert len(_lines(out)) == 2


def test_failures_are_tried_again(tmp_path, out):
    paths = write_contracts(tmp_path, "bug", "die 3")
    assert [outcome.status for outcome in _batch(out, paths)] == ["failed", "failed"]
    _batch(out, paths)
    assert len(_lines(out)) == 5


@pytest.mark.parametrize("change", ["content", "report", "no report", "reading", "formats"])
def test_what_no_longer_holds_is_reviewed_again(tmp_path, out, log, change):
    (path,) = write_contracts(tmp_path, f"log {log}")
    _batch(out, [path])
    settings = {}
    if change == "content":
        (tmp_path / "00.txt").write_text(f"log {log}\n", encoding="utf-8")
    elif change == "report":
        (out / "0.json").write_text("{}", encoding="utf-8")
    elif change == "no report":
        (out / "0.json").unlink()
    elif change == "reading":
        settings = {"reading": ReadOptions(changes="original")}
    else:
        settings = {"formats": ("markdown",)}
    (outcome,) = _batch(out, [path], **settings)
    assert outcome.status == "reviewed"
    # For another format the report is at hand and has only to be written.
    assert log.read_text("utf-8") == "00.txt\n" * (1 if change == "formats" else 2)
    assert all((out / name).stat().st_size > 10 for name in outcome.files)


def test_a_password_is_not_written_down_and_may_be_right_the_next_time(tmp_path, out):
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", "fine")
    data = bytearray(archive.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1  # as if it were encrypted
    archive.write_bytes(data)
    source = f"{archive}!a.txt"
    (first,) = _batch(out, [source])
    assert first.error.code == "encrypted"
    _batch(out, [source], reading=ReadOptions(password="geheim"))
    assert b"geheim" not in (out / JOURNAL).read_bytes()
    assert [line.get("status") for line in _lines(out)] == [None, "unreadable", "unreadable"]


@pytest.mark.parametrize("cut", [1, 40])
def test_a_torn_last_line_is_cut_off_and_its_document_reviewed_again(tmp_path, out, log, cut):
    paths = write_contracts(tmp_path, "fine", f"log {log}")
    _batch(out, paths[:1])
    _batch(out, paths)
    whole = (out / JOURNAL).read_bytes()
    (out / JOURNAL).write_bytes(whole[:-cut])
    assert [outcome.status for outcome in _batch(out, paths)] == ["reviewed", "reviewed"]
    assert log.read_text("utf-8") == "01.txt\n" * 2
    assert (out / JOURNAL).read_bytes() == whole


def test_a_header_that_was_torn_is_written_anew(tmp_path, out):
    out.mkdir()
    (out / JOURNAL).write_bytes(b'{"journ')
    _batch(out, write_contracts(tmp_path, "fine"))
    assert [sorted(line)[0] for line in _lines(out)] == ["clausegap", "digests"]


def test_a_line_that_cannot_be_read_costs_its_document_only(tmp_path, out, log):
    paths = write_contracts(tmp_path, f"log {log}", "fine")
    _batch(out, paths[:1])
    with (out / JOURNAL).open("ab") as journal:
        journal.write(b'{"source": 1}\n')
    _batch(out, paths)
    assert log.read_text("utf-8") == "00.txt\n"


@pytest.mark.parametrize("content", [b"mine", b"mine\n", b'{"other": 1}\n', b"[]\n"])
def test_a_foreign_file_is_not_touched(out, content):
    out.mkdir()
    (out / JOURNAL).write_bytes(content)
    with pytest.raises(UsageError, match="not written by clausegap"):
        _batch(out, [])
    assert (out / JOURNAL).read_bytes() == content


def test_a_journal_of_another_version_is_not_touched(out):
    out.mkdir()
    (out / JOURNAL).write_bytes(b'{"journal": 2}\n')
    with pytest.raises(UsageError, match="another version"):
        _batch(out, [])


def test_a_forged_entry_cannot_have_other_files_removed(tmp_path, out):
    paths = write_contracts(tmp_path, "fine")
    (tmp_path / "secret.json").write_text("mine", encoding="utf-8")
    _batch(out, paths)
    entry = _lines(out)[1] | {"files": ["../secret.json", "journal.jsonl"], "digests": ["", ""]}
    with (out / JOURNAL).open("a", encoding="ascii") as journal:
        journal.write(json.dumps(entry) + "\n")
    _batch(out, paths, resume=False)
    assert (tmp_path / "secret.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the lock is one of POSIX")
def test_a_second_batch_cannot_write_into_the_folder(tmp_path, out):
    plan = Plan(ReviewSpec(), factory=make_calm)
    batch = Batch([], plan, folder=out)
    script = textwrap.dedent(f"""
        import sys
        from pathlib import Path
        sys.path[:] = {sys.path!r}
        from fake_engine import make_calm
        from clausegap.batch.plan import Plan
        from clausegap.batch.run import Batch
        from clausegap.model.spec import ReviewSpec
        Batch([], Plan(ReviewSpec(), factory=make_calm), folder=Path({str(out)!r}))
    """)
    command = [sys.executable, "-c", script]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    batch.close()
    assert "another batch is writing it" in second.stderr
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0


def test_half_written_reports_of_killed_processes_are_swept_away(tmp_path, out):
    out.mkdir()
    (out / "0.json.123.clausegap-part").touch()
    (out / "mine.part").touch()
    _batch(out, write_contracts(tmp_path, "fine"))
    assert sorted(path.name for path in out.iterdir()) == ["0.json", JOURNAL, "mine.part"]


def test_no_report_is_left_of_a_document_that_failed(tmp_path, out):
    paths = write_contracts(tmp_path, "bug")
    out.mkdir()
    (out / "0.json").write_text("of a worker that died", encoding="utf-8")
    _batch(out, paths)
    assert not (out / "0.json").exists()


def test_review_many_goes_on_where_it_stopped(tmp_path, out, monkeypatch):
    monkeypatch.setattr("clausegap.batch.many.Plan", partial(Plan, factory=make_calm))
    paths = write_contracts(tmp_path, "gaps", "fine", "")
    outcomes = review_many(paths, ReviewSpec(), journal=out)
    first = next(outcomes)
    outcomes.close()
    seen = []
    again = list(review_many(paths, ReviewSpec(), journal=out, on_progress=seen.append))
    assert again[0] == first
    assert [outcome.status for outcome in again] == ["reviewed", "reviewed", "unreadable"]
    assert again[0].report.source.name == "00.txt"
    assert seen[0].kept == 1
    assert (seen[-1].done, seen[-1].total, seen[-1].failed) == (3, 3, 1)
    anew = list(review_many(paths, ReviewSpec(), journal=out, resume=False, on_progress=seen.append))
    assert anew == again
    assert seen[-1].kept == 0
