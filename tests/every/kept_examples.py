"""Runs the examples of all rule files once for all tests that ask for them."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from clausegap.pipeline.examples import failed_examples
from clausegap.rules.library import load_library


@lru_cache(maxsize=1)
def broken() -> dict[str, list[str]]:
    """Returns the examples that are not kept, by protection or clause type."""
    found = defaultdict(list)
    for failure in failed_examples(load_library(side="supplier")):  # the rules of both sides run for it
        found[failure.protection].append(str(failure))
    return found
