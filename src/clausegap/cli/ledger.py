"""The records of a batch: what became of each document, and which files in the folder are its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final

from clausegap.batch.files import write_whole
from clausegap.batch.journal import JOURNAL, sources_in
from clausegap.batch.plan import Job
from clausegap.errors import UsageError
from clausegap.model.outcome import Outcome
from clausegap.model.portfolio import ContractRow
from clausegap.portfolio.folder import RECORDS, rows_of
from clausegap.portfolio.summaries import ALL_SUMMARIES, write_summaries

_SUFFIXES: Final = (".json", ".html")


class Ledger:
    """Counts the outcomes of a batch and writes its records at the end.

    ``outcomes.jsonl`` names the files of each report, so that the next run into the same folder
    can take them away: no report outlives its document, and nobody else's file is touched.

    Args:
        folder: Where the batch writes.
        jobs: All its documents, in order.
        summaries: Formats of the summaries.
    """

    def __init__(self, folder: Path, jobs: Sequence[Job], summaries: Sequence[str] = ("csv",)) -> None:
        self.jobs = jobs
        self._folder = folder
        self._summaries = summaries
        self._counts: Counter[str] = Counter()
        self._gaps = 0
        self.open_ends = 0
        """Number of contracts of which words may be unread or a verdict is open; known once all is written."""

    def check(self, *, replace: bool = False) -> list[str]:
        """Returns the names of the report files that the records of an earlier batch speak of.

        Args:
            replace: Whether the results of a batch over other contracts may go.

        Raises:
            UsageError: They are not those of a batch, or those of one over other contracts; or files that no batch
                wrote are where this one would write.
        """
        records = self._folder / RECORDS
        if not records.exists() and not (self._folder / JOURNAL).exists():
            self._refuse_foreign()
        elif not replace:
            self._refuse_others()
        return list(_recorded_files(records)) if records.exists() else []

    def _refuse_foreign(self) -> None:
        reports = (output.name for job in self.jobs for output in job.outputs)
        for name in (*ALL_SUMMARIES, *reports):
            if (self._folder / name).exists():
                raise UsageError(f"{self._folder / name}: not written by a batch; choose another folder for --out")

    def _refuse_others(self) -> None:
        """Raises if no contract of an earlier batch has the name of one of this batch: the folder may be mistyped."""
        earlier = sources_in(self._folder)
        if earlier and {_name(one) for one in earlier}.isdisjoint(_name(job.name) for job in self.jobs):
            raise UsageError(
                f"--out {self._folder}: it has the results of other contracts, as of {earlier[0]}; choose another "
                "folder, or add --replace"
            )

    def clear(self, reports: Iterable[str] = ()) -> None:
        """Removes the records and summaries of an earlier batch, and some files of reports."""
        for name in (*reports, RECORDS, *ALL_SUMMARIES):
            (self._folder / name).unlink(missing_ok=True)

    def add(self, outcome: Outcome) -> None:
        """Counts an outcome."""
        self._counts[outcome.status] += 1
        self._gaps += outcome.gaps or 0

    def write(self, finished: Callable[[], Iterator[Outcome]]) -> None:
        """Writes the records.

        Args:
            finished: Gives the outcomes so far, in the order of the jobs and without their reports.

        Raises:
            OSError: They cannot be written.
        """
        write_whole(self._folder / RECORDS, "".join(f"{_record(outcome)}\n" for outcome in finished()))
        # Reports are read back one by one: those of thousands of documents would fill the memory.
        rows = list(rows_of(finished(), self._folder))
        self.open_ends = sum(map(_is_open, rows))
        write_summaries(rows, self._folder, self._summaries)

    def remove_others(self, names: Iterable[str], finished: Iterable[Outcome]) -> None:
        """Removes those of some files that no outcome speaks of: their documents are gone."""
        own = {name for outcome in finished for name in outcome.files}
        for name in names:
            if name not in own:
                (self._folder / name).unlink(missing_ok=True)

    @property
    def left(self) -> int:
        """Number of documents without an outcome."""
        return len(self.jobs) - self._counts.total()

    def counts_line(self) -> str:
        """Returns how many documents came to which end, and the number of gaps."""
        counts = self._counts
        line = (
            f"{counts['reviewed']} reviewed, {counts['unreadable']} unreadable, {counts['failed']} failed, "
            f"{self._gaps} gaps"
        )
        return f"{line}; {self.left} not begun or not finished" if self.left else line


def _name(source: str) -> str:
    return PurePath(source.replace("\\", "/")).name


def _is_open(row: ContractRow) -> bool:
    unread = row.review is not None and any(notice.level == "unread" for notice in row.review.notices)
    return unread or any(verdict.status == "undetermined" for verdict in row.verdicts)


def _record(outcome: Outcome) -> str:
    order = ("source", "status", "error", "gaps", "worst_severity", "files", "sha256", "duplicate_of")
    known = outcome.model_dump(mode="json", exclude={"report"})
    return json.dumps({name: known[name] for name in order}, ensure_ascii=False)


def _recorded_files(records: Path) -> Iterator[str]:
    """Yields the names in the records of an earlier batch, all of them read before the first is given."""
    try:
        lines = [json.loads(line) for line in records.read_text(encoding="utf-8").split("\n") if line]
        names = [str(name) for line in lines for name in line["files"]]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{records}: not written by clausegap; choose another folder for --out") from error
    # A record that was tampered with must not reach beyond the folder or to other kinds of files.
    yield from (name for name in names if Path(name).name == name and name.endswith(_SUFFIXES))
