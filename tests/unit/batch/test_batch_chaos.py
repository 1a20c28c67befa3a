"""Batches that are disturbed in every way at once, with real processes."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest
from batch_process import start_batch, wait_until
from fake_engine import write_contracts

from clausegap.model.reading import Limits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds the worker processes in /proc")

LIMITS = Limits(seconds=2, memory=256)
RECORDS = {"journal.jsonl", "outcomes.jsonl", "summary.csv", "summary.html", "summary.xlsx"}


def _texts():
    """Returns orders for 60 documents: most are slow enough to be disturbed, every tenth is a duplicate."""
    texts = [f"sleep 0.1{number:03}" for number in range(60)]
    texts[9::10] = ["sleep 0.1000"] * 6
    texts[5], texts[15], texts[25], texts[35] = "die 3", "sleep 60", "eat 1024", ""
    return texts


def _finish(batch):
    _, errors = batch.communicate(timeout=120)
    return batch.returncode, errors


def _workers(batch):
    found = Path(f"/proc/{batch.pid}/task/{batch.pid}/children").read_text("ascii").split()
    return [int(pid) for pid in found]


def _entries(out):
    """Returns the complete entries of the journal."""
    path = out / "journal.jsonl"
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")[:-1]
    return [record for record in map(json.loads, lines) if "journal" not in record]


def _wait_for_entries(out, count):
    wait_until(lambda: len(_entries(out)) >= count)


def _reports(out):
    return {path.name: path.read_bytes() for path in out.iterdir() if path.name not in RECORDS}


def test_a_batch_survives_everything_and_ends_as_if_nothing_had_happened(tmp_path):
    folder = tmp_path / "contracts"
    folder.mkdir()
    sources = write_contracts(folder, *_texts())
    calm, out = tmp_path / "calm", tmp_path / "out"
    code, _ = _finish(start_batch(folder, calm, jobs=1, limits=LIMITS))
    assert code == 3

    batch = start_batch(folder, out, jobs=2, limits=LIMITS)
    for wanted in (4, 12):
        _wait_for_entries(out, wanted)
        os.kill(_workers(batch)[0], signal.SIGKILL)
    _wait_for_entries(out, 20)
    os.killpg(batch.pid, signal.SIGINT)
    code, errors = _finish(batch)
    assert code == 130
    assert "--resume" in errors
    records = [json.loads(line) for line in (out / "outcomes.jsonl").read_text("utf-8").splitlines()]
    assert [record["source"] for record in records] == [one for one in sources if one in _sources(_entries(out))]

    begun = len(_entries(out))
    batch = start_batch(folder, out, jobs=2, limits=LIMITS, resume=True)
    _wait_for_entries(out, begun + 10)
    workers = _workers(batch)
    batch.kill()
    _finish(batch)
    wait_until(lambda: not any(map(_is_running, workers)))
    with (out / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"source": "torn')

    code, _ = _finish(start_batch(folder, out, jobs=2, limits=LIMITS, resume=True))
    assert code == 3
    assert _reports(out) == _reports(calm)
    assert (out / "outcomes.jsonl").read_bytes() == (calm / "outcomes.jsonl").read_bytes()
    assert (out / "summary.csv").read_bytes() == (calm / "summary.csv").read_bytes()
    times = Counter(entry["source"] for entry in _entries(out) if entry["status"] == "reviewed")
    assert set(times.values()) == {1}


def _sources(entries):
    return {entry["source"] for entry in entries}


def _is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # nobody may be there to take note of its end
