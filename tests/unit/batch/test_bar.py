"""The progress bar: right counts, closed whatever happens, and no thread that would keep workers from being forked."""

from __future__ import annotations

import sys
import threading

import pytest

from clausegap.batch.bar import Bar, is_interactive
from clausegap.batch.many import review_many
from clausegap.model.outcome import Outcome, Progress
from clausegap.model.spec import ReviewSpec


@pytest.fixture
def bars(monkeypatch):
    """Every bar that is made, with what it was told."""
    made = []
    from tqdm.auto import tqdm

    class Watched(tqdm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            made.append(self)

    monkeypatch.setattr("tqdm.auto.tqdm", Watched)
    return made


def _outcomes(bar, number, broken=False):
    for done in range(1, number + 1):
        bar(Progress(done=done, total=number, failed=done // 3))
        yield Outcome(source=f"{done}.pdf", status="reviewed")
    if broken:
        raise OSError("the journal cannot be written")


def test_counts_every_outcome_and_closes(bars, capsys):
    bar = Bar()
    assert len(list(bar.over(_outcomes(bar, 3), 3))) == 3
    (shown,) = bars
    assert (shown.n, shown.total, shown.disable) == (3, 3, True)  # a closed bar is disabled
    err = capsys.readouterr().err
    assert "3/3" in err
    assert "failed=1" in err


def test_closes_when_the_batch_breaks(bars):
    bar = Bar()
    with pytest.raises(OSError, match="journal"):
        list(bar.over(_outcomes(bar, 2, broken=True), 2))
    assert bars[0].disable


def test_closes_when_nobody_asks_for_more(bars):
    bar = Bar()
    outcomes = bar.over(_outcomes(bar, 5), 5)
    next(outcomes)
    outcomes.close()
    assert bars[0].disable
    assert bars[0].n == 1


def test_nothing_is_shown_before_the_first_outcome_is_asked_for(bars):
    review_many([("a.txt", b"1. Term\nOne year.\n")], ReviewSpec(), progress=True).close()
    assert bars == []


def test_starts_no_thread(bars):
    before = threading.active_count()
    bar = Bar()
    outcomes = bar.over(_outcomes(bar, 2), None)
    next(outcomes)
    assert threading.active_count() == before
    outcomes.close()


def test_a_batch_shows_one_and_still_calls_back(bars):
    seen = []
    sources = [("a.txt", b"1. Term\nOne year.\n"), ("b.pdf", b"%PDF-1.7 torn")]
    outcomes = list(review_many(sources, ReviewSpec(), progress=True, on_progress=seen.append))
    assert [outcome.status for outcome in outcomes] == ["reviewed", "unreadable"]
    assert bars[0].n == len(seen) == 2


def test_shows_by_itself_only_where_somebody_types(bars, monkeypatch):
    list(review_many([], ReviewSpec()))
    assert bars == []
    monkeypatch.setattr(sys, "ps1", ">>> ", raising=False)
    assert is_interactive()
    list(review_many([], ReviewSpec(), progress=False))
    assert bars == []
    list(review_many([], ReviewSpec()))
    assert len(bars) == 1
