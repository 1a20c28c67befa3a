"""A report and its contract for the tests; this file also makes the factories beside it importable."""

from __future__ import annotations

import pytest
from document_factory import build_document
from report_factory import build_report

from clausegap.model.document import Document
from clausegap.model.report import Report


@pytest.fixture
def report() -> Report:
    return build_report()


@pytest.fixture
def document() -> Document:
    return build_document()
