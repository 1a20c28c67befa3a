"""Compares the numbers that clausegap shows before Word paragraphs with what LibreOffice shows.

Prints one JSON object:

    paragraphs, equal      the numbering schemes of tests/unit/loaders against the committed rendering
    word_differs           paragraphs where Word is known to show something else, with the reasons
    share                  of the paragraphs that are equal, those where Word differs held against Word
    saved_*                the same files after LibreOffice has saved them (with --office)
    files                  for each file of --docx: numbered paragraphs, and how many of them LibreOffice
                           shows with the same number and the same words at their beginning. Its export
                           shows tracked deletions, and no text boxes; so does what is compared
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[1] / "unit" / "loaders"))

import render_numbers
from numbering_schemes import SCHEMES, WORD_DIFFERS, expected, rendered, shown_numbers

from clausegap import load
from clausegap.model.reading import ReadOptions

_COMPARED = 40  # characters of a paragraph, number included; notes stand in different places further on


def compare(files: dict[str, bytes], wanted: dict[str, dict[str, str]]) -> tuple[int, int]:
    """Returns how many paragraphs were compared, and how many are equal."""
    total = equal = 0
    for name, data in files.items():
        shown = shown_numbers(load(data, name="a.docx").text)
        marks = shown.keys() | wanted[name].keys()
        total += len(marks)
        equal += sum(shown.get(mark) == wanted[name].get(mark) for mark in marks)
    return total, equal


def schemes() -> dict[str, Any]:
    """Returns the figures of the committed rendering."""
    files = {scheme.name: scheme.data() for scheme in SCHEMES}
    total, equal = compare(files, expected())
    _, plain = compare(files, rendered())
    reasons: Counter[str] = Counter()
    for reason, shown in WORD_DIFFERS.values():
        reasons[reason] += len(shown)
    return {
        "schemes": len(files),
        "paragraphs": total,
        "equal": plain,
        "word_differs": reasons,
        "share": equal / total,
    }


def saved() -> dict[str, object]:
    """Returns the figures of files that LibreOffice saved; what it does not know of is lost in them."""
    files = {scheme.name: scheme.data(settled=True) for scheme in SCHEMES if scheme.name not in WORD_DIFFERS}
    total, equal = compare(render_numbers.resave(files), rendered())
    return {"saved_paragraphs": total, "saved_share": equal / total}


def real(paths: list[Path]) -> dict[str, dict[str, int]]:
    """Returns how many numbered paragraphs of each file stand in LibreOffice's rendering as they are."""
    texts = render_numbers.render({path.name: path.read_bytes() for path in paths})
    figures = {}
    for path in paths:
        lines = {_beginning(line) for line in texts[path.name].splitlines()}
        document = load(path, reading=ReadOptions(changes="both"))
        numbered = [b for b in document.blocks if b.number and b.kind not in ("table_row", "text_box")]
        begun = [_beginning(document.text[b.start : b.end].splitlines()[0]) for b in numbered]
        figures[path.name] = {"numbered": len(begun), "shown": sum(line in lines for line in begun)}
    return figures


def _beginning(line: str) -> str:
    return " ".join(line.split())[:_COMPARED]


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--docx", type=Path, default=None, help="folder of Word files to compare as well")
    args.add_argument("--office", action="store_true", help="render anew and save by LibreOffice, which must be there")
    args.add_argument("--least", type=float, default=0.0, help="fail when the share of the schemes is lower")
    opt = args.parse_args()
    if (opt.office or opt.docx) and render_numbers.OFFICE is None:
        args.error("LibreOffice is not installed")
    figures = schemes()
    if opt.office:
        figures["rendered_again"] = render_numbers.render_schemes() == rendered()
        figures |= saved()
    if opt.docx is not None:
        figures["files"] = real(sorted(opt.docx.glob("*.docx")))
    print(json.dumps(figures))
    return int(figures["share"] < opt.least)


if __name__ == "__main__":
    sys.exit(main())
