"""What a batch does: its documents and its settings, as small values that travel to the workers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from clausegap._collection import held
from clausegap.model.comparison import Comparison, Subject
from clausegap.model.document import Document
from clausegap.model.reading import DEFAULT_READING, ReadOptions
from clausegap.model.report import Report
from clausegap.model.spec import ReviewSpec


class Reviews(Protocol):
    """Something that reviews documents; usually an ``Engine``."""

    def review(self, document: Document) -> Report:
        """Returns the report on a document."""
        ...

    def review_deal(self, documents: Sequence[Document]) -> tuple[Report, Document]:
        """Returns one report on documents that belong together, and the document it speaks of."""
        ...

    def compare(self, old: Document, new: Document, subject: Subject = "versions") -> Comparison:
        """Returns what became of each protection between two versions."""
        ...


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


@dataclass(frozen=True, slots=True)
class Job:
    """One document of a batch.

    Attributes:
        source: Path of the document.
        outputs: Files that the worker writes its report to.
    """

    source: str
    outputs: tuple[Output, ...] = ()

    @property
    def name(self) -> str:
        """The source as valid Unicode: a file name may hold bytes that stand for no character."""
        return self.source.encode("utf-8", "backslashreplace").decode("utf-8")


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
        recycle_after: Documents after which a worker is replaced, so that what spaCy's vocabulary
            gathers is freed.
        factory: Builds what reviews; a function of an importable module, since workers never run
            the caller's script.
    """

    spec: ReviewSpec
    reading: ReadOptions = DEFAULT_READING
    workers: int = 1
    timeout: float | None = None
    memory: int | None = None
    recycle_after: int = 200
    factory: Factory = make_engine
