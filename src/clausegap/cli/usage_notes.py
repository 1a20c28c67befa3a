"""What the manual says of each command beside its options: how it ends, and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Codes = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class UsageNotes:
    """Notes on how a command is used.

    Attributes:
        codes: Exit codes with their meanings.
        examples: Command lines with what they do, in lower case.
    """

    codes: Codes
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def codes_line(self) -> str:
        """The exit codes in a sentence."""
        return f"Exit codes: {', '.join(f'{code} {meaning}' for code, meaning in self.codes)}."


_REVIEW: Final[Codes] = (
    (0, "no gap at or above --fail-on"),
    (1, "such gaps"),
    (2, "usage error"),
    (3, "some input not reviewed"),
    (4, "bad rules"),
)
_LOSS: Final[Codes] = (
    (0, "no loss at or above --fail-on"),
    (1, "such losses"),
    (2, "usage error"),
    (3, "input not read"),
    (4, "bad rules"),
)
_RULES: Final[Codes] = ((0, "shown"), (2, "usage error"), (4, "bad rules"))
_TRAINING: Final[Codes] = ((0, "done"), (2, "usage error"), (3, "data that cannot be learned from"), (4, "bad rules"))

ROOT: Final = UsageNotes(_REVIEW)

USAGE_NOTES: Final[Mapping[str, UsageNotes]] = {
    "review": UsageNotes(
        _REVIEW,
        (
            ("clausegap review contract.docx -o report.html", "a report to read in a browser"),
            ("clausegap review contracts/ --exclude drafts -o gaps.xlsx", "one workbook of a folder"),
            ("clausegap review msa.pdf --format sarif --exit-zero -o gaps.sarif", "for a code-review tool"),
            ("curl -s https://example.org/nda.pdf | clausegap review - --side supplier", "from a pipe"),
        ),
    ),
    "compare": UsageNotes(
        _LOSS,
        (
            ("clausegap compare old.docx new.pdf", "what became of each protection"),
            ("clausegap compare old.docx new.docx --fail-on high -o changes.html", "a page; only grave losses fail"),
            ("clausegap compare msa.docx --standard --playbook acme.yaml", "how its clauses differ from your wording"),
        ),
    ),
    "annotate": UsageNotes(
        ((0, "written"), (2, "usage error"), (3, "the file cannot be read or takes no notes"), (4, "bad rules")),
        (
            ("clausegap annotate msa.docx -o msa-reviewed.docx", "Word comments on the words that matter"),
            ("clausegap annotate msa.docx --insert-fallbacks -o markup.docx", "and the proposals as tracked changes"),
            ("clausegap annotate msa.pdf --severity high -o msa-reviewed.pdf", "highlights of the grave gaps"),
        ),
    ),
    "batch": UsageNotes(
        _REVIEW,
        (
            ("clausegap batch contracts/ --out reports --jobs 4", "reports and a summary of all"),
            ("clausegap batch contracts/ --out reports --resume", "go on after a stop"),
        ),
    ),
    "portfolio": UsageNotes(
        ((0, "answered"), (2, "usage error"), (3, "no report to be read")),
        (
            ("clausegap portfolio reports --protection audit_rights --status missing", "who may not be audited?"),
            ("clausegap portfolio reports --severity critical -o grave.xlsx", "a workbook of the worst"),
        ),
    ),
    "explain": UsageNotes(
        ((0, "explained"), (2, "usage error"), (3, "the file cannot be read"), (4, "bad rules")),
        (("clausegap explain contract.pdf --clause audit_rights-1", "the rules and words that decided"),),
    ),
    "extract": UsageNotes(
        ((0, "all was read"), (2, "usage error"), (3, "the file cannot be read, or words of it may be missing")),
        (("clausegap extract scan.pdf --show coverage --show notices", "was all of it read?"),),
    ),
    "train": UsageNotes(
        _TRAINING,
        (("clausegap train --data passages.csv --type most_favoured --out own-rules", "a clause type of your own"),),
    ),
    "evaluate": UsageNotes(_TRAINING, (("clausegap evaluate --data labelled/", "how well are clause types found?"),)),
    "schema": UsageNotes(
        ((0, "printed"), (2, "usage error")), (("clausegap schema report", "the schema of JSON reports"),)
    ),
    "patterns check": UsageNotes(
        ((0, "all examples hold"), (2, "usage error"), (4, "bad rules, or an example that fails")),
        (("clausegap patterns check --rules own-rules", "before rules are used"),),
    ),
    "patterns list": UsageNotes(_RULES),
    "patterns show": UsageNotes(_RULES, (("clausegap patterns show audit_rights", "what the rules ask for"),)),
    "playbooks list": UsageNotes(_RULES),
    "playbooks show": UsageNotes(_RULES, (("clausegap playbooks show msa", "what an MSA should have"),)),
    "playbooks diff": UsageNotes(
        ((0, "the same"), (1, "differences"), (2, "usage error"), (4, "bad rules")),
        (("clausegap playbooks diff msa own.yaml", "what an own playbook changes"),),
    ),
    "playbooks check": UsageNotes(_RULES, (("clausegap playbooks check own.yaml", "before it is used"),)),
    "config show": UsageNotes(
        ((0, "shown"), (2, "usage error, or a mistake in a file of settings")),
        (("clausegap config show review", "every option of review, and where its value comes from"),),
    ),
}
