from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from fake_engine import make_broken, make_fake, make_in_parent_only, write_contracts

from clausegap.batch.many import review_many
from clausegap.batch.plan import Job, Plan
from clausegap.batch.process import may_fork
from clausegap.batch.run import run_jobs
from clausegap.errors import RulesError, UsageError
from clausegap.model.spec import ReviewSpec

SPEC = ReviewSpec()


def _run(paths, **settings):
    plan = Plan(SPEC, **{"factory": make_fake, **settings})
    return list(run_jobs([Job(path) for path in paths], plan))


def _different(count):
    """Returns texts that are no duplicates of one another."""
    return [f"fine {number}" for number in range(count)]


def _worker_of(outcome):
    return outcome.report.governing_law


@pytest.fixture(params=["spawned", "forked"])
def start(request, monkeypatch):
    """Lets workers start in each of the two ways."""
    if request.param == "spawned":
        monkeypatch.setattr("clausegap.batch.process.may_fork", lambda: False)
    elif not may_fork():
        pytest.skip("this process is not on Linux or has several threads, so that it cannot be forked")


@pytest.mark.usefixtures("start")
def test_each_input_has_one_outcome_in_input_order(tmp_path):
    paths = write_contracts(tmp_path, "sleep 0.4", *_different(6))
    outcomes = _run(paths, workers=2)
    assert [outcome.source for outcome in outcomes] == paths
    assert {outcome.status for outcome in outcomes} == {"reviewed"}
    assert _worker_of(outcomes[0]) != _worker_of(outcomes[1])


def test_an_unreadable_document_is_named_with_its_reason(tmp_path):
    paths = [*write_contracts(tmp_path, "", "fine"), str(tmp_path / "none.pdf")]
    empty, fine, none = _run(paths)
    assert (empty.status, empty.error.code) == ("unreadable", "empty_file")
    assert fine.status == "reviewed"
    assert none.error.code == "missing_file"
    assert none.error.message.startswith(str(tmp_path / "none.pdf"))


def test_an_error_in_a_review_costs_one_document_and_is_one_line(tmp_path):
    bug, fine = _run(write_contracts(tmp_path, "bug secret words", "fine"))
    assert (bug.status, bug.error.code) == ("failed", "internal")
    assert bug.error.message == "ZeroDivisionError: first line"
    assert fine.status == "reviewed"


@pytest.mark.usefixtures("start")
def test_a_worker_that_dies_costs_one_document(tmp_path):
    paths = write_contracts(tmp_path, "fine 1", "die 3", "fine 2", "die 4", "fine 3")
    outcomes = _run(paths)
    assert [outcome.status for outcome in outcomes] == ["reviewed", "failed"] * 2 + ["reviewed"]
    assert outcomes[1].error.code == "crashed"
    assert outcomes[1].error.message == f"{paths[1]}: the process that reviewed it died (exit code 3)"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_worker_that_is_killed_is_told_from_one_that_exits(tmp_path):
    def kill_first_worker(outcome):
        os.kill(int(_worker_of(outcome)), signal.SIGKILL)

    jobs = [Job(path) for path in write_contracts(tmp_path, "fine", "sleep 20")]
    plan = Plan(SPEC, factory=make_fake)
    outcomes = run_jobs(jobs, plan)
    kill_first_worker(next(outcomes))
    (killed,) = outcomes
    assert killed.error.code == "crashed"
    assert "SIGKILL, perhaps for want of memory" in killed.error.message


def test_a_document_that_takes_too_long_is_given_up(tmp_path):
    started = time.monotonic()
    paths = write_contracts(tmp_path, "sleep 60", "fine")
    late, fine = _run(paths, timeout=0.3)
    assert (late.status, late.error.code) == ("failed", "timeout")
    assert late.error.message == f"{paths[0]}: the review took longer than 0.3 s"
    assert fine.status == "reviewed"
    assert time.monotonic() - started < 30


@pytest.mark.usefixtures("start")
@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are enforced on Linux only")
def test_a_document_that_needs_too_much_memory_is_given_up_and_its_worker_replaced(tmp_path):
    paths = write_contracts(tmp_path, "fine 1", "eat 1024", "fine 2", "eat 32", "fine 3")
    outcomes = _run(paths, memory=256)
    assert [outcome.status for outcome in outcomes] == ["reviewed", "failed", "reviewed", "reviewed", "reviewed"]
    assert outcomes[1].error.code == "memory"
    assert outcomes[1].error.message == f"{paths[1]}: reviewing it needs more memory than allowed"
    assert _worker_of(outcomes[0]) != _worker_of(outcomes[2]) == _worker_of(outcomes[4])


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are enforced on Linux only")
def test_what_a_document_leaves_behind_is_not_charged_to_the_next(tmp_path):
    outcomes = _run(write_contracts(tmp_path, "keep 90", "keep 91", "keep 92", "eat 90"), memory=160)
    assert {outcome.status for outcome in outcomes} == {"reviewed"}
    workers = [_worker_of(outcome) for outcome in outcomes]
    assert len(set(workers)) == 4  # each kept more than half of what a document may take


