"""The shipped engine, built once, and contracts made of a preamble and a few words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rule_factory import shipped_engine

from clausegap.engine import Engine
from clausegap.loaders import load_text
from clausegap.model.analysis import Analysis


@pytest.fixture(scope="session")
def engine() -> Engine:
    return shipped_engine()


@pytest.fixture
def analyse(engine: Engine) -> Callable[[str], Analysis]:
    """Returns what the shipped engine finds in a text."""
    return lambda text: engine.analyse(load_text(text))
