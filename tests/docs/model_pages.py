"""Builds docs/reference/report.md from the models: the fields of what the public functions return."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

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

_ON_FINDINGS = (Finding, Evidence, Location, ElementFinding, Parameter, WeakenerFinding, Search, NearMiss)
_ON_RANKING = (Ranking, RankedType, RankedPassage, Clue)
_ON_CONTRACTS = (Clause, RuleMatch, Party, TypeGuess, ReportSource, DocumentReference, ReportNotice, JurisdictionNotice)
_ON_RISKS = (RiskView, Risk, RiskPart, ChecklistItem, PolicyFinding)
_ON_CHANGES = (ProtectionChange, Standing, ElementChange, WeakenerChange, PassageChange, Piece, Reviser)
_ON_DEVIATIONS = (Deviation, WordingDeviation, ElementDeviation, WeakenerDeviation, PassageDeviation)
MODELS: tuple[tuple[str, tuple[type, ...]], ...] = (
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


def report_page(note: str) -> str:
    """Returns the page on the report and the document it speaks of."""
    lines = [
        "# Report, comparison, document and outcome",
        note,
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
    for title, models in MODELS:
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
