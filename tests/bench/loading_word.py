"""Measures the Word loader: speed against python-docx, every kind of content, and text against references.

Prints one JSON object:

    speed       for a generated contract of --pages pages in four forms: CPU of loading it, of python-docx's
                `.paragraphs` with their text, and the median ratio of paired runs. "usual" has automatic
                numbers in most paragraphs and a bold term in each, "plain" one run in each paragraph
    content     markers of the generated contract that are read once, kept apart once, and left out
    empty       CPU seconds to load --empty paragraphs without a word
    files       with --docx: the same ratio on real files; with --txt: token F1 against the text of the same
                name, and the lines of that text whose number or first words are not in the document
"""

from __future__ import annotations

import argparse
import io
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "unit" / "loaders"))

import docx
from speed import cpu, token_f1
from word_contract import ABSENT, APART, IN_TEXT, contract, word
from word_files import para, word_file

from clausegap import load
from clausegap.numbering import number_at_start

_NAME = "contract.docx"
_BEGINNING = 40  # characters of a numbered line that must be found as they are


def paragraphs(data: bytes) -> list[str]:
    """Returns the text of the paragraphs that python-docx sees."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def ratio(data: bytes, runs: int) -> dict[str, float]:
    """Returns both times and the median of their paired ratios."""
    ours, theirs = _paired(lambda: load(data, name=_NAME), lambda: paragraphs(data), runs)
    return {
        "seconds": statistics.median(ours),
        "python_docx_seconds": statistics.median(theirs),
        "ratio": statistics.median(a / b for a, b in zip(ours, theirs, strict=True)),
    }


def _paired(first: Callable[[], object], second: Callable[[], object], runs: int) -> tuple[list[float], list[float]]:
    first(), second()
    pairs = [(cpu(first), cpu(second)) for _ in range(runs)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def speed(pages: int, runs: int) -> dict[str, dict[str, float]]:
    """Returns the figures of the generated contract in its forms."""
    forms = {
        "usual": contract(pages),
        "usual_without_numbers": contract(pages, automatic=False),
        "plain": contract(pages, bold=False),
        "plain_without_numbers": contract(pages, automatic=False, bold=False),
    }
    return {name: ratio(data, runs) for name, data in forms.items()}


def content() -> dict[str, int]:
    """Returns how many kinds of content are read as they should be."""
    document = load(contract(), name=_NAME)
    words = Counter(re.findall(r"mark[a-z]+", document.text))
    apart = Counter(re.findall(r"mark[a-z]+", " ".join(f.text for f in document.furniture if f.kind != "comment")))
    notices = {notice.code for notice in document.notices}
    return {
        "kinds": len(IN_TEXT) + len(APART) + len(ABSENT),
        "once_in_text": sum(words[word(kind)] == 1 for kind in IN_TEXT),
        "once_apart": sum(apart[word(kind)] == 1 and words[word(kind)] == 0 for kind in APART),
        "left_out": sum(words[word(kind)] == 0 for kind in ABSENT),
        "notices_on_them": len({"tracked_changes", "field_codes", "comments"} & notices),
    }


def empty(count: int) -> dict[str, float]:
    """Returns the time of many empty paragraphs, without and with properties."""
    properties = '<w:p><w:pPr><w:jc w:val="left"/></w:pPr></w:p>'
    bare, dressed = (word_file(p * n + para("end")) for p, n in (("<w:p/>", count), (properties, count // 2)))
    return {
        "bare": cpu(lambda: load(bare, name=_NAME)),
        "half_as_many_with_properties": cpu(lambda: load(dressed, name=_NAME)),
    }


def against_text(data: bytes, text: str) -> dict[str, object]:
    """Returns the token F1 against a reference, and the numbered lines of it that are not in the document."""
    document = load(data, name=_NAME)
    read = {_beginning(line) for line in document.text.splitlines()}
    numbered = [line for line in text.splitlines() if number_at_start(line)]
    return {
        "token_f1": token_f1(document.text, text),
        "numbered_lines": len(numbered),
        "not_found": [line[:_BEGINNING] for line in numbered if _beginning(line) not in read],
    }


def _beginning(line: str) -> str:
    return " ".join(line.replace("|", " ").split())[:_BEGINNING]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--pages", type=int, default=100, help="pages of the generated contract")
    args.add_argument("--runs", type=int, default=21, help="paired runs of each ratio")
    args.add_argument("--empty", type=int, default=300_000, help="empty paragraphs")
    args.add_argument("--docx", type=Path, default=None, help="folder of Word files")
    args.add_argument("--txt", type=Path, default=None, help="folder of reference texts of the same names")
    opt = args.parse_args()
    figures: dict[str, object] = {
        "speed": speed(opt.pages, opt.runs),
        "content": content(),
        "empty": empty(opt.empty),
    }
    if opt.docx is not None:
        files = {path.stem: path.read_bytes() for path in sorted(opt.docx.glob("*.docx"))}
        figures["files"] = {name: dict[str, object](ratio(data, opt.runs)) for name, data in files.items()}
        if opt.txt is not None:
            for name, data in files.items():
                text = (opt.txt / f"{name}.txt").read_text(encoding="utf-8")
                figures["files"][name] |= against_text(data, text)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
