"""clausegap: finds the protective clauses in outsourcing contracts and reports the gaps.

Importing the package loads nothing heavy; each public name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # type checkers know the name; importing typing would cost a third of the start-up
if TYPE_CHECKING:
    from clausegap.batch import review_many, review_one
    from clausegap.errors import ClausegapError, InputError, RulesError, UsageError
    from clausegap.extraction import extract
    from clausegap.loaders import load, load_text
    from clausegap.model.clause import Clause
    from clausegap.model.comparison import Comparison
    from clausegap.model.deviation import StandardComparison
    from clausegap.model.document import Document
    from clausegap.model.extract import Extract
    from clausegap.model.finding import Finding
    from clausegap.model.outcome import Outcome, Progress
    from clausegap.model.reading import Limits, ReadOptions
    from clausegap.model.report import Report
    from clausegap.model.spec import ReviewSpec
    from clausegap.pipeline import build_pipeline
    from clausegap.portfolio import Portfolio
    from clausegap.reports import ComparisonReport, GapReport, StandardReport
    from clausegap.reviewer import Reviewer, review

    __version__: str

__all__ = [
    "Clause",
    "ClausegapError",
    "Comparison",
    "ComparisonReport",
    "Document",
    "Extract",
    "Finding",
    "GapReport",
    "InputError",
    "Limits",
    "Outcome",
    "Portfolio",
    "Progress",
    "ReadOptions",
    "Report",
    "ReviewSpec",
    "Reviewer",
    "RulesError",
    "StandardComparison",
    "StandardReport",
    "UsageError",
    "__version__",
    "build_pipeline",
    "extract",
    "load",
    "load_text",
    "review",
    "review_many",
    "review_one",
]

_HOMES = {
    "batch": ("review_many", "review_one"),
    "errors": ("ClausegapError", "InputError", "RulesError", "UsageError"),
    "extraction": ("extract",),
    "loaders": ("load", "load_text"),
    "model.document": ("Document",),
    "model.extract": ("Extract",),
    "model.outcome": ("Outcome", "Progress"),
    "model.clause": ("Clause",),
    "model.comparison": ("Comparison",),
    "model.deviation": ("StandardComparison",),
    "model.finding": ("Finding",),
    "model.reading": ("Limits", "ReadOptions"),
    "model.report": ("Report",),
    "model.spec": ("ReviewSpec",),
    "pipeline": ("build_pipeline",),
    "portfolio": ("Portfolio",),
    "reports": ("ComparisonReport", "GapReport", "StandardReport"),
    "reviewer": ("Reviewer", "review"),
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("clausegap.version").VERSION
    for home, names in _HOMES.items():
        if name in names:
            from clausegap._collection import held

            with held():
                module = import_module(f"clausegap.{home}")
            return getattr(module, name)
    raise AttributeError(f"module 'clausegap' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
