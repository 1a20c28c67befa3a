from __future__ import annotations

import json

from clausegap.model.report import Report
from clausegap.renderers.json_report import json_schema, render_json


def test_reads_back_without_loss(report):
    assert Report.model_validate_json(render_json(report)) == report


def test_keys_come_in_the_order_of_the_model_and_the_text_ends_in_a_line_break(report):
    text = render_json(report)
    assert list(json.loads(text)) == list(Report.model_fields)
    assert text.startswith('{\n  "schema_version"')
    assert text.endswith("}\n")


def test_schema_names_every_field_of_the_output(report):
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema["properties"]) == list(json.loads(render_json(report)))
    assert "Finding" in schema["$defs"]
