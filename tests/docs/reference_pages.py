"""Builds the pages of docs/reference from the code: they are never edited by hand."""

from __future__ import annotations

import html
import inspect
import json
import re
from collections.abc import Callable, Iterator
from functools import partial

from api_page import api_page
from cli_page import cli_page
from doc_pages import ROOT
from rules_page import rules_page

from clausegap import errors
from clausegap.cli import exits
from clausegap.model.clause import Clause, Party, RuleMatch
from clausegap.model.comparison import (
    COMPARISON_SCHEMA_VERSION,
    Comparison,
    ElementChange,
    PassageChange,
    Piece,
    ProtectionChange,
    Reviser,
    Standing,
    WeakenerChange,
)
from clausegap.model.deviation import (
    STANDARD_SCHEMA_VERSION,
    Deviation,
    ElementDeviation,
    PassageDeviation,
    StandardComparison,
    WeakenerDeviation,
    WordingDeviation,
)
from clausegap.model.document import (
    Block,
    Document,
    Furniture,
    Notice,
    Page,
    Part,
    PdfRef,
    Revision,
    Segment,
    SourceInfo,
    TextRef,
    WordRef,
)
from clausegap.model.evidence import Evidence, Location, Parameter
from clausegap.model.extract import (
    EXTRACT_VERSION,
    ApartText,
    Coverage,
    Extract,
    ExtractBlock,
    ExtractPage,
    ExtractReference,
    ExtractSection,
    ExtractTarget,
    ExtractTerm,
)
from clausegap.model.finding import ElementFinding, Finding, NearMiss, Search, WeakenerFinding
from clausegap.model.outcome import Outcome, OutcomeError, Progress
from clausegap.model.policy import PolicyFinding
from clausegap.model.ranking import Clue, RankedPassage, RankedType, Ranking
from clausegap.model.report import (
    SCHEMA_VERSION,
    DocumentReference,
    JurisdictionNotice,
    Report,
    ReportNotice,
    ReportSource,
    TypeGuess,
)
from clausegap.model.risk import ChecklistItem, Risk, RiskPart, RiskView
from clausegap.model.terms import CONTRACT_TYPES
from clausegap.renderers.extract_json import extract_schema
from clausegap.renderers.json_report import comparison_schema, json_schema, standard_schema
from clausegap.rules.library import RuleLibrary, load_library
from clausegap.rules.models import Protection
from clausegap.rules.schemas import FILES as RULE_FILES
from clausegap.rules.schemas import rule_schema

FOLDER = ROOT / "docs" / "reference"
_NOTE = "<!-- written by tests/docs/refresh.py: change the code, not this page -->\n"
_ON_FINDINGS = (Finding, Evidence, Location, ElementFinding, Parameter, WeakenerFinding, Search, NearMiss)
_ON_RANKING = (Ranking, RankedType, RankedPassage, Clue)
_ON_CONTRACTS = (Clause, RuleMatch, Party, TypeGuess, ReportSource, DocumentReference, ReportNotice, JurisdictionNotice)
_ON_RISKS = (RiskView, Risk, RiskPart, ChecklistItem, PolicyFinding)
_ON_CHANGES = (ProtectionChange, Standing, ElementChange, WeakenerChange, PassageChange, Piece, Reviser)
_ON_DEVIATIONS = (Deviation, WordingDeviation, ElementDeviation, WeakenerDeviation, PassageDeviation)
_MODELS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("Report", (Report, *_ON_RISKS, *_ON_FINDINGS, *_ON_CONTRACTS, *_ON_RANKING)),
    ("Comparison", (Comparison, *_ON_CHANGES)),
    ("Comparison with standard wording", (StandardComparison, *_ON_DEVIATIONS)),
    (
        "Document",
        (Document, SourceInfo, Block, Segment, PdfRef, WordRef, TextRef, Page, Part, Furniture, Revision, Notice),
    ),
    ("Outcome", (Outcome, OutcomeError, Progress)),
    (
        "Extract",
        (
            Extract,
            Coverage,
            ExtractSection,
            ExtractBlock,
            ExtractTerm,
            ExtractReference,
            ExtractTarget,
            ExtractPage,
            ApartText,
        ),
    ),
)
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n      +.*)*)", re.M)


