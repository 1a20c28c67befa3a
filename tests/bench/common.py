"""What the benchmarks share: one engine, and loading that names the file when it fails."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from clausegap import Document, ReviewSpec, load
from clausegap.engine import Engine

SUFFIXES = (".pdf", ".docx", ".docm", ".txt", ".md")


@lru_cache(maxsize=1)
def engine_for(spec: ReviewSpec | None = None) -> Engine:
    """Returns the engine for a spec; the customer's side by default."""
    return Engine(spec or ReviewSpec())


def load_file(path: Path) -> Document:
    """Returns a loaded contract."""
    return load(path)


def contracts_in(folder: Path) -> list[Path]:
    """Returns the contract files of a folder, sorted by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
