"""Readers of contract files; each gives the same ``Document``."""

from __future__ import annotations

from clausegap.loaders.loading import load, load_text

__all__ = ["load", "load_text"]
