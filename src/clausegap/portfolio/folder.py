"""Reads the reports of a folder, one at a time: only their rows stay in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from clausegap.errors import MissingFileError
from clausegap.model.outcome import Outcome, OutcomeError, OutcomeStatus
from clausegap.model.portfolio import ContractRow
from clausegap.portfolio.reduce import review_of, row_of
from clausegap.portfolio.stored import FORMAT, StoredReport
from clausegap.portfolio.summaries import ALL_SUMMARIES

RECORDS: Final = "outcomes.jsonl"
_SUFFIX: Final = ".json"
_LARGEST: Final = 200_000_000  # bytes; a report of a contract of 1,000 pages has a hundredth of it


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file of the folder that is no report.

    Attributes:
        path: Where it is.
        why: What is wrong with it, as the second half of a sentence.
    """

    path: str
    why: str


def read_folder(folder: Path) -> Iterator[ContractRow | PassedOver]:
    """Yields the contracts of all JSON reports in a folder and the folders in it, in a fixed order.

    Where a batch left its records, the contracts come in its order and under the names it was given, and those that
    it could not review come too. Other reports follow by name.

    Raises:
        MissingFileError: There is no such folder.
    """
    if not folder.is_dir():
        raise MissingFileError(str(folder), "no such folder", "give a folder with JSON reports in it")
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from _in_one_folder(Path(place), sorted(filter(_may_be_report, names)))


def rows_of(outcomes: Iterable[Outcome], folder: Path) -> Iterator[ContractRow]:
    """Yields the rows of a batch from its outcomes, in their order; reports are read from their files.

    Args:
        outcomes: Without their reports.
        folder: Where the files are that they name.
    """
    for outcome in outcomes:
        name = next((name for name in outcome.files if name.endswith(_SUFFIX)), None)
        if name is None:
            yield row_of(outcome)
            continue
        row = _read(folder / name, outcome.source)
        yield ContractRow(outcome.source, "failed", f"{row.path}: {row.why}") if isinstance(row, PassedOver) else row


def _may_be_report(name: str) -> bool:
    return name.endswith(_SUFFIX) and name not in ALL_SUMMARIES


class _Record(BaseModel):
    """What a batch wrote down of one document; see ``cli.ledger``."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    source: str
    status: OutcomeStatus
    error: OutcomeError | None = None
    files: tuple[str, ...] = ()


def _in_one_folder(folder: Path, names: list[str]) -> Iterator[ContractRow | PassedOver]:
    left = dict.fromkeys(names)  # a dict for its order
    records = folder / RECORDS
    if records.is_file():
        for found in _records(records):
            if isinstance(found, PassedOver):
                yield found
                continue
            if found.error is not None:
                yield ContractRow(found.source, found.status, f"{found.error.code}: {found.error.message}")
                continue
            # Documents with the same content may share one report.
            for name in [name for name in found.files if Path(name).name == name and name.endswith(_SUFFIX)]:
                left.pop(name, None)
                yield _read(folder / name, found.source)
    for name in left:
        yield _read(folder / name, None)


def _records(path: Path) -> Iterator[_Record | PassedOver]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        yield PassedOver(str(path), f"it cannot be read: {error.strerror}")
        return
    for number, line in enumerate(lines, start=1):
        try:
            yield _Record.model_validate_json(line)
        except ValidationError:
            yield PassedOver(f"{path}:{number}", "it is no record of a batch")


def _read(path: Path, source: str | None) -> ContractRow | PassedOver:
    try:
        if path.stat().st_size > _LARGEST:
            return PassedOver(str(path), "it is too large for a report")
        report = StoredReport.model_validate_json(path.read_bytes())
    except OSError as error:
        return PassedOver(str(path), f"it cannot be read: {error.strerror}")
    except ValidationError:
        return PassedOver(str(path), "it is no report of clausegap")
    if report.schema_version.split(".")[0] != FORMAT:
        return PassedOver(str(path), f"it is a report of format {report.schema_version}; known: {FORMAT}.x")
    page = path.with_suffix(".html")
    return ContractRow(
        source=source or report.source.name,
        status="reviewed",
        page=str(page) if page.is_file() else None,
        report=str(path),
        review=review_of(report),
    )
