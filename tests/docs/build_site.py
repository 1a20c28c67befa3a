"""Builds the documentation as a site, notebooks included, and fails where a link or an anchor leads nowhere.

    python tests/docs/build_site.py FOLDER

It needs ``pip install 'clausegap[docs]'``. The notebooks are shown with the outputs that they are stored with; nothing
is executed, and nothing is fetched from a network.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from doc_pages import ROOT
from notebook_page import notebook_page

CONFIGURATION = ".zensical.toml"
_ENTRY = '{ "Notebooks" = "notebooks/index.md" }'
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def prepare(folder: Path) -> None:
    """Copies the pages and the configuration to a folder, with a page for each notebook."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    titles = []
    for name in listed_notebooks():
        path = folder / "docs" / "notebooks" / name
        page = notebook_page(path)
        path.with_suffix(".md").write_text(page, encoding="utf-8", newline="\n")
        titles.append((page.partition("\n")[0].lstrip("# "), f"notebooks/{path.stem}.md"))
    for page in (folder / "docs").rglob("*.md"):
        _link_to_pages(page)
    text = (ROOT / CONFIGURATION).read_text(encoding="utf-8")
    if _ENTRY not in text:
        raise SystemExit(f"{CONFIGURATION}: nav has no entry {_ENTRY}")
    inside = "".join(f'{{ "{title}" = "{page}" }}, ' for title, page in titles)
    entry = f'{{ "Notebooks" = [ {{ "About the notebooks" = "notebooks/index.md" }}, {inside}] }}'
    (folder / CONFIGURATION).write_text(text.replace(_ENTRY, entry), encoding="utf-8", newline="\n")


def listed_notebooks() -> list[str]:
    """Returns the names of the notebooks in the order of the page about them."""
    about = (ROOT / "docs" / "notebooks" / "index.md").read_text(encoding="utf-8")
    return re.findall(r"\]\((\w+\.ipynb)\)", about)


def _link_to_pages(page: Path) -> None:
    """Lets links to notebooks lead to their pages."""
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"(\]\([\w./-]*)\.ipynb\)", r"\1.md)", text), encoding="utf-8", newline="\n")


def build(out: Path) -> int:
    """Builds the site into a folder, which is replaced, and returns how many problems the builder saw."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        command = [sys.executable, "-m", "zensical", "build", "--strict", "-f", CONFIGURATION]
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            print(_ANSI.sub("", done.stdout + done.stderr).partition("Traceback")[0])
            return done.returncode
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(folder / "build" / "site", out)
    return 0


def main() -> None:
    """Builds the site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the site is written to; an old one is replaced")
    sys.exit(build(parser.parse_args().folder))


if __name__ == "__main__":
    main()
