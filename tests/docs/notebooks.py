"""The notebooks of the documentation: executed, and stored with what a reader of the web page should see.

Run it after a change to what they show; it needs clausegap[notebook] and nbclient:

    python tests/docs/notebooks.py
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "notebooks"
_TIME_LIMIT = 300  # s for a cell
_WIDGET = "application/vnd.jupyter.widget-view+json"
_TAG = re.compile(r"<style.*?</style>|<[^>]*>", re.S)


def notebooks() -> list[Path]:
    """Returns all notebooks, in a fixed order."""
    return sorted(FOLDER.glob("*.ipynb"))


def read(path: Path):
    """Returns a notebook as it is stored."""
    import nbformat

    return nbformat.read(path, as_version=4)


def executed(path: Path):
    """Returns a notebook with the outputs of a fresh run, without what differs from run to run."""
    from nbclient import NotebookClient

    notebook = read(path)
    NotebookClient(notebook, timeout=_TIME_LIMIT, resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if _lasts(output)]
    return notebook


def _lasts(output) -> bool:
    # Progress bars hold times and speeds.
    is_progress = output.output_type == "stream" and output.name == "stderr"
    return not is_progress and _WIDGET not in output.get("data", {})


def shown_text(notebook) -> Iterator[tuple[str, str]]:
    """Yields for each output the id of its cell and the words that a reader sees; no words for a picture."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if output.output_type == "stream":
                words = output.text
            elif "text/html" in data:
                words = unescape(_TAG.sub(" ", data["text/html"]))
            else:
                words = "" if "image/png" in data else data.get("text/plain", "")
            yield cell.id, " ".join(words.split())


def main() -> None:
    """Executes all notebooks and stores their outputs."""
    import nbformat

    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    for path in notebooks():
        path.write_text(nbformat.writes(executed(path)) + "\n", encoding="utf-8", newline="\n")
        print(f"executed: {path.name}")


if __name__ == "__main__":
    main()
