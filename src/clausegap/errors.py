"""Every error that clausegap raises on purpose.

    ClausegapError
    ├── InputError                 a document cannot be reviewed (exit code 3)
    │   ├── MissingFileError       no such file, or it cannot be opened
    │   ├── EmptyFileError         nothing in it
    │   ├── NoContractsError       a folder, mail or archive without any file of a known format
    │   ├── SeveralContractsError  a mail or archive with more than one contract: name one
    │   ├── UnknownFormatError     not a format that can be read
    │   ├── OldWordFormatError     binary .doc, .rtf or .odt: readable by conversion
    │   ├── EncryptedFileError     a password is needed
    │   ├── MalformedFileError     the format is known, but the file is broken
    │   ├── NoTextError            pages without a text layer: needs OCR
    │   ├── NoTrackedChangesError  a format that keeps no changes, so that none can be compared
    │   ├── NotAnnotatableError    a format that takes no notes, or several documents reviewed as one
    │   ├── TooLargeError          over a stated limit
    │   ├── TimeLimitError         reading or reviewing it took longer than allowed
    │   ├── MemoryLimitError       reading or reviewing it needs more memory than allowed
    │   └── CrashedError           the process that read it died, or met an error that nobody foresaw
    ├── RulesError                 a rule, playbook or lexicon file has a mistake (exit code 4)
    ├── WeightsError               a file of learned weights cannot be used (exit code 4)
    ├── DataError                  labelled data cannot be trained on (exit code 3)
    └── UsageError                 an argument names something that does not exist (exit code 2)

Messages are one line: what is wrong with which file or argument, and what to do about it.
"""

from __future__ import annotations


class ClausegapError(Exception):
    """Base of all errors of this package.

    Example:
        >>> try:
        ...     clausegap.load("no-such-file.pdf")
        ... except clausegap.ClausegapError as error:
        ...     print(error, error.exit_code)
        no-such-file.pdf: no such file; check the path 3
    """

    exit_code = 1


class InputError(ClausegapError):
    """A document cannot be reviewed.

    Attributes:
        source: Path or name of the document, as the caller gave it.
        problem: What is wrong, without the name.
        hint: What the user can do about it.

    Example:
        >>> try:
        ...     clausegap.load(b"", name="contract.pdf")
        ... except clausegap.InputError as error:
        ...     print(error.code, error.problem, sep=": ")
        empty_file: it holds nothing
    """

    exit_code = 3
    code = "unreadable"

    def __init__(self, source: str, problem: str, hint: str) -> None:
        self.source = source
        self.problem = problem
        self.hint = hint
        super().__init__(source, problem, hint)

    def __str__(self) -> str:
        return f"{self.source}: {self.problem}; {self.hint}"


class MissingFileError(InputError):
    """No such file, or it cannot be opened."""

    code = "missing_file"


class EmptyFileError(InputError):
    """The file holds nothing."""

    code = "empty_file"


class NoContractsError(InputError):
    """A folder, mail or archive holds no file of a format that can be read."""

    code = "no_contracts"


class SeveralContractsError(InputError):
    """A mail or archive holds more than one contract where one is asked for."""

    code = "several_contracts"


class UnknownFormatError(InputError):
    """The file is of no format that can be read."""

    code = "unknown_format"


class OldWordFormatError(InputError):
    """Binary Word, RTF or OpenDocument: readable only after a conversion."""

    code = "old_word_format"


class EncryptedFileError(InputError):
    """The file opens only with a password."""

    code = "encrypted"


class MalformedFileError(InputError):
    """The format is known, but the file is truncated, damaged or dangerous."""

    code = "malformed"


class NoTextError(InputError):
    """The document's pages carry no text layer, as scans do not."""

    code = "no_text"


class NoTrackedChangesError(InputError):
    """The file is of a format that keeps no tracked changes, so that none can be compared."""

    code = "no_tracked_changes"


class NotAnnotatableError(InputError):
    """The document is of a format that takes no notes, or was put together from several files."""

    code = "not_annotatable"


class TooLargeError(InputError):
    """The file is over a stated limit."""

    code = "too_large"


class TimeLimitError(InputError):
    """Reading or reviewing the document took longer than allowed."""

    code = "timeout"


class MemoryLimitError(InputError):
    """Reading or reviewing the document needs more memory than allowed."""

    code = "memory"


class CrashedError(InputError):
    """The process that read the document died, or met an error that nobody foresaw."""

    code = "crashed"


class RulesError(ClausegapError):
    """A rule, playbook or lexicon file has a mistake.

    Attributes:
        file: Path of the file.
        line: Line of the mistake, from 1, or None when the whole file is meant.
        field: Dotted path of the field, for instance ``anchors.0.patterns.1.phrase``.
        reason: What is wrong with it and how to mend it.

    Example:
        >>> try:
        ...     clausegap.Reviewer(rules=["no-such-rules.yaml"]).review(clausegap.load_text("One year."))
        ... except clausegap.RulesError as error:
        ...     print(error)
        no-such-rules.yaml: no such rule file or folder
    """

    exit_code = 4

    def __init__(self, file: str, line: int | None, field: str, reason: str) -> None:
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason
        super().__init__(file, line, field, reason)

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.field}: {self.reason}" if self.field else f"{place}: {self.reason}"


class WeightsError(ClausegapError):
    """A file of learned weights is damaged, missing, or made by another version.

    Attributes:
        file: Path of the file.
        problem: What is wrong with it and what to do.
    """

    exit_code = 4

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        self.problem = problem
        super().__init__(file, problem)

    def __str__(self) -> str:
        return f"{self.file}: {self.problem}"


class DataError(ClausegapError):
    """Labelled data is not of a known shape, or too little to learn from.

    Attributes:
        source: Folder or file, with the row where one is to blame.
        problem: What is wrong and what to do.
    """

    exit_code = 3

    def __init__(self, source: str, problem: str) -> None:
        self.source = source
        self.problem = problem
        super().__init__(source, problem)

    def __str__(self) -> str:
        return f"{self.source}: {self.problem}"


class UsageError(ClausegapError):
    """An argument names something that does not exist, such as an unknown playbook.

    Example:
        >>> try:
        ...     clausegap.Limits(seconds=0)
        ... except clausegap.UsageError as error:
        ...     print(error, error.exit_code)
        seconds: 0 is no limit; give more than 0 and at most 86400 2
    """

    exit_code = 2
