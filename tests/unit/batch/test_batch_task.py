from __future__ import annotations

import json
import os
import pickle
import sys
from pathlib import Path

import pytest
from fake_engine import FakeEngine, make_fake, write_contracts

from clausegap.batch.files import write_whole
from clausegap.batch.plan import Job, Output, Plan
from clausegap.batch.task import perform
from clausegap.model.spec import ReviewSpec


def _job(tmp_path, text, *formats):
    path = write_contracts(tmp_path, text)[0]
    return Job(path, tuple(Output(name, str(tmp_path / f"out.{name}")) for name in formats))


def test_the_worker_writes_every_output(tmp_path):
    outcome = perform(_job(tmp_path, "gaps words", "json", "markdown"), FakeEngine()).outcome
    assert outcome.status == "reviewed"
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["source"]["name"] == "00.txt"
    assert (tmp_path / "out.markdown").read_text("utf-8").startswith("# Gap report: ")


def test_a_report_that_cannot_be_written_is_a_failure(tmp_path):
    job = Job(write_contracts(tmp_path, "fine")[0], (Output("json", str(tmp_path / "none" / "out.json")),))
    outcome = perform(job, FakeEngine()).outcome
    assert (outcome.status, outcome.error.code) == ("failed", "not_written")
    assert "\n" not in outcome.error.message


def test_nothing_is_written_for_a_document_without_a_report(tmp_path):
    perform(_job(tmp_path, "bug", "json"), FakeEngine())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["00.txt"]


def test_a_long_error_is_cut(tmp_path):
    class Talkative:
        def review(self, document):
            raise ValueError("x" * 10_000)

    outcome = perform(_job(tmp_path, "fine"), Talkative()).outcome
    assert len(outcome.error.message) < 400


def test_what_travels_survives_pickling(tmp_path):
    job = _job(tmp_path, "gaps", "json")
    plan = Plan(ReviewSpec(side="supplier"), factory=make_fake)
    outcome = perform(job, FakeEngine()).outcome
    assert pickle.loads(pickle.dumps((job, plan, outcome))) == (job, plan, outcome)


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "report.json"
    path.write_text("old", encoding="utf-8")
    write_whole(path, "new\n“quoted”\n")
    assert path.read_bytes() == "new\n“quoted”\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes, and links that everybody may make")
def test_a_link_stays_one_and_a_pipe_is_written_to(tmp_path):
    (tmp_path / "link.json").symlink_to("far.json")
    write_whole(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "far.json").read_text("utf-8") == "new"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "new")
    assert os.read(reader, 9) == b"new"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path):
    write_whole(tmp_path / f"{'x' * 250}.json", "new")
    assert [len(path.name) for path in tmp_path.iterdir()] == [255]


def test_an_interrupt_leaves_no_half_file(tmp_path, monkeypatch):
    def interrupted(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "report.json", "new")
    assert list(tmp_path.iterdir()) == []
