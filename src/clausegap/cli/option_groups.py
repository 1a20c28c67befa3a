"""The options that several commands share, in the groups in which help shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from clausegap.cli import options
from clausegap.cli.filters import Filter
from clausegap.cli.grouped import OptionGroup
from clausegap.cli.inputs import STDIN_NAME
from clausegap.cli.manual import GENERAL
from clausegap.model.reading import DEFAULT_LIMITS, Limits, ReadOptions
from clausegap.model.spec import ReviewSpec
from clausegap.model.terms import Severity

_EXIT_CODE: Final = "Exit code"


@dataclass(frozen=True, kw_only=True)
class Choosing(OptionGroup):
    """Which files of those that are named."""

    heading: ClassVar[str] = "What to review"

    include: options.Include = None
    exclude: options.Exclude = None

    @property
    def filter(self) -> Filter:
        """The same as one value."""
        return Filter(tuple(self.include or ()), tuple(self.exclude or ()))


@dataclass(frozen=True, kw_only=True)
class ReviewChoosing(Choosing):
    """Which files, and whether they belong together."""

    as_deal: options.AsDeal = False


@dataclass(frozen=True, kw_only=True)
class Comparing(OptionGroup):
    """With what a contract is compared."""

    heading: ClassVar[str] = "What to compare"

    standard: options.Standard = False


@dataclass(frozen=True, kw_only=True)
class Naming(OptionGroup):
    """What a contract from standard input is called."""

    heading: ClassVar[str] = "How to read"

    stdin_name: options.StdinName = STDIN_NAME


@dataclass(frozen=True, kw_only=True)
class Expecting(OptionGroup):
    """What to review for."""

    heading: ClassVar[str] = "What to expect"

    side: options.Side = options.SideName.customer
    playbook: options.Playbook = None
    contract_type: options.ContractType = None
    rules: options.Rules = None
    customer: options.Customer = None
    supplier: options.Supplier = None

    @property
    def spec(self) -> ReviewSpec:
        """The same as one value."""
        return ReviewSpec(
            side=self.side.value,
            playbook=self.playbook,
            contract_type=self.contract_type.value if self.contract_type else None,
            rules=tuple(self.rules or ()),
            customer=self.customer,
            supplier=self.supplier,
        )


@dataclass(frozen=True, kw_only=True)
class Reading(OptionGroup):
    """How to read contracts, and what that may take."""

    heading: ClassVar[str] = "How to read"

    password: options.Password = None
    changes: options.Changes = options.ChangesName.accepted
    ocr: options.Ocr = True
    convert: options.Convert = False
    timeout: options.Timeout = DEFAULT_LIMITS.seconds
    memory: options.Memory = DEFAULT_LIMITS.memory

    @property
    def reading(self) -> ReadOptions:
        """How to read them, as one value."""
        return ReadOptions(password=self.password, changes=self.changes.value, ocr=self.ocr, convert=self.convert)

    @property
    def limits(self) -> Limits:
        """What one of them may take, as one value."""
        return Limits(self.timeout, self.memory)


@dataclass(frozen=True, kw_only=True)
class ChangesReading(Reading):
    """The same, or what the tracked changes of a file do to the protections."""

    changes: options.ReviewedChanges = options.ReviewedChangesName.accepted  # type: ignore[assignment]

    @property
    def compares(self) -> bool:
        """Whether it is asked what the changes do."""
        return self.changes.value == options.ReviewedChangesName.compare.value

    @property
    def reading(self) -> ReadOptions:
        """How to read them, as one value."""
        # Where the changes themselves are asked for, both views are read whatever this says.
        view = options.ChangesName.accepted if self.compares else options.ChangesName(self.changes.value)
        return ReadOptions(password=self.password, changes=view.value, ocr=self.ocr, convert=self.convert)


@dataclass(frozen=True, kw_only=True)
class ReportOutput(OptionGroup):
    """How reports are shown or written, and where."""

    heading: ClassVar[str] = "Output"

    format: options.ReportFormat = None
    output: options.SeveralOutput = None

    @property
    def wanted(self) -> str | None:
        """The name of the format, or None for that of the output's suffix."""
        return self.format.value if self.format else None


@dataclass(frozen=True, kw_only=True)
class ComparisonOutput(ReportOutput):
    """How a comparison is shown or written, and where."""

    format: options.Format = None  # type: ignore[assignment]
    output: options.Output = None


@dataclass(frozen=True, kw_only=True)
class Failing(OptionGroup):
    """When the exit code of a review tells of gaps."""

    heading: ClassVar[str] = _EXIT_CODE

    fail_on: options.Fail = options.FailOn.medium
    strict: options.Strict = False
    exit_zero: options.ExitZero = False

    @property
    def severity(self) -> Severity | None:
        """The least severity that makes it 1, or None for never."""
        return None if self.exit_zero or self.fail_on is options.FailOn.never else self.fail_on.value


@dataclass(frozen=True, kw_only=True)
class FailingOnLoss(OptionGroup):
    """When the exit code of a comparison tells of losses."""

    heading: ClassVar[str] = _EXIT_CODE

    fail_on: options.FailOnLoss = options.FailOnLossName.weaker
    strict: options.Strict = False
    exit_zero: options.ExitZero = False

    @property
    def severity(self) -> Severity | None:
        """The least severity of a loss that makes it 1, or None for never."""
        if self.exit_zero or self.fail_on is options.FailOnLossName.never:
            return None
        return "info" if self.fail_on is options.FailOnLossName.weaker else self.fail_on.value


@dataclass(frozen=True, kw_only=True)
class Telling(OptionGroup):
    """How much is said beside the result."""

    heading: ClassVar[str] = GENERAL

    quiet: options.Quiet = False
    verbose: options.Verbose = 0
