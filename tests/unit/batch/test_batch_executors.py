"""Batches on executors of the standard library, whose workers are threads or processes."""

from __future__ import annotations

import re
import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from fake_engine import CalmEngine, make_calm, write_contracts

from clausegap.batch import errand as errands
from clausegap.batch.errand import Errand, run_errand
from clausegap.batch.executors import workers_on
from clausegap.batch.many import review_many
from clausegap.batch.plan import Job, Output, Plan
from clausegap.batch.run import Batch
from clausegap.batch.scheduler import Task
from clausegap.errors import RulesError, UsageError
from clausegap.model.reading import DEFAULT_READING
from clausegap.model.spec import ReviewSpec

SPEC = ReviewSpec()
PLAN = Plan(SPEC, workers=2, factory=make_calm)


@pytest.fixture(autouse=True)
def _no_engine_left(monkeypatch):
    monkeypatch.setattr(errands, "_engine", None)


@pytest.fixture
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def processes():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


def _on(pool, jobs, plan=PLAN, **settings):
    return list(Batch(jobs, plan, scheduler=partial(workers_on, pool, **settings)).outcomes())


def _serial(jobs):
    return list(Batch(jobs, Plan(SPEC, factory=make_calm)).outcomes())


def test_outcomes_are_those_of_own_processes_in_input_order(tmp_path, processes):
    texts = ["sleep 0.5", *(f"gaps {number}" for number in range(5)), "bug here", ""]
    jobs = [Job(path) for path in [*write_contracts(tmp_path, *texts), str(tmp_path / "none.pdf")]]
    assert _on(processes, jobs) == _serial(jobs)


def test_reports_of_files_are_the_same_bytes_when_files_travel(tmp_path, processes):
    paths = write_contracts(tmp_path, "gaps 1", "gaps 2")
    folders = {}
    for name, sends in (("shared", False), ("sent", True)):
        (tmp_path / name).mkdir()
        jobs = [Job(path, (Output("json", str(tmp_path / name / f"{Path(path).stem}.json")),)) for path in paths]
        outcomes = _on(processes, jobs, sends_files=sends)
        assert [outcome.status for outcome in outcomes] == ["reviewed", "reviewed"]
        folders[name] = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
    assert folders["shared"] == folders["sent"]
    assert len(folders["sent"]) == 2


def test_a_file_that_cannot_be_sent_says_why(tmp_path, threads):
    job = Job(str(tmp_path / "none.pdf"))
    assert _on(threads, [job], sends_files=True) == _serial([job])


def test_bytes_are_a_source(threads, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"gaps")
    by_path = next(iter(_on(threads, [Job(str(tmp_path / "a.txt"))])))
    by_bytes = next(iter(_on(threads, [Job("a.txt", data=b"gaps")])))
    assert by_bytes.report == by_path.report
    unreadable = next(iter(_on(threads, [Job("folder/b.pdf", data=b"%PDF-1.7 broken")])))
    assert unreadable.error.message.startswith("folder/b.pdf: ")


def test_relative_paths_are_told_to_workers_in_full(tmp_path, monkeypatch, threads):
    write_contracts(tmp_path, "gaps", "")
    monkeypatch.chdir(tmp_path)
    asked = []
    monkeypatch.setattr(
        "clausegap.batch.executors.run_errand", lambda errand: asked.append(errand) or run_errand(errand)
    )
    outcomes = _on(threads, [Job("00.txt"), Job("01.txt")])
    assert {errand.job.source for errand in asked} == {str(tmp_path / "00.txt"), str(tmp_path / "01.txt")}
    assert [outcome.source for outcome in outcomes] == ["00.txt", "01.txt"]
    assert outcomes[1].error.message.startswith("01.txt: ")


def test_a_worker_that_dies_costs_documents_but_no_outcome(tmp_path, processes):
    jobs = [Job(path) for path in write_contracts(tmp_path, "fine 1", "die 3", "fine 2", "fine 3")]
    outcomes = _on(processes, jobs)
    assert [outcome.source for outcome in outcomes] == [job.source for job in jobs]
    assert outcomes[1].error.code == "crashed"
    assert "01.txt: the worker that was to review it is lost (BrokenProcessPool" in outcomes[1].error.message


def test_an_executor_that_is_shut_down_gives_failures(tmp_path):
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    outcome = _on(pool, [Job(path) for path in write_contracts(tmp_path, "fine")])[0]
    assert (outcome.status, outcome.error.code) == ("failed", "crashed")
    assert "cannot schedule new futures" in outcome.error.message


class Deaf(Executor):
    """Takes everything and answers nothing."""

    def __init__(self) -> None:
        self.futures: list[Future[object]] = []

    def submit(self, fn, /, *args, **kwargs):
        self.futures.append(Future())
        return self.futures[-1]