def _exit_codes() -> Iterator[tuple[int, str]]:
    yield 0, "no gap at or above `--fail-on`; for comparisons, no loss"
    yield exits.GAPS, "at least one such gap, or such a loss"
    yield errors.UsageError.exit_code, "usage: an option or argument is wrong, or an output cannot be written"
    yield exits.UNREADABLE, "at least one document could not be read or reviewed"
    yield exits.BAD_RULES, "a rule file has a mistake, or a rule breaks one of its examples"
    yield exits.INTERRUPTED, "stopped with Ctrl-C; a batch keeps what was finished"
    yield exits.PIPE_CLOSED, "the reader of standard output went away"


def errors_page() -> str:
    """Returns the page on errors."""
    listed = [getattr(errors, name) for name in vars(errors) if name.endswith("Error")]
    rows = [
        f"| `{cls.__name__}` | {_code(cls)} | {cls.exit_code} | {_first_line(cls)} |"
        for cls in listed
        if cls.__module__ == errors.__name__
    ]
    tree = inspect.cleandoc(inspect.getdoc(errors) or "").split("\n\n")[1]
    return "\n".join(
        [
            "# Errors",
            _NOTE,
            "Every error that clausegap raises on purpose is one of these. The message is one line: what is wrong",
            "with which file or argument, and what to do. Its parts are attributes: `source`, `problem` and `hint`",
            "of an `InputError`; `file`, `line`, `field` and `reason` of a `RulesError`.",
            "",
            "```text",
            inspect.cleandoc(tree),
            "```",
            "",
            "| error | code in `outcomes.jsonl` | exit code | when |",
            "|---|---|---|---|",
            *rows,
            "",
            "What a script sees of them: [exit codes](exit-codes.md).",
            "",
            "A batch never raises for a document. Its outcome is then `unreadable` with one of the codes above, or",
            "`failed` with `internal` (a fault of clausegap: please report it), `crashed`, `timeout`, `memory` or",
            "`not_written`.",
            "",
        ]
    )


def _code(cls: type) -> str:
    return f"`{cls.__dict__['code']}`" if "code" in cls.__dict__ and cls is not errors.InputError else ""


def _first_line(cls: type) -> str:
    return (inspect.getdoc(cls) or "").splitlines()[0]


def report_page() -> str:
    """Returns the page on the report and the document it speaks of."""
    lines = [
        "# Report, comparison, document and outcome",
        _NOTE,
        "The fields of what `clausegap.review`, `Reviewer.compare`, `Reviewer.compare_with_standard`,",
        "`clausegap.load`, `clausegap.review_many` and `clausegap.extract` return. The words that fields such as",
        "`status` take are explained in the [vocabulary](vocabulary.md). The JSON Schemas are",
        "[report.schema.json](report.schema.json),",
        "[comparison.schema.json](comparison.schema.json), [standard.schema.json](standard.schema.json) and",
        "[extract.schema.json](extract.schema.json); `clausegap schema report`, `comparison`, `standard` and",
        "`extract` print them. [Rule files](rule-files.md) have a page of their own.",
        "",
        f"The format of reports has version {SCHEMA_VERSION}, that of comparisons {COMPARISON_SCHEMA_VERSION}, that",
        f"of comparisons with standard wording {STANDARD_SCHEMA_VERSION}, that of extracts {EXTRACT_VERSION}. A new",
        "field raises the second number, a field that goes or changes its meaning",
        "the first.",
        "",
    ]
    for title, models in _MODELS:
        lines += [f"## {title}", ""]
        lines += [line for model in models for line in _model(model)]
    return "\n".join(lines)


def _model(cls: type) -> Iterator[str]:
    doc = inspect.getdoc(cls) or ""
    told = dict(_ATTRIBUTE.findall(doc))
    yield f"### {cls.__name__}"
    yield ""
    yield " ".join(doc.split("\n\n")[0].split())
    yield ""
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    for name, kind in inspect.get_annotations(cls).items():
        if name != "model_config":
            shown = str(kind).replace("|", r"\|")
            yield f"| `{name}` | `{shown}` | {_in_line(told.get(name, ''))} |"
    yield ""


