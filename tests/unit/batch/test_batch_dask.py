"""Batches on a real Dask cluster of worker processes on this machine."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from fake_engine import make_calm, write_contracts

from clausegap.batch.executors import workers_on
from clausegap.batch.many import review_many
from clausegap.batch.plan import Job, Output, Plan
from clausegap.batch.run import Batch
from clausegap.errors import UsageError
from clausegap.model.spec import ReviewSpec

distributed = pytest.importorskip("distributed", reason="needs the extra clausegap[dask]")

# Dask's own start and end warn of what is none of our business, for instance that a port is taken.
pytestmark = pytest.mark.filterwarnings("ignore")

PLAN = Plan(ReviewSpec(), timeout=60, factory=make_calm)


@pytest.fixture(scope="module")
def cluster():
    import dask

    # A document that has killed one worker is not given to another.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as running,
    ):
        yield running


@pytest.fixture
def client(cluster):
    with distributed.Client(cluster) as connected:
        connected.wait_for_workers(2, timeout=60)  # one that an earlier test killed may not be back yet
        yield connected


def _jobs(folder: Path, out: str, *texts: str) -> list[Job]:
    (folder / out).mkdir()
    paths = write_contracts(folder, *texts)
    return [Job(path, (Output("json", str(folder / out / f"{Path(path).stem}.json")),)) for path in paths]


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("sends_files", [False, True], ids=["folders shared", "files sent"])
def test_reports_are_those_of_a_serial_run_byte_by_byte(tmp_path, client, sends_files):
    texts = ["gaps 1", "sleep 0.2", "bug here", "gaps 1", "", *(f"fine {number}" for number in range(6))]
    serial = list(Batch(_jobs(tmp_path, "serial", *texts), PLAN).outcomes())
    start = partial(workers_on, client, sends_files=sends_files)
    outcomes = list(Batch(_jobs(tmp_path, "dask", *texts), PLAN, scheduler=start).outcomes())
    assert outcomes == serial
    assert _contents(tmp_path / "dask") == _contents(tmp_path / "serial")
    assert len(_contents(tmp_path / "dask")) == 9


def test_all_workers_of_the_cluster_are_used(tmp_path, client):
    assert workers_on(client, PLAN, make_calm(PLAN.spec)).workers == 2


def test_an_address_will_do(tmp_path, cluster):
    (tmp_path / "a.txt").write_text("1. CONFIDENTIALITY\nThe Supplier shall keep it secret.\n", encoding="utf-8")
    by_address = list(review_many([tmp_path / "a.txt"], ReviewSpec(), executor=cluster.scheduler_address))
    assert by_address == list(review_many([tmp_path / "a.txt"], ReviewSpec()))


def test_a_worker_killed_in_the_middle_costs_one_document(tmp_path, client):
    jobs = _jobs(tmp_path, "out", *(f"fine {number}" for number in range(4)), "sleep 30", "gaps")
    killed = []

    def kill(outcome, progress):
        if progress.done == 5 and not killed:  # all but the sleeper: whoever is at work has it
            busy = [address for address, tasks in client.processing().items() if tasks]
            pids = client.run(os.getpid, workers=busy)
            killed.extend(pids.values())
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    begin = time.monotonic()
    outcomes = list(Batch(jobs, PLAN, kill, scheduler=partial(workers_on, client)).outcomes())
    assert time.monotonic() - begin < 25
    assert len(killed) == 1
    assert [outcome.source for outcome in outcomes] == [job.source for job in jobs]
    assert [outcome.status for outcome in outcomes].count("reviewed") == 5
    assert outcomes[4].error.code == "crashed"
    assert "04.txt: the worker that was to review it is lost (KilledWorker" in outcomes[4].error.message


def test_a_document_that_kills_its_worker_is_not_tried_for_ever(tmp_path, client):
    outcomes = list(
        Batch(_jobs(tmp_path, "out", "fine", "die 3"), PLAN, scheduler=partial(workers_on, client)).outcomes()
    )
    assert [outcome.status for outcome in outcomes] == ["reviewed", "failed"]


def test_an_address_where_nobody_answers_is_a_mistake_of_the_caller(monkeypatch):
    monkeypatch.setattr("clausegap.batch.executors._CONNECT_SECONDS", 1)
    with pytest.raises(UsageError, match="no Dask scheduler answers there"):
        review_many([], ReviewSpec(), executor="tcp://127.0.0.1:9")


def test_an_address_of_no_known_kind_is_a_mistake_of_the_caller():
    with pytest.raises(UsageError, match="no Dask scheduler answers there"):
        review_many([], ReviewSpec(), executor="nonsense://x")
