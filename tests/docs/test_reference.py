"""The reference pages say what the code says."""

from __future__ import annotations

import json
from typing import get_args

import pytest
import yaml
from doc_pages import ROOT, blocks
from pydantic import TypeAdapter
from reference_pages import FOLDER, PAGES

from clausegap.model import comparison, deviation, terms
from clausegap.renderers.extract_json import extract_schema
from clausegap.renderers.json_report import comparison_schema, json_schema, standard_schema
from clausegap.rules.models import Element
from clausegap.rules.schemas import FILES as RULE_FILES
from clausegap.rules.schemas import rule_schema

_VOCABULARIES = (
    terms.Status,
    terms.Grade,
    terms.Severity,
    terms.Side,
    terms.Direction,
    terms.Modality,
    terms.Role,
    terms.Confidence,
    terms.Expectation,
    terms.ContractType,
    terms.Flag,
    terms.RiskState,
    terms.Answer,
    comparison.ChangeKind,
    comparison.PieceKind,
    comparison.Subject,
    deviation.DeviationKind,
    deviation.Origin,
)


@pytest.mark.parametrize("name", [name for name in PAGES if name.endswith(".md")])
def test_a_reference_page_is_up_to_date(name: str) -> None:
    written = (FOLDER / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "run python tests/docs/refresh.py"


def test_the_published_schema_has_the_fields_of_the_report() -> None:
    # Its exact words differ between versions of pydantic, so only names are compared.
    published = json.loads((FOLDER / "report.schema.json").read_text(encoding="utf-8"))
    assert _fields(published) == _fields(json_schema()), "run python tests/docs/refresh.py"


def test_the_published_schema_has_the_fields_of_the_comparison() -> None:
    published = json.loads((FOLDER / "comparison.schema.json").read_text(encoding="utf-8"))
    assert _fields(published) == _fields(comparison_schema()), "run python tests/docs/refresh.py"


def test_the_published_schema_has_the_fields_of_the_comparison_with_standard_wording() -> None:
    published = json.loads((FOLDER / "standard.schema.json").read_text(encoding="utf-8"))
    assert _fields(published) == _fields(standard_schema()), "run python tests/docs/refresh.py"


def test_the_published_schema_has_the_fields_of_the_extract() -> None:
    published = json.loads((FOLDER / "extract.schema.json").read_text(encoding="utf-8"))
    assert _fields(published) == _fields(extract_schema()), "run python tests/docs/refresh.py"


@pytest.mark.parametrize("name", RULE_FILES)
def test_the_published_schema_has_the_fields_of_the_rule_file(name: str) -> None:
    published = json.loads((FOLDER / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert _fields(published) == _fields(rule_schema(name)), "run python tests/docs/refresh.py"


def _fields(schema: dict) -> dict[str, list[str]]:
    models = {"": schema, **schema.get("$defs", {})}
    return {name: sorted(model.get("properties", ())) for name, model in models.items()}


def test_the_vocabulary_page_explains_every_word() -> None:
    text = (FOLDER / "vocabulary.md").read_text(encoding="utf-8")
    words = [word for vocabulary in _VOCABULARIES for word in get_args(vocabulary)]
    assert [word for word in words if f"| `{word}` |" not in text] == []


def test_the_rule_in_the_how_to_is_a_valid_rule() -> None:
    shown = [b.body for b in blocks(ROOT / "docs/how-to/add-a-protection.md") if b.language == "yaml"]
    assert shown
    for body in shown:
        TypeAdapter(list[Element]).validate_python(yaml.safe_load(body)["elements"])
