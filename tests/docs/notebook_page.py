"""A stored notebook as a Markdown page, with the outputs that it holds."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_BLANK_LINES = re.compile(r"\n\s*\n")
_HEADING = re.compile(r"^# ", re.M)


def notebook_page(path: Path) -> str:
    """Returns the page of a notebook, which begins with its title."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join(line for cell in cells for line in _cell(cell, path))


def _cell(cell: dict[str, Any], path: Path) -> Iterator[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        yield from (source, "")
        if _HEADING.match(source):
            yield from (f"This page is the notebook <code>docs/notebooks/{path.name}</code> as it was last run.", "")
        return
    yield from ("```python", source, "```", "")
    for output in cell["outputs"]:
        yield from _output(output)


def _output(output: dict[str, Any]) -> Iterator[str]:
    data = output.get("data", {"text/plain": output.get("text", "")})
    if "text/html" in data:
        shown = "".join(data["text/html"])
    elif "image/png" in data:
        # A plot: what it shows is told by the words around it, and the alternative text names the cell's.
        shown = f'<img alt="plot of the cell above" src="data:image/png;base64,{"".join(data["image/png"]).strip()}">'
    else:
        shown = f"<pre>{html.escape(''.join(data['text/plain']))}</pre>"
    # Markdown ends a block of HTML at an empty line.
    yield from (f'<div class="notebook-output">{_BLANK_LINES.sub(chr(10), shown)}</div>', "")
