"""Reports and comparisons as JSON: the published, versioned formats for programs."""

from __future__ import annotations

from typing import Final

from clausegap.model.comparison import Comparison
from clausegap.model.deviation import StandardComparison
from clausegap.model.report import Report

_DIALECT: Final = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def render_json(report: Report) -> str:
    """Returns the report as JSON with the fields in the order of the schema, ending in a line break.

    ``Report.model_validate_json`` reads it back without loss.
    """
    return report.model_dump_json(indent=2) + "\n"


def json_schema() -> dict[str, object]:
    """Returns the JSON Schema (draft 2020-12) that every output of ``render_json`` satisfies."""
    return {**_DIALECT, **Report.model_json_schema(mode="serialization")}


def render_comparison_json(comparison: Comparison) -> str:
    """Returns the comparison as JSON with the fields in the order of the schema, ending in a line break.

    ``Comparison.model_validate_json`` reads it back without loss.
    """
    return comparison.model_dump_json(indent=2) + "\n"


def comparison_schema() -> dict[str, object]:
    """Returns the JSON Schema (draft 2020-12) that every output of ``render_comparison_json`` satisfies."""
    return {**_DIALECT, **Comparison.model_json_schema(mode="serialization")}


def render_standard_json(comparison: StandardComparison) -> str:
    """Returns a comparison with standard wording as JSON with the fields in the order of the schema.

    It ends in a line break; ``StandardComparison.model_validate_json`` reads it back without loss.
    """
    return comparison.model_dump_json(indent=2) + "\n"


def standard_schema() -> dict[str, object]:
    """Returns the JSON Schema (draft 2020-12) that every output of ``render_standard_json`` satisfies."""
    return {**_DIALECT, **StandardComparison.model_json_schema(mode="serialization")}
