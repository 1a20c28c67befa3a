"""The records of a batch: what became of each document, and which files in the folder are its own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from clausegap.batch.files import write_whole
from clausegap.batch.plan import Job
from clausegap.errors import UsageError
from clausegap.model.finding import Search
from clausegap.model.outcome import Outcome
from clausegap.model.portfolio import ContractRow
from clausegap.portfolio.reduce import row_of
from clausegap.portfolio.summaries import ALL_SUMMARIES, write_summaries

_OUTCOMES: Final = "outcomes.jsonl"


class Ledger:
    """Keeps the outcomes of a batch and writes them down at its end.

    ``outcomes.jsonl`` names the files of each report, so that the next run into the same folder
    can take them away first: no report outlives its document, and nobody else's file is touched.

    Args:
        folder: Where the batch writes.
        jobs: All its documents, in order.
        summaries: Formats of the summaries.
    """

    def __init__(self, folder: Path, jobs: Sequence[Job], summaries: Sequence[str] = ("csv",)) -> None:
        self.jobs = tuple(jobs)
        self._summaries = tuple(summaries)
        self._folder = folder
        self._order = {job.name: index for index, job in enumerate(self.jobs)}
        self._outcomes: list[Outcome] = []
        self._rows: list[ContractRow] = []

    def open(self) -> None:
        """Makes the folder ready and removes what an earlier batch left in it.

        Raises:
            OSError: The folder cannot be made or written to.
            UsageError: It holds records that are not those of a batch.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        records = self._folder / _OUTCOMES
        if records.exists():
            for name in _recorded_files(records):
                (self._folder / name).unlink(missing_ok=True)
            records.unlink()
            for name in ALL_SUMMARIES:
                (self._folder / name).unlink(missing_ok=True)

    def add(self, outcome: Outcome) -> None:
        """Notes an outcome, in any order."""
        self._outcomes.append(_brief(outcome))
        job = self.jobs[self._order[outcome.source]]
        self._rows.append(row_of(outcome, [output.path for output in job.outputs]))

    def outcomes(self) -> list[Outcome]:
        """Returns what was noted, in the order of the jobs, without quotes."""
        return sorted(self._outcomes, key=lambda outcome: self._order[outcome.source])

    def write(self) -> None:
        """Writes the records and removes every file of a document that has no report.

        Raises:
            OSError: They cannot be written.
        """
        outcomes = self.outcomes()
        reviewed = {outcome.source for outcome in outcomes if outcome.report is not None}
        files = {job.name: [Path(output.path).name for output in job.outputs] for job in self.jobs}
        for job in self.jobs:
            if job.name not in reviewed:
                self._remove(files[job.name])
        lines = [_record(outcome, files[outcome.source]) for outcome in outcomes]
        write_whole(self._folder / _OUTCOMES, "".join(f"{line}\n" for line in lines))
        rows = sorted(self._rows, key=lambda row: self._order[row.source])
        write_summaries(rows, self._folder, self._summaries)

    def counts_line(self) -> str:
        """Returns how many documents came to which end, and the number of gaps."""
        counts = Counter(outcome.status for outcome in self._outcomes)
        gaps = sum(len(outcome.report.gaps) for outcome in self._outcomes if outcome.report)
        left = len(self.jobs) - len(self._outcomes)
        line = (
            f"{counts['reviewed']} reviewed, {counts['unreadable']} unreadable, {counts['failed']} failed, {gaps} gaps"
        )
        return f"{line}; {left} not begun or not finished" if left else line

    def _remove(self, names: Sequence[str]) -> None:
        for name in names:
            (self._folder / name).unlink(missing_ok=True)
            (self._folder / f"{name}.part").unlink(missing_ok=True)


def _brief(outcome: Outcome) -> Outcome:
    """Returns an outcome with what the records show; whole reports of thousands would fill the memory."""
    report = outcome.report
    if report is None:
        return outcome
    unquoted: dict[str, object] = {
        "reasons": (),
        "evidence": (),
        "elements": (),
        "weakeners": (),
        "fallbacks": {},
    }
    findings = tuple(f.model_copy(update={**unquoted, "search": Search(rules=0)}) for f in report.findings)
    return outcome.model_copy(
        update={"report": report.model_copy(update={"findings": findings, "clauses": (), "notices": ()})}
    )


def _record(outcome: Outcome, files: Sequence[str]) -> str:
    report, error = outcome.report, outcome.error
    return json.dumps(
        {
            "source": outcome.source,
            "status": outcome.status,
            "error": error.model_dump() if error else None,
            "gaps": len(report.gaps) if report else None,
            "worst_severity": report.worst_severity() if report else None,
            "files": list(files) if report else [],
        },
        ensure_ascii=False,
    )


def _recorded_files(records: Path) -> Iterator[str]:
    """Yields the names in the records of an earlier batch, all of them read before the first is given."""
    try:
        lines = [json.loads(line) for line in records.read_text(encoding="utf-8").split("\n") if line]
        names = [str(name) for line in lines for name in line["files"]]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{records}: not written by clausegap; choose another folder for --out") from error
    # A record that was tampered with must not reach beyond the folder or to other kinds of files.
    yield from (name for name in names if Path(name).name == name and name.endswith((".json", ".html")))
