"""Reports as JSON lines: each report in one line, as its published JSON format has it."""

from __future__ import annotations

from collections.abc import Sequence

from clausegap.renderers.reviewed import Reviewed


def render_jsonl(contracts: Sequence[Reviewed]) -> str:
    """Returns a line for each report; a contract without one has no line."""
    return "".join(f"{one.report.model_dump_json()}\n" for one in contracts if one.report)
