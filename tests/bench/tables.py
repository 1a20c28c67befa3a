"""Writes measured figures into the generated pages of docs/: no figure is typed by hand."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Returns a Markdown table."""
    lines = [f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}"]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def write_section(page: str, name: str, body: str) -> None:
    """Replaces one generated section of a page, or adds it at the end.

    Args:
        page: File name in docs/.
        name: Key of the section, kept in a comment around it.
        body: Markdown.
    """
    path = DOCS / page
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    text = path.read_text(encoding="utf-8")
    section = f"{begin}\n{body.strip()}\n{end}"
    if begin in text:
        head, _, rest = text.partition(begin)
        text = head + section + rest.partition(end)[2]
    else:
        text = f"{text.rstrip()}\n\n{section}\n"
    path.write_text(text, encoding="utf-8")


def machine() -> str:
    """Returns one line about the machine that a figure was taken on."""
    return f"Python {platform.python_version()}, {platform.system()}, {_cores()} cores"


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
