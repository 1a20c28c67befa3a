"""The spaCy pipeline: the only package that knows spaCy.

Public names are loaded when they are first used: reading the structure of a contract needs no spaCy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausegap.pipeline.build import build_pipeline
    from clausegap.pipeline.colors import clause_colors
    from clausegap.pipeline.extract import analysis_of

__all__ = ["analysis_of", "build_pipeline", "clause_colors"]

_HOMES = {"analysis_of": "extract", "build_pipeline": "build", "clause_colors": "colors"}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"clausegap.pipeline.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'clausegap.pipeline' has no attribute {name!r}")
