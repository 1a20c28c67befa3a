from __future__ import annotations

import pytest

from clausegap.errors import UsageError
from clausegap.renderers.table import FORMATS, report_format


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_with_and_without_the_document(name, report, document):
    for given in (document, None):
        text = report_format(name).render(report, given)
        assert "Right to audit, inspect and verify" in text
        assert text.endswith("\n")


def test_suffixes_tell_the_formats_apart():
    suffixes = [known.suffix for known in FORMATS.values()]
    assert suffixes == [".json", ".md", ".html"]


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match=r"no format of reports named 'pdf'.*known: json, markdown, html"):
        report_format("pdf")
