"""What a batch does: its documents and its settings, as small values that travel to the workers."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from clausegap._collection import held
from clausegap.errors import UsageError
from clausegap.model.comparison import Comparison, Subject
from clausegap.model.deviation import StandardComparison
from clausegap.model.document import Document
from clausegap.model.frame import Frame
from clausegap.model.reading import DEFAULT_READING, LEAST_MEMORY, MOST_SECONDS, ReadOptions
from clausegap.model.report import Report
from clausegap.model.spec import ReviewSpec


class Reviews(Protocol):
    """Something that reviews documents; usually an ``Engine``."""

    @property
    def fingerprint(self) -> str:
        """SHA-256 over all that a report depends on, beside the document and how it is read."""
        ...

    def review(self, document: Document) -> Report:
        """Returns the report on a document."""
        ...

    def examine(self, document: Document) -> tuple[Report, Frame]:
        """Returns the report on a document, and how the document is built."""
        ...

    def review_deal(self, documents: Sequence[Document]) -> tuple[Report, Document]:
        """Returns one report on documents that belong together, and the document it speaks of."""
        ...

    def compare(self, old: Document, new: Document, subject: Subject = "versions") -> Comparison:
        """Returns what became of each protection between two versions."""
        ...

    def compare_with_standard(self, document: Document) -> StandardComparison:
        """Returns how a contract stands against the standard wording of its playbook."""
        ...


Source = str | os.PathLike[str] | tuple[str, bytes]
"""A path, a URL, or a name with the bytes of the document."""

Factory = Callable[[ReviewSpec], Reviews]


def make_engine(spec: ReviewSpec) -> Reviews:
    """Returns the engine for a spec.

    Raises:
        RulesError: A rule file has a mistake.
        UsageError: The spec names something that does not exist.
    """
    with held():
        from clausegap.engine import Engine  # noqa: PLC0415  much loads only where documents are reviewed

        return Engine(spec)


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a report is written to.

    Attributes:
        format: Name of a format in ``renderers.table``.
        path: Where it goes.
    """

    format: str
    path: str

    @property
    def name(self) -> str:
        """Name of the file, without its folder."""
        return Path(self.path).name


@dataclass(frozen=True, slots=True)
class Prior:
    """A JSON report on the same content, made under the name of another source.

    Attributes:
        path: Where it is.
        sha256: Of the file: it must not have been changed.
        source: Whose report it is.
    """

    path: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class Job:
    """One document of a batch.

    Attributes:
        source: Path or URL of the document; its name, if the bytes are given.
        outputs: Files that the worker writes its report to; without any, the report itself comes back.
        prior: A report on the same content, which only has to be written under this source's name.
        data: Bytes of the document, or None to read them from the source.
    """

    source: str
    outputs: tuple[Output, ...] = ()
    prior: Prior | None = None
    data: bytes | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The source as valid Unicode: a file name may hold bytes that stand for no character."""
        return self.source.encode("utf-8", "backslashreplace").decode("utf-8")


def job_of(source: Source) -> Job:
    """Returns the job of a source, without outputs.

    Raises:
        UsageError: It is neither a path nor a name with bytes.
    """
    if isinstance(source, str | bytes | os.PathLike):
        return Job(os.fsdecode(source))
    match source:
        case (str(name), bytes(data)):
            return Job(name, data=data)
    raise UsageError(f"sources: paths, URLs or pairs of name and bytes are needed, not {type(source).__name__}")


@dataclass(frozen=True, slots=True)
class Plan:
    """Settings of a batch.

    Attributes:
        spec: What to review for.
        reading: How to read the documents.
        workers: Most processes at a time, at least 1.
        timeout: Seconds that one document may take before its worker is killed; None for no limit.
        memory: MiB that one document may take beyond what a worker has before; None for no limit.
            Enforced on Linux only.
        recycle_after: Documents after which a worker is replaced, whatever it has kept.
        factory: Builds what reviews; a function of an importable module, since workers never run
            the caller's script.

    Raises:
        UsageError: A setting is out of range.
    """

    spec: ReviewSpec
    reading: ReadOptions = DEFAULT_READING
    workers: int = 1
    timeout: float | None = None
    memory: int | None = None
    recycle_after: int = 1_000
    factory: Factory = make_engine

    def __post_init__(self) -> None:
        for what, given in (("jobs", self.workers), ("timeout", self.timeout or 0), ("memory", self.memory or 0)):
            if not isinstance(given, int | float):
                raise UsageError(f"{what}: a number is needed, not {given!r}")
        if self.workers < 1:
            raise UsageError(f"jobs: {self.workers} is too few; give 1 or more")
        if self.timeout is not None and not 0 < self.timeout <= MOST_SECONDS:
            raise UsageError(f"timeout: give more than 0 and at most {MOST_SECONDS:g} s, or None, not {self.timeout:g}")
        if self.memory is not None and self.memory < LEAST_MEMORY:
            raise UsageError(f"memory: {self.memory} MiB is too little; give {LEAST_MEMORY} or more, or None")
