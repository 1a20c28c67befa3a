"""How fast a batch goes."""

from __future__ import annotations

import time

from clausegap.model.outcome import Outcome, Progress


class Meter:
    """Counts outcomes; the clock starts with the first document that is under way.

    Args:
        total: Number of documents, or None where it is not known.
    """

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._begun: float | None = None
        self._done = self._failed = self._kept = 0

    def begin(self) -> None:
        """Starts the clock, if it does not yet run."""
        if self._begun is None:
            self._begun = time.monotonic()

    def note(self, outcome: Outcome, *, kept: bool) -> Progress:
        """Counts an outcome and returns how far the batch is.

        Args:
            outcome: What is now known.
            kept: Whether it is that of an earlier run, which says nothing of the speed of this one.
        """
        self._done += 1
        self._kept += kept
        self._failed += outcome.status != "reviewed"
        took = 0.0 if self._begun is None else time.monotonic() - self._begun
        rate = (self._done - self._kept) / took if took > 0 else 0.0
        left = None if self._total is None or rate == 0 else (self._total - self._done) / rate
        return Progress(
            done=self._done, total=self._total, failed=self._failed, kept=self._kept, rate=rate, seconds_left=left
        )
