"""``clausegap schema``: the published formats."""

from __future__ import annotations

import json
import sys

from clausegap.renderers.json_report import comparison_schema, json_schema
from clausegap.rules.schemas import rule_schema


def print_schema(name: str) -> int:
    """Prints a JSON Schema and returns the exit code.

    Args:
        name: ``report``, ``comparison``, or the kind of a rule file.
    """
    made = {"report": json_schema, "comparison": comparison_schema}
    found = made[name]() if name in made else rule_schema(name)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return 0
