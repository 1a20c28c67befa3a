"""Writes the generated reference pages and puts real output under the commands that pages show.

Run it after a change to options, errors, models, rules or samples:

    python tests/docs/refresh.py
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import block_census
from doc_pages import Block, Step, blocks, pages, renewed
from doc_runner import Session
from reference_pages import FOLDER, PAGES

Edit = tuple[tuple[int, int], str]


def write_reference() -> None:
    """Writes every page of docs/reference that is made from the code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, build in PAGES.items():
        (FOLDER / name).parent.mkdir(exist_ok=True)
        (FOLDER / name).write_text(build(), encoding="utf-8", newline="\n")


def refresh(page: Path) -> bool:
    """Writes real output into a page and returns whether that changed it."""
    runnable = [block for block in blocks(page) if block.acts]
    if not runnable:
        return False
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder))
        edits = [edit for block in runnable for edit in _edits(session, block)]
    old = text = page.read_text(encoding="utf-8")
    for (start, end), body in sorted(edits, reverse=True):
        text = text[:start] + body + text[end:]
    page.write_text(text, encoding="utf-8", newline="\n")
    return text != old


def _edits(session: Session, block: Block) -> list[Edit]:
    if block.file is not None:
        session.save(block)
        return []
    if block.language == "console":
        return [(block.span, "".join(_shown(step, real) for step, real, _ in session.run_console(block)))]
    if block.language == "pycon":
        return []  # it comes from a docstring
    real = session.run_python(block)
    if block.output is None or block.output_span is None:
        return []
    return [(block.output_span, "".join(f"{line}\n" for line in renewed(block.output.splitlines(), real)))]


def _shown(step: Step, real: list[str]) -> str:
    if "Traceback (most recent call last):" in real:
        raise SystemExit(f"{step.command}: " + "\n".join(real))
    lines = renewed(list(step.output), real)
    return f"$ {step.command}\n" + "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Refreshes everything."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    write_reference()
    for page in pages():
        if refresh(page):
            print(f"changed: {page.name}")
    block_census.PAGE.write_text(
        block_census.with_census(block_census.PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
