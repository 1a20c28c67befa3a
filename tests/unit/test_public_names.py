"""The public names, pinned, and what importing the package costs."""

import subprocess
import sys

import public_names
import pytest

import clausegap

NAMES = [
    "Clause",
    "ClausegapError",
    "Comparison",
    "ComparisonReport",
    "Document",
    "Extract",
    "Finding",
    "GapReport",
    "InputError",
    "Limits",
    "Outcome",
    "Portfolio",
    "Progress",
    "ReadOptions",
    "Report",
    "ReviewSpec",
    "Reviewer",
    "RulesError",
    "StandardComparison",
    "StandardReport",
    "UsageError",
    "__version__",
    "build_pipeline",
    "extract",
    "load",
    "load_text",
    "review",
    "review_many",
    "review_one",
]


def test_public_names_are_these():
    assert sorted(clausegap.__all__) == NAMES
    assert dir(clausegap) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_public_name_is_there(name):
    assert getattr(clausegap, name) is not None


@pytest.mark.parametrize("name", [name for name in NAMES if name != "__version__"])
def test_public_name_is_documented(name):
    assert getattr(clausegap, name).__doc__


def test_signatures_and_fields_are_those_written_down():
    written = public_names.LIST.read_text(encoding="utf-8")
    assert public_names.described() == written, "if this is meant: python tests/unit/public_names.py, and the changelog"


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        clausegap.nothing  # noqa: B018 - the access is the test


def test_import_loads_nothing_heavy():
    script = (
        "import sys, clausegap; "
        "print(sorted({'spacy', 'pydantic', 'yaml', 'docx', 'pypdfium2', 'numpy', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
