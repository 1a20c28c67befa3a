"""The notebooks run, and what is stored in them is what they show today."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

pytest.importorskip("nbformat", reason="nbformat reads notebooks")
from notebooks import executed, notebooks, read, shown_text

_PACKAGES = (
    "nbclient",
    "ipykernel",
    "matplotlib",
    "pandas",
    "sklearn",
)  # clausegap[notebook], and what drives a kernel
_LARGEST = 500_000  # bytes, so that a page with them opens at once
_ENDS_SENTENCE = re.compile(r"[.?:]$")

pytestmark = pytest.mark.filterwarnings("default")  # Jupyter's own warnings are not ours to mend


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_stored_outputs_are_what_a_run_shows(path):
    for package in _PACKAGES:
        pytest.importorskip(package, reason="the notebooks need clausegap[notebook] and nbclient")
    # After a change: python tests/docs/notebooks.py
    assert list(shown_text(read(path))) == list(shown_text(executed(path)))


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_sentence_stands_before_each_cell(path):
    cells = read(path).cells
    for before, cell in pairwise(cells):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown"
            assert _ENDS_SENTENCE.search(before.source.strip())


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_what_is_stored_is_small_and_the_same_on_every_machine(path):
    assert path.stat().st_size < _LARGEST
    notebook = read(path)
    assert notebook.metadata.language_info == {"name": "python"}
    for cell in notebook.cells:
        assert cell.metadata == {}
        assert all(output.get("name") != "stderr" for output in cell.get("outputs", ()))
        assert all(output.output_type != "error" for output in cell.get("outputs", ()))


def test_there_are_three():
    assert [path.stem for path in notebooks()] == ["one_contract", "own_rules", "portfolio"]