def test_a_process_with_another_thread_is_not_forked():
    is_over = threading.Event()
    other = threading.Thread(target=is_over.wait)
    other.start()
    try:
        assert not may_fork()
    finally:
        is_over.set()
        other.join()


def test_workers_that_cannot_start_still_give_one_outcome_each(tmp_path, monkeypatch):
    monkeypatch.setattr("clausegap.batch.process.may_fork", lambda: False)
    spec = ReviewSpec(customer=str(os.getpid()))
    jobs = [Job(path) for path in write_contracts(tmp_path, *_different(2))]
    outcomes = list(run_jobs(jobs, Plan(spec, factory=make_in_parent_only)))
    assert [outcome.error.code for outcome in outcomes] == ["crashed", "crashed"]
    assert "could not start (exit code 7)" in outcomes[0].error.message


def test_a_worker_is_replaced_after_its_share_of_documents(tmp_path):
    outcomes = _run(write_contracts(tmp_path, *_different(5)), recycle_after=2)
    workers = [_worker_of(outcome) for outcome in outcomes]
    assert [len(list(group)) for _, group in itertools.groupby(workers)] == [2, 2, 1]


def test_bad_rules_surface_in_the_caller_before_anything_starts():
    with pytest.raises(RulesError, match=r"bad\.yaml:3"):
        run_jobs([], Plan(SPEC, factory=make_broken))
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"jobs": 0}, "jobs: 0 is too few"),
        ({"timeout": 0.0}, "more than 0 .* not 0"),
        ({"timeout": float("inf")}, "at most 86400 s, .* not inf"),
        ({"memory": 1}, "memory: 1 MiB is too"),
    ],
)
def test_impossible_settings_are_refused_at_once(settings, message):
    with pytest.raises(UsageError, match=message):
        review_many([], SPEC, **settings)


@pytest.mark.parametrize("path", ["msa.pdf", Path("msa.pdf")])
def test_a_single_path_is_not_taken_for_a_list_of_letters(path):
    with pytest.raises(UsageError, match="not the single path"):
        review_many(path, SPEC)


def test_inputs_are_taken_only_a_little_ahead_of_the_outcomes(tmp_path):
    path = write_contracts(tmp_path, "fine")[0]
    taken = []

    def endless():
        for number in itertools.count():
            taken.append(number)
            yield Job(path)

    outcomes = run_jobs(endless(), Plan(SPEC, factory=make_fake))
    next(outcomes)
    outcomes.close()
    assert len(taken) < 40


def test_progress_is_told_every_outcome(tmp_path):
    seen = []
    jobs = [Job(path) for path in write_contracts(tmp_path, "fine", "", "bug")]
    watch = lambda outcome, progress: seen.append((outcome.source, progress))  # noqa: E731
    outcomes = list(run_jobs(jobs, Plan(SPEC, factory=make_fake), watch, total=3))
    assert sorted(source for source, _ in seen) == [outcome.source for outcome in outcomes]
    assert [(p.done, p.total, p.failed) for _, p in seen][-1] == (3, 3, 2)
    assert seen[-1][1].rate > 0
    assert seen[-1][1].seconds_left == 0


def test_leaving_early_ends_the_workers(tmp_path):
    outcomes = run_jobs(
        [Job(path) for path in write_contracts(tmp_path, "fine", "sleep 60")], Plan(SPEC, factory=make_fake)
    )
    next(outcomes)
    outcomes.close()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that are no Unicode")
def test_a_file_name_that_is_no_text_still_has_an_outcome(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("fine", encoding="utf-8")
    (outcome,) = _run([os.fsdecode(path)])
    assert outcome.status == "reviewed"
    assert outcome.source.endswith("caf\\udce9.txt")
    assert outcome.report.source.name == "caf\\udce9.txt"


def test_a_script_needs_no_main_guard(tmp_path):
    write_contracts(tmp_path, *_different(2))
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""
            import sys
            sys.path[:] = {sys.path!r}
            from fake_engine import make_fake
            from clausegap.batch.plan import Job, Plan
            from clausegap.batch import process
            from clausegap.batch.run import run_jobs
            from clausegap.model.spec import ReviewSpec
            print("started")
            process.may_fork = lambda: False
            plan = Plan(ReviewSpec(), workers=2, factory=make_fake)
            print([o.status for o in run_jobs([Job("00.txt"), Job("01.txt")], plan)])
        """),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.splitlines() == ["started", "['reviewed', 'reviewed']"]
    assert done.stderr == ""