def _in_line(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("|", r"\|")


def schema_text() -> str:
    """Returns the JSON Schema of reports."""
    return json.dumps(json_schema(), indent=2) + "\n"


def comparison_schema_text() -> str:
    """Returns the JSON Schema of comparisons."""
    return json.dumps(comparison_schema(), indent=2) + "\n"


def standard_schema_text() -> str:
    """Returns the JSON Schema of comparisons with standard wording."""
    return json.dumps(standard_schema(), indent=2) + "\n"


def extract_schema_text() -> str:
    """Returns the JSON Schema of what ``extract`` gives."""
    return json.dumps(extract_schema(), indent=2) + "\n"


def rule_schema_text(name: str) -> str:
    """Returns the JSON Schema of a kind of rule file."""
    return json.dumps(rule_schema(name), indent=2) + "\n"


def risks_page() -> str:
    """Returns the page on the risks and what answers them."""
    library = load_library()
    heads = [risk.id for risk in library.risks.risks]
    lines = [
        "# Risks",
        _NOTE,
        "The twelve risks of outsourcing to intellectual property, with which every report opens, and the protections",
        "that answer them: `P` a main (primary) answer, `s` a supporting one.",
        "[Read a report](../how-to/read-a-report.md#2-the-risks) explains states and coverage.",
        "",
        *(f"- **{risk.id} {risk.title}.** {risk.text}" for risk in library.risks.risks),
        "",
        "| protection | " + " | ".join(heads) + " | mitigations |",
        "|---" * (len(heads) + 2) + "|",
    ]
    for protection in library.protections:
        marks = [
            "P" if h in protection.answers.primary else "s" if h in protection.answers.supporting else "" for h in heads
        ]
        lines.append(f"| {protection.title} | {' | '.join(marks)} | {' '.join(protection.answers.mitigations)} |")
    lines += ["", *(f"- {name}: {text}" for name, text in library.risks.mitigations.items()), ""]
    lines += ["## Outside the contract", "", "No contract can give these; reports show them as a checklist.", ""]
    lines += [f"- {item.text} ({', '.join(item.risks)})" for item in library.risks.checklist]
    supplier = load_library(side="supplier").risks
    lines += ["", "## Risks of the supplier", "", "A report for the supplier opens with these.", ""]
    lines += [f"- **{risk.id} {risk.title}.** {risk.text}" for risk in supplier.risks]
    lines += ["", "Outside the contract:", "", *(f"- {i.text} ({', '.join(i.risks)})" for i in supplier.checklist)]
    return "\n".join([*lines, ""])


def notices_page() -> str:
    """Returns the page on the jurisdiction notices."""
    file = load_library().notices
    rows = [f"| `{notice.id}` | {' '.join(notice.text.split())} |" for notice in file.notices]
    return "\n".join(
        [
            "# Jurisdiction notices",
            _NOTE,
            "Points to check with local counsel. They are no advice, state no outcome and never change a verdict; a",
            "report shows those that the governing law, an address or wording of the contract brings up. Last reviewed",
            f"on {file.reviewed_on}.",
            "",
            "| id | notice |",
            "|---|---|",
            *rows,
            "",
        ]
    )


def protections_page() -> str:
    """Returns the page on the protections, their parts and the playbooks."""
    customer, supplier = load_library(), load_library(side="supplier")
    lines = [
        "# Protections and playbooks",
        _NOTE,
        "What the shipped rules look for. Each protection is one file of `clause_patterns/`;",
        "[Add a protection](../how-to/add-a-protection.md) explains how to change one.",
        "",
        "## What each playbook expects",
        "",
        *_expectations(customer),
    ]
    for protection in customer.catalogue:
        lines += _protection(protection)
    lines += [
        "## What each playbook of the supplier expects",
        "",
        "A review for the supplier has a catalogue of its own",
        "([review-for-a-supplier.md](../how-to/review-for-a-supplier.md)). Those of its protections that are also the",
        "customer's follow the same rules with the parties exchanged; the others are in `clause_patterns/supplier/`.",
        "",
        *_expectations(supplier),
    ]
    for protection in supplier.catalogue:
        if protection.id in supplier.unranked:
            lines += _protection(protection)
    return "\n".join(lines)


def _expectations(library: RuleLibrary) -> Iterator[str]:
    """Yields the table of what the playbooks of a side expect."""
    books = [library.playbook_for(kind) for kind in CONTRACT_TYPES]
    yield "| protection | " + " | ".join(f"`{book.id}`" for book in books) + " |"
    yield "|---" * (len(books) + 1) + "|"
    for protection in library.catalogue:
        expected = [book.expects.get(protection.id, "not_expected").replace("_", " ") for book in books]
        yield f"| {protection.title} | " + " | ".join(expected) + " |"
    yield from ("", *(f"- `{book.id}`: {book.title}" for book in books), "")


def _protection(protection: Protection) -> Iterator[str]:
    yield f"## {protection.title}"
    yield ""
    yield " ".join(protection.definition.split())
    yield ""
    yield (
        f"`{protection.id}` of the family `{protection.family}`; "
        f"{protection.missing_severity} when it is required and missing."
    )
    yield ""
    yield "| element | role | what it asks for |"
    yield "|---|---|---|"
    for element in protection.elements:
        yield f"| `{element.id}` | {element.role} | {element.content} |"
    yield ""
    if protection.weakeners:
        yield "| weakener | severity | why |"
        yield "|---|---|---|"
    for weakener in protection.weakeners:
        yield f"| `{weakener.id}` | {weakener.severity} | {weakener.why} |"
    if protection.weakeners:
        yield ""


def exit_codes_page() -> str:
    """Returns the page on exit codes."""
    return "\n".join(
        [
            "# Exit codes",
            _NOTE,
            "What a script can rely on. Where several apply, the greater one is returned; a batch always finishes its",
            "other documents first.",
            "",
            "| code | meaning |",
            "|---|---|",
            *(f"| {code} | {meaning} |" for code, meaning in _exit_codes()),
            "",
            "`--fail-on` says how grave a gap must be to count, `medium` by default. For instance, to let a check fail",
            "on critical gaps only, and to keep the report either way:",
            "",
            "```console",
            "$ clausegap review sample_contracts/weak-msa.docx --fail-on critical -o weak-msa.html",
            "$ echo $?",
            "1",
            "$ clausegap review sample_contracts/weak-msa.docx --fail-on never -o weak-msa.html",
            "$ echo $?",
            "0",
            "$ clausegap review no-such-file.docx",
            "clausegap: no-such-file.docx: no such file; check the path",
            "$ echo $?",
            "3",
            "```",
            "",
            "What is wrong with a single document of a batch stands in `outcomes.jsonl`, as one of the codes of",
            "[errors](errors.md).",
            "",
        ]
    )


def python_page() -> str:
    """Returns the page on the public names."""
    return api_page(_NOTE, [model.__name__ for _, models in _MODELS for model in models])


def _with_plain_bars(build: Callable[[], str]) -> str:
    """Returns a page whose tables show ``a|b`` in code alike in every Markdown: some keep the backslash before it."""
    return "\n".join(_row(line) if line.startswith("|") else line for line in build().split("\n"))


def _row(line: str) -> str:
    parts = re.split(r"(`[^`]*`)", line)
    return "".join(_as_html(part) if part.startswith("`") and "|" in part else part for part in parts)


def _as_html(code: str) -> str:
    shown = html.escape(code.strip("`")).replace(r"\|", "|").replace("|", "&#124;")
    return f"<code>{shown}</code>"


_BUILDERS: dict[str, Callable[[], str]] = {
    "api.md": python_page,
    "exit-codes.md": exit_codes_page,
    "rule-files.md": partial(rules_page, _NOTE),
    "cli.md": lambda: cli_page(_NOTE, _exit_codes()),
    "errors.md": errors_page,
    "protections.md": protections_page,
    "report.md": report_page,
    "report.schema.json": schema_text,
    "comparison.schema.json": comparison_schema_text,
    "standard.schema.json": standard_schema_text,
    "extract.schema.json": extract_schema_text,
    "risks.md": risks_page,
    "notices.md": notices_page,
    **{f"schemas/{name}.schema.json": partial(rule_schema_text, name) for name in RULE_FILES},
}
PAGES: dict[str, Callable[[], str]] = {
    name: partial(_with_plain_bars, build) if name.endswith(".md") else build for name, build in _BUILDERS.items()
}
