"""Run by the interpreter of each installation: prints what a user would see, as JSON."""

from __future__ import annotations

import json
import sys
from importlib.metadata import entry_points
from pathlib import Path

import clausegap
from clausegap import _resources
from clausegap.rules.library import load_library
from clausegap.rules.shipped import shipped_rules

CONTRACT = """SERVICES AGREEMENT

This Agreement is made between Acme Ltd ("Customer") and Bolt Ltd ("Supplier").

1. Audit
Supplier shall allow Customer at any time on five days' notice to audit Supplier's books, records and systems in
order to verify compliance with this Agreement.
"""

report = clausegap.review(CONTRACT)
package = Path(clausegap.__file__).parent
seen = {
    "same": {
        "version": clausegap.__version__,
        "fingerprint": load_library().fingerprint,
        "protections": [finding.protection for finding in report.findings],
        "json": json.loads(report.to_json()),
        "html": report.to_html(),
        "typed": (package / "py.typed").is_file(),
    },
    "package": str(package),
    "ready": shipped_rules() is not None,
    "rules": str(_resources.clause_patterns()),
    "factories": sorted({e.name for e in entry_points(group="spacy_factories") if e.name.startswith("clausegap_")}),
    "commands": sorted({e.name for e in entry_points(group="console_scripts") if e.value.startswith("clausegap.")}),
}
json.dump(seen, sys.stdout)
