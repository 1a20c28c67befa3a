"""``clausegap schema``: the published formats."""

from __future__ import annotations

import json
import sys

from clausegap.renderers.extract_json import extract_schema
from clausegap.renderers.json_report import comparison_schema, json_schema, standard_schema
from clausegap.rules.schemas import rule_schema


def print_schema(name: str) -> int:
    """Prints a JSON Schema and returns the exit code.

    Args:
        name: ``report``, ``comparison``, ``standard``, ``extract``, or the kind of a rule file.
    """
    outputs = {
        "report": json_schema,
        "comparison": comparison_schema,
        "standard": standard_schema,
        "extract": extract_schema,
    }
    found = outputs[name]() if name in outputs else rule_schema(name)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0
