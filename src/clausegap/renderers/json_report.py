"""The report as JSON: the published, versioned format for programs."""

from __future__ import annotations

from clausegap.model.report import Report


def render_json(report: Report) -> str:
    """Returns the report as JSON with the fields in the order of the schema, ending in a line break.

    ``Report.model_validate_json`` reads it back without loss.
    """
    return report.model_dump_json(indent=2) + "\n"


def json_schema() -> dict[str, object]:
    """Returns the JSON Schema (draft 2020-12) that every output of ``render_json`` satisfies."""
    schema: dict[str, object] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema.update(Report.model_json_schema(mode="serialization"))
    return schema
