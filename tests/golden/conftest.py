"""The engine that golden reports are made with."""

import pytest

from clausegap import ReviewSpec
from clausegap.engine import Engine


@pytest.fixture(scope="session")
def engine():
    return Engine(ReviewSpec())
