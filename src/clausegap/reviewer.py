"""The public way in: a Reviewer, and ``review`` for one contract with the defaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache, cached_property
from typing import TYPE_CHECKING

from clausegap.engine import Engine
from clausegap.errors import UsageError
from clausegap.loaders import load
from clausegap.loaders.views import load_views
from clausegap.model.clause import Clause
from clausegap.model.document import Document
from clausegap.model.outcome import Outcome, Progress
from clausegap.model.reading import DEFAULT_LIMITS, DEFAULT_READING, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import ContractType, Side
from clausegap.reports import ComparisonReport, GapReport, StandardReport

if TYPE_CHECKING:
    from clausegap.batch.executors import Pool

Source = str | os.PathLike[str] | bytes | Document


class Reviewer:
    """Reviews contracts with one set of options; rules and pipeline are loaded at the first use.

    Threads may share one: they take turns.

    Args:
        side: The party that is advised.
        playbook: Name of a shipped playbook or path of a playbook file.
        contract_type: Detected from the text by default.
        rules: Further rule files or folders.
        reading: How to read the documents, for instance with a password.
        limits: What reading a document may take; each is then read in a process of its own. None, the
            default, reads in this process: right for files that you trust.
        customer: Name or defined term of the customer, where the text does not tell.
        supplier: The same for the supplier.

    Raises:
        UsageError: The rules are one string, whose letters would be taken for paths, or a party's name is no string.

    Example:
        >>> Reviewer(side="supplier")
        Reviewer(side='supplier')
    """

    def __init__(  # noqa: PLR0913  each is given by its name
        self,
        *,
        side: Side = "customer",
        playbook: str | os.PathLike[str] | None = None,
        contract_type: ContractType | None = None,
        rules: Sequence[str | os.PathLike[str]] = (),
        reading: ReadOptions = DEFAULT_READING,
        limits: Limits | None = None,
        customer: str | None = None,
        supplier: str | None = None,
    ) -> None:
        if isinstance(rules, str | bytes):
            raise UsageError(f"rules: a list of paths is needed, not one string; write [{rules!r}]")
        self.reading = reading
        self.limits = limits
        self.spec = ReviewSpec(
            side=side,
            playbook=None if playbook is None else os.fspath(playbook),
            contract_type=contract_type,
            rules=tuple(os.fspath(path) for path in rules),
            customer=customer,
            supplier=supplier,
        )

    def __repr__(self) -> str:
        """Returns the call that makes it, as far as it says what to review for."""
        spec, default = self.spec, ReviewSpec()
        options = ((one.name, getattr(spec, one.name)) for one in fields(spec))
        told = (f"{name}={value!r}" for name, value in options if value != getattr(default, name))
        return f"Reviewer({', '.join(told)})"

    def __getstate__(self) -> dict[str, object]:
        """Returns the options alone: a copy in another process builds an engine of its own."""
        return {name: value for name, value in self.__dict__.items() if name != "_engine"}

    @cached_property
    def _engine(self) -> Engine:
        return Engine(self.spec)

    def review(self, source: Source) -> GapReport:
        """Returns the gap report of one contract.

        Args:
            source: A path or URL, the bytes of a file, or a loaded Document. A string with a line break in it is
                taken for the contract's text.

        Raises:
            InputError: The document cannot be read.
            RulesError: A rule file has a mistake.
            UsageError: An option names something that does not exist, or the source is of another type.

        Example:
            >>> Reviewer().review("sample_contracts/one-way-nda-supplier.docx").worst_severity()
            'critical'
        """
        document = self._loaded(source)
        report, frame = self._engine.examine(document)
        return GapReport.model_construct(**{**dict(report), "document": document, "frame": frame})

    def review_deal(self, sources: Sequence[Source]) -> GapReport:
        """Returns one gap report on several documents that belong together.

        A framework agreement, its orders, schedules, amendments and NDAs are read as one contract:
        what one incorporates from another counts as found, amendments and an order of precedence
        decide conflicts, and each piece of evidence says which document it comes from.

        Args:
            sources: As for ``review``.

        Raises:
            InputError: A document cannot be read.
            RulesError: A rule file has a mistake.
            UsageError: No document, or an option that names something that does not exist.

        Example:
            >>> files = ["sample_contracts/weak-msa.docx", "sample_contracts/sow-by-reference.docx"]
            >>> deal = Reviewer().review_deal(files)
            >>> [source.name for source in deal.documents]
            ['weak-msa.docx', 'sow-by-reference.docx']
        """
        if isinstance(sources, str | bytes | os.PathLike):
            raise UsageError(f"sources: a list of documents is needed, not one; write [{sources!r}], or use review()")
        documents = [self._loaded(source) for source in sources]
        report, whole = self._engine.review_deal(documents)
        return GapReport.model_construct(**{**dict(report), "document": whole})

    def compare(self, old: Source, new: Source) -> ComparisonReport:
        """Returns what became of each protection between two versions of a contract.

        Both are reviewed under the contract type and playbook of the new version.

        Args:
            old: The old version; as for ``review``.
            new: The new version.

        Raises:
            InputError: A document cannot be read.
            RulesError: A rule file has a mistake.
            UsageError: An option names something that does not exist.

        Example:
            >>> comparison = Reviewer().compare("sample_contracts/weak-msa.docx", "sample_contracts/weak-msa.pdf")
            >>> len(comparison.losses)
            0
        """
        return ComparisonReport.model_construct(**dict(self._engine.compare(self._loaded(old), self._loaded(new))))

    def compare_with_standard(self, source: Source) -> StandardReport:
        """Returns how far the clauses of one contract are from standard wording, protection by protection.

        The standard is the playbook's own preferred wording and its fallbacks; where it has none on a protection, the
        wording that comes with the rules.

        Args:
            source: As for ``review``.

        Raises:
            InputError: The document cannot be read.
            RulesError: A rule file has a mistake.
            UsageError: An option names something that does not exist.

        Example:
            >>> reviewer = Reviewer(side="supplier")
            >>> found = reviewer.compare_with_standard("sample_contracts/one-way-nda-supplier.docx")
            >>> found.playbook
            'supplier_nda'
        """
        return StandardReport.model_construct(**dict(self._engine.compare_with_standard(self._loaded(source))))

    def review_changes(self, source: str | os.PathLike[str] | bytes) -> ComparisonReport:
        """Returns which protections the tracked changes of a Word file weaken, strengthen, add or remove.

        Args:
            source: Path or content of the file.

        Raises:
            InputError: The file cannot be read; a ``NoTrackedChangesError`` if its format keeps no changes.
            RulesError: A rule file has a mistake.
            UsageError: An option names something that does not exist.

        Example:
            >>> comparison = Reviewer().review_changes("sample_contracts/tracked-changes.docx")
            >>> comparison.losses[0].kind
            'weakened'
        """
        original, accepted = load_views(source, reading=self.reading)
        found = self._engine.compare(original, accepted, "tracked_changes")
        return ComparisonReport.model_construct(**dict(found))

    def find_clauses(self, source: Source) -> tuple[Clause, ...]:
        """Returns the operative clauses of one contract, in text order, without judging them.

        Args:
            source: As for ``review``.

        Raises:
            InputError: The document cannot be read.
            RulesError: A rule file has a mistake.
            UsageError: An option names something that does not exist.

        Example:
            >>> len(Reviewer().find_clauses("sample_contracts/weak-msa.docx")) > 20
            True
        """
        return self.review(source).clauses

    def review_many(  # noqa: PLR0913  each is given by its name
        self,
        sources: Iterable[str | os.PathLike[str] | tuple[str, bytes]],
        *,
        jobs: int = 1,
        executor: Pool | None = None,
        sends_files: bool = False,
        journal: str | os.PathLike[str] | None = None,
        resume: bool = True,
        on_progress: Callable[[Progress], None] | None = None,
        progress: bool | None = None,
        timeout: float | None = DEFAULT_LIMITS.seconds,
        memory: int | None = DEFAULT_LIMITS.memory,
    ) -> Iterator[Outcome]:
        """Yields exactly one outcome for each source, in their order; see ``clausegap.review_many``.

        Args:
            sources: Paths or URLs of contracts, or pairs of name and bytes.
            jobs: Worker processes; a crash or hang of one costs one document.
            executor: A ``concurrent.futures.Executor``, a Dask client or the address of a Dask scheduler, to review
                there.
            sends_files: Whether files travel to these workers and reports come back.
            journal: Folder for the reports and a journal, by which a run that was stopped goes on.
            resume: Whether to go on with the run in that folder, or to begin anew.
            on_progress: Called whenever an outcome is known, so not in order.
            progress: Whether to show a progress bar; None for only in a notebook or at a prompt.
            timeout: Seconds that one document may take, or None.
            memory: MiB that one document may take, or None; enforced on Linux only.

        Raises:
            OSError: The journal cannot be written.
            RulesError: A rule file has a mistake; raised before anything starts.
            UsageError: An argument is wrong, or the journal is not one; raised before anything starts.

        Example:
            >>> [outcome.status for outcome in Reviewer().review_many(["no-such-file.pdf"])]
            ['unreadable']
        """
        from clausegap.batch import review_many  # noqa: PLC0415  a single review needs nothing of it

        return review_many(
            sources,
            self.spec,
            reading=self.reading,
            jobs=jobs,
            executor=executor,
            sends_files=sends_files,
            journal=journal,
            resume=resume,
            on_progress=on_progress,
            progress=progress,
            timeout=timeout,
            memory=memory,
        )

    def _loaded(self, source: Source) -> Document:
        return source if isinstance(source, Document) else load(source, reading=self.reading, limits=self.limits)


def review(source: Source) -> GapReport:
    """Returns the gap report of one contract from the customer's side, with the shipped rules.

    Args:
        source: A path or URL, the bytes of a file, or a loaded Document. A string with a line break in it is taken
            for the contract's text.

    Raises:
        InputError: The document cannot be read.
        UsageError: The source is of another type.

    Example:
        >>> report = review("sample_contracts/weak-msa.docx")
        >>> report.finding("audit_rights").status
        'weak'
    """
    return _default().review(source)


@cache
def _default() -> Reviewer:
    """Returns the reviewer of all calls without options, so that each does not make the rules ready anew."""
    return Reviewer()
