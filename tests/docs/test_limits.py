"""The table of limits says what the constants say."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausegap.loaders import base, html, members, pdf_file, pdf_gaps, word_package
from clausegap.model.reading import DEFAULT_LIMITS, LEAST_MEMORY
from clausegap.pipeline import segment, tokenizer

PAGE = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")
ROWS = dict(
    (cell.strip() for cell in line.strip("|").split("|", 1))
    for line in PAGE[PAGE.index("## Of size and time") :].splitlines()
    if line.startswith("| ")
)


@pytest.mark.parametrize(
    ("what", "number"),
    [
        ("a file", f"{members.MAX_BYTES // 1024**2} MB"),
        ("text of a document", f"{base.MAX_CHARACTERS:,} characters"),
        ("pages of a PDF", f"{pdf_file.MAX_PAGES:,}"),
        ("objects of a PDF page", f"{pdf_gaps.MOST_OBJECTS:,}"),
        ("parts of a Word file", f"{word_package.MAX_INFLATED // 10**6} MB"),
        ("parts of a Word file", f"{word_package.MAX_RATIO} times"),
        ("parts of a Word file", f"from {word_package.RATIO_COUNTS_FROM // 10**6} MB"),
        ("tags in a part", f"{word_package.MAX_TAGS:,}"),
        ("tags in a web page", f"{html.MAX_TAGS:,}"),
        ("characters without white space", str(tokenizer.LONGEST)),
        ("a sentence", f"{segment._LONGEST:,} characters"),
        ("reading a document", f"{DEFAULT_LIMITS.seconds:g} s"),
        ("memory for a document", f"{DEFAULT_LIMITS.memory} MiB"),
        ("memory that can be asked for", f"{LEAST_MEMORY} MiB"),
    ],
)
def test_each_limit_is_that_of_the_code(what, number):
    (row,) = [cell.strip(" |") for name, cell in ROWS.items() if name.startswith(what)]
    assert number in row
