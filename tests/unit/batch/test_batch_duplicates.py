from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from fake_engine import make_calm, write_contracts

from clausegap.batch.plan import Job, Output, Plan
from clausegap.batch.run import Batch, run_jobs
from clausegap.model.spec import ReviewSpec

PLAN = Plan(ReviewSpec(), workers=2, factory=make_calm)


@pytest.fixture
def log(tmp_path):
    """A file into which each review of a document with the order "log" writes a line."""
    path = tmp_path / "log"
    path.touch()
    return path


def _in_folder(out, paths):
    jobs = [
        Job(path, (Output("json", str(out / f"{number}.json")), Output("html", str(out / f"{number}.html"))))
        for number, path in enumerate(paths)
    ]
    batch = Batch(jobs, PLAN, folder=out)
    outcomes = list(batch.outcomes())
    batch.close()
    return outcomes


def test_equal_contents_are_reviewed_once_and_each_has_its_report(tmp_path, log):
    paths = write_contracts(tmp_path, f"log {log}", "fine", f"log {log}")
    outcomes = list(run_jobs(map(Job, paths), PLAN))
    assert log.read_text("utf-8") == "00.txt\n"
    assert [outcome.duplicate_of for outcome in outcomes] == [None, None, paths[0]]
    assert [outcome.report.source.name for outcome in outcomes] == ["00.txt", "01.txt", "02.txt"]


def test_a_duplicate_s_files_are_what_a_review_of_it_would_have_written(tmp_path, log):
    paths = write_contracts(tmp_path, "gaps", "gaps", "fine")
    together = _in_folder(tmp_path / "together", paths)
    _in_folder(tmp_path / "alone", [paths[2], paths[1]])
    assert together[1].duplicate_of == paths[0]
    for suffix in ("json", "html"):
        made = (tmp_path / "together" / f"1.{suffix}").read_bytes()
        assert made == (tmp_path / "alone" / f"1.{suffix}").read_bytes()
        assert b"01.txt" in made


def test_a_later_run_takes_the_report_of_a_content_that_it_knows(tmp_path, log):
    paths = write_contracts(tmp_path, f"log {log}", f"log {log}")
    _in_folder(tmp_path / "out", paths[:1])
    (again,) = _in_folder(tmp_path / "out", paths[1:])
    assert log.read_text("utf-8") == "00.txt\n"
    assert again.duplicate_of is None  # in this run it is the first
    report = json.loads((tmp_path / "out" / "0.json").read_text("utf-8"))
    assert report["source"]["name"] == "01.txt"


def test_contents_are_told_apart_by_what_their_names_say_of_the_format(tmp_path):
    (tmp_path / "a.txt").write_text("fine", encoding="utf-8")
    (tmp_path / "a.md").write_text("fine", encoding="utf-8")
    outcomes = list(run_jobs([Job(str(tmp_path / "a.txt")), Job(str(tmp_path / "a.md"))], PLAN))
    assert [outcome.duplicate_of for outcome in outcomes] == [None, None]
    assert [outcome.report.source.media_type for outcome in outcomes] == ["text/plain", "text/markdown"]


def test_duplicates_inside_archives_are_known_too(tmp_path, log):
    (outside,) = write_contracts(tmp_path, f"log {log}")
    archive = tmp_path / "p.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("f/a.txt", f"log {log}")
        made.writestr("b.txt", f"log {log}")
    outcomes = list(run_jobs([Job(outside), Job(f"{archive}!f/a.txt"), Job(f"{archive}!b.txt")], PLAN))
    assert [outcome.duplicate_of for outcome in outcomes] == [None, outside, outside]
    names = ["00.txt", "p.zip!f/a.txt", "p.zip!b.txt"]
    assert [outcome.report.source.name for outcome in outcomes] == names
    assert log.read_text("utf-8") == "00.txt\n"


def test_an_archive_that_stands_for_its_only_contract_is_named_with_it(tmp_path):
    paths = [tmp_path / "a.zip", tmp_path / "b.zip"]
    with zipfile.ZipFile(paths[0], "w") as made:
        made.writestr("c.txt", "fine")
    paths[1].write_bytes(paths[0].read_bytes())
    outcomes = list(run_jobs([Job(str(path)) for path in paths], PLAN))
    assert [outcome.report.source.name for outcome in outcomes] == ["a.zip!c.txt", "b.zip!c.txt"]


@pytest.mark.parametrize("text", ["", "bug", "die 3"])
def test_a_duplicate_fails_as_the_first_did_under_its_own_name(tmp_path, text):
    paths = write_contracts(tmp_path, text, text)
    first, second = run_jobs(map(Job, paths), PLAN)
    assert second.source == paths[1]
    assert second.error.code == first.error.code
    assert second.error.message == first.error.message.replace(paths[0], paths[1])


def test_without_a_journal_what_is_long_past_is_reviewed_again(tmp_path, log):
    paths = write_contracts(tmp_path, f"log {log}", *[f"fine {number}" for number in range(300)])
    outcomes = list(run_jobs(map(Job, [*paths, paths[0], paths[0]]), PLAN))
    assert log.read_text("utf-8") == "00.txt\n" * 2
    assert [outcome.duplicate_of for outcome in outcomes[-2:]] == [None, paths[0]]


def test_a_report_that_was_changed_is_no_source_for_another(tmp_path, log):
    paths = write_contracts(tmp_path, f"log {log}", f"log {log}")
    out = tmp_path / "out"
    _in_folder(out, paths[:1])
    Path(out / "0.json").write_text("{}", encoding="utf-8")
    (outcome,) = _in_folder(out, paths[1:])
    assert outcome.status == "reviewed"
    assert log.read_text("utf-8") == "00.txt\n01.txt\n"
