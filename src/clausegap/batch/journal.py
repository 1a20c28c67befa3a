"""The journal of a batch: what became of each document, on disk as soon as it is known.

A file of JSON lines. A header says what the documents after it were reviewed with; each other line is an outcome
with the SHA-256 of its report files. A line is appended when these files are in place, by one write, so a batch may
be killed at any moment: a torn last line is cut off by the next run, and its document is reviewed again.

A later run believes an entry only if it was made with the same setup, from the same content under the same source,
and if the report files are still what they were.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

from pydantic import ValidationError

from clausegap.batch.content import Content, suffix_of
from clausegap.batch.files import sha256_of, sweep_parts
from clausegap.batch.plan import Job, Plan, Prior, Reviews
from clausegap.batch.task import Result
from clausegap.errors import UsageError
from clausegap.model.outcome import Outcome
from clausegap.version import VERSION

JOURNAL: Final = "journal.jsonl"

_FORMAT: Final = 1
_HEADER_START: Final = b'{"journal":'
# An entry that was tampered with must not reach beyond the folder, or to files of other kinds.
_SUFFIXES: Final = (".json", ".html", ".md")
# A password may be given, and right, the next time; it is not in the journal.
_WORTH_ANOTHER_TRY: Final = frozenset({"encrypted"})


@dataclass(frozen=True, slots=True)
class Setup:
    """What all reports of a run depend on, beside the documents.

    Attributes:
        digest: SHA-256 over it: of version, rules, weights, playbook, options and the way of reading.
        header: The same for a human reader, as JSON.
    """

    digest: str
    header: str


def setup_of(plan: Plan, engine: Reviews) -> Setup:
    """Returns the setup of a batch; limits and passwords are no part of it."""
    reading = {key: value for key, value in asdict(plan.reading).items() if key != "password"}
    told = json.dumps([_FORMAT, VERSION, engine.fingerprint, reading], sort_keys=True)
    digest = hashlib.sha256(told.encode("utf-8")).hexdigest()
    spec = asdict(plan.spec)
    header = {"journal": _FORMAT, "clausegap": VERSION, "setup": digest, "spec": spec, "reading": reading}
    return Setup(digest, json.dumps(header))


class Journal:
    """An open journal, and where each entry of this and of earlier runs stands in it.

    Args:
        folder: Where the journal and the reports are, or will be.
        setup: Of this run.
        resume: Whether entries of earlier runs count. Otherwise they go, and the reports that they name.

    Attributes:
        folder: As given.
        earlier: Number of documents that an earlier run has finished, with whatever setup.
        usable: How many of them have this setup.
        unreadable: Number of lines that cannot be read; their documents are reviewed again.

    Raises:
        OSError: The folder cannot be made or written to.
        UsageError: The file is no journal, is one of a newer version, or belongs to a batch that is running.
    """

    def __init__(self, folder: Path, setup: Setup, *, resume: bool) -> None:
        self.folder = folder
        self.earlier = self.usable = self.unreadable = 0
        self._setup = setup
        self._last_setup: str | None = None
        self._own: dict[tuple[Content, str], int] = {}
        self._same: dict[Content, int] = {}
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / JOURNAL
        self._writer: BinaryIO = path.open("ab", buffering=0)
        self._reader: BinaryIO = path.open("rb")
        try:
            _lock(self._writer, path)
            self._take_up(path)
            if not resume:
                self._begin_anew()
        except BaseException:
            self.close()
            raise
        sweep_parts(folder)
        if self._last_setup != setup.digest:
            self._append(setup.header)

    def add(self, result: Result) -> int:
        """Writes an entry down and returns its place; its report files are in place already.

        Raises:
            OSError: It cannot be written.
        """
        record = result.outcome.model_dump(mode="json", exclude={"report"})
        return self._append(json.dumps({**record, "digests": result.digests}))

    def at(self, place: int) -> Result:
        """Returns the entry at a place."""
        self._reader.seek(place)
        return _entry(json.loads(self._reader.readline()))

    def place_of(self, job: Job, content: Content) -> int | None:
        """Returns the place of an earlier run's entry on a document, if it still counts.

        Failures do not: whatever went wrong may go right now. What could not be read is not tried again, except
        for want of a password.
        """
        place = self._own.get((content, job.name))
        if place is None:
            return None
        found = self.at(place)
        if found.outcome.status == "unreadable":
            is_valid = found.outcome.error is not None and found.outcome.error.code not in _WORTH_ANOTHER_TRY
        else:
            is_valid = found.outcome.status == "reviewed" and self._has_files(job, found)
        return place if is_valid else None

    def prior(self, content: Content) -> Prior | None:
        """Returns a JSON report that an earlier run has made on a content, under whatever name."""
        place = self._same.get(content)
        return None if place is None else self.prior_in(self.at(place))

    def prior_in(self, result: Result) -> Prior | None:
        """Returns the JSON report of an entry, or None if it has none."""
        outcome = result.outcome
        named = zip(outcome.files, result.digests, strict=False)
        found = next(((name, digest) for name, digest in named if name.endswith(".json") and _is_plain(name)), None)
        return None if found is None else Prior(str(self.folder / found[0]), found[1], outcome.source)

    def files(self) -> list[str]:
        """Returns the names of all report files that entries speak of."""
        self._reader.seek(0)
        entries = (found for line in self._reader if isinstance(found := _parsed(line), Result))
        return [name for found in entries for name in found.outcome.files if _is_plain(name)]

    def close(self) -> None:
        """Lets the file go."""
        self._writer.close()
        self._reader.close()

    def _take_up(self, path: Path) -> None:
        """Reads what earlier runs wrote, and cuts off a line that was not finished."""
        place = 0
        for line in self._reader:
            if not line.endswith(b"\n"):
                if place == 0 and not line.startswith(_HEADER_START[: len(line)]):
                    raise UsageError(f"{path}: not written by clausegap; choose another folder")
                self._writer.truncate(place)
                break
            if place == 0:
                _check_header(line, path)
            self._note(_parsed(line), place)
            place += len(line)

    def _note(self, found: Result | str | None, place: int) -> None:
        if found is None:
            self.unreadable += 1
        elif isinstance(found, str):
            self._last_setup = found
        else:
            self.earlier += 1
            if self._last_setup == self._setup.digest and found.outcome.sha256 is not None:
                self.usable += 1
                outcome = found.outcome
                content = Content(bytes.fromhex(found.outcome.sha256), suffix_of(outcome.source))
                self._own[content, outcome.source] = place
                if outcome.status == "reviewed":
                    self._same[content] = place

    def _begin_anew(self) -> None:
        for name in self.files():
            (self.folder / name).unlink(missing_ok=True)
        self._writer.truncate(0)
        self._last_setup = None
        self._own.clear()
        self._same.clear()

    def _append(self, line: str) -> int:
        place = self._writer.seek(0, 2)
        data = f"{line}\n".encode("ascii")
        while data:  # a disk that is nearly full may take a part
            data = data[self._writer.write(data) :]
        return place

    def _has_files(self, job: Job, found: Result) -> bool:
        if found.outcome.files != tuple(output.name for output in job.outputs):
            return False
        pairs = zip(job.outputs, found.digests, strict=False)
        return all(sha256_of(Path(output.path)) == digest for output, digest in pairs)


def sources_in(folder: Path) -> list[str]:
    """Returns the documents that the journal in a folder speaks of; none without one, or where it is no journal."""
    try:
        lines = (folder / JOURNAL).read_bytes().splitlines()
    except OSError:
        return []
    return [found.outcome.source for line in lines if isinstance(found := _parsed(line), Result)]


def _check_header(line: bytes, path: Path) -> None:
    try:
        version = json.loads(line)["journal"]
    except (ValueError, TypeError, KeyError):
        raise UsageError(f"{path}: not written by clausegap; choose another folder") from None
    if version != _FORMAT:
        raise UsageError(f"{path}: written by another version of clausegap; choose another folder, or remove it")


def _parsed(line: bytes) -> Result | str | None:
    """Returns what a line holds: an entry, the digest of a setup, or None if it cannot be read."""
    try:
        record = json.loads(line)
        return str(record["setup"]) if "journal" in record else _entry(record)
    except (ValueError, TypeError, KeyError, ValidationError):
        return None


def _entry(record: dict[str, object]) -> Result:
    digests = record.pop("digests")
    if not isinstance(digests, list):
        raise TypeError("digests must be a list")
    return Result(Outcome.model_validate(record), tuple(map(str, digests)))


def _is_plain(name: str) -> bool:
    return Path(name).name == name and "\\" not in name and name.endswith(_SUFFIXES)


def _lock(file: BinaryIO, path: Path) -> None:
    """Keeps a second batch out of the folder; the lock goes with this process, however it ends. POSIX only."""
    if sys.platform == "win32":
        return
    import fcntl  # noqa: PLC0415  POSIX only

    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"{path}: another batch is writing it; wait for its end or choose another folder") from None
