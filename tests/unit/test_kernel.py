"""The library in a real Jupyter kernel, whose threads keep workers from being forked."""

from __future__ import annotations

import pytest

pytest.importorskip("ipykernel", reason="a Jupyter kernel comes with clausegap[notebook]")
nbclient = pytest.importorskip("nbclient", reason="nbclient drives a Jupyter kernel")
nbformat = pytest.importorskip("nbformat", reason="nbformat comes with nbclient")

_REVIEW = """\
import clausegap
contracts = [(f"{n}.txt", f"{n}. Term\\nThis Agreement lasts {n} years.\\n".encode()) for n in range(1, 4)]
outcomes = list(clausegap.Reviewer().review_many([*contracts, ("torn.pdf", b"%PDF-1.7 torn")], jobs=2))
print([outcome.status for outcome in outcomes])
"""
_SHOW = "clausegap.Portfolio.from_outcomes(outcomes)"
_PIPELINE = """\
nlp = clausegap.build_pipeline()
doc = nlp("9. Audit. Customer may at any time audit Supplier's books and records.")
print([span.id_ for span in doc.spans["clauses"]])
"""

pytestmark = pytest.mark.filterwarnings("default")  # Jupyter's own warnings are not ours to mend


@pytest.fixture(scope="module")
def cells():
    sources = [_REVIEW, _REVIEW, _SHOW, _PIPELINE, _PIPELINE]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [cell.outputs for cell in notebook.cells]


def _printed(outputs):
    return "".join(output.text for output in outputs if output.get("name") == "stdout")


def test_two_workers_need_no_guard_and_a_cell_may_run_twice(cells):
    expected = str([*["reviewed"] * 3, "unreadable"])
    assert _printed(cells[0]).strip() == _printed(cells[1]).strip() == expected


def test_a_bar_shows_by_itself(cells):
    shown = [output for output in cells[0] if output.get("name") == "stderr" or "data" in output]
    text = str(shown)
    assert "4/4" in text
    assert "IProgress" not in text  # no nagging for what a bar of text does without


def test_values_show_themselves(cells):
    (output,) = cells[2]
    assert "Portfolio: 4 contracts" in output.data["text/html"]
    assert output.data["text/plain"] == "Portfolio(contracts=4, reviewed=3)"


def test_a_pipeline_can_be_built_twice(cells):
    assert _printed(cells[3]) == _printed(cells[4]) == "['audit_rights-1', 'audit_rights-2']\n"
