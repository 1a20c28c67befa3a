"""Reviews documents: the rules and the pipeline, loaded once, and what is made of their results."""

from __future__ import annotations

from clausegap.engine.core import Candidates, Engine

__all__ = ["Candidates", "Engine"]
