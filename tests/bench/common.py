"""What the benchmarks share: one engine, and loading that names the file when it fails."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from clausegap import Document, ReadOptions, ReviewSpec, load
from clausegap.engine import Engine
from clausegap.rules.library import load_library

# Clause types that rules alone can tell, by the protection whose clauses they are.
TOLD_BY_RULES = (
    "anti_assignment", "audit_rights", "exclusivity", "governing_law", "insurance", "ip_ownership_assignment",
    "no_solicit_of_customers", "no_solicit_of_employees", "non_compete", "source_code_escrow",
)  # fmt: skip
SUFFIXES = (".pdf", ".docx", ".docm", ".txt", ".md")


@lru_cache(maxsize=1)
def engine_for(spec: ReviewSpec | None = None) -> Engine:
    """Returns the engine for a spec; the customer's side by default."""
    return Engine(spec or ReviewSpec())


def labels_by_protection() -> dict[str, str]:
    """Returns the label in the data of each protection that rules alone can tell."""
    types = load_library(()).clause_types
    return {types[name].protection or "": types[name].labels[0] for name in TOLD_BY_RULES}


def load_file(path: Path) -> Document:
    """Returns a loaded contract, without OCR: that is measured by itself, and not every machine has it."""
    return load(path, reading=ReadOptions(ocr=False))


def contracts_in(folder: Path) -> list[Path]:
    """Returns the contract files of a folder, sorted by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
