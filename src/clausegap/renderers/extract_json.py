"""What was read from a file as JSON: the published, versioned format for programs."""

from __future__ import annotations

from clausegap.model.extract import Extract


def render_extract_json(extract: Extract) -> str:
    """Returns what was read as JSON, ending in a line break; ``Extract.model_validate_json`` reads it back."""
    return extract.model_dump_json(indent=2) + "\n"


def extract_schema() -> dict[str, object]:
    """Returns the JSON Schema (draft 2020-12) that every output of ``render_extract_json`` satisfies."""
    schema: dict[str, object] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema.update(Extract.model_json_schema(mode="serialization"))
    return schema
