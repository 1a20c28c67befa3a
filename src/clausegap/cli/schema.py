"""``clausegap schema``: the published formats."""

from __future__ import annotations

import json
import sys

from clausegap.renderers.json_report import json_schema


def print_report_schema() -> int:
    """Prints the JSON Schema of reports and returns the exit code."""
    sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")
    return 0
