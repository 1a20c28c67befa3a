"""An engine for the tests of batches and commands: the text of a document says what it does.

Workers import this module by name, which they can because pytest puts this folder on the path.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from comparison_factory import build_comparison
from report_factory import build_clean_report, build_report
from standard_factory import build_standard

from clausegap.deals.merge import merged_document
from clausegap.errors import RulesError
from clausegap.model.comparison import Comparison, Subject
from clausegap.model.deviation import StandardComparison
from clausegap.model.document import Document
from clausegap.model.frame import Frame
from clausegap.model.report import Report, ReportSource
from clausegap.model.section import Section
from clausegap.model.spec import ReviewSpec

_KEPT: list[bytearray] = []


class FakeEngine:
    fingerprint = "fake"

    def review(self, document: Document) -> Report:
        order, _, argument = document.text.strip().partition(" ")
        if order == "die":
            os._exit(int(argument))
        if order == "sleep":
            time.sleep(float(argument))
        if order == "eat":
            bytearray(int(argument) * 1024**2)
        if order == "keep":
            _KEPT.append(bytearray(int(argument) * 1024**2))
        if order == "bug":
            raise ZeroDivisionError(f"first line\n{argument}")
        report = build_report() if order == "gaps" else build_clean_report()
        if order == "log":
            with Path(argument).open("a", encoding="utf-8") as log:
                log.write(f"{document.source.name}\n")
        return report.model_copy(update={"source": _source(document), "governing_law": str(os.getpid())})

    def examine(self, document: Document) -> tuple[Report, Frame]:
        return self.review(document), Frame(
            (Section(0, len(document.text), len(document.text), None, None, 0),), {}, ()
        )

    def review_deal(self, documents: Sequence[Document]) -> tuple[Report, Document]:
        whole = merged_document(documents)
        return build_report().model_copy(update={"source": _source(whole)}), whole

    def compare(self, old: Document, new: Document, subject: Subject = "versions") -> Comparison:
        found = build_comparison(subject=subject, old=_source(old), new=_source(new))
        kept = [c for c in found.changes if c.kind in new.text.split()] if "only" in new.text else found.changes
        return found.model_copy(update={"changes": tuple(kept)})

    def compare_with_standard(self, document: Document) -> StandardComparison:
        found = build_standard(source=_source(document))
        kept = [d for d in found.deviations if d.kind in document.text.split()]
        return found.model_copy(update={"deviations": tuple(kept)}) if "only" in document.text else found


def make_fake(spec: ReviewSpec) -> FakeEngine:
    return FakeEngine()


class CalmEngine(FakeEngine):
    """Says nothing of its process, so that its reports can be compared."""

    def review(self, document: Document) -> Report:
        return super().review(document).model_copy(update={"governing_law": None})


def make_calm(spec: ReviewSpec) -> FakeEngine:
    return CalmEngine()


def make_broken(spec: ReviewSpec) -> FakeEngine:
    raise RulesError("bad.yaml", 3, "id", "is empty")


def make_in_parent_only(spec: ReviewSpec) -> FakeEngine:
    """Builds an engine in the process whose id is the customer's name; dies in any other."""
    if str(os.getpid()) != spec.customer:
        os._exit(7)
    return FakeEngine()


def write_contracts(folder: Path, *texts: str) -> list[str]:
    paths = [folder / f"{number:02}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def _source(document: Document) -> ReportSource:
    info = document.source
    return ReportSource(
        name=info.name,
        media_type=info.media_type,
        sha256=info.sha256,
        size=info.size,
        pages=None,
        characters=len(document.text),
    )