def test_waiting_ends_when_no_worker_answers(tmp_path):
    pool = Deaf()
    plan = Plan(SPEC, workers=2, timeout=0.3, factory=make_calm)
    outcomes = _on(pool, [Job(path) for path in write_contracts(tmp_path, *"abcdef")], plan)
    assert {outcome.error.code for outcome in outcomes} == {"timeout"}
    assert "no worker has answered for 0.3 s" in outcomes[0].error.message
    assert all(future.cancelled() for future in pool.futures)


def test_no_more_is_under_way_than_keeps_the_workers_busy(tmp_path):
    pool = Deaf()
    plan = Plan(SPEC, workers=2, timeout=0.2, factory=make_calm)
    batch = Batch(
        (Job(path) for path in write_contracts(tmp_path, *"abcdefgh")), plan, scheduler=partial(workers_on, pool)
    )
    outcomes = batch.outcomes()
    next(outcomes)
    assert len([future for future in pool.futures if not future.done()]) <= 4
    outcomes.close()


def test_an_answer_that_comes_too_late_changes_nothing(tmp_path):
    pool = Deaf()
    scheduler = workers_on(pool, Plan(SPEC, workers=1, timeout=0.01, factory=make_calm), CalmEngine())
    scheduler.submit(Task(0, Job("a.txt", data=b"x")))
    pool.futures[0].set_running_or_notify_cancel()  # it has begun, so it cannot be taken back
    time.sleep(0.02)
    assert [result.outcome.error.code for _, result in scheduler.collect(0)] == ["timeout"]
    pool.futures[0].set_result(None)
    assert scheduler.collect(0) == []
    assert not scheduler.is_busy


def test_leaving_early_takes_back_what_has_not_begun(tmp_path):
    pool = Deaf()
    scheduler = workers_on(pool, PLAN, CalmEngine())
    scheduler.submit(Task(0, Job("a.txt", data=b"x")))
    scheduler.close()
    assert pool.futures[0].cancelled()


def test_one_process_builds_one_engine_and_reviews_one_document_at_a_time(tmp_path, threads, monkeypatch):
    built, at_work, most = [], [], []

    class Watched(CalmEngine):
        def review(self, document):
            at_work.append(threading.get_ident())
            most.append(len(at_work))
            time.sleep(0.01)
            at_work.pop()
            return super().review(document)

    def make(spec):
        built.append(spec)
        return Watched()

    _on(threads, [Job(path) for path in write_contracts(tmp_path, *"abcdef")], Plan(SPEC, workers=2, factory=make))
    assert len(built) == 2  # one by the batch itself, which checks the rules, and one by the workers
    assert max(most) == 1
    assert len(most) == 6


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": "0.0.1"}, "the worker has clausegap .*, not 0.0.1"),
        ({"fingerprint": "elsewhere"}, "the worker has other rules or weights"),
    ],
)
def test_a_worker_with_other_rules_does_not_answer(changes, message):
    errand = Errand(Job("a.txt", data=b"gaps"), SPEC, DEFAULT_READING, make_calm, **{"fingerprint": "fake", **changes})
    outcome = run_errand(errand).result.outcome
    assert (outcome.status, outcome.error.code) == ("failed", "other_rules")
    assert re.search(message, outcome.error.message)


def test_a_worker_without_the_rule_files_does_not_answer():
    def make_none(spec):
        raise RulesError("rules/own.yaml", None, "", "no such file")

    errand = Errand(Job("a.txt", data=b"gaps"), SPEC, DEFAULT_READING, make_none, fingerprint="fake")
    assert run_errand(errand).result.outcome.error.message == "a.txt: rules/own.yaml: no such file"


def test_a_report_that_cannot_be_written_here_is_a_failure(tmp_path, threads):
    paths = write_contracts(tmp_path, "gaps")
    job = Job(paths[0], (Output("json", str(tmp_path / "no-such-folder" / "a.json")),))
    outcome = _on(threads, [job], sends_files=True)[0]
    assert (outcome.status, outcome.error.code) == ("failed", "not_written")


def test_something_else_is_no_executor():
    with pytest.raises(UsageError, match="executor: give a"):
        review_many([], SPEC, executor=7)


def test_pairs_of_name_and_bytes_are_sources_of_a_batch():
    outcomes = list(review_many([("a.txt", b"1. TERM\nOne year.\n")], SPEC))
    assert (outcomes[0].source, outcomes[0].status) == ("a.txt", "reviewed")


def test_a_url_is_read_by_the_worker(tmp_path, threads):
    pytest.importorskip("fsspec", reason="needs the extra clausegap[remote]")
    path, gone = Path(write_contracts(tmp_path, "gaps")[0]), tmp_path / "none.txt"
    reviewed, unreadable = _on(threads, [Job(path.as_uri()), Job(gone.as_uri())])
    assert (reviewed.source, reviewed.report.source.name) == (path.as_uri(), "00.txt")
    assert unreadable.error.message == f"{gone.as_uri()}: there is no such file; check the URL"
