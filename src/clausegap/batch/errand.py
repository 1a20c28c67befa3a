"""What travels to a worker of somebody else's pool, and what it does there.

Executors run ``run_errand`` in processes that they own, and users of other engines ``review_one``. Such a process
builds one engine and keeps it, and reviews one document at a time, also where it has several threads: neither PDFium
nor spaCy's vocabulary may be used by two at once.
"""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from clausegap.batch.plan import Factory, Job, Reviews, Source, job_of, make_engine
from clausegap.batch.task import Result, failed, perform
from clausegap.errors import ClausegapError
from clausegap.model.outcome import Outcome
from clausegap.model.reading import DEFAULT_READING, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.version import VERSION

_FOREIGN = "other_rules"


@dataclass(frozen=True, slots=True)
class Errand:
    """A document, and how to review it: all that a worker is told.

    Attributes:
        job: The document.
        spec: What to review for.
        reading: How to read it.
        factory: Builds what reviews.
        fingerprint: Of whoever sent it; a worker whose rules or weights are others must not answer.
        version: Of clausegap there.
        brings_back: Whether the report files come back, from a worker that does not see their folder.
    """

    job: Job
    spec: ReviewSpec
    reading: ReadOptions
    factory: Factory
    fingerprint: str
    version: str = VERSION
    brings_back: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """What comes back.

    Attributes:
        result: What became of the document.
        files: Contents of its report files, if they were to be brought back.
    """

    result: Result
    files: tuple[bytes, ...] = ()


_one_at_a_time = threading.Lock()
# The engine of this process and what it was built for. Rules take long to load, and one batch asks for one kind.
_engine: tuple[tuple[Factory, ReviewSpec], Reviews] | None = None


def review_one(source: Source, spec: ReviewSpec, *, reading: ReadOptions = DEFAULT_READING) -> Outcome:
    """Returns the outcome of one document, reviewed in this process, which keeps its rules for the next.

    For engines that bring their own processes, such as Ray and Spark. It can be pickled, as can all that it takes and
    returns. Whatever is wrong with a document is in the outcome. Nothing here limits time and memory.

    Args:
        source: Path or URL of the document, or its name and bytes.
        spec: What to review for.
        reading: How to read it.

    Raises:
        RulesError: A rule file has a mistake.
        UsageError: The spec names something that does not exist.

    Example:
        >>> review_one(("nda.txt", b""), ReviewSpec()).error.code
        'empty_file'
    """
    with _one_at_a_time:
        return perform(job_of(source), _engine_for(make_engine, spec), reading).whole()


def run_errand(errand: Errand) -> Returned:
    """Returns what became of a document; never raises an ``Exception``."""
    with _one_at_a_time:
        try:
            engine = _engine_for(errand.factory, errand.spec)
        except ClausegapError as error:  # rules or a playbook that are not on this machine
            return Returned(failed(errand.job, _FOREIGN, f"{errand.job.name}: {error}"))
        difference = _difference(errand, engine)
        if difference is not None:
            return Returned(failed(errand.job, _FOREIGN, f"{errand.job.name}: {difference}"))
        if errand.brings_back and errand.job.outputs:
            return _bringing_back(errand, engine)
        return Returned(perform(errand.job, engine, errand.reading))


def _engine_for(factory: Factory, spec: ReviewSpec) -> Reviews:
    global _engine  # noqa: PLW0603  the process is its pool's; nothing else in it lasts from task to task
    if _engine is None or _engine[0] != (factory, spec):
        _engine = ((factory, spec), factory(spec))
    return _engine[1]


def _difference(errand: Errand, engine: Reviews) -> str | None:
    if errand.version != VERSION:
        return f"the worker has clausegap {VERSION}, not {errand.version}; install the same version everywhere"
    if errand.fingerprint != engine.fingerprint:
        return "the worker has other rules or weights; give it the same files"
    return None


def _bringing_back(errand: Errand, engine: Reviews) -> Returned:
    with tempfile.TemporaryDirectory(prefix="clausegap-") as folder:
        places = tuple(replace(output, path=str(Path(folder) / output.name)) for output in errand.job.outputs)
        result = perform(replace(errand.job, outputs=places), engine, errand.reading)
        return Returned(result, tuple((Path(folder) / name).read_bytes() for name in result.outcome.files))
